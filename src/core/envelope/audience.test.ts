import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { compileAudience, compileExcludes, ITEM_NUMBER, itemNumber, type Term } from './index.ts'

const MIXED: Term[] = [
  { kind: 'members' },
  { kind: 'group', id: 'g' },
  { kind: 'team', id: 't' },
  { kind: 'concerned', id: 'c' },
  { kind: 'appointment', id: 'a' },
  { kind: 'sector', code: 'energy' },
  { kind: 'guests', id: 'h' },
  { kind: 'public' },
]

describe('an audience as its row remembers it', () => {
  test('RED remembers names alone', () => assert.deepEqual(compileAudience(MIXED, 'RED'), ['appointment:a']))
  test('CLEAR reaches prospects and guests of what it names, and the public where it is published', () => {
    assert.deepEqual(compileAudience(MIXED, 'CLEAR'), [
      'members',
      'group:g',
      'guests:g',
      'team:t',
      'prospect:t',
      'concerned:c',
      'prospect:c',
      'appointment:a',
      'sector:energy',
      'guests:h',
      'public',
    ])
  })
  test('the labels between reach whom they name, never the public', () => {
    for (const label of ['GREEN', 'AMBER', 'AMBER+STRICT'] as const)
      assert.deepEqual(compileAudience(MIXED, label), [
        'members',
        'group:g',
        'team:t',
        'concerned:c',
        'appointment:a',
        'sector:energy',
        'guests:h',
      ])
  })
  test('what is named twice is remembered once', () => {
    assert.deepEqual(compileAudience([...MIXED, ...MIXED], 'AMBER'), compileAudience(MIXED, 'AMBER'))
  })
  test('no exclude is null, so that rows without one are not looked at', () => {
    assert.equal(compileExcludes([]), null)
    assert.deepEqual(
      compileExcludes([
        { kind: 'person', id: 'p' },
        { kind: 'person', id: 'p' },
      ]),
      ['person:p'],
    )
  })
})

test('R24: an item number is random letters that are not mistaken on the telephone', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 6, maxLength: 12 }), (bytes) => {
      assert.match(itemNumber(bytes), ITEM_NUMBER)
      assert.doesNotMatch(itemNumber(bytes).slice(4), /[01ILOUV]/)
    }),
  )
  assert.throws(() => itemNumber(new Uint8Array(5)), RangeError)
})
