import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from '#base/http/index.ts'
import { postIndicators } from './routes.ts'

const body = postIndicators.request.body.content['application/json'].schema
const takes = (some: object): boolean =>
  z.safeDecode(body, {
    revision: 1,
    add: [
      {
        type: 'yara',
        value: 'rule a {\n  condition: true\n}\n',
        names: [],
        size: null,
        objective: 'detect',
        confidence: null,
        firstSeen: null,
        lastSeen: null,
        comment: '',
        ...some,
      },
    ],
  } as never).success

test('what is said of an indicator deceives nobody, and its value is left to its type', () => {
  assert.ok(takes({ comment: 'two\nlines', names: ['a.exe'] }))
  for (const bad of ['a\u202eb', 'a\u0007b', 'a\u2066'])
    for (const some of [{ comment: bad }, { names: [bad] }]) assert.ok(!takes(some), JSON.stringify(some))
  for (const bad of ['a\u200bb', 'a\nb', '  ']) assert.ok(!takes({ names: [bad] }), JSON.stringify(bad))
})
