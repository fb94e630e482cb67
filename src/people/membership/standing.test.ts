import assert from 'node:assert/strict'
import { test } from 'node:test'
import { changesFrom, LEADS_TO, type Standing, standingAfter } from './standing.ts'

const day = (n: number) => new Date(Date.UTC(2026, 0, n))
const prospect = standingAfter(null, 'prospect', null, day(1))
const active = standingAfter(prospect, 'active', null, day(2))
const restricted = standingAfter(active, 'restricted', 'late', day(3))
const times = ({ memberSince, activeSince }: Standing) => [memberSince, activeSince]

test('a prospect is no member; admission begins both times', () => {
  assert.deepEqual(times(prospect), [null, null])
  assert.deepEqual(times(active), [day(2), day(2)])
})

test('a restriction breaks the time as active, not the time as member', () => {
  assert.deepEqual(times(restricted), [day(2), null])
  assert.deepEqual(times(standingAfter(restricted, 'active', null, day(4))), [day(2), day(4)])
})

test('a suspension breaks both; who comes back begins anew', () => {
  const suspended = standingAfter(restricted, 'suspended', 'leak', day(5))
  assert.deepEqual(times(suspended), [null, null])
  assert.deepEqual(times(standingAfter(suspended, 'active', null, day(6))), [day(6), day(6)])
})

test('the end is the end: nothing leads on from it', () => {
  assert.deepEqual(changesFrom('ended'), [])
  for (const { from } of Object.values(LEADS_TO)) assert.ok(!from.includes('ended'))
})
