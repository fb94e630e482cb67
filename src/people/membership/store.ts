import { type Kysely, sql } from 'kysely'
import type { Tables } from '#base/db/index.ts'
import type { Standing, Status } from './standing.ts'

type Sql = Kysely<Tables>

export interface StandingRow extends Standing {
  readonly team: string
}

const row = sql`team_id as team, status, since, member_since as "memberSince", active_since as "activeSince", reason`

/** The standing of one team, as far as the viewer may see it: that team, the secretariat, the committee. */
export const standingOf = (team: string) => sql<StandingRow>`
  select ${row} from membership.standings where team_id = ${team}`

/** Standings that the viewer may see. */
export const standings = (status: Status | undefined) => sql<StandingRow>`
  select ${row} from membership.standings
  where ${status ?? null}::text is null or status = ${status ?? null} order by since desc, team_id`

/** How the standing came about, newest first. */
export const historyOf = (team: string) => sql<{ status: Status; since: Date; reason: string | null }>`
  select status, since, reason from membership.standing_history where team_id = ${team} order by since desc, id`

/** Writes the standing and its line of history. */
export async function writeStanding(
  db: Sql,
  team: string,
  standing: Standing,
  by: { history: string; appointment: string | null },
): Promise<void> {
  const values = {
    status: standing.status,
    since: standing.since,
    member_since: standing.memberSince,
    active_since: standing.activeSince,
    reason: standing.reason,
  }
  await db
    .insertInto('membership.standings')
    .values({ team_id: team, ...values })
    .onConflict((conflict) => conflict.column('team_id').doUpdateSet(values))
    .execute()
  await db
    .insertInto('membership.standing_history')
    .values({
      id: by.history,
      team_id: team,
      status: standing.status,
      since: standing.since,
      reason: standing.reason,
      decided_by: by.appointment,
    })
    .execute()
}
