import { type Kysely, sql } from 'kysely'
import type { Tables } from '#base/db/index.ts'
import type {
  BothLanguages,
  Group,
  GroupCharter,
  GroupKind,
  GroupStanding,
  NewGroup,
  Request,
} from './group.ts'

type Sql = Kysely<Tables>

/** A group in a list. `count` is exact here: of a hidden group it leaves only rounded. */
export interface GroupRow {
  readonly id: string
  readonly kind: GroupKind
  readonly handle: string
  readonly name: BothLanguages
  readonly purpose: BothLanguages
  readonly hiddenMembers: boolean
  readonly agreements: string[]
  readonly barredKinds: string[]
  readonly parent: string | null
  readonly createdAt: Date
  readonly closedAt: Date | null
  readonly count: number
  /** How the viewer's own team belongs to it. */
  readonly own: GroupStanding | null
}

const row = sql`
  g.id, g.kind, g.handle, json_build_object('ja', g.name_ja, 'en', g.name_en) as name,
  json_build_object('ja', g.purpose_ja, 'en', g.purpose_en) as purpose, g.hidden_members as "hiddenMembers",
  g.agreements, g.barred_kinds as "barredKinds", g.parent_id as parent, g.created_at as "createdAt", g.closed_at as "closedAt",
  coalesce(groups.member_count(g.id), 0) as count,
  (select m.standing from groups.memberships m where m.group_id = g.id and m.team_id = (select access.team())
     and m.since <= (select access.at()) and (m.until is null or m.until > (select access.at())) limit 1) as own`

/** Groups: bodies first, then by handle. Closed ones only when asked for. */
export const listGroups = (closed: boolean) => sql<GroupRow>`
  select ${row} from groups.groups g
  where ${closed} or g.closed_at is null or g.closed_at > (select access.at())
  order by array_position(array['association', 'committee', 'secretariat'], g.kind), g.handle`

export const groupRow = (id: string) => sql<GroupRow>`select ${row} from groups.groups g where g.id = ${id}`

/** Teams of a group that the viewer may see, longest first. */
export const membersOf = (group: string) => sql<{ team: string; standing: GroupStanding; since: Date }>`
  select team_id as team, standing, since from groups.memberships
  where group_id = ${group} and since <= (select access.at()) and (until is null or until > (select access.at())) order by since, team_id`

export interface RequestLine extends Request {
  readonly askedAt: Date
}

const request = sql`id, group_id as "group", team_id as team, kind, standing, outcome, asked_at as "askedAt"`

/** Requests and invitations that wait for an answer, of those that the viewer may see. */
export const openRequests = (where: { group?: string; team?: string }) => sql<RequestLine>`
  select ${request} from groups.requests
  where outcome is null and (${where.group ?? null}::uuid is null or group_id = ${where.group ?? null})
    and (${where.team ?? null}::uuid is null or team_id = ${where.team ?? null})
  order by asked_at`

export async function loadRequest(db: Sql, id: string): Promise<Request | undefined> {
  return (await sql<RequestLine>`select ${request} from groups.requests where id = ${id}`.execute(db)).rows[0]
}

const loaded = sql`
  id, kind, parent_id as parent, hidden_members as "hiddenMembers", agreements, barred_kinds as "barredKinds", closed_at as "closedAt"`

export async function loadGroup(db: Sql, id: string): Promise<Group | undefined> {
  return (await sql<Group>`select ${loaded} from groups.groups where id = ${id}`.execute(db)).rows[0]
}

/** The one body of this kind. */
export async function loadBody(db: Sql, kind: GroupKind): Promise<Group | undefined> {
  const { rows } = await sql<Group>`
    select ${loaded} from groups.groups where kind = ${kind} and closed_at is null order by created_at limit 1`.execute(
    db,
  )
  return rows[0]
}

export async function handleTaken(db: Sql, handle: string): Promise<boolean> {
  const found = await db
    .selectFrom('groups.groups')
    .select('id')
    .where('handle', '=', handle)
    .executeTakeFirst()
  return found !== undefined
}

export async function insertGroup(db: Sql, id: string, group: NewGroup, at: Date): Promise<void> {
  await db
    .insertInto('groups.groups')
    .values({
      id,
      kind: group.kind,
      handle: group.handle,
      name_ja: group.nameJa,
      name_en: group.nameEn,
      purpose_ja: group.purposeJa,
      purpose_en: group.purposeEn,
      hidden_members: group.hiddenMembers,
      agreements: [...group.agreements],
      barred_kinds: [...group.barredKinds],
      parent_id: group.parent,
      created_at: at,
    })
    .execute()
}

export async function updateWords(
  db: Sql,
  id: string,
  words: { nameJa: string; nameEn: string; purposeJa: string; purposeEn: string },
): Promise<void> {
  await db
    .updateTable('groups.groups')
    .set({
      name_ja: words.nameJa,
      name_en: words.nameEn,
      purpose_ja: words.purposeJa,
      purpose_en: words.purposeEn,
    })
    .where('id', '=', id)
    .execute()
}

export async function updateCharter(db: Sql, id: string, charter: GroupCharter): Promise<void> {
  await db
    .updateTable('groups.groups')
    .set({
      hidden_members: charter.hiddenMembers,
      agreements: [...charter.agreements],
      barred_kinds: [...charter.barredKinds],
    })
    .where('id', '=', id)
    .execute()
}

export async function setClosed(db: Sql, id: string, at: Date): Promise<void> {
  await db.updateTable('groups.groups').set({ closed_at: at }).where('id', '=', id).execute()
}

/** The live membership of a team, if the viewer may see it. */
export async function membership(
  db: Sql,
  group: string,
  team: string,
  at: Date,
): Promise<{ id: string; standing: GroupStanding } | undefined> {
  return db
    .selectFrom('groups.memberships')
    .select(['id', 'standing'])
    .where('group_id', '=', group)
    .where('team_id', '=', team)
    .where((is) => is.or([is('until', 'is', null), is('until', '>', at)]))
    .executeTakeFirst()
}

export async function insertMembership(
  db: Sql,
  row: { id: string; group: string; team: string; standing: GroupStanding },
  at: Date,
): Promise<void> {
  await db
    .insertInto('groups.memberships')
    .values({ id: row.id, group_id: row.group, team_id: row.team, standing: row.standing, since: at })
    .execute()
}

/** Ends memberships that still run; how many. */
export async function endMemberships(
  db: Sql,
  where: { group?: string; team?: string },
  at: Date,
): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('groups.memberships')
    .set({ until: at })
    .where((is) => is.or([is('until', 'is', null), is('until', '>', at)]))
    .$if(where.group !== undefined, (update) => update.where('group_id', '=', where.group as string))
    .$if(where.team !== undefined, (update) => update.where('team_id', '=', where.team as string))
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

export async function insertRequest(
  db: Sql,
  row: Omit<Request, 'outcome'> & { by: string },
  at: Date,
): Promise<void> {
  await db
    .insertInto('groups.requests')
    .values({
      id: row.id,
      group_id: row.group,
      team_id: row.team,
      kind: row.kind,
      standing: row.standing,
      asked_by: row.by,
      asked_at: at,
    })
    .execute()
}

/** False where it was answered already. */
export async function closeRequest(
  db: Sql,
  id: string,
  decision: { outcome: 'accepted' | 'refused' | 'withdrawn'; by: string | null },
  at: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('groups.requests')
    .set({ outcome: decision.outcome, decided_by: decision.by, decided_at: at })
    .where('id', '=', id)
    .where('outcome', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
