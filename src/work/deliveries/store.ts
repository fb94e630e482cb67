import { type Kysely, sql } from 'kysely'
import type { Tables } from '#base/db/index.ts'
import type { Cause } from './delivery.ts'

type Sql = Kysely<Tables>

/** A line that is to be sent now, with what the mailer must know of its person. Ids of the item and no word of it. */
export type Line = {
  readonly id: string
  readonly item: string
  readonly number: string
  readonly exercise: boolean
  readonly cause: Cause
  readonly moment: Date
  readonly planned: Date
  readonly attempts: number
  readonly person: string
  readonly appointment: string
  readonly email: string
  readonly language: 'ja' | 'en'
  readonly word: string | null
  /** An earlier version reached this person by this channel. */
  readonly again: boolean
  /** Not erased. */
  readonly known: boolean
  /** Armored public key that the person has proven for this address. */
  readonly key: string | null
}

/** Lines for the readers of what an item says now. `again`: when more of it may be read. Twice is once. */
export async function planRelease(db: Sql, item: string) {
  const { rows } = await sql<{ lines: string[] | null; again: Date | null }>`
    select lines, again from deliveries.plan_release(${item}::uuid)`.execute(db)
  return { lines: rows[0]?.lines ?? [], again: rows[0]?.again ?? null }
}

/** Lines for all who were told of it or had it. */
export async function planWithdrawal(
  db: Sql,
  item: string,
  cause: 'withdrawn-wrong' | 'withdrawn-shared',
  at: Date,
): Promise<string[]> {
  const { rows } = await sql<{ lines: string[] | null }>`
    select deliveries.plan_withdrawal(${item}::uuid, ${cause}, ${at}::timestamptz) as lines`.execute(db)
  return rows[0]?.lines ?? []
}

/** Lines for those who have not answered, at fractions of the time. `again`: the next. Twice is once. */
export async function planReminder(db: Sql, item: string, percents: readonly number[]) {
  const { rows } = await sql<{ lines: string[] | null; again: Date | null }>`
    select lines, again from deliveries.plan_reminder(${item}::uuid, ${percents}::int[])`.execute(db)
  return { lines: rows[0]?.lines ?? [], again: rows[0]?.again ?? null }
}

/** Drops the reminders of the viewer's own side that have not left. */
export const dropReminders = (db: Sql, item: string) =>
  sql`select deliveries.drop_reminders(${item}::uuid)`.execute(db)

/** Enters jobs for lines, so many lines a job, in one statement. */
export const enqueueLines = (db: Sql, jobs: readonly (readonly string[])[], runAt: Date | null = null) =>
  sql`select queue.enqueue_all('deliveries.send', ${JSON.stringify(jobs.map((lines) => ({ lines })))}::jsonb, ${runAt}::timestamptz)`.execute(
    db,
  )

/**
 * Takes lines to be sent; those that are sent, dropped or given up stay behind, and so does what another worker sends:
 * `busy`. Counts the attempt.
 */
export async function takeLines(db: Sql, ids: readonly string[], worker: string) {
  const { rows: lines } = await sql<Line>`select * from deliveries.take(${ids}::uuid[], ${worker})`.execute(
    db,
  )
  const { rows } = await sql<{
    id: string
  }>`select id from deliveries.busy(${ids}::uuid[], ${worker}) as id`.execute(db)
  return { lines, busy: rows.map(({ id }) => id) }
}

/** The server accepted it; `had`: the parts whose content it carried. */
export const lineDone = (
  db: Sql,
  id: string,
  carried: { size: string; encrypted: boolean; had: ReadonlyArray<{ part: string; version: number }> },
) =>
  sql`select deliveries.done(${id}::uuid, ${carried.size}, ${carried.encrypted}, ${JSON.stringify(carried.had)}::jsonb)`.execute(
    db,
  )

export const lineFailed = (db: Sql, id: string, trouble: string, forGood: boolean) =>
  sql`select deliveries.failed(${id}::uuid, ${trouble}, ${forGood})`.execute(db)

export const dropLine = (db: Sql, id: string) => sql`select deliveries.drop(${id}::uuid)`.execute(db)

/** Everything that is not sent yet, the oldest first. */
export const linesWaiting = async (db: Sql): Promise<string[]> =>
  (await sql<{ id: string }>`select id from deliveries.waiting() as id`.execute(db)).rows.map(({ id }) => id)
