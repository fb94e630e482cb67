import pg from 'pg'
import { jobNames } from './job-names.ts'

/** Connection that works as renkei_queue: the owner's login in the queue's name. */
function queueConnection(owner: pg.ClientConfig): pg.ClientConfig {
  return { ...owner, options: '-c role=renkei_queue' }
}

/** Connections of the queue's role, for the worker alone. The caller ends the pool. */
export function openQueue(owner: pg.ClientConfig, max: number, onError: (error: unknown) => void): pg.Pool {
  const pool = new pg.Pool({ ...queueConnection(owner), max, application_name: 'renkei queue' })
  pool.on('error', onError)
  pool.on('connect', (client) => void client.on('error', onError))
  return pool
}

/** Makes the database know exactly the jobs of this release. */
export async function writeJobNames(pool: pg.Pool): Promise<void> {
  await pool.query('delete from queue.jobs where name <> all ($1)', [jobNames])
  await pool.query('insert into queue.jobs select unnest($1::text[]) on conflict do nothing', [jobNames])
}

/** Second argument of hashtextextended: keeps these locks apart from all others. */
const SEED = 7236523842014n
const RETRY_MS = 500

/**
 * A session that lives as long as this worker and holds a lock named after it. Taken again after a lost connection;
 * jobs that were released in between run twice, which they may.
 */
export function holdWorkerLock(owner: pg.ClientConfig, workerId: string, onError: (error: unknown) => void) {
  let client: pg.Client | undefined
  let released = false
  const hold = async () => {
    if (released) return
    const next = new pg.Client({
      ...queueConnection(owner),
      application_name: 'renkei worker',
      keepAlive: true,
    })
    client = next
    next.on('error', onError)
    next.once('end', () => {
      if (!released) setTimeout(() => void hold(), RETRY_MS)
    })
    try {
      await next.connect()
      await next.query('select pg_advisory_lock(hashtextextended($1, $2))', [workerId, SEED])
    } catch (error) {
      onError(error)
      await next.end().catch(() => {})
    }
  }
  void hold()
  return {
    release() {
      released = true
      void client?.end().catch(() => {})
    },
  }
}

/**
 * Releases the jobs of workers that are gone: graphile-worker itself would wait four hours. Whose lock can be
 * taken is gone; a worker that has only just begun may not have its lock yet, hence the seconds of grace.
 */
export async function releaseAbandoned(pool: pg.Pool): Promise<void> {
  await pool.query(
    `with held as (
       select locked_by from graphile_worker._private_jobs where locked_at < clock_timestamp() - interval '3 seconds'
       union
       select locked_by from graphile_worker._private_job_queues where locked_at < clock_timestamp() - interval '3 seconds'
     ),
     gone as materialized (
       select locked_by from held where pg_try_advisory_xact_lock(hashtextextended(locked_by, $1))
     )
     select graphile_worker.force_unlock_workers(array(select locked_by from gone))
      where exists (select from gone)`,
    [SEED],
  )
}
