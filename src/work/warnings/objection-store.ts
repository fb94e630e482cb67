import { randomUUID } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { Tables } from '#base/db/index.ts'

type Sql = Kysely<Tables>

export const insertMisdirected = (
  db: Sql,
  said: { item: string; team: string | null; appointment: string; note: string; named: boolean; at: Date },
) =>
  db
    .insertInto('warnings.misdirected')
    .values({
      id: randomUUID(),
      item_id: said.item,
      team_id: said.team,
      appointment_id: said.appointment,
      note: said.note,
      named: said.named,
      at: said.at,
    })
    .execute()

/** Whether the viewer's own side said that it was not meant for it. */
export const saidMisdirected = async (db: Sql, item: string): Promise<boolean> =>
  (await db
    .selectFrom('warnings.misdirected')
    .select('id')
    .where('item_id', '=', item)
    .limit(1)
    .executeTakeFirst()) !== undefined

/** For the source: one row for each who said so, with the team where it allowed that. */
export const misdirectedOn = async (db: Sql, item: string) =>
  (
    await sql<{
      team_id: string | null
      note: string
    }>`select * from warnings.misdirected_on(${item}::uuid)`.execute(db)
  ).rows
