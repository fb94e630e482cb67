import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readCookie } from './cookie.ts'

test('our cookie is found among others, by its whole name; of two the first counts', () => {
  const read = (header: string | null) => readCookie(header, 'renkei-1a')
  assert.equal(read('renkei-1a=x'), 'x')
  assert.equal(read('a=1; renkei-1a=x; renkei-1a=y'), 'x')
  assert.equal(read('a=1;renkei-1a=x=y ;b=2'), 'x=y')
  assert.equal(read('renkei-1a='), '')
  for (const none of [
    null,
    '',
    ';',
    '; ;',
    'renkei-1a',
    'renkei-1a-device=x',
    'x=renkei-1a=y',
    'not-renkei-1a=x',
  ])
    assert.equal(read(none), null, String(none))
})
