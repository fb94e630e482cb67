import { type Kysely, sql } from 'kysely'
import type { Tables } from '#base/db/index.ts'
import type { Change, Outcome, ParsedKey, Proposal, ProposedField } from './proposal.ts'
import type { BothLanguages } from './team.ts'

type Sql = Kysely<Tables>

/** A proposal in a list. */
export interface ProposalLine {
  readonly id: string
  readonly team: string
  readonly teamName: BothLanguages
  readonly field: ProposedField
  readonly value: unknown
  readonly proposedBy: string
  readonly proposedAt: Date
  readonly outcome: Outcome | null
  readonly decidedAt: Date | null
  readonly reason: string | null
}

const line = sql`
  p.id, p.team_id as team, json_build_object('ja', t.name_ja, 'en', t.name_en) as "teamName", p.field, p.value,
  p.proposed_by as "proposedBy", p.proposed_at as "proposedAt", p.outcome, p.decided_at as "decidedAt", p.reason`

/** Which proposals: of one team or all, and after which one (its moment and id) a page begins. */
export interface ProposalQuery {
  readonly team?: string | undefined
  readonly open: boolean
  readonly after?: { readonly key: Date; readonly id: string } | undefined
  readonly limit: number
}

/**
 * Proposals, open ones oldest first or decided ones newest first; those that the viewer may see. One more than
 * `limit` where there are more. A place travels in milliseconds, so they are ordered by these.
 */
export const listProposals = ({ team, open, after, limit }: ProposalQuery) => {
  const moment = sql`date_trunc('milliseconds', ${open ? sql`p.proposed_at` : sql`p.decided_at`})`
  const beyond = after
    ? sql`and (${moment} ${open ? sql`>` : sql`<`} ${after.key} or ${moment} = ${after.key} and p.id > ${after.id})`
    : sql``
  return sql<ProposalLine>`
  select ${line} from directory.proposals p join directory.teams t on t.id = p.team_id
  where (${team ?? null}::uuid is null or p.team_id = ${team ?? null})
    and (p.outcome is null) = ${open} ${beyond}
  order by ${moment} ${open ? sql`` : sql`desc`}, p.id limit ${limit + 1}`
}

export const proposalLine = (id: string) => sql<ProposalLine>`
  select ${line} from directory.proposals p join directory.teams t on t.id = p.team_id where p.id = ${id}`

export async function loadProposal(db: Sql, id: string): Promise<Proposal | undefined> {
  const { rows } = await sql<Omit<Proposal, 'change'> & { field: ProposedField; value: never }>`
    select p.id, p.team_id as team, p.field, p.value, p.proposed_by as "proposedBy", a.person_id as "proposerPerson", p.outcome
    from directory.proposals p left join directory.appointments a on a.id = p.proposed_by
    where p.id = ${id}`.execute(db)
  const [row] = rows
  if (!row) return undefined
  const { field, value, ...rest } = row
  return { ...rest, change: { field, value } satisfies Change as Change }
}

/** Open proposals of a team for one field. */
export async function openChanges(db: Sql, team: string, field: ProposedField): Promise<Change[]> {
  const rows = await db
    .selectFrom('directory.proposals')
    .select(['field', 'value'])
    .where('team_id', '=', team)
    .where('field', '=', field)
    .where('outcome', 'is', null)
    .execute()
  return rows as Change[]
}

export async function insertProposal(
  db: Sql,
  row: { id: string; team: string; change: Change; by: string },
  at: Date,
): Promise<void> {
  await db
    .insertInto('directory.proposals')
    .values({
      id: row.id,
      team_id: row.team,
      field: row.change.field,
      value: JSON.stringify(row.change.value),
      proposed_by: row.by,
      proposed_at: at,
    })
    .execute()
}

/** False where it was decided already. */
export async function closeProposal(
  db: Sql,
  id: string,
  decision: { outcome: Outcome; by: string | null; reason: string | null },
  at: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('directory.proposals')
    .set({ outcome: decision.outcome, decided_by: decision.by, decided_at: at, reason: decision.reason })
    .where('id', '=', id)
    .where('outcome', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** What a change would open, as numbers; nothing but zeros for anybody but the secretariat. */
export const whatOpens = (change: {
  principals: readonly string[]
  team: string
  firms: readonly string[]
  kind: string | null
}) => sql<{
  parts: number
  people: number
  barredIn: string[]
}>`
  select directory.opens(${change.principals}::text[]) as parts,
         directory.people_of_firms(${change.team}::uuid, ${change.firms}::text[]) as people,
         case when ${change.kind}::text is null then '{}' else directory.barred_in(${change.team}::uuid, ${change.kind}) end as "barredIn"`

/** Other teams that hold one of these domains or overlap one of these networks. */
export const alsoHeldBy = (team: string, domains: readonly string[], networks: readonly string[]) => sql<{
  team: string
  name: BothLanguages
}>`
  select distinct t.id as team, jsonb_build_object('ja', t.name_ja, 'en', t.name_en) as name
  from directory.teams t
  where t.id <> ${team} and (
    exists (select from directory.domains d where d.team_id = t.id and d.domain = any (${domains}::text[]))
    or exists (select from directory.networks n, unnest(${networks}::cidr[]) w where n.team_id = t.id and n.network && w))`

/** Groups of the team that bar this kind of member (R20); empty for anybody but the secretariat. */
export async function barredIn(db: Sql, team: string, kind: string): Promise<string[]> {
  const { rows } = await sql<{
    ids: string[]
  }>`select directory.barred_in(${team}::uuid, ${kind}) as ids`.execute(db)
  return rows[0]?.ids ?? []
}

/** A public key of a team or person. */
export interface KeyLine {
  readonly id: string
  readonly team: string | null
  readonly person: string | null
  readonly fingerprint: string
  readonly algorithm: string
  readonly userIds: string[]
  readonly createdAt: Date
  readonly expiresAt: Date | null
  readonly revokedAt: Date | null
  readonly addedAt: Date
  readonly armored: string
}

const key = sql`
  k.id, k.team_id as team, k.person_id as person, k.fingerprint, k.algorithm, k.user_ids as "userIds", k.created_at as "createdAt",
  k.expires_at as "expiresAt", k.revoked_at as "revokedAt", k.added_at as "addedAt", k.armored`

/** Keys of a team and of its people, as far as the viewer may see them. */
export const keysOfTeam = (team: string) => sql<KeyLine>`
  select ${key} from directory.keys k
  where k.team_id = ${team} or k.person_id in (
    select a.person_id from directory.appointments a where a.team_id = ${team}
      and a.since <= (select access.at()) and (a.until is null or a.until > (select access.at())))
  order by k.revoked_at is not null, k.added_at desc`

export async function loadKey(db: Sql, id: string): Promise<KeyLine | undefined> {
  return (await sql<KeyLine>`select ${key} from directory.keys k where k.id = ${id}`.execute(db)).rows[0]
}

/** A new key takes the place of the ones before it. */
export async function replaceKey(
  db: Sql,
  row: { id: string; team: string | null; person: string | null; key: ParsedKey },
  at: Date,
): Promise<void> {
  await db
    .updateTable('directory.keys')
    .set({ revoked_at: at })
    .where((is) => (row.person === null ? is('team_id', '=', row.team) : is('person_id', '=', row.person)))
    .where('revoked_at', 'is', null)
    .execute()
  await db
    .insertInto('directory.keys')
    .values({
      id: row.id,
      team_id: row.person === null ? row.team : null,
      person_id: row.person,
      armored: row.key.armored,
      fingerprint: row.key.fingerprint,
      algorithm: row.key.algorithm,
      user_ids: [...row.key.userIds],
      created_at: new Date(row.key.createdAt),
      expires_at: row.key.expiresAt === null ? null : new Date(row.key.expiresAt),
      added_at: at,
    })
    .execute()
}

/** False where it was revoked already, or is not the viewer's to revoke. */
export async function revoke(db: Sql, key: string, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('directory.keys')
    .set({ revoked_at: at })
    .where('id', '=', key)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
