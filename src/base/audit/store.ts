import { sql } from 'kysely'
import type { Act } from '#base/db/index.ts'
import type { Actor } from './entry.ts'
import type { ReadRow } from './walk.ts'

/** What an auditor looks for. `before` is a place in the chain: newest first, by keyset. */
export interface Wanted {
  readonly before?: number | undefined
  readonly act?: string | undefined
  readonly from?: Date | undefined
  readonly to?: Date | undefined
  readonly limit: number
}

export interface ShownEntry {
  readonly seq: number
  readonly at: Date
  readonly act: string
  readonly actor: Actor | null
  readonly sealed: boolean
  readonly subject: { readonly kind: string; readonly id: string } | null
  /** Of the item that it was about, as far as the policies of items show it to this viewer. */
  readonly number: string | null
  readonly detail: Record<string, unknown>
}

/** For auditors; the policy shows nobody else a row. */
export const entriesFor = ({ before, act, from, to, limit }: Wanted) => sql<ShownEntry>`
  select seq, at, act, actor, actor_sealed is not null as sealed, subject, detail,
    (select i.number from access.items i where i.id = case
       when subject ->> 'kind' = 'item' and subject ->> 'id' ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then (subject ->> 'id')::uuid end) as number
  from audit.entries
  where (${before ?? null}::bigint is null or seq < ${before ?? null}::bigint)
    and (${act ?? null}::text is null or act = ${act ?? null}::text)
    and (${from ?? null}::timestamptz is null or at >= ${from ?? null}::timestamptz)
    and (${to ?? null}::timestamptz is null or at < ${to ?? null}::timestamptz)
  order by seq desc limit ${limit}`

/** For the secretariat: that something happened, not on what nor by whom (R16). */
export const outlineFor = ({ before, act, from, to, limit }: Wanted) => sql<{
  seq: number
  at: Date
  act: string
}>`
  select seq, at, act from audit.outline(${before ?? null}, ${act ?? null}, ${from ?? null}, ${to ?? null}, ${limit})`

export interface ChainState {
  /** Null: not for this viewer. */
  readonly seq: number | null
  readonly mac: string | null
  readonly anchored_seq: number | null
  readonly anchored_at: Date | null
}

export const chainState = () => sql<ChainState>`
  select seq, encode(mac, 'hex') as mac, anchored_seq, anchored_at from audit.state()`

/** The acts that occur, for the filter. */
export const actsRecorded = () => sql<{ act: string }>`
  with recursive names as (
    (select act from audit.entries order by act limit 1)
    union all
    select (select e.act from audit.entries e where e.act > n.act order by e.act limit 1) from names n where n.act is not null
  ) select act from names where act is not null`

/** Rows of the chain for checking, from `seq` on. Times and numbers as text: see walk.ts. */
export const rowsFrom = (seq: number, limit: number) => sql<ReadRow>`
  ${sql.raw(COLUMNS)} where seq >= ${seq} order by seq limit ${limit}`

// Times and numbers as text: a change too small for a JavaScript value to show is a change.
export const COLUMNS = `
  select seq, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, act, actor::text, subject::text,
         detail::text, actor_sealed, key_id, encode(prev, 'hex') as prev, encode(mac, 'hex') as mac
  from audit.entries`

export async function lockHead(tx: Act['sql']): Promise<{ seq: number; mac: string }> {
  const { rows } = await sql<{ seq: number | string; mac: string }>`
    select seq, encode(mac, 'hex') as mac from audit.lock_head()`.execute(tx)
  const head = rows[0]
  if (head?.mac == null) throw new Error('the audit chain has no head')
  return { seq: Number(head.seq), mac: head.mac }
}

export async function append(tx: Act['sql'], added: readonly object[]): Promise<void> {
  await sql`select audit.append(${JSON.stringify(added)}::jsonb)`.execute(tx)
}

export async function noteAnchor(
  tx: Act['sql'],
  { seq, at, mac, signature }: { seq: number; at: string; mac: string; signature: string },
): Promise<void> {
  await sql`select audit.note_anchor(${seq}, ${at}::timestamptz, decode(${mac}, 'hex'), ${signature})`.execute(
    tx,
  )
}

export async function lastAnchor(tx: Act['sql']): Promise<number> {
  const { rows } = await sql<{ seq: number | string }>`select audit.last_anchor() as seq`.execute(tx)
  return Number(rows[0]?.seq ?? 0)
}

/** An auditor, as a letter addresses him. */
export interface Witness {
  readonly email: string
  readonly language: 'ja' | 'en'
  readonly word: string | null
}

export async function witnesses(tx: Act['sql']): Promise<Witness[]> {
  return (await sql<Witness>`select email, language, word from audit.witnesses()`.execute(tx)).rows
}
