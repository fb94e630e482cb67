import type { Kysely } from 'kysely'
import type { Tables } from '#base/db/index.ts'

type Sql = Kysely<Tables>

/** Which versions of these items' parts the viewer has opened. */
export const receiptsOf = (db: Sql, holder: string, items: readonly string[]) =>
  db
    .selectFrom('access.receipts')
    .select(['part_id', 'version'])
    .where('holder', '=', holder)
    .where('item_id', 'in', items.length > 0 ? [...items] : ['00000000-0000-0000-0000-000000000000'])

/** Open immediate lines of the viewer since a moment: what may stop an exercise, and the exercises themselves. */
export const openImmediates = (db: Sql, holders: readonly string[], since: Date) =>
  db
    .selectFrom('access.inbox')
    .select(['item_id', 'number', 'exercise', 'urgency', 'respond_by'])
    .where('holder', 'in', [...holders])
    .where('at', '>', since)
    .where('state', '=', 'open')
    .orderBy('at', 'desc')
    .limit(200)

/** Keeps a file that was brought in. */
export const insertOriginal = (db: Sql, id: string, file: string) =>
  db.insertInto('warnings.originals').values({ id, file }).execute()

/** Keeps beside an item what it was made from. */
export const insertCapture = (
  db: Sql,
  capture: {
    item: string
    format: string
    source: string | null
    reference: string | null
    notes: readonly unknown[]
    fileName: string
    /** The four above, sealed, where they are empty because the source is withheld. */
    told: string | null
    original: string
    at: Date
  },
) =>
  db
    .insertInto('warnings.captures')
    .values({
      item_id: capture.item,
      format: capture.format,
      source: capture.source,
      reference: capture.reference,
      notes: JSON.stringify(capture.notes),
      file_name: capture.fileName,
      told: capture.told,
      original_id: capture.original,
      taken_at: capture.at,
    })
    .execute()

/** What an item was made from; for its originator alone. */
export const captureOf = (db: Sql, item: string) =>
  db.selectFrom('warnings.captures').selectAll().where('item_id', '=', item).executeTakeFirst()

/** The file itself, sealed; for the originator of an item that was made of it. */
export const originalOf = (db: Sql, id: string) =>
  db.selectFrom('warnings.originals').selectAll().where('id', '=', id).executeTakeFirst()
