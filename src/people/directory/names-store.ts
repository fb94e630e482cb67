import { type Kysely, sql } from 'kysely'
import type { Tables } from '#base/db/index.ts'
import type { BothLanguages } from './team.ts'

type Sql = Kysely<Tables>

/** A team by everything that it is called, and by where it is in the network. */
export interface NamedTeam {
  readonly id: string
  readonly name: BothLanguages
  /** Short name, handle, other names, legal entities. */
  readonly others: string[]
  readonly domains: string[]
  readonly networks: string[]
}

export interface NamedPerson {
  readonly id: string
  readonly team: string
  readonly name: BothLanguages
}

/** Every team that the viewer may see among members, former ones included: they are still somebody. */
export const allTeamNames = async (db: Sql): Promise<NamedTeam[]> =>
  (
    await sql<NamedTeam>`
      select t.id, json_build_object('ja', t.name_ja, 'en', t.name_en) as name,
             array[t.short_name, t.handle] || t.alternative_names || t.legal_entities as others,
             coalesce(d.domains, '{}') as domains, coalesce(n.networks, '{}') as networks
      from directory.teams t
        left join (select team_id, array_agg(domain) as domains from directory.domains group by team_id) d on d.team_id = t.id
        left join (select team_id, array_agg(network::text) as networks from directory.networks group by team_id) n on n.team_id = t.id
      where (select directory.reach()) = 'all' or t.id = (select access.team())`.execute(db)
  ).rows

/** Everybody who serves a team now, as far as the viewer may see them. */
export const allPeopleNames = async (db: Sql): Promise<NamedPerson[]> =>
  (
    await sql<{ person: string; team: string; name_ja: string; name_en: string }>`
      select * from directory.names_in_teams()`.execute(db)
  ).rows.map(({ person, team, name_ja, name_en }) => ({
    id: person,
    team,
    name: { ja: name_ja, en: name_en },
  }))

/** Which sector and district each active member is in. */
export const memberPlaces = async (db: Sql) =>
  (
    await sql<{ id: string; sector: string | null; district: string | null }>`
      select t.id, max(f.value) filter (where f.field = 'sector') as sector, max(f.value) filter (where f.field = 'district') as district
      from directory.teams t join directory.facts f on f.team_id = t.id
      where f.since <= (select access.at()) and (f.until is null or f.until > (select access.at()))
        and directory.standing_shown(t.id) in ('active', 'restricted', 'member')
      group by t.id`.execute(db)
  ).rows

/** Whether an appointment belongs to another human being than the viewer. */
export const isAnotherPerson = async (db: Sql, appointment: string): Promise<boolean> =>
  (
    await sql<{ another: boolean }>`select directory.proposed_by_another(${appointment}) as another`.execute(
      db,
    )
  ).rows[0]?.another ?? false
