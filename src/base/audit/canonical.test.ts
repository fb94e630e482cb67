import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Json } from '#base/db/index.ts'
import { canonical, canonicalLink, parseStrictly } from './canonical.ts'
import { timeOf } from './entry.ts'

const text = fc.string({ unit: 'grapheme' }).filter((s) => !s.includes('\0'))
const json = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    text,
    fc.maxSafeInteger().filter((n) => !Object.is(n, -0)),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(text, tie('value'), { maxKeys: 4 }),
  ),
})).value

test('one value has one form, whatever the order of its fields', () => {
  fc.assert(
    fc.property(json, (value) => {
      const form = canonical(value)
      assert.deepEqual(JSON.parse(form), JSON.parse(JSON.stringify(value)))
      assert.equal(canonical(parseStrictly(form)), form)
    }),
  )
  assert.equal(canonical({ b: 1, a: [true, null, '改\n'] }), '{"a":[true,null,"改\\n"],"b":1}')
})

test('two different values have two forms', () => {
  fc.assert(
    fc.property(json, json, (a, b) => {
      assert.equal(canonical(a) === canonical(b), JSON.stringify(sorted(a)) === JSON.stringify(sorted(b)))
    }),
  )
})

test('what the database could not hold unchanged is refused', () => {
  for (const value of [1.5, -0, Number.NaN, 2 ** 53, 'a\0b', '\ud800', { '\udfff': 1 }]) {
    assert.throws(() => canonical(value as Json), RangeError)
  }
})

test('a number that was rewritten to look the same is seen', () => {
  for (const changed of ['{"n":1.0}', '{"n":1e0}', '[1.00000000000000000001]']) {
    assert.throws(() => parseStrictly(changed), RangeError)
  }
  assert.deepEqual(parseStrictly('{"n": 1, "s": "1.0"}'), { n: 1, s: '1.0' })
})

test('every column of a link is in the bytes that are sealed', () => {
  const link = {
    seq: 1,
    at: '2026-11-24T08:00:00.123000Z',
    act: 'warning.release',
    actor: { kind: 'public' },
    actorSealed: null,
    subject: null,
    detail: {},
    keyId: 'k',
    prev: 'p',
  }
  const forms = Object.keys(link).map((field) =>
    canonicalLink({ ...link, [field]: 9 } as unknown as typeof link),
  )
  assert.equal(new Set([canonicalLink(link), ...forms]).size, Object.keys(link).length + 1)
})

test('of an act with a sealed actor only the hour is kept', () => {
  const at = new Date('2026-11-24T08:41:07.123Z')
  assert.equal(timeOf(at, false), '2026-11-24T08:41:07.123000Z')
  assert.equal(timeOf(at, true), '2026-11-24T08:00:00.000000Z')
})

/** Another way to tell whether two values are the same: lists and objects marked, fields in order. */
function sorted(value: Json): unknown {
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return ['list', ...value.map(sorted)]
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return ['object', ...fields.map(([key, one]) => [key, sorted(one as Json)])]
}
