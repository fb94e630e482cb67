import assert from 'node:assert/strict'
import { test } from 'node:test'
import { defaultCharter } from '#core/charter/index.ts'
import { foundingBody, newFounding, switchOfficers } from './founding-form.ts'
import { postFounding } from './routes.ts'

const here = { url: 'http://localhost:3000', language: 'ja', timeZone: 'Asia/Tokyo' } as const

const filled = () => {
  const form = newFounding(defaultCharter, here)
  const officer = {
    nameJa: '設立 太郎',
    nameEn: 'Taro Setsuritsu',
    email: 'taro@office.example',
    language: 'ja' as const,
    duty: true,
  }
  return {
    ...form,
    nameJa: '試験協議会',
    nameEn: 'Trial Association',
    shortJa: '試験',
    shortEn: 'TA',
    officers: [officer, { ...officer, email: 'hanako@office.example' }],
  }
}

const accepted = (form: ReturnType<typeof filled>) =>
  postFounding.request.body.content['application/json'].schema.safeParse({
    token: 'A'.repeat(43),
    ...foundingBody(form, defaultCharter),
  })

test('what the founding page sends is what founding takes', () => {
  assert.equal(accepted(filled()).error, undefined)
})

test('whoever begins alone sends one officer, and no team that was not ticked', () => {
  const body = foundingBody({ ...filled(), alone: true }, defaultCharter)
  assert.equal(body.officers.length, 1)
  assert.equal(body.team, null)
})

test('a team that runs the secretariat goes along, its legal entities one a line', () => {
  const form = filled()
  const team = {
    ...form.team,
    handle: 'aoba',
    nameJa: '青葉',
    nameEn: 'Aoba',
    shortName: 'Aoba',
    legalEntities: '青葉製作所\n\n青葉物流\n',
  }
  const found = accepted({ ...form, hasTeam: true, team })
  assert.equal(found.error, undefined)
  assert.deepEqual(found.data?.team?.legalEntities, ['青葉製作所', '青葉物流'])
})

test('language and zone are offered as the founder has them, not as a Japanese association would', () => {
  const form = newFounding(defaultCharter, { ...here, language: 'en', timeZone: 'Africa/Nairobi' })
  assert.deepEqual([form.charter.defaultLanguage, form.charter.timeZone], ['en', 'Africa/Nairobi'])
  assert.deepEqual(
    form.officers.map(({ language }) => language),
    ['en', 'en'],
  )
  assert.equal(newFounding(defaultCharter, { ...here, timeZone: 'UTC' }).charter.timeZone, 'Asia/Tokyo')
})

test('a founder’s language goes along with the page until another is chosen', () => {
  const officers = [
    { nameJa: '', nameEn: '', email: '', language: 'ja' as const, duty: true },
    { nameJa: '', nameEn: '', email: '', language: 'en' as const, duty: false },
  ]
  assert.deepEqual(
    switchOfficers(officers, 'ja', 'en').map(({ language }) => language),
    ['en', 'en'],
  )
  assert.deepEqual(
    switchOfficers(officers, 'en', 'ja').map(({ language }) => language),
    ['ja', 'ja'],
  )
})
