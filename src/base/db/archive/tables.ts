import type pg from 'pg'

/** A table that is backed up: quoted full name, quoted columns that hold data of their own. */
export interface Table {
  readonly name: string
  readonly columns: readonly string[]
}

/** The queue is taken along job by job, the list of migrations in the header. */
const LEFT_OUT = `n.nspname not in ('pg_catalog', 'information_schema', 'graphile_worker', 'queue')
  and n.nspname !~ '^pg_' and (n.nspname, c.relname) <> ('public', 'migrations')`

export async function tablesOf(client: pg.Client): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `select format('%I.%I', n.nspname, c.relname) as name,
            array_agg(quote_ident(a.attname) order by a.attnum) as columns
       from pg_class c
       join pg_namespace n on n.oid = c.relnamespace
       join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      where c.relkind = 'r' and ${LEFT_OUT}
      group by n.nspname, c.relname order by 1`,
  )
  return rows
}

export interface Sequence {
  readonly sequence: string
  readonly value: number
  readonly called: boolean
}

export async function sequencesOf(client: pg.Client): Promise<Sequence[]> {
  const { rows } = await client.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name
       from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'S' and ${LEFT_OUT} order by 1`,
  )
  const found: Sequence[] = []
  for (const { name } of rows) {
    const { rows: state } = await client.query(
      `select last_value::text as value, is_called as called from ${name}`,
    )
    found.push({ sequence: name, value: Number(state[0].value), called: state[0].called })
  }
  return found
}

export interface ForeignKey {
  readonly table: string
  readonly name: string
  readonly definition: string
}

/** Foreign keys of the tables; a restore takes them off and puts them back, so the order of tables is free. */
export async function foreignKeysOf(client: pg.Client): Promise<ForeignKey[]> {
  const { rows } = await client.query<ForeignKey>(
    `select format('%I.%I', n.nspname, c.relname) as table, quote_ident(k.conname) as name,
            pg_get_constraintdef(k.oid) as definition
       from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
      where k.contype = 'f' and k.conparentid = 0 and ${LEFT_OUT} order by 1, 2`,
  )
  return rows
}
