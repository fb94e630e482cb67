import { type Kysely, sql } from 'kysely'
import type { Tables } from '#base/db/index.ts'
import type { NewTeam, PlainFields, ShownStanding, TeamLine, TeamPage } from './team.ts'

type Sql = Kysely<Tables>
type Fact = 'sector' | 'district' | 'kind'

/** A team's fact that holds now, of all with their history. */
const joinLive = (field: Fact) => sql`
  left join directory.facts ${sql.ref(field)} on ${sql.ref(`${field}.team_id`)} = t.id
    and ${sql.ref(`${field}.field`)} = ${sql.lit(field)} and ${sql.ref(`${field}.since`)} <= (select access.at())
    and (${sql.ref(`${field}.until`)} is null or ${sql.ref(`${field}.until`)} > (select access.at()))`

const teams = sql`directory.teams t ${joinLive('sector')} ${joinLive('district')} ${joinLive('kind')}
  cross join lateral (select directory.standing_shown(t.id) as standing) s`

const line = sql`
  t.id, t.handle, json_build_object('ja', t.name_ja, 'en', t.name_en) as name, t.short_name as "shortName",
  sector.value as sector, district.value as district, kind.value as kind, s.standing`

export interface TeamQuery {
  readonly search?: string | undefined
  readonly sector?: string | undefined
  readonly district?: string | undefined
  readonly kind?: string | undefined
  readonly standing?: ShownStanding | undefined
  /** Handle of the last team of the page before. */
  readonly after?: string | undefined
  readonly limit: number
}

/** Teams by handle, one more than `limit` where there are more. Former teams only when asked for. */
export const listTeams = (query: TeamQuery) => sql<TeamLine>`
  select ${line} from ${teams}
  where (${query.after ?? null}::text is null or t.handle > ${query.after ?? null})
    and (${query.search ?? null}::text is null or strpos(
          lower(normalize(concat_ws(' ', t.handle, t.name_ja, t.name_en, t.short_name, array_to_string(t.alternative_names, ' ')), NFKC)),
          lower(normalize(${query.search ?? ''}::text, NFKC))) > 0)
    and (${query.sector ?? null}::text is null or sector.value = ${query.sector ?? null})
    and (${query.district ?? null}::text is null or district.value = ${query.district ?? null})
    and (${query.kind ?? null}::text is null or kind.value = ${query.kind ?? null})
    and case when ${query.standing ?? null}::text is not null then s.standing = ${query.standing ?? null}
             else coalesce(s.standing, '') not in ('ended', 'former') end
  order by t.handle limit ${query.limit + 1}`

/** One team; no row where it does not exist or may not be seen. */
export const teamPage = (id: string) => sql<TeamPage>`
  select ${line}, t.alternative_names as "alternativeNames", t.language, t.revision, t.created_at as "createdAt",
    case when mine.it or directory.reach() = 'all' then t.legal_entities end as "legalEntities",
    case when mine.it or directory.reach() = 'all' then t.bound_contractors end as "boundContractors",
    case when mine.it then t.organisation_since end as "organisationSince",
    case when mine.it then t.release_roles end as "releaseRoles",
    array(select d.domain from directory.domains d where d.team_id = t.id order by d.domain) as domains,
    array(select n.network::text from directory.networks n where n.team_id = t.id order by n.network) as networks
  from ${teams}, lateral (select directory.is_keeper() or t.id is not distinct from access.team() as it) mine
  where t.id = ${id}`

/** Facts of a team with their history, as far as the viewer may see it. */
export const factHistory = (team: string) => sql<{
  field: Fact
  value: string
  since: Date
  until: Date | null
}>`
  select field, value, since, until from directory.facts where team_id = ${team} order by since, field`

/** Exists, and the viewer may see it. */
export async function teamExists(db: Sql, id: string): Promise<boolean> {
  return (
    (await db.selectFrom('directory.teams').select('id').where('id', '=', id).executeTakeFirst()) !==
    undefined
  )
}

export async function handleTaken(db: Sql, handle: string): Promise<boolean> {
  const found = await db
    .selectFrom('directory.teams')
    .select('id')
    .where('handle', '=', handle)
    .executeTakeFirst()
  return found !== undefined
}

export async function insertTeam(db: Sql, id: string, team: NewTeam, at: Date): Promise<void> {
  await db
    .insertInto('directory.teams')
    .values({
      id,
      handle: team.handle,
      name_ja: team.nameJa,
      name_en: team.nameEn,
      short_name: team.shortName,
      alternative_names: [...team.alternativeNames],
      legal_entities: [...team.legalEntities],
      bound_contractors: [...team.boundContractors],
      organisation_since: at,
      release_roles: [...team.releaseRoles],
      language: team.language,
      created_at: at,
    })
    .execute()
}

/** False where the revision is no longer the one that the editor saw. */
export async function updatePlain(
  db: Sql,
  id: string,
  revision: number,
  plain: PlainFields,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('directory.teams')
    .set({
      ...(plain.nameJa !== undefined && { name_ja: plain.nameJa }),
      ...(plain.nameEn !== undefined && { name_en: plain.nameEn }),
      ...(plain.shortName !== undefined && { short_name: plain.shortName }),
      ...(plain.alternativeNames !== undefined && { alternative_names: [...plain.alternativeNames] }),
      ...(plain.language !== undefined && { language: plain.language }),
      revision: revision + 1,
    })
    .where('id', '=', id)
    .where('revision', '=', revision)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Ends what held and begins what holds from `at` on: history stays. */
export async function replaceFact(
  db: Sql,
  id: string,
  team: string,
  field: Fact,
  value: string,
  at: Date,
): Promise<void> {
  await db
    .updateTable('directory.facts')
    .set({ until: at })
    .where('team_id', '=', team)
    .where('field', '=', field)
    .where('until', 'is', null)
    .execute()
  await db.insertInto('directory.facts').values({ id, team_id: team, field, value, since: at }).execute()
}

export async function replaceDomains(
  db: Sql,
  team: string,
  domains: readonly string[],
  at: Date,
): Promise<void> {
  await sql`delete from directory.domains where team_id = ${team} and domain <> all (${domains}::text[])`.execute(
    db,
  )
  await sql`insert into directory.domains (team_id, domain, since)
    select ${team}::uuid, d, ${at}::timestamptz from unnest(${domains}::text[]) d on conflict do nothing`.execute(
    db,
  )
}

export async function replaceNetworks(
  db: Sql,
  team: string,
  networks: readonly string[],
  at: Date,
): Promise<void> {
  await sql`delete from directory.networks where team_id = ${team} and network <> all (${networks}::cidr[])`.execute(
    db,
  )
  await sql`insert into directory.networks (team_id, network, since)
    select ${team}::uuid, n, ${at}::timestamptz from unnest(${networks}::cidr[]) n on conflict do nothing`.execute(
    db,
  )
}

/** What "organisation" means for AMBER+STRICT; `since` moves when it grows, never when it shrinks. */
export async function updateOrganisation(
  db: Sql,
  team: string,
  change: { legalEntities: readonly string[] } | { boundContractors: readonly string[] },
  widenedAt: Date | null,
): Promise<void> {
  await db
    .updateTable('directory.teams')
    .set((is) => ({
      ...('legalEntities' in change
        ? { legal_entities: [...change.legalEntities] }
        : { bound_contractors: [...change.boundContractors] }),
      ...(widenedAt && { organisation_since: widenedAt }),
      revision: is('revision', '+', 1),
    }))
    .where('id', '=', team)
    .execute()
}

export async function updateReleaseRoles(db: Sql, team: string, roles: readonly string[]): Promise<void> {
  await db
    .updateTable('directory.teams')
    .set((is) => ({ release_roles: [...roles], revision: is('revision', '+', 1) }))
    .where('id', '=', team)
    .execute()
}

/** Names of teams as chips show them; of those that the viewer may see. */
export async function teamNames(
  db: Sql,
  ids: readonly string[],
): Promise<{ id: string; name: { short: string; ja: string; en: string } }[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('directory.teams')
    .select(['id', 'short_name', 'name_ja', 'name_en'])
    .where('id', 'in', ids)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    name: { short: row.short_name, ja: row.name_ja, en: row.name_en },
  }))
}
