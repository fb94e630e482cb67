import { spawn } from 'node:child_process'
import { chown, mkdir, mkdtemp, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { type Cluster, type Login, serverEnvironment } from './cluster.ts'

/** A server that answers: where its socket is and which process to stop. */
export interface Running {
  readonly pid: number
  readonly socketFolder: string
}

const PORT = 5432
/** `sun_path` holds 108 bytes with its final zero; macOS 104. */
const SOCKET_PATH_MAX = process.platform === 'darwin' ? 103 : 107
const START_LIMIT_MS = 120_000
const LOG_MAX_BYTES = 10_000_000

/**
 * Settings that are not the operator's to change. Statements, parameters and the values of a violated key stay
 * out of the log: it must never hold what members share (R5, R24).
 */
const FIXED: Record<string, string> = {
  listen_addresses: '',
  port: String(PORT),
  unix_socket_permissions: '0700',
  ssl: 'off',
  password_encryption: 'scram-sha-256',
  logging_collector: 'off',
  log_min_messages: 'warning',
  log_statement: 'none',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_parameter_max_length: '0',
}

export function connection(
  cluster: Cluster,
  running: Running,
  login: Login,
  database: string,
): pg.ClientConfig {
  return {
    host: running.socketFolder,
    port: PORT,
    user: login,
    password: cluster.passwords[login],
    database,
  }
}

/** A client of `postgres`, connected; the caller ends it. */
export async function connectAsSuperuser(
  cluster: Cluster,
  running: Running,
  name = 'renkei',
): Promise<pg.Client> {
  const config = connection(cluster, running, 'postgres', 'postgres')
  const client = new pg.Client({ ...config, application_name: name, connectionTimeoutMillis: 10_000 })
  client.on('error', () => {}) // a loss shows at the next statement; without a listener it would end the process
  await client.connect()
  return client
}

/** Lines of postmaster.pid: pid, folder, start, port, socket folder, …, state. Undefined when there is none. */
async function readPidFile(cluster: Cluster): Promise<Running | undefined> {
  const text = await readFile(join(cluster.folder, 'postmaster.pid'), 'utf8').catch(() => '')
  const lines = text.split('\n')
  const pid = Number(lines[0])
  const socketFolder = lines[4]?.trim()
  return pid > 0 && socketFolder ? { pid, socketFolder } : undefined
}

export function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/**
 * The server of this cluster if one runs, whoever started it: a kill -9 of Renkei leaves it behind, whole.
 * Only an answer under our own password counts: a pid may have been given to somebody else since, and a server in
 * another container on the same volume has a pid that we do not see.
 */
export async function findRunning(cluster: Cluster): Promise<Running | undefined> {
  const deadline = Date.now() + START_LIMIT_MS
  const pidFile = join(cluster.folder, 'postmaster.pid')
  for (;;) {
    const running = await readPidFile(cluster)
    if (!running) return undefined
    try {
      const client = await connectAsSuperuser(cluster, running)
      await client.end()
      return running
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException
      const notListening = code === 'ECONNREFUSED' || code === 'ENOENT'
      if (!notListening && code !== '57P03')
        throw new Error(`A PostgreSQL runs on ${cluster.folder} but refuses us: ${message}`)
      if (notListening && !alive(running.pid)) return undefined
      if (notListening && !(await isServer(running.pid))) {
        // Left by a machine that went down; PostgreSQL would take the pid's new owner for its own.
        await rm(pidFile, { force: true })
        return undefined
      }
      // Starting or stopping; one that does not listen for long is dying, and PostgreSQL itself checks again.
      if (notListening && (await olderThan(pidFile, 10_000))) return undefined
      if (Date.now() > deadline)
        throw new Error(`The PostgreSQL on ${cluster.folder} does not come up: ${message}`)
      await sleep(50)
    }
  }
}

/** Whether a living process is a PostgreSQL; where that cannot be seen, it may be. */
async function isServer(pid: number): Promise<boolean> {
  const name = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => 'postgres')
  return name.trim() === 'postgres'
}

async function olderThan(path: string, ms: number): Promise<boolean> {
  const found = await stat(path).catch(() => undefined)
  return !found || Date.now() - found.mtimeMs > ms
}

/** In the home where the path is short enough, else in a fresh private folder; postmaster.pid tells which. */
async function socketFolder(cluster: Cluster): Promise<string> {
  const usual = join(cluster.home, 'socket')
  const fits = Buffer.byteLength(join(usual, `.s.PGSQL.${PORT}.lock`)) <= SOCKET_PATH_MAX
  if (fits) await mkdir(usual, { recursive: true, mode: 0o700 })
  const folder = fits ? usual : await mkdtemp(join(shortTemporaryFolder(), 'renkei-'))
  if (cluster.user) await chown(folder, cluster.user.uid, cluster.user.gid)
  return folder
}

function shortTemporaryFolder(): string {
  return tmpdir().length <= 60 ? tmpdir() : '/tmp'
}

async function openLog(cluster: Cluster) {
  const path = join(cluster.home, 'server.log')
  const size = await stat(path)
    .then((found) => found.size)
    .catch(() => 0)
  if (size > LOG_MAX_BYTES) await rename(path, `${path}.1`)
  return { path, handle: await open(path, 'a', 0o600) }
}

async function lastLines(path: string): Promise<string> {
  const text = await readFile(path, 'utf8').catch(() => '')
  return text.trimEnd().split('\n').slice(-5).join('\n')
}

/**
 * Starts the server, or returns the one that runs.
 *
 * It gets a session of its own, so that Ctrl-C in our terminal reaches us alone and we stop it last.
 *
 * @throws with the last lines of the server's log when it does not come up
 */
export async function startServer(cluster: Cluster): Promise<Running> {
  for (let attempt = 1; ; attempt += 1) {
    const running = await findRunning(cluster)
    if (running) return running
    const log = await openLog(cluster)
    const settings = { ...FIXED, unix_socket_directories: await socketFolder(cluster) }
    const child = spawn(
      join(cluster.native, 'bin', 'postgres'),
      [
        '-D',
        cluster.folder,
        ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
      ],
      {
        cwd: cluster.home,
        env: serverEnvironment(),
        detached: true,
        stdio: ['ignore', log.handle.fd, log.handle.fd],
        ...cluster.user,
      },
    )
    const ended = new Promise<void>((resolve) => {
      child.once('exit', () => resolve())
      child.once('error', () => resolve())
    })
    child.unref()
    const up = await Promise.race([ended.then(() => undefined), waitFor(cluster, child.pid)])
    await log.handle.close()
    if (up) return up
    // Two starts at once: the other's server is (nearly) up; after a crash, its last children may still be going.
    if (attempt === 5) {
      throw new Error(
        `PostgreSQL did not start on ${cluster.folder}. ${log.path} ends with:\n${await lastLines(log.path)}`,
      )
    }
    await sleep(200 * attempt)
  }
}

async function waitFor(cluster: Cluster, pid: number | undefined): Promise<Running | undefined> {
  const deadline = Date.now() + START_LIMIT_MS
  while (pid && alive(pid) && Date.now() < deadline) {
    const written = await readPidFile(cluster)
    if (written?.pid === pid) {
      const client = await connectAsSuperuser(cluster, written).catch(() => undefined)
      await client?.end()
      if (client) return written
    }
    await sleep(10)
  }
  return undefined
}

/** Fast shutdown: clients are let go, everything committed is on disk. Returns when the process is gone. */
export async function stopServer(running: Running, limitMs = 60_000): Promise<void> {
  if (!alive(running.pid)) return
  process.kill(running.pid, 'SIGINT')
  const deadline = Date.now() + limitMs
  while (alive(running.pid)) {
    if (Date.now() > deadline) throw new Error(`PostgreSQL (process ${running.pid}) does not stop.`)
    await sleep(10)
  }
}
