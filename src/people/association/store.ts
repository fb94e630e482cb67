import { type Kysely, sql } from 'kysely'
import type { Tables } from '#base/db/index.ts'
import type { Charter, Step } from '#core/charter/index.ts'
import type { AssociationFace, CharterVersion, Mode, Seat } from './association.ts'
import type { Asking, CharterChange } from './charter-change.ts'

type Sql = Kysely<Tables>

/** The association; no row before it is founded. */
export const face = () => sql<AssociationFace>`
  select mode, json_build_object('ja', name_ja, 'en', name_en) as name,
         json_build_object('ja', short_ja, 'en', short_en) as short, url, founded_at as "foundedAt"
  from association.association`

/** Versions that wait for their time are there already, and rule by themselves when it has come. */
const rules = sql`(waits_until is null or waits_until <= access.at())`

/** The charter that rules now; no row before founding. */
export const rulingCharter = () => sql<CharterVersion>`
  select version, body as charter, coalesce(waits_until, adopted_at) as "adoptedAt"
  from association.charters where ${rules} order by version desc limit 1`

/** A version that rules or ruled, and who made it. */
export interface PastVersion extends CharterVersion {
  readonly adoptedBy: Seat | null
  /** The second person of a change that opened; who proposed it then stands in `adoptedBy`. */
  readonly confirmedBy: Seat | null
}

/** Versions before this one, newest first: one more than asked for, to compare the last one with. */
export const pastVersions = (before: number | null, count: number) => sql<PastVersion>`
  select v.version, v.body as charter, coalesce(v.waits_until, v.adopted_at) as "adoptedAt",
         association.seat(coalesce(c.proposed_by, v.adopted_by)) as "adoptedBy",
         association.seat(c.confirmed_by) as "confirmedBy"
  from association.charters v left join association.charter_changes c on c.id = v.change_id
  where ${rules} and (${before}::int is null or v.version < ${before}) order by v.version desc limit ${count + 1}`

const changeColumns = sql`
  id, steps, proposed_by as "proposedBy", proposed_at as "proposedAt", confirmed_by as "confirmedBy",
  confirmed_at as "confirmedAt", in_force_from as "inForceFrom", ended_at as "endedAt",
  directory.proposed_by_another(proposed_by) as "isAnother"`

/** A change, and whether another human being than the viewer proposed it. */
export interface SeenChange extends CharterChange {
  readonly isAnother: boolean
}

/** A change on its way, with the names of who decided so far. */
export interface OpenChange extends SeenChange {
  readonly proposer: Seat | null
  readonly confirmer: Seat | null
}

/** Changes that are proposed or wait for their time, the soonest first. */
export const openChanges = () => sql<OpenChange>`
  select ${changeColumns}, association.seat(proposed_by) as proposer, association.seat(confirmed_by) as confirmer
  from association.charter_changes
  where ended_at is null and (in_force_from is null or in_force_from > access.at())
  order by in_force_from nulls last, proposed_at, id limit 50`

/** What the rules of confirming look at of the viewer, and the hours that a change waits. */
export const whoAsks = () => sql<Omit<Asking, 'isAnother'> & { readonly waitHours: number }>`
  select association.proposes_opening() as proposes, association.confirms_opening() as confirms,
         association.has_committee() as "hasCommittee", association.seated_since() + association.opening_wait() as "seasonedFrom",
         extract(epoch from association.opening_wait())::int / 3600 as "waitHours"`

export async function loadChange(db: Sql, id: string): Promise<SeenChange | undefined> {
  const { rows } = await sql<SeenChange>`
    select ${changeColumns} from association.charter_changes where id = ${id}`.execute(db)
  return rows[0]
}

export async function insertChange(
  db: Sql,
  row: { id: string; steps: readonly Step[]; proposedBy: string },
  at: Date,
): Promise<void> {
  await db
    .insertInto('association.charter_changes')
    .values({ id: row.id, steps: JSON.stringify(row.steps), proposed_by: row.proposedBy, proposed_at: at })
    .execute()
}

/** False where it was decided meanwhile. The version that waits is laid by the database. */
export async function confirmOpenChange(
  db: Sql,
  id: string,
  by: { confirmedBy: string; inForceFrom: Date },
  at: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('association.charter_changes')
    .set({ confirmed_by: by.confirmedBy, confirmed_at: at, in_force_from: by.inForceFrom })
    .where('id', '=', id)
    .where('confirmed_at', 'is', null)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** False where it was decided meanwhile. The version that waited is lifted by the database. */
export async function endOpenChange(db: Sql, id: string, endedBy: string, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('association.charter_changes')
    .set({ ended_by: endedBy, ended_at: at })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export async function insertAssociation(
  db: Sql,
  row: {
    id: string
    mode: Mode
    nameJa: string
    nameEn: string
    shortJa: string
    shortEn: string
    url: string
  },
  at: Date,
): Promise<void> {
  await db
    .insertInto('association.association')
    .values({
      id: row.id,
      mode: row.mode,
      name_ja: row.nameJa,
      name_en: row.nameEn,
      short_ja: row.shortJa,
      short_en: row.shortEn,
      url: row.url,
      founded_at: at,
    })
    .execute()
}

/** False where another adoption took the version meanwhile. */
export async function insertCharter(
  db: Sql,
  row: { version: number; charter: Charter; adoptedBy: string | null },
  at: Date,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('association.charters')
    .values({
      version: row.version,
      body: JSON.stringify(row.charter),
      adopted_at: at,
      adopted_by: row.adoptedBy,
    })
    .onConflict((conflict) => conflict.column('version').doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

/** New names. */
export async function updateNames(
  db: Sql,
  names: { nameJa: string; nameEn: string; shortJa: string; shortEn: string },
): Promise<void> {
  await db
    .updateTable('association.association')
    .set({ name_ja: names.nameJa, name_en: names.nameEn, short_ja: names.shortJa, short_en: names.shortEn })
    .execute()
}

export async function updateAddress(db: Sql, url: string): Promise<void> {
  await db.updateTable('association.association').set({ url }).execute()
}

/** The association's OpenPGP key that signs now, sealed; for the system alone. */
export async function sealedSigningKey(db: Sql) {
  const { rows } = await sql<{ id: string | null; fingerprint: string; privateKey: string }>`
    select id, fingerprint, private_key as "privateKey" from association.signing_key()`.execute(db)
  const [row] = rows
  return row && row.id !== null ? { ...row, id: row.id } : undefined
}

/** Keeps a new key, unless another process was quicker. */
export const keepMailKey = (
  db: Sql,
  key: { id: string; insteadOf: string | null; fingerprint: string; publicKey: string; sealed: string },
) =>
  sql`select association.keep_mail_key(${key.id}::uuid, ${key.insteadOf}::uuid, ${key.fingerprint}, ${key.publicKey}, ${key.sealed})`.execute(
    db,
  )

/** The association's public keys, the one in use first. */
export const publicKeys = () =>
  sql<{ fingerprint: string; armored: string; createdAt: Date; retiredAt: Date | null }>`
  select fingerprint, public_key as armored, created_at as "createdAt", retired_at as "retiredAt"
  from association.mail_keys order by retired_at is not null, created_at desc limit 20`
