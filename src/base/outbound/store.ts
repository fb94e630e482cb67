import { sql } from 'kysely'
import type { Act } from '#base/db/index.ts'

/** All SQL of the outbox: its functions, since nobody may touch the table. */

export async function putLetter(act: Act, id: string, kind: string, sealed: string): Promise<boolean> {
  const { rows } = await sql<{ put: boolean }>`
    select outbox.put(${id}::uuid, ${kind}, ${sealed}, ${act.at.toISOString()}::timestamptz) as put`.execute(
    act.sql,
  )
  return rows[0]?.put ?? false
}

/** Counts the attempt. Undefined: sent, given up, or never there. */
export async function takeLetter(act: Act, id: string): Promise<string | undefined> {
  const { rows } = await sql<{ letter: string }>`select letter from outbox.take(${id}::uuid)`.execute(act.sql)
  return rows[0]?.letter
}

export async function letterSent(act: Act, id: string): Promise<void> {
  await sql`select outbox.done(${id}::uuid, ${act.at.toISOString()}::timestamptz)`.execute(act.sql)
}

export async function letterFailed(act: Act, id: string, trouble: string, forGood: boolean): Promise<void> {
  await sql`select outbox.failed(${id}::uuid, ${trouble}, ${forGood})`.execute(act.sql)
}

export async function lettersWaiting(act: Act): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from outbox.waiting() as id`.execute(act.sql)
  return rows.map(({ id }) => id)
}

/** What the doctor says about mail. */
export interface OutboxState {
  readonly waiting: number
  readonly oldest: Date | null
  readonly givenUp: number
}

export async function outboxState(act: Act): Promise<OutboxState> {
  const { rows } = await sql<{ waiting: string; oldest: Date | null; given_up: string }>`
    select waiting, oldest, given_up from outbox.state()`.execute(act.sql)
  const [state] = rows
  return {
    waiting: Number(state?.waiting ?? 0),
    oldest: state?.oldest ?? null,
    givenUp: Number(state?.given_up ?? 0),
  }
}
