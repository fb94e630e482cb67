import type { Charter } from './charter.ts'

const DAY = 86_400_000

/**
 * The same time of day after so many working days: Saturdays, Sundays and the charter's holidays do not count, in its
 * time zone.
 */
export function afterWorkingDays(
  charter: Pick<Charter, 'holidays' | 'timeZone'>,
  at: Date,
  days: number,
): Date {
  const day = new Intl.DateTimeFormat('en-CA', { timeZone: charter.timeZone, dateStyle: 'short' })
  const weekday = new Intl.DateTimeFormat('en', { timeZone: charter.timeZone, weekday: 'short' })
  const isFree = (moment: Date) =>
    ['Sat', 'Sun'].includes(weekday.format(moment)) || charter.holidays.includes(day.format(moment))
  let moment = at
  for (let left = days; left > 0; ) {
    moment = new Date(moment.getTime() + DAY)
    if (!isFree(moment)) left -= 1
  }
  return moment
}
