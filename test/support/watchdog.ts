/** Stops the test server when no test has used it for a while. Started by the first test, outlives it. */
import { setTimeout as sleep } from 'node:timers/promises'
import { prepareCluster } from '../../src/base/db/embedded/cluster.ts'
import { connectAsSuperuser, findRunning, stopServer } from '../../src/base/db/embedded/running.ts'
import { testFolder } from './server.ts'

const WATCH_LOCK = 72
const IDLE_MS = 90_000
const LOOK_MS = 5_000

const cluster = await prepareCluster(testFolder, undefined)
const running = await findRunning(cluster)
if (!running) process.exit(0)
const client = await connectAsSuperuser(cluster, running, 'test watchdog')
const { rows } = await client.query(`select pg_try_advisory_lock(${WATCH_LOCK}) as taken`)
if (!rows[0].taken) process.exit(0)
let usedAt = Date.now()
for (;;) {
  const { rows: others } = await client.query(
    `select count(*)::int as n from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`,
  )
  if (others[0].n > 0) usedAt = Date.now()
  if (Date.now() - usedAt > IDLE_MS) break
  await sleep(LOOK_MS)
}
await client.end()
await stopServer(running)
