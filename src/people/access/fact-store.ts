import { type Kysely, sql } from 'kysely'
import type { Tables } from '#base/db/index.ts'

type Sql = Kysely<Tables>

/** Notes that the reader acknowledged an undisclosed fact (R30). The first time counts. */
export const insertAcknowledgement = (
  db: Sql,
  { part, holder, item, at }: { part: string; holder: string; item: string; at: Date },
) =>
  db
    .insertInto('access.acknowledgements')
    .values({ part_id: part, holder, item_id: item, at })
    .onConflict((conflict) => conflict.doNothing())
    .execute()

/** Who acknowledged, for the originator of an item. */
export const factReaders = async (db: Sql, item: string) =>
  (
    await sql<{ part_id: string; team: string | null; name_ja: string; name_en: string; at: Date }>`
      select * from access.fact_readers(${item})`.execute(db)
  ).rows
