import pg from 'pg'
import { outstanding, readMigrations } from './migrate.ts'
import type { Server } from './server.ts'

/** One thing that was looked at. */
export interface ServerFinding {
  readonly check: string
  readonly ok: boolean
  readonly found: string
}

interface Facts {
  version: string
  number: number
  encoding: string
  collate: string
  owner: string
  migrated: boolean
  trigrams: number | null
  at: Date
}

/** Looks at an open server, for `renkei doctor`. Changes nothing. */
export async function findings(
  server: Pick<Server, 'app' | 'owner'>,
): Promise<{ checks: ServerFinding[]; at: Date }> {
  const client = new pg.Client(server.owner)
  await client.connect()
  try {
    const facts = await factsOf(client)
    const trigrams = facts.trigrams
    return {
      at: facts.at,
      checks: [
        { check: 'PostgreSQL', ok: facts.number >= 150_000, found: facts.version },
        { check: 'encoding', ok: facts.encoding === 'UTF8', found: `${facts.encoding}, ${facts.collate}` },
        {
          check: 'Japanese search',
          ok: trigrams === null || trigrams > 0,
          found:
            trigrams === null
              ? 'pg_trgm is installed at the first start'
              : trigrams > 0
                ? `show_trgm('日本語') knows ${trigrams} trigrams`
                : "show_trgm('日本語') is empty: make the database with locale_provider libc, locale 'C.UTF-8'",
        },
        ...(await roles(client, facts.owner)),
        await appLogin(server.app),
        await migrations(client, facts.migrated),
      ],
    }
  } finally {
    await client.end()
  }
}

async function factsOf(client: pg.Client): Promise<Facts> {
  const { rows } = await client.query<Facts>(
    `select current_setting('server_version') as version, current_setting('server_version_num')::int as number,
            current_setting('server_encoding') as encoding, d.datcollate as collate, current_user as owner,
            to_regclass('public.migrations') is not null as migrated, null::int as trigrams, clock_timestamp() as at
       from pg_database d where d.datname = current_database()`,
  )
  const facts = rows[0] as Facts
  const { rowCount } = await client.query(`select 1 from pg_extension where extname = 'pg_trgm'`)
  if (!rowCount) return facts
  const { rows: found } = await client.query<{ n: number }>(
    `select cardinality(public.show_trgm('日本語')) as n`,
  )
  return { ...facts, trigrams: found[0]?.n ?? 0 }
}

async function roles(client: pg.Client, owner: string): Promise<ServerFinding[]> {
  const { rows } = await client.query<{ name: string; faults: string[] }>(
    `select name, array_remove(array[
              case when r.oid is null then 'is missing' end,
              case when r.rolsuper then 'is SUPERUSER' end,
              case when r.rolbypassrls then 'is BYPASSRLS' end,
              case when r.rolcreaterole then 'is CREATEROLE' end,
              case when name = 'renkei_app' and r.oid is not null
                        and (pg_has_role(r.oid, $1, 'member') or pg_has_role(r.oid, 'renkei_queue', 'member'))
                   then 'is a member of another of our roles' end,
              case when name = 'renkei_app' and exists (select from pg_class where relowner = r.oid)
                   then 'owns tables' end,
              case when name = 'renkei_queue' and r.oid is not null and not pg_has_role($1, r.oid, 'member')
                   then 'is not granted to ' || $1 end
            ], null) as faults
       from unnest(array['renkei_app', 'renkei_queue']) as wanted(name) left join pg_roles r on r.rolname = name`,
    [owner],
  )
  return rows.map(({ name, faults }) => ({
    check: `role ${name}`,
    ok: faults.length === 0,
    found: faults.length === 0 ? 'owns and may no more than it should' : faults.join(', '),
  }))
}

async function appLogin(config: pg.ClientConfig): Promise<ServerFinding> {
  const client = new pg.Client(config)
  try {
    await client.connect()
    const { rows } = await client.query<{ name: string }>('select current_user as name')
    return { check: 'login of the app', ok: rows[0]?.name === 'renkei_app', found: `as ${rows[0]?.name}` }
  } catch (error) {
    return { check: 'login of the app', ok: false, found: (error as Error).message }
  } finally {
    await client.end().catch(() => {})
  }
}

async function migrations(client: pg.Client, migrated: boolean): Promise<ServerFinding> {
  if (!migrated) return { check: 'migrations', ok: true, found: 'none yet: made at the first start' }
  try {
    const { rows } = await client.query(
      'select number, name, checksum from public.migrations order by number',
    )
    const open = outstanding(rows, await readMigrations())
    const found = open.length === 0 ? `${rows.length} applied` : `${open.length} wait for the next start`
    return { check: 'migrations', ok: true, found }
  } catch (error) {
    return { check: 'migrations', ok: false, found: (error as Error).message }
  }
}
