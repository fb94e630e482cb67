import assert from 'node:assert/strict'
import { test } from 'node:test'
import { afterWorkingDays } from './working-days.ts'

const charter = { timeZone: 'Asia/Tokyo', holidays: ['2026-11-23'] }

test('working days leave out weekends and the charter’s holidays, in its own time zone', () => {
  // Friday 20 November, 18:00 in Tokyo; Monday is a holiday
  const friday = new Date('2026-11-20T09:00:00Z')
  assert.equal(afterWorkingDays(charter, friday, 2).toISOString(), '2026-11-25T09:00:00.000Z')
  // 23:30 on Friday in UTC is Saturday in Tokyo; the working day after it is Tuesday there
  assert.equal(
    afterWorkingDays(charter, new Date('2026-11-20T23:30:00Z'), 1).toISOString(),
    '2026-11-23T23:30:00.000Z',
  )
  assert.equal(afterWorkingDays(charter, friday, 0), friday)
})
