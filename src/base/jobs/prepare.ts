import { runMigrations } from 'graphile-worker'
import type pg from 'pg'
import { openQueue, writeJobNames } from '#base/db/index.ts'

/**
 * Brings the queue of a migrated database to this release: graphile-worker's own tables, then the list of jobs.
 * Does nothing where everything is in place.
 *
 * @param owner login of the owner, a member of renkei_queue
 */
export async function prepareQueue(owner: pg.ClientConfig): Promise<void> {
  const pool = openQueue(owner, 2, () => {}) // a lost connection shows at the next statement
  try {
    await runMigrations({ pgPool: pool })
    await writeJobNames(pool)
  } finally {
    await pool.end()
  }
}
