import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Refusal } from '#core/errors/index.ts'
import { parseJson } from './json.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const fault = (text: string | Uint8Array): string => {
  try {
    parseJson(typeof text === 'string' ? bytes(text) : text)
  } catch (error) {
    if (error instanceof Refusal)
      return `${error.code} ${error.place[0]?.path ?? ''} ${error.place[0]?.reason ?? ''}`.trim()
    throw error
  }
  return 'taken'
}

const harmlessKey = fc
  .string()
  .filter((key) => !['__proto__', 'constructor', 'prototype'].includes(key) && !key.includes('\0'))
const harmless = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    fc.string().filter((text) => !text.includes('\0')),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(harmlessKey, tie('value'), { maxKeys: 5, noNullPrototype: true }),
  ),
})).value

test('whatever is harmless JSON is read as JSON.parse reads it', () => {
  fc.assert(
    fc.property(harmless, fc.constantFrom(undefined, 2), (value, indent) => {
      const text = JSON.stringify(value, null, indent)
      assert.deepEqual(parseJson(bytes(text)), JSON.parse(text))
    }),
    { numRuns: 1_000 },
  )
})

test('any bytes at all are either read or refused, and nothing else happens', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (any) => void fault(any)),
    { numRuns: 2_000 },
  )
  const pieces = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"a"',
    '"\\u0000"',
    '"\\ud800"',
    '"__proto__"',
    '1',
    'null',
    ' ',
    '"a":',
    '"',
  )
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 20 }), (parts) => void fault(parts.join(''))),
    { numRuns: 5_000 },
  )
})

test('a key that stands twice in one object is refused, however it is written', () => {
  assert.equal(fault('{"a":1,"a":2}'), 'malformed_json a duplicate')
  assert.equal(fault('{"b":[{"a":1,"\\u0061":2}]}'), 'malformed_json b.0.a duplicate')
  assert.equal(fault('{"a":{"a":[{"a":1},{"a":1}]}}'), 'taken')
  assert.equal(fault('{"a":"\\"a\\":{}","b":["a","a"]}'), 'taken')
})

test('keys that reach the prototype, lone surrogates, U+0000 and bad UTF-8 are refused with their place', () => {
  assert.equal(fault('{"x":{"__proto__":{"a":1}}}'), 'malformed_json x.__proto__ forbidden_key')
  assert.equal(fault('{"con\\u0073tructor":1}'), 'malformed_json constructor forbidden_key')
  assert.equal(fault('{"a":["ok","\\ud83d"]}'), 'malformed_json a.1 bad_unicode')
  assert.equal(fault('{"a":"\\u0000"}'), 'malformed_json a bad_unicode')
  assert.equal(fault('{"\\udc00":1}').split(' ').at(-1), 'bad_unicode')
  assert.equal(fault(new Uint8Array([0x22, 0xc3, 0x28, 0x22])), 'malformed_encoding')
  assert.equal(fault(new Uint8Array([0x22, 0xed, 0xa0, 0x80, 0x22])), 'malformed_encoding')
})

test('depth and width have limits, also where parsing alone would be cheap', () => {
  assert.equal(fault(`${'['.repeat(32)}${']'.repeat(32)}`), 'taken')
  assert.match(fault(`${'['.repeat(33)}${']'.repeat(33)}`), /too_deep/)
  assert.match(fault(`${'{"a":'.repeat(33)}1${'}'.repeat(33)}`), /too_deep/)
  assert.match(fault(`[${'1,'.repeat(10_000)}1]`), /too_many/)
  assert.equal(fault(`[${'1,'.repeat(9_998)}1]`), 'taken')
  assert.match(fault('['.repeat(300_000)), /malformed_json/)
})
