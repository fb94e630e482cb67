import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chown, link, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { isAbsolute, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { prepareServerFiles, SERVER_MAJOR } from './server-files.ts'

/** Roles that log in to the embedded server. `postgres` makes the others and keeps the folder's lock. */
export type Login = 'postgres' | 'renkei_owner' | 'renkei_app'

/** What `cluster.json` in the data folder says (0600: it holds the passwords of this server). */
interface ClusterFile {
  readonly id: string
  /** Folder of the server's files and cluster; relative to the data folder, or absolute (as root). */
  readonly home: string
  /**
   * Passwords and not `trust`: as root the server runs under another user (perhaps `nobody`) whose other
   * processes must not get in by reaching the socket. They are 256 random bits, so stretching adds nothing.
   */
  readonly passwords: Readonly<Record<Login, string>>
}

/** A user of the operating system that the server runs as; undefined: whoever we are. */
export interface ServerUser {
  readonly uid: number
  readonly gid: number
}

export interface Cluster {
  readonly id: string
  readonly home: string
  /** Where the tables are (`PGDATA`). */
  readonly folder: string
  readonly native: string
  readonly passwords: Readonly<Record<Login, string>>
  readonly user: ServerUser | undefined
}

const run = promisify(execFile)

/** Collation `C.UTF-8` of libc: with the builtin provider `show_trgm('日本語')` is empty. macOS lacks it. */
const LOCALE = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8'

/** Written into postgresql.conf once, so that an operator may change them. */
const TUNING: Record<string, string> = {
  shared_buffers: '64MB',
  max_connections: '60',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  max_wal_size: '512MB',
  jit: 'off',
  io_method: 'sync',
  max_worker_processes: '4',
  max_logical_replication_workers: '0',
  timezone: 'UTC',
  log_timezone: 'UTC',
}

/** Two starts may be in the middle of the same work. */
const nonce = () => randomBytes(6).toString('hex')

async function readClusterFile(path: string): Promise<ClusterFile | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as ClusterFile
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    if (error instanceof SyntaxError) throw new Error(`${path} is damaged: ${error.message}`)
    throw error
  }
}

/** Two first starts at once: `link` lets exactly one of them write, the other reads what it wrote. */
async function makeClusterFile(path: string, pgHome: string | undefined): Promise<ClusterFile> {
  const id = nonce()
  const secret = () => randomBytes(32).toString('base64url')
  const asRoot = process.getuid?.() === 0
  const file: ClusterFile = {
    id,
    home: pgHome ?? (asRoot ? `/var/lib/renkei/${id}` : 'postgres'),
    passwords: { postgres: secret(), renkei_owner: secret(), renkei_app: secret() },
  }
  const draft = `${path}.${nonce()}`
  await writeFile(draft, `${JSON.stringify(file, null, 2)}\n`, { mode: 0o600, flag: 'wx' })
  try {
    await link(draft, path)
    return file
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    return (await readClusterFile(path)) ?? file
  } finally {
    await rm(draft, { force: true })
  }
}

/** The first of our three candidates that the machine knows. */
async function userForRoot(): Promise<ServerUser> {
  const passwd = await readFile('/etc/passwd', 'utf8')
  for (const name of ['renkei', 'postgres', 'nobody']) {
    const line = passwd.split('\n').find((entry) => entry.startsWith(`${name}:`))
    const [, , uid, gid] = line?.split(':') ?? []
    if (uid && gid && uid !== '0') return { uid: Number(uid), gid: Number(gid) }
  }
  throw new Error(
    'PostgreSQL refuses to run as root, and this machine has none of the users renkei, postgres, nobody. ' +
      'Create one (useradd --system renkei), start Renkei as an ordinary user, or use your own PostgreSQL.',
  )
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false
      throw error
    },
  )
}

/** Two data folders never share a home: RENKEI_PG_HOME set for one may still stand in the shell of another. */
async function claim(home: string, id: string, path: string): Promise<void> {
  const mark = join(home, 'cluster.id')
  await writeFile(mark, id, { mode: 0o644, flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  const found = await readFile(mark, 'utf8')
  if (found !== id)
    throw new Error(`${home} holds the database of another data folder (${found}); ${path} is ${id}.`)
}

async function initialise(cluster: Cluster, extra: Record<string, string>): Promise<void> {
  const { home, folder, native, user } = cluster
  const unfinished = `${folder}.${nonce()}`
  const passwordFile = join(home, `.pw.${nonce()}`)
  await writeFile(passwordFile, cluster.passwords.postgres, { mode: 0o600, flag: 'wx' })
  await mkdir(unfinished, { mode: 0o700 })
  if (user) {
    await chown(passwordFile, user.uid, user.gid)
    await chown(unfinished, user.uid, user.gid)
  }
  try {
    const settings = Object.entries({ ...TUNING, ...extra }).flatMap(([name, value]) => [
      '--set',
      `${name}=${value}`,
    ])
    await run(
      join(native, 'bin', 'initdb'),
      [
        ['-D', unfinished, '-U', 'postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256'],
        ['--encoding=UTF8', '--locale-provider=libc', `--locale=${LOCALE}`, '--data-checksums'],
        ['--set', 'scram_iterations=1', ...settings],
        extra.fsync === 'off' ? ['--no-sync'] : [],
      ].flat(),
      { cwd: home, env: serverEnvironment(), ...user },
    )
    await rename(unfinished, folder)
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true })
    if (await exists(folder)) return // another first start was quicker
    throw new Error(`The database could not be created in ${folder}: ${whyNot(error, user)}`)
  } finally {
    await rm(passwordFile, { force: true })
  }
}

function whyNot(error: unknown, user: ServerUser | undefined): string {
  const { code, stderr, message } = error as NodeJS.ErrnoException & { stderr?: string }
  if (code === 'EACCES' && user) {
    return `the user ${user.uid} that runs the server must be able to enter every folder of this path.`
  }
  if (stderr?.includes('could not look up effective user ID')) {
    return 'PostgreSQL insists on a user with a name. Give this one an entry in /etc/passwd, or use your own PostgreSQL.'
  }
  return stderr?.trim() || message
}

/** The server gets nothing of our environment: it may hold other people's secrets and PG* settings. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  return { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: LOCALE, TZ: 'UTC' }
}

/**
 * The cluster of a data folder; made at the first start, found again later. Starts nothing.
 *
 * @param extra further lines of postgresql.conf for a new cluster
 * @throws when cluster.json names a folder that is gone (an empty database is never put in its place), when
 *   the cluster belongs to another major version, or when the folders cannot be used
 */
export async function prepareCluster(
  dataFolder: string,
  pgHome: string | undefined,
  extra: Record<string, string> = {},
): Promise<Cluster> {
  await mkdir(dataFolder, { recursive: true, mode: 0o700 })
  const path = join(dataFolder, 'cluster.json')
  const found = await readClusterFile(path)
  const file = found ?? (await makeClusterFile(path, pgHome && resolve(pgHome)))
  const home = isAbsolute(file.home) ? file.home : resolve(dataFolder, file.home)
  const folder = join(home, 'cluster')
  const asRoot = process.getuid?.() === 0
  await mkdir(home, { recursive: true, mode: asRoot ? 0o755 : 0o700 })
  await claim(home, file.id, path)
  const there = await exists(join(folder, 'PG_VERSION'))
  const begun = join(dataFolder, 'cluster.made')
  if (!there && (await exists(begun))) {
    throw new Error(
      `${path} says that the database lies in ${folder}, but it is not there. Nothing was changed. ` +
        'Bring the folder back, or restore a backup into an empty data folder.',
    )
  }
  const owner = there ? await stat(folder) : undefined
  const user = !asRoot
    ? undefined
    : owner && owner.uid !== 0
      ? { uid: owner.uid, gid: owner.gid }
      : await userForRoot()
  const native = await prepareServerFiles(home, asRoot)
  const cluster: Cluster = { id: file.id, home, folder, native, passwords: file.passwords, user }
  if (!there) await initialise(cluster, extra)
  const version = (await readFile(join(folder, 'PG_VERSION'), 'utf8')).trim()
  if (version !== SERVER_MAJOR) {
    throw new Error(
      `The database in ${folder} was made by PostgreSQL ${version}; this Renkei runs ${SERVER_MAJOR}. ` +
        'Write a backup with the Renkei that made it and restore it with this one.',
    )
  }
  await writeFile(begun, '', { mode: 0o600 })
  return cluster
}
