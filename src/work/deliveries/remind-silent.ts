import type { Act } from '#base/db/index.ts'
import { dropReminders, planReminder } from './store.ts'
import { enqueueSending } from './tell-readers.ts'

/**
 * Plans letters to those whose team has not answered an item, at fractions of the time from release to the answer-by.
 * May run twice; a person has one line for each fraction. Runs as the system.
 *
 * @param percents of that time, 1–99
 * @returns the next fraction, while the answer-by is not past
 */
export async function remindSilent(
  act: Act,
  item: string,
  percents: readonly number[],
): Promise<Date | null> {
  const { lines, again } = await planReminder(act.sql, item, percents)
  await enqueueSending(act, lines)
  return again
}

/** The viewer's own side has answered: its reminders that have not left stay. */
export const cancelReminders = (act: Act, item: string) => dropReminders(act.sql, item)
