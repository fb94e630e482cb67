import assert from 'node:assert/strict'
import { test } from 'node:test'
import { actingAs, type LiveAppointment, type Self } from './person.ts'

const serving = (...ids: string[]): Self => ({
  id: 'p',
  nameJa: '',
  nameEn: '',
  email: '',
  language: 'ja',
  word: null,
  appointments: ids.map((id) => ({ id }) as LiveAppointment),
})

test('who serves twice writes only under the appointment that the request names', () => {
  const twice = serving('a', 'b')
  assert.equal(actingAs(twice, null, true), null)
  assert.deepEqual(actingAs(twice, 'b', true), { id: 'b' })
  assert.deepEqual(actingAs(twice, null), { id: 'a' }, 'a read takes the first')
})

test('who serves once need not name it; a foreign appointment is refused', () => {
  assert.deepEqual(actingAs(serving('a'), null, true), { id: 'a' })
  assert.equal(actingAs(serving('a'), 'x', true), 'refused')
  assert.equal(actingAs(serving(), null, true), null)
})
