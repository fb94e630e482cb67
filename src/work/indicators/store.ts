import { createHash } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { Tables } from '#base/db/index.ts'
import type { Language, Tlp } from '#core/envelope/index.ts'
import {
  type Confidence,
  type Indicator,
  lookupForm,
  type Nearness,
  type Objective,
  type ObservableType,
} from '#core/observables/index.ts'

type Sql = Kysely<Tables>

/** One version of a part: what indicators belong to. */
export type PartVersion = { readonly id: string; readonly version: number }

/** Rows of one statement; beyond it the parameter grows faster than it saves round trips. */
const BATCH = 2000

/** Names a value by 128 bits of its SHA-256. */
const fingerprint = (form: string): string => createHash('sha256').update(form).digest('hex').slice(0, 32)
const fingerprintOf = ({ type, value }: Pick<Indicator, 'type' | 'value'>): string =>
  fingerprint(lookupForm(type, value))

const wire = (one: Indicator, position: number) => ({
  position,
  fingerprint: fingerprintOf(one),
  type: one.type,
  value: one.value,
  names: one.names,
  size: one.size,
  objective: one.objective,
  confidence: one.confidence,
  first_seen: one.firstSeen,
  last_seen: one.lastSeen,
  comment: one.comment,
})

/** Adds indicators behind those that are there; a value that is there already stays as it is. @returns how many were new */
export async function insertIndicators(
  db: Sql,
  { id, version }: PartVersion,
  list: readonly Indicator[],
): Promise<number> {
  let added = 0
  for (let start = 0; start < list.length; start += BATCH) {
    const rows = list.slice(start, start + BATCH).map(wire)
    const { numAffectedRows } = await sql`
      insert into indicators.entries
        (part_id, version, fingerprint, position, type, value, names, size, objective, confidence, first_seen, last_seen, comment)
      select ${id}, ${version}, r.fingerprint, r.position + coalesce((
          select max(position) + 1 from indicators.entries where part_id = ${id} and version = ${version}), 0),
        r.type, r.value, r.names, r.size, r.objective, r.confidence, r.first_seen, r.last_seen, r.comment
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(position int, fingerprint uuid, type text, value text, names text[],
        size bigint, objective text, confidence text, first_seen timestamptz, last_seen timestamptz, comment text)
      on conflict do nothing`.execute(db)
    added += Number(numAffectedRows ?? 0)
  }
  return added
}

/** Takes values away from a draft. @returns how many were there */
export async function deleteIndicators(
  db: Sql,
  { id, version }: PartVersion,
  gone: readonly Pick<Indicator, 'type' | 'value'>[],
): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from indicators.entries where part_id = ${id} and version = ${version}
      and (fingerprint, type) in (select * from unnest(${gone.map(fingerprintOf)}::uuid[], ${gone.map(({ type }) => type)}::text[]))`.execute(
    db,
  )
  return Number(numAffectedRows ?? 0)
}

/** Says anew what is said of values that are there; each keeps its place (entries are never changed, only replaced). @returns how many were there */
export async function rewriteIndicators(
  db: Sql,
  { id, version }: PartVersion,
  list: readonly Indicator[],
): Promise<number> {
  let changed = 0
  for (let start = 0; start < list.length; start += BATCH) {
    const rows = list.slice(start, start + BATCH).map(wire)
    const { numAffectedRows } = await sql`
      with said as (
        select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(fingerprint uuid, type text, value text,
          names text[], size bigint, objective text, confidence text, first_seen timestamptz, last_seen timestamptz,
          comment text)
      ), gone as (
        delete from indicators.entries e using said r
        where e.part_id = ${id} and e.version = ${version} and e.fingerprint = r.fingerprint and e.type = r.type
        returning e.fingerprint, e.type, e.position
      )
      insert into indicators.entries
        (part_id, version, fingerprint, position, type, value, names, size, objective, confidence, first_seen, last_seen, comment)
      select ${id}, ${version}, g.fingerprint, g.position, g.type, r.value, r.names, r.size, r.objective, r.confidence,
        r.first_seen, r.last_seen, r.comment
      from gone g join said r using (fingerprint, type)`.execute(db)
    changed += Number(numAffectedRows ?? 0)
  }
  return changed
}

/** The next version of a part begins with the indicators of the one before. */
export const copyIndicators = (db: Sql, part: string, from: number, to: number) =>
  sql`
    insert into indicators.entries
      (part_id, version, fingerprint, position, type, value, names, size, objective, confidence, first_seen, last_seen, comment)
    select part_id, ${to}, fingerprint, position, type, value, names, size, objective, confidence, first_seen, last_seen, comment
    from indicators.entries where part_id = ${part} and version = ${from}
    on conflict do nothing`.execute(db)

/** Indicators of a part's version in their order, after a position (keyset). Nothing where the part may not be read. */
export const indicatorPage = (db: Sql, { id, version }: PartVersion, after: number, limit: number) =>
  db
    .selectFrom('indicators.entries')
    .select([
      'position',
      'type',
      'value',
      'names',
      'size',
      'objective',
      'confidence',
      'first_seen as firstSeen',
      'last_seen as lastSeen',
      'comment',
    ])
    .where('part_id', '=', id)
    .where('version', '=', version)
    .where('position', '>', after)
    .orderBy('position')
    .limit(limit)
    .$narrowType<{ type: ObservableType }>()

/** More than one item holds. */
const ALL = 20_000

/** All indicators of versions of parts, in their order; of those that may not be read, none. */
export const indicatorsOf = (db: Sql, parts: readonly PartVersion[]) =>
  db
    .selectFrom('indicators.entries')
    .select([
      'part_id as part',
      'type',
      'value',
      'names',
      'size',
      'objective',
      'confidence',
      'first_seen as firstSeen',
      'last_seen as lastSeen',
      'comment',
    ])
    .where(({ eb, or }) =>
      or(parts.map(({ id, version }) => eb('part_id', '=', id).and('version', '=', version))),
    )
    .orderBy('part_id')
    .orderBy('position')
    .limit(ALL)
    .$narrowType<{ type: ObservableType }>()

/** Type and value of all indicators of a version. */
export const indicatorNames = async (db: Sql, { id, version }: PartVersion) =>
  (await db
    .selectFrom('indicators.entries')
    .select(['type', 'value'])
    .where('part_id', '=', id)
    .where('version', '=', version)
    .execute()) as Pick<Indicator, 'type' | 'value'>[]

/** How many indicators these versions have, by type. */
export const indicatorCounts = (db: Sql, { id, version }: PartVersion) =>
  db
    .selectFrom('indicators.entries')
    .select('type')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('part_id', '=', id)
    .where('version', '=', version)
    .groupBy('type')

/** More parts than this with the same value are not told; the newest are. */
const HITS_PER_VALUE = 20

/** A form that is looked up (`lookupForm`), for which of the values asked; `near`: the value is part of it. */
export type AskedForm = { readonly asked: number; readonly form: string; readonly near: Nearness | null }

/** A value that a warning tells of. */
export type Hit = {
  /** For which of the values asked. */
  readonly asked: number
  readonly near: Nearness | null
  readonly type: ObservableType
  /** As it is stored, which is another than was asked where it is near. */
  readonly value: string
  readonly objective: Objective
  readonly confidence: Confidence | null
  readonly firstSeen: Date | null
  readonly lastSeen: Date | null
  readonly number: string
  readonly tlp: Tlp
  readonly headline: string
  readonly language: Language
  readonly releasedAt: Date
}

/**
 * Which warnings that the viewer may read tell of these values, newest first. Left out: drafts, what has run out
 * (R18), exercises (R28), what was superseded or withdrawn, RED, which is read only one by one after a fresh sign-in, and
 * what may be an undisclosed fact, which is read after it was acknowledged (R30).
 */
export function lookUpValues(asked: readonly AskedForm[]) {
  const fingerprints = asked.map(({ form }) => fingerprint(form))
  return sql<Hit>`
  with readable as materialized (
    select f.place, p.id, p.version, p.number, p.tlp, p.headline, p.language, p.released_at,
           row_number() over (partition by f.place order by p.released_at desc) as nth
    from indicators.find(${fingerprints}::uuid[]) f join access.parts p on p.id = f.part_id and p.version = f.version
    where p.state = 'released' and not p.exercise and p.tlp <> 'RED' and p.envelope -> 'undisclosedFact' is distinct from 'true'
      and p.released_at <= (select access.at())
      and (p.superseded_at is null or p.superseded_at > (select access.at()))
      and (p.valid_until is null or p.valid_until > (select access.at())))
  select (${asked.map((one) => one.asked)}::int[])[r.place] as asked, (${asked.map(({ near }) => near)}::text[])[r.place] as near,
         e.type, e.value, e.objective, e.confidence, e.first_seen as "firstSeen", e.last_seen as "lastSeen",
         r.number, r.tlp, r.headline, r.language, r.released_at as "releasedAt"
  from readable r cross join lateral (
    select * from indicators.entries e
    where e.part_id = r.id and e.version = r.version and e.fingerprint = (${fingerprints}::uuid[])[r.place] limit 1) e
  where r.nth <= ${HITS_PER_VALUE}
  order by asked, r.place, r.nth`
}
