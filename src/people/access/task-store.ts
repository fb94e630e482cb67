import { type Insertable, type Kysely, sql } from 'kysely'
import type { Tables } from '#base/db/index.ts'

type Sql = Kysely<Tables>

export const insertTask = (db: Sql, task: Insertable<Tables['access.tasks']>) =>
  db.insertInto('access.tasks').values(task).execute()

/** Ends the viewer's open tasks on an item. @returns how many there were */
export const finishTask = async (db: Sql, number: string, at: Date): Promise<number> => {
  const { rows } = await sql<{ id: string }>`
    update access.tasks t set done_at = ${at} from access.parts p
    where p.id = t.part_id and p.version = t.version and p.number = ${number}
      and t.appointment_id = access.appointment() and t.done_at is null
    returning t.id`.execute(db)
  return rows.length
}

export const mayBreakGlass = async (db: Sql): Promise<boolean> =>
  (await sql<{ may: boolean }>`select access.may_break_glass() as may`.execute(db)).rows[0]?.may ?? false

/** Opens an item for the viewer until then. @returns the parts */
export const breakGlass = async (db: Sql, number: string, reason: string, until: Date): Promise<string[]> =>
  (
    await sql<{
      part: string
    }>`select break_glass as part from access.break_glass(${number}, ${reason}, ${until})`.execute(db)
  ).rows.map((row) => row.part)

/** Who was let in by a task (review, break-glass), for the originator; by purpose, without names. */
export const tasksOn = async (db: Sql, item: string) =>
  (
    await sql<{ purpose: string; reason: string; at: Date; until: Date; done: boolean }>`
      select * from access.tasks_on(${item})`.execute(db)
  ).rows

/** Versions of an item that somebody was asked to review, for the originator; never whom. */
export const reviewsOn = async (db: Sql, item: string) =>
  (
    await sql<{ id: string; version: number; at: Date; until: Date; done: boolean }>`
      select part_id as id, version, at, until, done from access.reviews_on(${item})`.execute(db)
  ).rows

/** Nobody is asked about this version any longer. */
export const endReviews = (db: Sql, part: string, version: number) =>
  sql`select access.end_reviews(${part}, ${version})`.execute(db)

/** Reviews of an item that the viewer is asked for now. */
export const reviewTasks = (db: Sql, number: string, at: Date) =>
  db
    .selectFrom('access.tasks as t')
    .innerJoin('access.parts as p', (join) =>
      join.onRef('p.id', '=', 't.part_id').onRef('p.version', '=', 't.version'),
    )
    .select('t.id')
    .where('p.number', '=', number)
    .where('t.purpose', '=', 'review')
    .where('t.appointment_id', '=', sql<string>`access.appointment()`)
    .where('t.done_at', 'is', null)
    .where('t.until', '>', at)

/** RED that the viewer is asked to review and has not opened. */
export const unopenedReviews = (db: Sql, number: string, at: Date) =>
  db
    .selectFrom('access.tasks as t')
    .innerJoin('access.parts as p', (join) =>
      join.onRef('p.id', '=', 't.part_id').onRef('p.version', '=', 't.version'),
    )
    .select('p.id')
    .where('p.number', '=', number)
    .where('p.tlp', '=', 'RED')
    .where('t.purpose', '=', 'review')
    .where('t.appointment_id', '=', sql<string>`access.appointment()`)
    .where('t.done_at', 'is', null)
    .where('t.until', '>', at)
    .where(sql<boolean>`not access.had(p.id, p.version)`)

/** Whether the viewer is asked to review something of an item, and its number. */
export const tasksOfItem = (db: Sql, item: string) =>
  db
    .selectFrom('access.tasks as t')
    .innerJoin('access.parts as p', (join) =>
      join.onRef('p.id', '=', 't.part_id').onRef('p.version', '=', 't.version'),
    )
    .select('p.number')
    .where('p.item_id', '=', item)
    .where('t.purpose', '=', 'review')
    .where('t.appointment_id', '=', sql<string>`access.appointment()`)
    .where('t.done_at', 'is', null)
    .limit(1)

/** What the viewer was asked to look at and has not finished. */
export const ownTasks = (db: Sql, at: Date) =>
  db
    .selectFrom('access.tasks as t')
    .innerJoin('access.parts as p', (join) =>
      join.onRef('p.id', '=', 't.part_id').onRef('p.version', '=', 't.version'),
    )
    .select([
      'p.number',
      'p.position',
      'p.headline',
      'p.language',
      'p.tlp',
      'p.exercise',
      't.purpose',
      't.reason',
      't.until',
    ])
    .where('p.state', '<>', 'discarded')
    .where('t.appointment_id', '=', sql<string>`access.appointment()`)
    .where('t.done_at', 'is', null)
    .where('t.until', '>', at)
    .orderBy('t.until')
