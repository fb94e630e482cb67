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

/** Lines for the teams in which nobody has opened what is immediate. Twice is once. */
export async function planDeputies(db: Sql, item: string, opened: Date): Promise<string[]> {
  const { rows } = await sql<{ lines: string[] | null }>`
    select deliveries.plan_deputies(${item}::uuid, ${opened}::timestamptz) as lines`.execute(db)
  return rows[0]?.lines ?? []
}

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

/** What a mail carried: its size, and `had`, the parts whose content was in it. */
export type Carried = {
  readonly id: string
  readonly size: string
  readonly encrypted: boolean
  readonly had: ReadonlyArray<{ readonly part: string; readonly version: number }>
}

/** The server accepted them. */
export const linesDone = (db: Sql, lines: readonly Carried[]) =>
  sql`select deliveries.done(l.id, l.size, l.encrypted, l.had)
      from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as l (id uuid, size text, encrypted boolean, had jsonb)`.execute(
    db,
  )

export const lineFailed = (db: Sql, id: string, trouble: string, forGood: boolean) =>
  sql`select deliveries.failed(${id}::uuid, ${trouble}, ${forGood})`.execute(db)

export const dropLine = (db: Sql, id: string) => sql`select deliveries.drop(${id}::uuid)`.execute(db)

/** Everything that is not sent yet, the oldest first. */
export const linesWaiting = async (db: Sql): Promise<string[]> =>
  (await sql<{ id: string }>`select id from deliveries.waiting() as id`.execute(db)).rows.map(({ id }) => id)

/** What a test needs to be sent. `allowed`: not too many today; `armored` is null for a key that is not the viewer's. */
export type Test = {
  readonly allowed: boolean
  readonly address: string
  readonly language: 'ja' | 'en'
  readonly word: string | null
  readonly armored: string | null
}

/** Notes that a word goes to the viewer's own address, encrypted to that key or in clear. */
export async function beginTest(db: Sql, id: string, key: string | null, tag: string): Promise<Test> {
  const { rows } = await sql<Test>`
    select allowed, address, language, word, armored from deliveries.begin_test(${id}::uuid, ${key}::uuid, ${tag})`.execute(
    db,
  )
  return rows[0] ?? { allowed: false, address: '', language: 'ja', word: null, armored: null }
}

/** Whether it was the word; null where there is nothing to prove any more. Five tries. */
export async function proveTest(db: Sql, id: string, tag: string): Promise<boolean | null> {
  const { rows } = await sql<{ right: boolean | null }>`
    select deliveries.prove(${id}::uuid, ${tag}) as "right"`.execute(db)
  return rows[0]?.right ?? null
}

/** One way in which the viewer can be written to, with the last test of it. `key` null: in clear. */
export type Channel = {
  readonly key: string | null
  readonly fingerprint: string | null
  readonly algorithm: string | null
  readonly own: boolean
  readonly test: string | null
  readonly sentAt: Date | null
  readonly open: boolean
  readonly provenAt: Date | null
}

/** The viewer's own ways to be written to, in clear first. */
export const ownChannels = () => sql<Channel>`
  select key_id as key, fingerprint, algorithm, own, test, sent_at as "sentAt", coalesce(open, false) as open, proven_at as "provenAt"
  from deliveries.channels() order by key_id is not null, own desc, fingerprint`

/** Whose mail does not arrive; nothing of what it was about. For the secretariat. */
export type Trouble = {
  readonly person: string
  readonly name: { readonly ja: string; readonly en: string }
  readonly team: string | null
  readonly shortName: string | null
  readonly state: 'waiting' | 'failed'
  readonly trouble: string
  readonly mails: number
  readonly lastAt: Date
}

export const troubles = () => sql<Trouble>`
  select person_id as person, json_build_object('ja', name_ja, 'en', name_en) as name, team_id as team,
         short_name as "shortName", state, trouble, mails::int, last_at as "lastAt" from deliveries.trouble()`

/** How many mails wait and since when, and how many will never arrive (30 days). */
export const deliveryCounts = () => sql<{ waiting: number; oldest: Date | null; failed: number }>`
  select coalesce(waiting, 0)::int as waiting, oldest, coalesce(failed, 0)::int as failed from deliveries.counts()`

/** A wrongly shared item of which the viewer was told or had something: its number, and by which channels he had it. */
export type ToErase = {
  readonly number: string
  readonly exercise: boolean
  readonly withdrawnAt: Date
  readonly channels: readonly string[]
  readonly erasedAt: Date | null
}

export const toErase = () => sql<ToErase>`
  select number, exercise, withdrawn_at as "withdrawnAt", channels, erased_at as "erasedAt" from deliveries.to_erase()`

/** The viewer says that nothing of it is left. False where he had nothing of it. */
export async function noteErasure(db: Sql, number: string): Promise<boolean> {
  const { rows } = await sql<{ noted: boolean }>`select deliveries.erase(${number}) as noted`.execute(db)
  return rows[0]?.noted ?? false
}

/** How many persons were told of an item and of its end, and have deleted it; for its source alone. */
export const toldCounts = (number: string) =>
  sql<{
    cause: Cause
    told: number
    waiting: number
    failed: number
    erased: number
  }>`select cause, told::int, waiting::int, failed::int, erased::int from deliveries.told(${number})`
