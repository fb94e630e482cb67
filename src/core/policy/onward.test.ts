import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Marking, ONWARD, stopsOnward } from './onward.ts'

const part = (change: Partial<Marking> = {}): Marking => ({
  kind: 'technical',
  tlp: 'AMBER',
  employeesOnly: false,
  agreements: [],
  outside: null,
  embargoed: false,
  ...change,
})
const reached = (change: Partial<Marking>) => ONWARD.filter((to) => stopsOnward(part(change), to) === null)

test('RED is handed on to nobody, and AMBER+STRICT to nobody beyond the organisation', () => {
  assert.deepEqual(reached({ tlp: 'RED' }), [])
  assert.deepEqual(reached({ tlp: 'AMBER+STRICT' }), ['management', 'it'])
  for (const tlp of ['AMBER', 'GREEN', 'CLEAR'] as const) assert.deepEqual(reached({ tlp }), [...ONWARD])
})

test('what tells of a victim, is for employees stands under an agreement or came from outside under AMBER stays inside', () => {
  for (const change of [
    { kind: 'victim' },
    { employeesOnly: true },
    { agreements: ['nda'] },
    { outside: 'AMBER' },
  ] as const)
    assert.deepEqual(reached(change), ['management', 'it'])
})

test('R12: under an embargo nothing is handed on, whatever its label', () => {
  assert.deepEqual(reached({ tlp: 'CLEAR', embargoed: true }), [])
})
