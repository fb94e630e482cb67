import pg from 'pg'

/** Values sealed under one key, in one column. */
export interface SealedUnder {
  readonly table: string
  readonly column: string
  readonly key: string
  readonly values: number
}

/** Which keys a database needs, and for what: every column of the type keys.sealed, and the audit chain. */
export async function sealedUnder(owner: pg.ClientConfig): Promise<SealedUnder[]> {
  const client = new pg.Client(owner)
  await client.connect()
  try {
    const { rows: columns } = await client.query<{ table: string; column: string }>(
      `select format('%I.%I', n.nspname, c.relname) as table, quote_ident(a.attname) as column
         from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
        where a.atttypid = 'keys.sealed'::regtype and c.relkind = 'r' and not a.attisdropped order by 1, 2`,
    )
    const found: SealedUnder[] = []
    for (const { table, column } of columns) {
      const { rows } = await client.query<{ key: string; values: string }>(
        `select split_part(${column}, '.', 2) as key, count(*) as values from ${table}
          where ${column} is not null group by 1 order by 1`,
      )
      found.push(...rows.map(({ key, values }) => ({ table, column, key, values: Number(values) })))
    }
    const { rows } = await client.query<{ key: string; values: string }>(
      'select key_id as key, count(*) as values from audit.entries group by 1 order by 1',
    )
    return [
      ...found,
      ...rows.map(({ key, values }) => ({
        table: 'audit.entries',
        column: 'mac',
        key,
        values: Number(values),
      })),
    ]
  } finally {
    await client.end()
  }
}
