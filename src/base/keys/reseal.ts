import type { OwnerConnection } from '#base/db/index.ts'
import type { Keys } from './keys.ts'
import { keyIdOf } from './seal.ts'

/** What one sealed column went through. */
export interface Resealed {
  readonly table: string
  readonly column: string
  readonly resealed: number
  /** Rows that no key of the file opens; they were left as they are. */
  readonly unreadable: number
}

const COLUMNS = `
  select n.nspname || '.' || c.relname as table, a.attname as column,
         (select array_agg(k.attname::text order by p.place)
            from pg_index i, unnest(i.indkey) with ordinality as p(attnum, place), pg_attribute k
           where i.indrelid = c.oid and i.indisprimary and k.attrelid = c.oid and k.attnum = p.attnum) as key
  from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
  where a.atttypid = 'keys.sealed'::regtype and c.relkind in ('r', 'p') and not c.relispartition and not a.attisdropped
  order by 1, 2`

const BATCH = 500

/**
 * Encrypts every sealed column again under the current key. May be stopped and run again at any time: each row
 * changes on its own, and only if nobody changed it meanwhile. The old keys stay in the key file: they prove
 * the audit chain.
 */
export async function reseal(owner: OwnerConnection, keys: Keys): Promise<Resealed[]> {
  const { rows: columns } = await owner.query(COLUMNS)
  const done: Resealed[] = []
  for (const column of columns as { table: string; column: string; key: string[] }[]) {
    done.push(await resealColumn(owner, keys, column))
  }
  return done
}

async function resealColumn(
  owner: OwnerConnection,
  keys: Keys,
  { table, column, key }: { table: string; column: string; key: string[] },
): Promise<Resealed> {
  const name = table.split('.').map(quoted).join('.')
  const row = key.map((part) => `${quoted(part)}::text`).join(` || '/' || `)
  let after = ''
  let resealed = 0
  let unreadable = 0
  for (;;) {
    const { rows } = await owner.query(
      `select ${row} as row, ${quoted(column)}::text as sealed from ${name}
       where ${row} > $1 and ${quoted(column)}::text not like $2 order by 1 limit ${BATCH}`,
      [after, `v1.${keys.current}.%`],
    )
    for (const found of rows as { row: string; sealed: string }[]) {
      after = found.row
      if (!keys.ids.includes(keyIdOf(found.sealed))) {
        unreadable += 1
        continue
      }
      const place = { table, column, row: found.row }
      await owner.query(
        `update ${name} set ${quoted(column)} = $1 where ${row} = $2 and ${quoted(column)}::text = $3`,
        [keys.seal(keys.unseal(found.sealed, place), place), found.row, found.sealed],
      )
      resealed += 1
    }
    if (rows.length < BATCH) return { table, column, resealed, unreadable }
  }
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`
