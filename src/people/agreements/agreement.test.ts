import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Acceptance, acceptable, holds, inForce, stateOf, unbrokenSince } from './agreement.ts'

const day = (n: number) => new Date(Date.UTC(2026, 0, n))
const versions = [
  { version: 1, inForceFrom: day(1) },
  { version: 2, inForceFrom: day(20) },
]
const acceptance = (
  version: number,
  since: number,
  until: number | null = null,
  unbroken = since,
): Acceptance => ({
  id: `${version}-${since}`,
  agreement: 'a',
  version,
  team: 't',
  appointment: null,
  since: day(since),
  unbrokenSince: day(unbroken),
  until: until === null ? null : day(until),
})

test('the newest version whose day has come is in force', () => {
  assert.equal(inForce(versions, day(0)), null)
  assert.equal(inForce(versions, day(1)), 1)
  assert.equal(inForce(versions, day(19)), 1)
  assert.equal(inForce(versions, day(20)), 2)
})

test('the version in force and the next may be accepted, older and later ones not', () => {
  const three = [...versions, { version: 3, inForceFrom: day(40) }]
  assert.deepEqual(acceptable(three, day(5)), [1, 2])
  assert.deepEqual(acceptable(three, day(25)), [2, 3])
  assert.deepEqual(acceptable(three, day(50)), [3])
})

test('the next version accepted in time keeps the chain; accepted too late it begins anew', () => {
  const first = acceptance(1, 2)
  assert.deepEqual(unbrokenSince(versions, [first], 2, day(10)), day(2))
  assert.deepEqual(unbrokenSince(versions, [first], 2, day(21)), day(21))
  assert.deepEqual(unbrokenSince(versions, [], 2, day(10)), day(20))
})

test('a chain that was ended stays cut', () => {
  const ended = acceptance(1, 2, 9)
  assert.deepEqual(unbrokenSince(versions, [ended], 1, day(10)), day(10))
  const endsTooEarly = acceptance(1, 2, 15)
  assert.deepEqual(unbrokenSince(versions, [endsTooEarly], 2, day(10)), day(20))
})

test('an acceptance that begins at the moment at which the one before ends leaves no gap', () => {
  assert.deepEqual(unbrokenSince(versions, [acceptance(1, 2, 10)], 1, day(10)), day(2))
  assert.deepEqual(unbrokenSince(versions, [acceptance(1, 2)], 2, day(20)), day(2))
})

test('a chain goes on over many versions', () => {
  const three = [...versions, { version: 3, inForceFrom: day(40) }]
  const chain = [acceptance(1, 2), acceptance(2, 10, null, 2)]
  assert.deepEqual(unbrokenSince(three, chain, 3, day(30)), day(2))
})

test('a party is told where it stands', () => {
  assert.equal(stateOf(versions, [], day(0)), 'not_yet')
  assert.equal(stateOf(versions, [], day(5)), 'missing')
  assert.equal(stateOf(versions, [acceptance(1, 2)], day(5)), 'renew') // the next one waits
  assert.equal(stateOf(versions, [acceptance(1, 2), acceptance(2, 3)], day(5)), 'accepted')
  assert.equal(stateOf(versions, [acceptance(1, 2)], day(25)), 'renew')
  assert.equal(stateOf(versions, [acceptance(1, 2, 4)], day(5)), 'lapsed')
})

test('only the version in force opens anything', () => {
  assert.equal(holds(versions, [acceptance(1, 2)], day(19)), true)
  assert.equal(holds(versions, [acceptance(1, 2)], day(20)), false)
  assert.equal(holds(versions, [acceptance(2, 3)], day(19)), false)
})
