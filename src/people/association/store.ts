import { type Kysely, sql } from 'kysely'
import type { Tables } from '#base/db/index.ts'
import type { Charter } from '#core/charter/index.ts'
import type { AssociationFace, CharterVersion, Mode } from './association.ts'

type Sql = Kysely<Tables>

/** The association; no row before it is founded. */
export const face = () => sql<AssociationFace>`
  select mode, json_build_object('ja', name_ja, 'en', name_en) as name,
         json_build_object('ja', short_ja, 'en', short_en) as short, url, founded_at as "foundedAt"
  from association.association`

/** The charter that rules now; no row before founding. */
export const rulingCharter = () => sql<CharterVersion>`
  select version, body as charter, adopted_at as "adoptedAt"
  from association.charters order by version desc limit 1`

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
