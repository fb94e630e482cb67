import assert from 'node:assert/strict'
import { test } from 'node:test'
import { charter } from './charter.ts'
import { defaultCharter } from './defaults.ts'
import { charterFaults } from './faults.ts'
import { hasCode, labelOf } from './labels.ts'

test('the charter that founding offers has no fault', () => {
  assert.deepEqual(charter.parse(defaultCharter), defaultCharter)
  assert.deepEqual(charterFaults(defaultCharter), [])
})

test('a zone that no clock knows, a default language that is not spoken, a code that stands twice are found', () => {
  const [first] = defaultCharter.sectors
  const faults = charterFaults({
    ...defaultCharter,
    timeZone: 'Mars/Olympus',
    languages: ['ja'],
    defaultLanguage: 'en',
    sectors: [...defaultCharter.sectors, first as NonNullable<typeof first>],
  })
  assert.deepEqual(
    faults.map(({ path, reason }) => [path, reason]),
    [
      ['defaultLanguage', 'invalid'],
      ['timeZone', 'invalid'],
      [`sectors.${defaultCharter.sectors.length}.code`, 'duplicate'],
    ],
  )
})

test('a code is named in both languages; one that the charter dropped keeps its code as name', () => {
  assert.deepEqual(labelOf(defaultCharter, 'sector', 'finance'), { ja: '金融', en: 'Finance' })
  assert.deepEqual(labelOf(defaultCharter, 'kind', 'gone'), { ja: 'gone', en: 'gone' })
  assert.equal(hasCode(defaultCharter, 'district', 'kanto'), true)
  assert.equal(hasCode(defaultCharter, 'district', 'mars'), false)
})
