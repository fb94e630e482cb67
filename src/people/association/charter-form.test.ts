import assert from 'node:assert/strict'
import { test } from 'node:test'
import { charter, defaultCharter } from '#core/charter/index.ts'
import { fromForm, toForm } from './charter-form.ts'

test('a charter that nobody changed comes back as it was, to the last number', () => {
  assert.deepEqual(fromForm(defaultCharter, toForm(defaultCharter)), defaultCharter)
})

test('what the form does not show stays as it was', () => {
  const form = toForm(defaultCharter)
  const changed = fromForm(defaultCharter, { charter: { ...form.charter, k: '7' } })
  assert.equal(changed.k, 7)
  assert.deepEqual(changed.channels, defaultCharter.channels)
  assert.deepEqual(changed.needToKnowRoles, defaultCharter.needToKnowRoles)
})

test('a category is a line: code, Japanese, English; Japanese commas are commas', () => {
  const form = toForm(defaultCharter)
  const changed = fromForm(defaultCharter, {
    charter: { ...form.charter, sectors: 'space、宇宙、Space\n\nenergy, 電力・ガス, Energy, and gas\n' },
  })
  assert.deepEqual(changed.sectors, [
    { code: 'space', label: { ja: '宇宙', en: 'Space' } },
    { code: 'energy', label: { ja: '電力・ガス', en: 'Energy, and gas' } },
  ])
})

test('a number that is none is refused by the charter, not guessed', () => {
  const form = toForm(defaultCharter)
  const changed = fromForm(defaultCharter, { charter: { ...form.charter, k: 'five' } })
  assert.equal(charter.safeParse(changed).success, false)
})
