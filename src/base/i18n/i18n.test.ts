import assert from 'node:assert/strict'
import { test } from 'node:test'
import { codes, reasons } from '#core/errors/index.ts'
import type { TextKey } from './index.ts'
import {
  beginOfDay,
  day,
  instantWords,
  languageAsked,
  monthWords,
  numberWords,
  relativeWords,
  translator,
} from './index.ts'
import { namespaces } from './texts/index.ts'

/** Every leaf with its dotted key. */
function* leaves(tree: object, at = ''): Generator<[string, string]> {
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') yield [`${at}${key}`, value]
    else yield* leaves(value, `${at}${key}.`)
  }
}
const placeholders = (text: string) => [...text.matchAll(/\{\{\s*([\w.]+)/g)].map((match) => match[1]).sort()

test('every text exists in both languages, with the same values to fill in', () => {
  for (const [name, { ja, en }] of Object.entries(namespaces)) {
    const english = new Map(leaves(en))
    const japanese = new Map(leaves(ja))
    assert.deepEqual([...japanese.keys()], [...english.keys()], name)
    for (const [key, text] of japanese) {
      const other = english.get(key) ?? ''
      assert.ok(text.trim() !== '' && other.trim() !== '', `${name}.${key} is empty`)
      // "1 team" may leave its number out; nothing else may
      const counted = (all: string[]) => (key.endsWith('_one') ? all.filter((one) => one !== 'count') : all)
      assert.deepEqual(
        counted(placeholders(text) as string[]),
        counted(placeholders(other) as string[]),
        `${name}.${key}`,
      )
    }
  }
})

test('no text is markup, so that it reads the same on a screen, in a mail and on a terminal', () => {
  for (const [name, { ja, en }] of Object.entries(namespaces))
    for (const [key, text] of [...leaves(ja), ...leaves(en)])
      assert.doesNotMatch(text, /<\/?[a-z][^>]*>|&[a-z]+;/i, `${name}.${key}`)
})

test('every refusal and every reason has its words in both languages', () => {
  for (const language of ['ja', 'en'] as const) {
    const t = translator(language)
    for (const code of Object.keys(codes))
      assert.notEqual(t(`errors.${code}` as TextKey), `errors.${code}`, code)
    for (const status of Object.values(codes))
      assert.notEqual(t(`errors.titles.${status}`), `errors.titles.${status}`)
    for (const reason of reasons) assert.notEqual(t(`errors.reasons.${reason}`), `errors.reasons.${reason}`)
  }
})

test('what a caller sends is filled in as it is, never read as a template', () => {
  const t = translator('en')
  assert.equal(
    t('errors.reasons.unknown_field', { field: '$t(errors.not_found) {{max}} <b>' }),
    'There is no field “$t(errors.not_found) {{max}} <b>”.',
  )
})

test('plurals follow the language', () => {
  assert.equal(translator('en')('common.teams', { count: 1 }), '1 team')
  assert.equal(translator('en')('common.teams', { count: 2 }), '2 teams')
  assert.equal(translator('ja')('common.teams', { count: 1 }), '1チーム')
})

test('times are ISO with weekday and zone; a distance never stands alone', () => {
  const at = new Date('2026-11-24T08:00:00Z')
  assert.equal(instantWords(at, 'ja', 'Asia/Tokyo'), '2026-11-24 (火) 17:00 JST')
  assert.equal(instantWords(at, 'en', 'Asia/Tokyo'), 'Tue 2026-11-24 17:00 JST')
  assert.equal(instantWords(new Date('2026-12-31T15:30:00Z'), 'en', 'Asia/Tokyo'), 'Fri 2027-01-01 00:30 JST')
  assert.equal(instantWords(at, 'en', 'Europe/Paris'), 'Tue 2026-11-24 09:00 CET')
  assert.equal(day('2026-11-23', 'ja'), '2026-11-23 (月)')
  const now = new Date('2026-11-24T05:00:00Z')
  assert.equal(relativeWords(at, now, 'ja', 'Asia/Tokyo'), '2026-11-24 (火) 17:00 JST（3 時間後）')
  assert.equal(relativeWords(now, at, 'en', 'Asia/Tokyo'), 'Tue 2026-11-24 14:00 JST (3 hours ago)')
  const week = new Date(now.getTime() + 7 * 86_400_000 - 900)
  assert.match(relativeWords(week, now, 'en', 'UTC'), /\(in 7 days\)$/, 'made for seven days a second ago')
  assert.match(relativeWords(new Date(now.getTime() + 3_599_000), now, 'en', 'UTC'), /\(in 1 hour\)$/)
  assert.equal(numberWords(3000, 'ja'), '3,000')
})

test('a browser gets the language it asks for, else the association’s own', () => {
  assert.equal(languageAsked('en-GB,en;q=0.9,ja;q=0.8', 'ja'), 'en')
  assert.equal(languageAsked('fr, de;q=0.9, ja;q=0.1', 'en'), 'ja')
  assert.equal(languageAsked('en;q=0, *', 'ja'), 'ja')
  assert.equal(languageAsked('fr', 'ja'), 'ja')
  for (const odd of ['', null, ';;;,,,', 'q=1', 'en;q=x', 'x'.repeat(100_000)])
    assert.equal(languageAsked(odd, 'ja'), 'ja')
})

test('counts of teams and people have their thousands separated, in both languages', () => {
  assert.equal(translator('en')('common.teams', { count: 3000 }), '3,000 teams')
  assert.equal(translator('en')('common.persons', { count: 1 }), '1 person')
  assert.equal(translator('ja')('common.persons', { count: 12_345 }), '12,345名')
})

test('a day begins where the association is, not where the browser is; also where a clock is changed that night', () => {
  assert.equal(beginOfDay('2026-11-24', 'Asia/Tokyo').toISOString(), '2026-11-23T15:00:00.000Z')
  assert.equal(beginOfDay('2026-03-29', 'Europe/Berlin').toISOString(), '2026-03-28T23:00:00.000Z')
  // Beirut puts the clock forward at midnight itself: the day begins at one
  assert.equal(beginOfDay('2026-03-29', 'Asia/Beirut').toISOString(), '2026-03-28T22:00:00.000Z')
})

test('months have names, not numbers', () => {
  assert.deepEqual([monthWords(4, 'ja'), monthWords(4, 'en')], ['4月', 'April'])
})
