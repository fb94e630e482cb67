import { type Kysely, sql } from 'kysely'
import type { Tables } from '#base/db/index.ts'
import type { AnswerDetails } from './answering.ts'
import type { Answer } from './warning.ts'

type Sql = Kysely<Tables>

export type BoardRow = {
  addressed: number | null
  opened: number | null
  answered: number | null
  silent: number | null
  began: Date | null
  first_read: Date | null
  most_answered: Date | null
  mail_sent: number | null
  mail_waiting: number | null
  mail_failed: number | null
}

/** Counts and times for the source; all null for anybody else. */
export const boardOf = async (db: Sql, item: string) =>
  (await sql<BoardRow>`select * from warnings.board(${item}::uuid)`.execute(db)).rows[0]

export type BoardTeam = {
  team_id: string
  opened_at: Date | null
  answer: Answer | null
  help: AnswerDetails['help'] | null
  by_telephone: boolean | null
  answered_at: Date | null
}

/** Teams that let the source see them (R15). */
export const boardTeams = async (db: Sql, item: string) =>
  (await sql<BoardTeam>`select * from warnings.board_teams(${item}::uuid)`.execute(db)).rows

/** Teams that found traces or are affected, by the hour of their answer; for the source. */
export const sightingsOf = async (db: Sql, item: string) =>
  (await sql<{ hour: Date; teams: number }>`select * from warnings.sightings(${item}::uuid)`.execute(db)).rows

/** Whether the viewer's team lets sources see it by name. */
export const isShown = async (db: Sql): Promise<boolean> =>
  (await db.selectFrom('warnings.shown_teams').select('team_id').limit(1).executeTakeFirst()) !== undefined

export const insertShown = (db: Sql, team: string, appointment: string, at: Date) =>
  db
    .insertInto('warnings.shown_teams')
    .values({ team_id: team, by_appointment: appointment, since: at })
    .onConflict((conflict) => conflict.doNothing())
    .execute()

export const deleteShown = (db: Sql, team: string) =>
  db.deleteFrom('warnings.shown_teams').where('team_id', '=', team).execute()
