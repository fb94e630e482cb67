import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { CAPTURE_LIMITS, readJson } from './index.ts'

const read = (text: string) => readJson(new TextEncoder().encode(text))

const refusal = (text: string) => {
  const reading = read(text)
  assert.ok(!reading.ok, text)
  return reading.refusal
}

test('a broken file is refused with line and column', () => {
  assert.deepEqual(refusal('{"a": 1,\n "b": ]}'), {
    code: 'capture_broken',
    place: 'line 2, column 7',
    reason: 'a value was expected',
  })
  assert.equal(refusal('{"a": [1, 2').reason, 'ends too early')
  assert.equal(refusal('{"a": "x').place, 'line 1, column 7')
  assert.equal(refusal('[1] x').reason, 'more after the end')
  assert.equal(refusal('{"a": "\t"}').reason, 'a character that must be escaped')
})

test('what is no JSON at all is told from what is broken', () => {
  assert.equal(refusal('From: someone').code, 'capture_not_json')
  assert.equal(refusal('').code, 'capture_not_json')
  assert.equal(refusal('{').code, 'capture_broken')
})

test('a name twice, __proto__, too much nesting and too many values are refused; a byte order mark is not', () => {
  assert.match(refusal('{"a": {"b": 1, "b": 2}}').reason, /twice/)
  assert.match(refusal('{"__proto__": {"x": 1}}').reason, /__proto__/)
  assert.match(refusal('{"\\u005f_proto__": {"x": 1}}').reason, /__proto__/)
  assert.equal(refusal(`[${'0,'.repeat(CAPTURE_LIMITS.values)}0]`).code, 'capture_too_many')
  const deep = '['.repeat(CAPTURE_LIMITS.depth + 1)
  assert.equal(refusal(deep).code, 'capture_too_deep')
  assert.deepEqual(read('\ufeff{"a": 1}'), { ok: true, value: { a: 1 } })
})

test('bytes that are not UTF-8 are refused with their line', () => {
  const reading = readJson(new Uint8Array([0x7b, 0x0a, 0x22, 0xff, 0x22, 0x7d]))
  assert.ok(!reading.ok)
  assert.deepEqual(reading.refusal, {
    code: 'capture_broken',
    place: 'line 2, column 2',
    reason: 'not UTF-8',
  })
})

test('whatever JSON.parse reads as list or object is read the same, and what it refuses is refused', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.json(),
        fc.json().map((text) => text.slice(0, -1)),
        fc.string(),
      ),
      (text) => {
        const reading = read(text)
        let parsed: unknown
        try {
          parsed = JSON.parse(text.toWellFormed())
        } catch {
          assert.ok(!reading.ok)
          return
        }
        if (reading.ok) assert.deepEqual(reading.value, parsed)
        else assert.match(reading.refusal.reason, /__proto__|twice|deeper|UTF-8/)
      },
    ),
  )
})

test('a hundred thousand escapes in one text are no trap', () => {
  assert.ok(read(`{"a": "${'\\n'.repeat(100_000)}"}`).ok)
})
