import type { Act } from '#base/db/index.ts'
import { enqueueLines, linesWaiting, planDeputies, planRelease, planWithdrawal } from './store.ts'

/** Lines of one job: enough that a fan-out is not a queue of its own, few enough that killing loses no time. */
const LINES_A_JOB = 25

/**
 * Plans what the readers of an item are told: in one statement a line for each, and the jobs that send them. May run
 * twice; a person and version has one line. Runs as the system.
 *
 * @returns when to look again, where more of it may be read later
 */
export async function tellReaders(act: Act, item: string): Promise<Date | null> {
  const { lines, again } = await planRelease(act.sql, item)
  await enqueueSending(act, lines)
  return again
}

/** Plans what those are told who were told of an item that is withdrawn, or had it (R14). What has not left stays. */
export async function tellOfWithdrawal(
  act: Act,
  item: string,
  cause: 'wrong' | 'shared',
  at: Date,
): Promise<void> {
  await enqueueSending(act, await planWithdrawal(act.sql, item, `withdrawn-${cause}`, at))
}

/**
 * Plans a second mail to everybody of the teams in which nobody has opened what is immediate, nor answered. `opened`:
 * when readers could first see it. May run twice. Runs as the system.
 */
export async function tellDeputies(act: Act, item: string, opened: Date): Promise<void> {
  await enqueueSending(act, await planDeputies(act.sql, item, opened))
}

/** Enters what waits again: at the start, when a way out may be new. */
export async function resumeDeliveries(act: Act): Promise<void> {
  await enqueueSending(act, await linesWaiting(act.sql))
}

/** Enters the jobs that send these lines. */
export async function enqueueSending(act: Act, lines: readonly string[]): Promise<void> {
  const jobs: (readonly string[])[] = []
  for (let start = 0; start < lines.length; start += LINES_A_JOB)
    jobs.push(lines.slice(start, start + LINES_A_JOB))
  if (jobs.length > 0) await enqueueLines(act.sql, jobs)
}
