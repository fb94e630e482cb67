import assert from 'node:assert/strict'
import { test } from 'node:test'
import { daysToMonday, instantOf, later, wallOf } from './wall-time.ts'

test('a time typed in the association’s zone is the moment it means, wherever the browser is', () => {
  assert.equal(instantOf('2026-11-24T17:00', 'Asia/Tokyo'), '2026-11-24T08:00:00.000Z')
  assert.equal(wallOf('2026-11-24T08:00:00Z', 'Asia/Tokyo'), '2026-11-24T17:00')
  assert.equal(instantOf('', 'Asia/Tokyo'), null)
})

test('where clocks change, every time that exists comes back as it was typed', () => {
  for (const wall of ['2026-03-29T01:59', '2026-03-29T03:00', '2026-10-25T02:30', '2026-10-25T12:00'])
    assert.equal(wallOf(instantOf(wall, 'Europe/Paris') ?? '', 'Europe/Paris'), wall)
  assert.equal(instantOf('2026-10-25T02:30', 'Europe/Paris'), '2026-10-25T00:30:00.000Z')
})

test('tomorrow and Monday are counted on the wall', () => {
  assert.equal(later('2026-12-31T23:50', 1, '17:00'), '2027-01-01T17:00')
  assert.equal(daysToMonday('2026-11-27T17:50'), 3)
  assert.equal(daysToMonday('2026-11-23T09:00'), 7)
  assert.equal(daysToMonday('2026-11-29T09:00'), 1)
})
