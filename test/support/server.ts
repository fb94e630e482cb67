import { spawn } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Cluster, prepareCluster } from '../../src/base/db/embedded/cluster.ts'
import { ensureRoles } from '../../src/base/db/embedded/keeper.ts'
import { connectAsSuperuser, type Running, startServer } from '../../src/base/db/embedded/running.ts'

/** One server for all test processes of this user, left running between runs; the watchdog stops it when idle. */
export interface TestServer {
  readonly cluster: Cluster
  readonly running: Running
}

/** Nothing in it is worth keeping: no sync to disk, and room for many test processes at once. */
const FOR_TESTS = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', max_connections: '300' }

const SETUP_LOCK = 71

export const testFolder = join(tmpdir(), `renkei-tests-${process.getuid?.() ?? ''}`)

let opened: Promise<TestServer> | undefined

export function testServer(): Promise<TestServer> {
  opened ??= open()
  return opened
}

async function open(): Promise<TestServer> {
  const cluster = await prepareCluster(testFolder, `${testFolder}-server`, FOR_TESTS)
  const running = await startServer(cluster)
  const client = await connectAsSuperuser(cluster, running, 'test setup')
  try {
    await client.query(`select pg_advisory_lock(${SETUP_LOCK})`)
    await ensureRoles(client, cluster.passwords)
    const { rowCount } = await client.query(
      `select 1 from pg_stat_activity where application_name = 'test watchdog'`,
    )
    if (!rowCount) watch()
  } finally {
    await client.end()
  }
  return { cluster, running }
}

function watch(): void {
  spawn(process.execPath, [join(import.meta.dirname, 'watchdog.ts')], {
    detached: true,
    stdio: 'ignore',
  }).unref()
}
