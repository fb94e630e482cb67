import { randomUUID } from 'node:crypto'
import { type Insertable, type Kysely, sql, type Updateable } from 'kysely'
import type { Tables } from '#base/db/index.ts'
import type { Envelope } from '#core/envelope/index.ts'
import type { Moment, Standing } from '#core/policy/index.ts'
import type { PartRow } from './part.ts'
import type { CandidatePerson, CandidateTeam } from './recipients.ts'

type Sql = Kysely<Tables>

const moments = (map: unknown): Record<string, Moment> =>
  Object.fromEntries(
    Object.entries((map ?? {}) as Record<string, string>).map(([principal, text]) => [
      principal,
      text === 'infinity' ? Infinity : text === '-infinity' ? -Infinity : Date.parse(text),
    ]),
  )

const PART_COLUMNS = [
  'id',
  'version',
  'item_id',
  'number',
  'kind',
  'position',
  'state',
  'owners',
  'originator',
  'attribution',
  'urgency',
  'exercise',
  'language',
  'headline',
  'body',
  'envelope',
  'revision',
  'released_at',
  'superseded_at',
  'member_by',
  'written_at',
] as const

/** The originator's rows of an item, all versions; nothing for anybody else but readers, whose rows are fewer. */
export const partsOfItem = (db: Sql, number: string) =>
  db
    .selectFrom('access.parts')
    .select(PART_COLUMNS)
    .where('number', '=', number)
    .orderBy('position')
    .orderBy('version')

/** Lets a team's key write an item in this transaction. @returns false where the asker is no key that may */
export async function holdPen(db: Sql): Promise<boolean> {
  const { rows } = await sql<{ own: string | null }>`select access.hold_pen() as own`.execute(db)
  return rows[0]?.own != null
}

/** Locks the item's rows for an act: two acts on one item come one after the other. */
export const lockParts = (db: Sql, number: string): Promise<PartRow[]> =>
  db
    .selectFrom('access.parts')
    .select(PART_COLUMNS)
    .where('number', '=', number)
    .where(sql<boolean>`owners && access.own_principals()`)
    .orderBy('position')
    .orderBy('version')
    .forUpdate()
    .execute() as Promise<PartRow[]>

/** Teams that the principals name, with what they hold (definer function; the caller decides what may be shown). */
export async function candidates(
  db: Sql,
  named: { readonly principals: readonly string[]; readonly wanted: readonly string[] },
  barred: readonly string[],
  at: Date,
): Promise<CandidateTeam[]> {
  const { rows } = await sql<{
    team_id: string
    short_name: string
    name_ja: string
    name_en: string
    standing: Standing
    nominal: string[]
    holds: unknown
    barred_by: string[]
  }>`
    select * from access.candidates(${named.principals}::text[], ${named.wanted}::text[], ${barred}::text[], ${at})`.execute(
    db,
  )
  return rows.map((row) => ({
    team: row.team_id,
    name: { short: row.short_name, ja: row.name_ja, en: row.name_en },
    standing: row.standing,
    nominal: row.nominal,
    holds: moments(row.holds),
    barredBy: row.barred_by,
  }))
}

/** People of the teams and bodies and the appointments named. */
export async function candidatePeople(
  db: Sql,
  where: { teams: readonly string[]; appointments: readonly string[]; bodies: readonly string[] },
  at: Date,
): Promise<CandidatePerson[]> {
  const { rows } = await sql<{
    appointment_id: string
    person_id: string
    name_ja: string
    name_en: string
    team_id: string | null
    group_id: string | null
    role: string
    tie: string
    firm: string | null
    holds: unknown
  }>`select * from access.candidate_people(${where.teams}::uuid[], ${where.appointments}::uuid[], ${where.bodies}::uuid[], ${at})`.execute(
    db,
  )
  return rows.map((row) => ({
    appointment: row.appointment_id,
    person: row.person_id,
    name: { ja: row.name_ja, en: row.name_en },
    team: row.team_id,
    group: row.group_id,
    role: row.role,
    tie: row.tie,
    firm: row.firm,
    holds: moments(row.holds),
  }))
}

/** Which excludes bind which persons, in any capacity. */
export async function peopleBound(
  db: Sql,
  persons: readonly string[],
  principals: readonly string[],
  at: Date,
) {
  const bound = new Map<string, string[]>()
  if (principals.length === 0 || persons.length === 0) return bound
  const { rows } = await sql<{ person_id: string; principal: string }>`
    select * from access.people_bound(${persons}::uuid[], ${principals}::text[], ${at})`.execute(db)
  for (const { person_id, principal } of rows)
    bound.set(person_id, [...(bound.get(person_id) ?? []), principal])
  return bound
}

/** Writes the ledger lines of a release. */
export const address = (
  db: Sql,
  part: string,
  version: number,
  lines: ReadonlyArray<{ holder: string; via: string }>,
  kept: readonly string[],
) =>
  sql`select access.address(${part}, ${version}, ${JSON.stringify(lines)}::jsonb, ${JSON.stringify(kept)}::jsonb)`.execute(
    db,
  )

/** Files a draft under those who own it. */
export const keepOwn = (db: Sql, part: string, version: number) =>
  sql`select access.keep_own(${part}, ${version})`.execute(db)

/** Closes what readers find of a version, at once. */
export const closeRows = (db: Sql, part: string, version: number, state: 'closed' | 'struck') =>
  sql`select access.close_rows(${part}, ${version}, ${state})`.execute(db)

/** The latest version that was out before this one, also where it belongs to fewer (RED to its author alone): what a release is compared with. */
export const versionBefore = async (db: Sql, part: string, version: number) =>
  (
    await sql<{
      state: PartRow['state']
      envelope: Envelope
    }>`select * from access.before(${part}, ${version})`.execute(db)
  ).rows[0]

/** From that moment this version stands in the place of the latest that was out; null when it was taken back. */
export const supersedeBefore = (db: Sql, part: string, version: number, at: Date | null) =>
  sql`select access.supersede_before(${part}, ${version}, ${at})`.execute(db)

/** Whether a freshly drawn number is in use. */
export async function numberTaken(db: Sql, number: string): Promise<boolean> {
  const { rows } = await sql<{ taken: boolean }>`select access.item_exists(${number}) as taken`.execute(db)
  return rows[0]?.taken ?? false
}

export const newOwner = (db: Sql, tag: string, principal: string) =>
  sql`select access.new_owner(${tag}, ${principal})`.execute(db)

export const insertItem = (
  db: Sql,
  item: { id: string; number: string; kind: string; exercise: boolean; at: Date },
) =>
  db
    .insertInto('access.items')
    .values({
      id: item.id,
      number: item.number,
      kind: item.kind,
      exercise: item.exercise,
      created_at: item.at,
    })
    .execute()

type NewPart = Insertable<Tables['access.parts']>

/** False where this version is there already, perhaps owned by others. */
export const insertPart = async (db: Sql, row: NewPart): Promise<boolean> => {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('access.parts')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

export const updatePart = (
  db: Sql,
  id: string,
  version: number,
  change: Updateable<Tables['access.parts']>,
) => db.updateTable('access.parts').set(change).where('id', '=', id).where('version', '=', version).execute()

/** The source's consent for exactly this version and audience (R4). */
export const insertConsent = (
  db: Sql,
  part: PartRow,
  consent: { purpose: 'release' | 'widen' | 'publish'; givenBy: string; at: Date },
) => {
  const envelope = part.envelope as Envelope
  return db
    .insertInto('access.consents')
    .values({
      id: randomUUID(),
      part_id: part.id,
      version: part.version,
      purpose: consent.purpose,
      audience: JSON.stringify(envelope.audience),
      tlp: envelope.tlp,
      given_by: consent.givenBy,
      given_at: consent.at,
    })
    .execute()
}

/** Parts of an item that the viewer may read, latest version of each first; under the policies. */
export const readableParts = (db: Sql, number: string) =>
  db
    .selectFrom('access.parts')
    .select([
      ...PART_COLUMNS,
      'tlp',
      'reach',
      'machines',
      'not_before',
      'readable_until',
      'valid_until',
      'embargo_until',
      'respond_by',
    ])
    .select(sql<boolean>`owners && access.own_principals()`.as('mine'))
    .select(sql<boolean>`access.had(id, version)`.as('had'))
    .select(
      sql<boolean>`exists (select from access.acknowledgements a where a.part_id = parts.id and a.holder = access.appointment())`.as(
        'acknowledged',
      ),
    )
    .select(sql<boolean>`id = any (access.stopped())`.as('stopped'))
    .where('number', '=', number)
    .orderBy('position')
    .orderBy('version', 'desc')

/** Who entered, as `access.enter` found it: for what reads in one flight and decides afterwards. */
export const whoEntered = () =>
  sql<{ viewer: unknown }>`
  select access.viewer() || jsonb_build_object('holds', access.holds(), 'bound', access.bound()) as viewer`

/** Notes that the viewer has this version now, by this channel. The first time counts. */
export const noteReceipt = (
  db: Sql,
  receipt: {
    part: string
    version: number
    item: string
    holder: string
    team: string | null
    channel: string
    at: Date
  },
) =>
  db
    .insertInto('access.receipts')
    .values({
      part_id: receipt.part,
      version: receipt.version,
      item_id: receipt.item,
      holder: receipt.holder,
      team_id: receipt.team,
      channel: receipt.channel,
      first_at: receipt.at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()

const INBOX_COLUMNS = [
  'part_id',
  'version',
  'item_id',
  'number',
  'item_kind',
  'at',
  'tlp',
  'urgency',
  'exercise',
  'respond_by',
  'position',
  'language',
  'headline',
  'state',
] as const

/** Latest lines addressed to the viewer's team or appointment, newest first, after a given place (keyset). */
export const inboxLines = (
  db: Sql,
  holder: string,
  after: { at: Date; part: string } | null,
  limit: number,
) =>
  db
    .selectFrom('access.inbox')
    .select(INBOX_COLUMNS)
    .where('holder', '=', holder)
    .$if(after !== null, (query) =>
      query.where(sql<boolean>`(at, part_id) < (${after?.at ?? null}, ${after?.part ?? null})`),
    )
    .orderBy('at', 'desc')
    .orderBy('part_id', 'desc')
    .limit(limit)

/** Reads of a version as counts, for its source (R15). */
export const readCounts = (db: Sql, part: string, version: number) =>
  sql<{
    readers: number
    teams: number
    first_at: Date | null
  }>`select * from access.reads(${part}, ${version})`.execute(db)

export type GroupLine = {
  id: string
  kind: string
  name_ja: string
  name_en: string
  hidden: boolean
  may_see: boolean
  size: number
}

/** Groups that an audience names, and whether the sender may see who is in them. */
export const groupLines = async (db: Sql, groups: readonly string[], at: Date): Promise<GroupLine[]> =>
  (await sql<GroupLine>`select * from access.group_lines(${groups}::uuid[], ${at})`.execute(db)).rows

/** The originator's own items, newest first, one line per part (its latest version). */
export const ownLines = (db: Sql, after: { at: Date; part: string } | null, limit: number) =>
  db
    .selectFrom('access.parts as p')
    .select([
      'p.id as part_id',
      'p.version',
      'p.item_id',
      'p.number',
      'p.item_kind',
      'p.written_at as at',
      'p.tlp',
      'p.urgency',
      'p.exercise',
      'p.respond_by',
      'p.position',
      'p.language',
      'p.headline',
      'p.state',
      'p.released_at',
      'p.kind',
    ])
    .innerJoin(
      sql<{ part_id: string; version: number }>`(
        select distinct e.part_id, e.version from unnest(access.own_principals()) o
        cross join lateral (
          select part_id, version from access.entries
          where principal = o ${after ? sql`and (at, part_id) < (${after.at}, ${after.part})` : sql``}
          order by at desc, part_id desc limit ${limit}
        ) e)`.as('mine'),
      (join) => join.onRef('mine.part_id', '=', 'p.id').onRef('mine.version', '=', 'p.version'),
    )
    .where('p.state', 'not in', ['discarded', 'overtaken'])
    .orderBy('p.written_at', 'desc')
    .orderBy('p.id', 'desc')
    .limit(limit)

/**
 * What the viewer may read and keeps finding: addressed or not, joiners to a live audience included. Newest entries
 * of each principal the viewer holds, merged; then the parts, under their own policy.
 */
export const keptParts = (db: Sql, after: { at: Date; part: string } | null, limit: number) =>
  db
    .selectFrom('access.parts as p')
    .select([
      'p.id as part_id',
      'p.version',
      'p.item_id',
      'p.number',
      'p.item_kind',
      'p.tlp',
      'p.urgency',
      'p.exercise',
      'p.respond_by',
      'p.position',
      'p.language',
      'p.headline',
      'p.state',
      'p.kind',
    ])
    .innerJoin(
      sql<{
        part_id: string
        version: number
        at: Date
      }>`access.kept(${limit}, ${after?.at ?? null}, ${after?.part ?? null})`.as('kept'),
      (join) => join.onRef('kept.part_id', '=', 'p.id').onRef('kept.version', '=', 'p.version'),
    )
    .select('kept.at')
    .where('p.state', 'in', ['released', 'withdrawn-wrong'])
    .orderBy('kept.at', 'desc')
    .orderBy('p.id', 'desc')

export const insertSource = (db: Sql, item: string, sealed: string) =>
  db.insertInto('access.sources').values({ item_id: item, sealed }).execute()

/** The sealed source of an item: for its owner, and for who has just noted a look (R5). */
export const sealedSource = (db: Sql, item: string) =>
  db.selectFrom('access.sources').select('sealed').where('item_id', '=', item)

export const insertLook = (
  db: Sql,
  look: { id: string; item: string; by: string; reason: string; at: Date },
) =>
  db
    .insertInto('access.source_looks')
    .values({ id: look.id, item_id: look.item, by_appointment: look.by, reason: look.reason, at: look.at })
    .execute()

/** Looks at a withheld source, for the source itself. */
export const looksAt = (db: Sql, item: string) =>
  db.selectFrom('access.source_looks').select(['reason', 'at']).where('item_id', '=', item).orderBy('at')

/** Names of principals that the viewer holds. */
export const labelsOf = async (db: Sql, principals: readonly string[]) =>
  new Map(
    (
      await sql<{
        principal: string
        name_ja: string
        name_en: string
      }>`select * from access.labels(${principals}::text[])`.execute(db)
    ).rows.map((row) => [row.principal, { ja: row.name_ja, en: row.name_en }] as const),
  )

/** @returns whether it was done: `not-fit` where the person may not release for the viewer's side, `nothing` where nothing is his to hand on */
export const putReleaser = async (
  db: Sql,
  number: string,
  { appointment, tag }: { appointment: string; tag: string },
) =>
  (
    await sql<{ outcome: 'named' | 'not-fit' | 'nothing' }>`
      select access.name_releaser(${number}, ${appointment}, ${tag}) as outcome`.execute(db)
  ).rows[0]?.outcome ?? 'nothing'

/** How many parts of the viewer's own item belong to its author alone. */
export const partsApart = async (db: Sql, item: string): Promise<number> =>
  (await sql<{ parts: number }>`select access.parts_apart(${item}) as parts`.execute(db)).rows[0]?.parts ?? 0

/** The body that an item is from, where it is told to the viewer. */
export const bodyBehind = async (db: Sql, item: string) =>
  (
    await sql<{ id: string; name_ja: string; name_en: string }>`
      select * from access.body_behind(${item})`.execute(db)
  ).rows[0]

/** The number of an item, if the viewer may read any part of it. */
export const numberOfItem = (db: Sql, item: string) =>
  db
    .selectFrom('access.parts')
    .select('number')
    .select(sql<boolean>`owners && access.own_principals()`.as('mine'))
    .where('item_id', '=', item)
    .where('state', '<>', 'discarded')
    .limit(1)
