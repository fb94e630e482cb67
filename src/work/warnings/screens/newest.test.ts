import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PartKind } from '#core/envelope/index.ts'
import { newestParts, titleOf } from './newest.ts'

const part = (id: string, kind: PartKind, headline: string, version = 1) => ({
  id,
  version,
  kind,
  state: 'released',
  mine: false,
  content: { headline },
})

test('a warning is called on its page as in every list: by the first part of its source, whatever is read first', () => {
  const parts = [
    part('a', 'technical', 'Old'),
    part('a', 'technical', 'C2 servers', 2),
    part('b', 'summary', 'Mail'),
  ]
  assert.equal(titleOf(parts), 'C2 servers')
  assert.deepEqual(
    newestParts(parts).map(({ kind }) => kind),
    ['summary', 'technical'],
  )
})
