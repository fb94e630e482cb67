import { type Insertable, type Kysely, sql } from 'kysely'
import type { Tables } from '#base/db/index.ts'

type Sql = Kysely<Tables>

/** The list of the viewer's own team: customers and products that its texts must not tell. */
export const ownWords = (db: Sql) =>
  db
    .selectFrom('sanitisation.words')
    .select(['id', 'kind', 'word'])
    .where('team_id', '=', sql<string>`access.team()`)
    .orderBy('kind')
    .orderBy('word')

export const insertWords = (db: Sql, words: readonly Insertable<Tables['sanitisation.words']>[]) =>
  db
    .insertInto('sanitisation.words')
    .values([...words])
    .execute()

/** @returns how many there were */
export const deleteWord = async (db: Sql, id: string): Promise<number> => {
  const [gone] = await db.deleteFrom('sanitisation.words').where('id', '=', id).execute()
  return Number(gone?.numDeletedRows ?? 0)
}

export const insertOverride = (db: Sql, override: Insertable<Tables['sanitisation.overrides']>) =>
  db.insertInto('sanitisation.overrides').values(override).execute()

/** Overrides of an item's parts, newest first; `by_another` than the viewer. */
export const overridesOf = (db: Sql, item: string) =>
  db
    .selectFrom('sanitisation.overrides')
    .select(['part_id', 'digest', 'reason', 'given_at', 'by_appointment'])
    .select(
      sql<boolean>`by_appointment is null or directory.proposed_by_another(by_appointment)`.as('by_another'),
    )
    .where('item_id', '=', item)
    .orderBy('given_at', 'desc')

export const insertRemoval = (db: Sql, removal: Insertable<Tables['sanitisation.removals']>) =>
  db.insertInto('sanitisation.removals').values(removal).execute()

/** What was taken out of an item, sealed, oldest first; for its originator. */
export const removalsOf = (db: Sql, item: string) =>
  db
    .selectFrom('sanitisation.removals')
    .select(['id', 'what', 'taken_at'])
    .where('item_id', '=', item)
    .orderBy('taken_at')
    .orderBy('id')
