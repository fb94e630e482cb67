import { createGzip } from 'node:zlib'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { encode, type Frame } from './frames.ts'
import { type Lock, seal } from './sealed-file.ts'
import { sequencesOf, tablesOf } from './tables.ts'

export interface BackupSummary {
  readonly tables: number
  readonly rows: number
  readonly jobs: number
}

/**
 * One archive of everything, of one instant, while people work: COPY of every table in a repeatable-read transaction
 * of the owner. The key file is not in it.
 *
 * `row_security = off` makes PostgreSQL raise where a policy would have left rows out: a backup is whole or none.
 *
 * @param done told what was written, before the stream ends
 */
export async function* backup(
  owner: pg.ClientConfig,
  lock: Lock,
  about: { release: string; at: Date },
  done: (summary: BackupSummary) => void,
): AsyncGenerator<Buffer> {
  const client = new pg.Client({ ...owner, application_name: 'renkei backup' })
  await client.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    await client.query('set local row_security = off')
    const frames = allFrames(client, about, done)
    const zipped = encodeZipped(frames)
    yield* seal(zipped, lock)
    await client.query('commit')
  } finally {
    await client.end()
  }
}

async function* encodeZipped(frames: AsyncIterable<Frame>): AsyncGenerator<Buffer> {
  const zip = createGzip({ level: 4 })
  const feeding = (async () => {
    try {
      for await (const bytes of encode(frames)) {
        if (!zip.write(bytes)) await new Promise((resolve) => zip.once('drain', resolve))
      }
      zip.end()
    } catch (error) {
      zip.destroy(error as Error)
    }
  })()
  yield* zip as AsyncIterable<Buffer>
  await feeding
}

async function* allFrames(
  client: pg.Client,
  { release, at }: { release: string; at: Date },
  done: (summary: BackupSummary) => void,
): AsyncGenerator<Frame> {
  const { rows: migrations } = await client.query(
    'select number, name, checksum from public.migrations order by number',
  )
  yield { kind: 'header', header: { format: 1, release, at: at.toISOString(), migrations } }
  const tables = await tablesOf(client)
  let count = 0
  for (const table of tables) {
    yield { kind: 'table', table: table.name, columns: table.columns }
    const stream = client.query(copyTo(`copy ${table.name} (${table.columns.join(', ')}) to stdout`))
    for await (const bytes of stream as AsyncIterable<Buffer>) yield { kind: 'rows', bytes }
    count += stream.rowCount
  }
  for (const sequence of await sequencesOf(client)) yield { kind: 'sequence', ...sequence }
  const jobs = await waitingJobs(client)
  for (const job of jobs) yield { kind: 'job', job }
  yield { kind: 'end', tables: tables.length, rows: count }
  done({ tables: tables.length, rows: count, jobs: jobs.length })
}

/** The queue's tables belong to graphile-worker and its version; a job is taken along by what it says. */
async function waitingJobs(client: pg.Client) {
  await client.query('set local role renkei_queue')
  const { rows } = await client.query(
    `select t.identifier as name, j.payload, j.run_at as "runAt", j.key
       from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
      where j.attempts < j.max_attempts order by j.id`,
  )
  await client.query('reset role')
  return rows
}
