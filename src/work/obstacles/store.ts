import { type Insertable, type Kysely, sql } from 'kysely'
import type { Tables } from '#base/db/index.ts'
import type { ObstacleWhat, ObstacleWhy } from './obstacle.ts'

type Sql = Kysely<Tables>

export const insertNote = (db: Sql, note: Insertable<Tables['obstacles.notes']>) =>
  db.insertInto('obstacles.notes').values(note).execute()

/** The viewer's own team's notes since a day, counted, the latest month first. */
export const ownNotes = (db: Sql, since: string) =>
  db
    .selectFrom('obstacles.notes')
    .select(['what', 'why', sql<string>`to_char(month, 'YYYY-MM')`.as('month')])
    .select((is) => is.fn.countAll<number>().as('notes'))
    .where('team_id', '=', sql<string>`access.team()`)
    .where('month', '>=', since)
    .groupBy(['what', 'why', 'month'])
    .orderBy('month', 'desc')
    .orderBy('what')
    .orderBy('why')
    .limit(500)

/** Totals of k teams and more, for bodies that study sharing; nothing for anybody else. */
export const totals = async (db: Sql, since: string) =>
  (
    await sql<{ what: ObstacleWhat; why: ObstacleWhy; notes: number; teams: number }>`
      select * from obstacles.totals(${since}::date)`.execute(db)
  ).rows
