import type pg from 'pg'
import { type Cluster, prepareCluster } from './cluster.ts'
import { alive, connectAsSuperuser, connection, type Running, startServer, stopServer } from './running.ts'

/** The one process that stops the server when it goes; others on the same data folder only join. */
export interface EmbeddedServer {
  readonly owner: pg.ClientConfig
  readonly app: pg.ClientConfig
  /** Whether this process holds the data folder. */
  readonly keeps: boolean
  /** Stops the server if this process keeps it, else only lets go. */
  close(): Promise<void>
}

export interface EmbeddedOptions {
  readonly dataFolder: string
  readonly pgHome?: string | undefined
  /** `keep`: be the only one or refuse. `join`: use what runs, keep it if nobody does. */
  readonly mode: 'keep' | 'join'
  /** What the others read when they are refused, for example `renkei start`. */
  readonly name: string
  /** Called when the server, or our hold on it, is lost and could not be got back. */
  readonly onLost?: (error: Error) => void
}

/** Any number; the same in every release. A session's advisory lock dies with the session, a pid file does not. */
const KEEPER_LOCK = '7236523842011'
export const DATABASE_NAME = 'renkei'

/** Somebody else holds the data folder. */
export class FolderInUse extends Error {
  override readonly name = 'FolderInUse'
}

async function takeLock(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ taken: boolean }>(
    `select pg_try_advisory_lock(${KEEPER_LOCK}) as taken`,
  )
  return rows[0]?.taken === true
}

async function holder(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ application_name: string; since: string }>(
    `select a.application_name, to_char(a.backend_start at time zone 'utc', 'YYYY-MM-DD HH24:MI:SS"Z"') as since
       from pg_locks l join pg_stat_activity a using (pid)
      where l.locktype = 'advisory' and l.granted
        and (l.classid::bigint << 32 | l.objid::bigint) = ${KEEPER_LOCK}`,
  )
  const row = rows[0]
  return row ? `${row.application_name}, since ${row.since}` : 'another process'
}

/** The roles of DESIGN §1. The queue's role never logs in: the owner works the queue in its name. */
export async function ensureRoles(client: pg.Client, passwords: Cluster['passwords']): Promise<void> {
  const { rows } = await client.query<{ rolname: string }>(
    `select rolname from pg_roles where rolname like 'renkei%'`,
  )
  const have = new Set(rows.map((row) => row.rolname))
  const literal = (text: string) => client.escapeLiteral(text)
  if (!have.has('renkei_owner')) {
    await client.query(`create role renkei_owner login password ${literal(passwords.renkei_owner)}`)
  }
  if (!have.has('renkei_app')) {
    await client.query(`create role renkei_app login password ${literal(passwords.renkei_app)}`)
  }
  if (!have.has('renkei_queue')) {
    await client.query('create role renkei_queue nologin')
    await client.query('grant renkei_queue to renkei_owner')
  }
}

async function ensureDatabase(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [DATABASE_NAME])
  if (rowCount) return
  await client.query(`create database ${DATABASE_NAME} owner renkei_owner`)
  await client.query(`revoke all on database ${DATABASE_NAME} from public`)
  await client.query(`grant connect on database ${DATABASE_NAME} to renkei_app`)
}

/**
 * The embedded server of a data folder: made, started or taken over, with roles and an (unmigrated) database.
 *
 * @throws FolderInUse in mode `keep` when another process keeps this folder
 */
export async function openEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const cluster = await prepareCluster(options.dataFolder, options.pgHome)
  const name = `${options.name}, process ${process.pid}`
  const running = await startServer(cluster)
  const client = await connectAsSuperuser(cluster, running, name)
  const keeps = await takeLock(client)
  if (!keeps && options.mode === 'keep') {
    const who = await holder(client)
    await client.end()
    throw new FolderInUse(`The data folder ${options.dataFolder} is already in use (${who}).`)
  }
  if (keeps) {
    await ensureRoles(client, cluster.passwords)
    await ensureDatabase(client)
  }
  const hold = keeps ? keepHold(cluster, running, client, name, options.onLost) : undefined
  if (!hold) await client.end()
  return {
    owner: connection(cluster, running, 'renkei_owner', DATABASE_NAME),
    app: connection(cluster, running, 'renkei_app', DATABASE_NAME),
    keeps,
    async close() {
      await hold?.release()
      if (hold) await stopServer(running)
    },
  }
}

/**
 * Holds the lock's session. It breaks when the server restarts after one of its processes was killed; then the
 * lock is taken again, and if that fails (the server is gone, somebody was quicker) the owner hears it.
 */
function keepHold(
  cluster: Cluster,
  running: Running,
  first: pg.Client,
  name: string,
  onLost: ((error: Error) => void) | undefined,
) {
  let client = first
  let released = false
  const watch = (watched: pg.Client) => {
    watched.once('end', () => {
      if (!released) void regain()
    })
  }
  const regain = async () => {
    try {
      for (let attempt = 0; attempt < 100 && !released; attempt += 1) {
        await new Promise((resolve) => setTimeout(resolve, 100))
        const next = await connectAsSuperuser(cluster, running, name).catch(() => undefined)
        if (!next && !alive(running.pid)) break // it restarts its own processes, nobody restarts it
        if (!next) continue
        if (!(await takeLock(next))) {
          const who = await holder(next)
          await next.end()
          throw new FolderInUse(`The data folder was taken by ${who}.`)
        }
        client = next
        watch(client)
        return
      }
      if (!released) throw new Error('PostgreSQL has gone.')
    } catch (error) {
      onLost?.(error as Error)
    }
  }
  watch(client)
  return {
    async release() {
      released = true
      await client.end().catch(() => {})
    },
  }
}
