import { type Insertable, type Kysely, sql } from 'kysely'
import type { Tables } from '#base/db/index.ts'
import type { ObjectionCause, ObjectionOutcome } from './objection.ts'

type Sql = Kysely<Tables>

export const insertObjection = (db: Sql, row: Insertable<Tables['access.objections']>) =>
  db.insertInto('access.objections').values(row).execute()

/** Whether the viewer's side has objected to this version before. */
export const hasObjected = async (db: Sql, part: string, version: number): Promise<boolean> =>
  (await db
    .selectFrom('access.objections')
    .select('id')
    .where('part_id', '=', part)
    .where('version', '=', version)
    .limit(1)
    .executeTakeFirst()) !== undefined

export type ObjectionRow = {
  id: string
  part_id: string
  version: number
  cause: ObjectionCause
  statement: string
  team_id: string | null
  mine: boolean
  at: Date
  due_at: Date
  reply: string | null
  outcome: ObjectionOutcome | null
  answered_at: Date | null
}

/** Objections to parts of an item that the viewer had or owns, the oldest first. */
export const objectionsOn = async (db: Sql, item: string) =>
  (await sql<ObjectionRow>`select * from access.objections_on(${item}::uuid)`.execute(db)).rows

/** @returns the item; null where no such objection waits for the viewer */
export const putReply = async (
  db: Sql,
  objection: string,
  reply: string,
  outcome: ObjectionOutcome,
): Promise<string | null> =>
  (
    await sql<{
      item: string | null
    }>`select access.answer_objection(${objection}::uuid, ${reply}, ${outcome}) as item`.execute(db)
  ).rows[0]?.item ?? null
