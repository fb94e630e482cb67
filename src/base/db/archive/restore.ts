import { once } from 'node:events'
import { createGunzip } from 'node:zlib'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { type JobName, jobNames } from '../job-names.ts'
import { MigrationRefused, migrate, readMigrations } from '../migrate.ts'
import { type ArchiveHeader, decode, type Frame } from './frames.ts'
import { ArchiveRefused, open, type Unlock } from './sealed-file.ts'
import { foreignKeysOf, tablesOf } from './tables.ts'

export interface RestoreSummary {
  readonly header: ArchiveHeader
  readonly tables: number
  readonly rows: number
  readonly jobs: number
}

/** The store to restore into holds something already. */
export class StoreNotEmpty extends Error {
  override readonly name = 'StoreNotEmpty'
}

/**
 * Restores an archive into an empty store of either kind, whole or not at all: the store is brought to the archive's
 * release, filled in one transaction, then brought to this release.
 *
 * @param prepareQueue brings the queue's tables to this release (base/jobs)
 * @throws ArchiveRefused, StoreNotEmpty, MigrationRefused (the archive is of a newer release)
 */
export async function restore(
  owner: pg.ClientConfig,
  archive: AsyncIterable<Buffer>,
  unlock: Unlock,
  prepareQueue: (owner: pg.ClientConfig) => Promise<void>,
): Promise<RestoreSummary> {
  const frames = decode(unzip(open(archive, unlock)))
  const first = (await frames.next()).value as Frame | undefined
  if (first?.kind !== 'header' || first.header.format !== 1)
    throw new ArchiveRefused('The archive is damaged.')
  await requireEmpty(owner)
  await requireKnown(first.header)
  const last = first.header.migrations.at(-1)?.number ?? 0
  await migrate(owner, undefined, last)
  await prepareQueue(owner)
  const client = new pg.Client({ ...owner, application_name: 'renkei restore' })
  await client.connect()
  let done: Omit<RestoreSummary, 'header'>
  try {
    await client.query('begin')
    done = await fill(client, frames)
    await client.query('commit')
  } finally {
    await client.end()
  }
  await migrate(owner)
  await prepareQueue(owner)
  return { header: first.header, ...done }
}

async function* unzip(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const gunzip = createGunzip()
  let failure: unknown
  const feeding = (async () => {
    try {
      for await (const piece of bytes) if (!gunzip.write(piece)) await once(gunzip, 'drain')
      gunzip.end()
    } catch (error) {
      failure = error
      gunzip.destroy(error as Error)
    }
  })()
  try {
    yield* gunzip as AsyncIterable<Buffer>
  } catch (error) {
    throw (failure ?? (error as NodeJS.ErrnoException).code?.startsWith('Z_'))
      ? (failure ?? new ArchiveRefused('The archive is damaged.'))
      : error
  } finally {
    gunzip.destroy()
  }
  await feeding
}

async function requireEmpty(owner: pg.ClientConfig): Promise<void> {
  const client = new pg.Client(owner)
  await client.connect()
  try {
    const { rows } = await client.query<{ there: boolean }>(
      `select to_regclass('association.association') is not null and to_regclass('audit.entries') is not null as there`,
    )
    if (!rows[0]?.there) return
    const { rows: used } = await client.query<{ used: boolean }>(
      'select exists (select from association.association) or exists (select from audit.entries) as used',
    )
    if (used[0]?.used) {
      throw new StoreNotEmpty(
        'This store holds an association already. Restore into an empty data folder or database.',
      )
    }
  } finally {
    await client.end()
  }
}

async function requireKnown(header: ArchiveHeader): Promise<void> {
  const ours = new Map((await readMigrations()).map((migration) => [migration.number, migration]))
  for (const { number, name, checksum } of header.migrations) {
    if (ours.get(number)?.checksum !== checksum) {
      throw new MigrationRefused(
        `The archive was made by Renkei ${header.release}, whose migration ${name} this release does not have. ` +
          'Restore it with that release or a newer one.',
      )
    }
  }
}

/** Row by row into tables without foreign keys and triggers, which come back, and are checked, before the commit. */
async function fill(
  client: pg.Client,
  frames: AsyncIterable<Frame>,
): Promise<Omit<RestoreSummary, 'header'>> {
  const tables = await tablesOf(client)
  const known = new Map(tables.map((table) => [table.name, table]))
  const keys = await foreignKeysOf(client)
  for (const key of keys) await client.query(`alter table ${key.table} drop constraint ${key.name}`)
  for (const { name } of tables) await client.query(`alter table ${name} disable trigger user`)
  if (tables.length > 0) await client.query(`truncate ${tables.map(({ name }) => name).join(', ')}`)

  let copying: Copying | undefined
  const total = { tables: 0, rows: 0, jobs: 0 }
  let end: Extract<Frame, { kind: 'end' }> | undefined
  for await (const frame of frames) {
    if (end) throw new ArchiveRefused('The archive is damaged.')
    if (frame.kind === 'rows') {
      if (!copying) throw new ArchiveRefused('The archive is damaged.')
      await copying.write(frame.bytes)
      continue
    }
    total.rows += (await copying?.end()) ?? 0
    copying = undefined
    if (frame.kind === 'table') {
      copying = beginCopy(client, frame, known)
      total.tables += 1
    } else if (frame.kind === 'sequence') {
      await client.query('select setval($1::regclass, $2, $3)', [frame.sequence, frame.value, frame.called])
    } else if (frame.kind === 'job' && jobNames.includes(frame.job.name as JobName)) {
      const { name, payload, runAt, key } = frame.job
      await enqueue(client, name, payload, runAt, key)
      total.jobs += 1
    } else if (frame.kind === 'end') {
      end = frame
    }
  }
  if (!end || end.tables !== total.tables || end.rows !== total.rows)
    throw new ArchiveRefused('The archive is not whole.')

  for (const { name } of tables) await client.query(`alter table ${name} enable trigger user`)
  for (const key of keys)
    await client.query(`alter table ${key.table} add constraint ${key.name} ${key.definition}`)
  return total
}

interface Copying {
  write(bytes: Buffer): Promise<void>
  /** Number of rows. */
  end(): Promise<number>
}

function beginCopy(
  client: pg.Client,
  { table, columns }: Extract<Frame, { kind: 'table' }>,
  known: ReadonlyMap<string, { columns: readonly string[] }>,
): Copying {
  // Names come from the archive: only what this database has is ever put into a statement.
  const target = known.get(table)
  if (!target || columns.some((column) => !target.columns.includes(column))) {
    throw new ArchiveRefused(`The archive holds ${table}, which does not fit this database.`)
  }
  const stream = client.query(copyFrom(`copy ${table} (${columns.join(', ')}) from stdin`))
  const failed = new Promise<never>((_resolve, reject) => stream.once('error', reject))
  failed.catch(() => {}) // heard by whoever waits next
  return {
    async write(bytes) {
      if (!stream.write(bytes)) await Promise.race([once(stream, 'drain'), failed])
    },
    async end() {
      stream.end()
      await Promise.race([once(stream, 'finish'), failed])
      return stream.rowCount
    },
  }
}

async function enqueue(client: pg.Client, name: string, payload: unknown, runAt: string, key: string | null) {
  await client.query('set local role renkei_queue')
  await client.query('select queue.enqueue($1, $2::jsonb, $3::timestamptz, $4)', [
    name,
    JSON.stringify(payload),
    runAt,
    key,
  ])
  await client.query('reset role')
}
