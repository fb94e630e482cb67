import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'

export const MIGRATIONS_FOLDER = join(import.meta.dirname, 'migrations')

export interface Migration {
  readonly number: number
  readonly name: string
  readonly sql: string
  /** SHA-256 of the file, hex. */
  readonly checksum: string
}

interface Applied {
  readonly number: number
  readonly name: string
  readonly checksum: string
}

/** The database cannot be brought to this release: it is newer, or its history is not ours. */
export class MigrationRefused extends Error {
  override readonly name = 'MigrationRefused'
}

/** Files `NNNN-name.sql` of a folder in their order. @throws when a number stands twice or a name is wrong */
export async function readMigrations(folder = MIGRATIONS_FOLDER): Promise<Migration[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort()
  const migrations: Migration[] = []
  for (const file of files) {
    const match = /^(\d{4})-([a-z0-9-]+)\.sql$/.exec(file)
    if (!match) throw new Error(`A migration is named NNNN-name.sql, not ${file}.`)
    const number = Number(match[1])
    if (migrations.at(-1)?.number === number) throw new Error(`Two migrations have the number ${match[1]}.`)
    const sql = await readFile(join(folder, file), 'utf8')
    migrations.push({
      number,
      name: file.slice(0, -4),
      sql,
      checksum: createHash('sha256').update(sql).digest('hex'),
    })
  }
  return migrations
}

/** What is still to be applied. Pure. @throws MigrationRefused */
export function outstanding(applied: readonly Applied[], files: readonly Migration[]): Migration[] {
  const known = new Map(files.map((file) => [file.number, file]))
  for (const one of applied) {
    const file = known.get(one.number)
    if (!file) {
      throw new MigrationRefused(
        `This database was used by a newer Renkei: it has migration ${one.name}, which this release does not know. ` +
          'Start the newer release, or restore a backup made by this one.',
      )
    }
    if (file.checksum !== one.checksum) {
      throw new MigrationRefused(
        `The migration ${file.name} was changed after it had been applied to this database. ` +
          'Applied migrations are never edited; put the change into a new one.',
      )
    }
  }
  const last = Math.max(0, ...applied.map((one) => one.number))
  const have = new Set(applied.map((one) => one.number))
  const open = files.filter((file) => !have.has(file.number))
  const late = open.find((file) => file.number < last)
  if (late) {
    throw new MigrationRefused(
      `The migration ${late.name} comes before one that this database already has. Give it the next number.`,
    )
  }
  return open
}

/** Any number; two processes that start at once wait for each other here. */
const MIGRATION_LOCK = '7236523842012'

/**
 * Applies what is outstanding, in order, each in one transaction. Does nothing where everything is in place.
 *
 * @param owner connection of the owner's role
 * @param upTo the last number to apply, for restoring what an older release has written
 * @returns names of the migrations that were applied
 * @throws MigrationRefused; or the error of a migration, which then left nothing behind
 */
export async function migrate(
  owner: pg.ClientConfig,
  folder = MIGRATIONS_FOLDER,
  upTo = Number.POSITIVE_INFINITY,
): Promise<string[]> {
  const files = await readMigrations(folder)
  const client = new pg.Client(owner)
  await client.connect()
  try {
    await client.query(`select pg_advisory_lock(${MIGRATION_LOCK})`)
    await client.query(
      `create table if not exists public.migrations (
         number int primary key,
         name text not null,
         checksum text not null,
         applied_at timestamptz not null default now()
       )`,
    )
    const { rows } = await client.query<Applied>(
      'select number, name, checksum from public.migrations order by number',
    )
    const open = outstanding(rows, files).filter(({ number }) => number <= upTo)
    for (const migration of open) await apply(client, migration)
    return open.map((migration) => migration.name)
  } finally {
    await client.end()
  }
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  await client.query('begin')
  try {
    await client.query(migration.sql)
    await client.query('insert into public.migrations (number, name, checksum) values ($1, $2, $3)', [
      migration.number,
      migration.name,
      migration.checksum,
    ])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`Migration ${migration.name}: ${explain(error, migration.sql)}`, { cause: error })
  }
}

/** PostgreSQL tells the place as a character; a reader wants the line. */
function explain(error: unknown, sql: string): string {
  const { message, position, hint } = error as pg.DatabaseError
  const line = position ? ` (line ${sql.slice(0, Number(position)).split('\n').length})` : ''
  return `${message}${line}${hint ? ` ${hint}` : ''}`
}
