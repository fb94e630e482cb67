import pg from 'pg'
import { openEmbedded } from './embedded/keeper.ts'

/** A PostgreSQL that answers, with the logins that we use; unmigrated. */
export interface Server {
  readonly app: pg.ClientConfig
  /** Migrates, backs up, restores, and works the queue in the name of renkei_queue. */
  readonly owner: pg.ClientConfig
  /** Lets go; stops the embedded server if this process keeps it. */
  close(): Promise<void>
}

export type ServerChoice =
  | { readonly kind: 'embedded'; readonly home: string | undefined }
  | { readonly kind: 'own'; readonly url: string; readonly ownerUrl: string }

export interface ServerOptions {
  readonly choice: ServerChoice
  readonly dataFolder: string
  /** `keep`: the data folder is ours alone or we refuse. `join`: beside whoever keeps it. Own server: no difference. */
  readonly mode: 'keep' | 'join'
  /** What others read when they are refused: `renkei start`. */
  readonly name: string
  readonly onLost?: (error: Error) => void
}

/** The server does not fit. */
export class ServerRefused extends Error {
  override readonly name = 'ServerRefused'
}

const OLDEST = 150_000

/**
 * Opens the embedded server or an own one.
 *
 * @throws FolderInUse, ServerRefused
 */
export async function openServer(options: ServerOptions): Promise<Server> {
  const { choice } = options
  if (choice.kind === 'own') {
    const server = { app: login(choice.url), owner: login(choice.ownerUrl), close: async () => {} }
    await checkLogins(server)
    return server
  }
  const embedded = await openEmbedded({
    dataFolder: options.dataFolder,
    pgHome: choice.home,
    mode: options.mode,
    name: options.name,
    ...(options.onLost && { onLost: options.onLost }),
  })
  return { app: embedded.app, owner: embedded.owner, close: embedded.close }
}

function login(connectionString: string): pg.ClientConfig {
  return { connectionString, connectionTimeoutMillis: 10_000, keepAlive: true }
}

interface Login {
  version: number
  encoding: string
  name: string
  super: boolean
  bypass: boolean
}

/** An own server is somebody else's work, so it is looked at each time. */
async function checkLogins(server: Pick<Server, 'app' | 'owner'>): Promise<void> {
  const owner = await ask(server.owner, 'DATABASE_OWNER_URL')
  const app = await ask(server.app, 'DATABASE_URL')
  const faults: string[] = []
  if (owner.version < OLDEST) faults.push('PostgreSQL 15 or later is needed.')
  if (owner.encoding !== 'UTF8') faults.push(`The database must be in UTF8, not ${owner.encoding}.`)
  if (app.super || app.bypass) {
    faults.push(
      `The role ${app.name} must be neither SUPERUSER nor BYPASSRLS: it would read past every rule.`,
    )
  }
  if (app.name === owner.name) faults.push('DATABASE_URL and DATABASE_OWNER_URL must use two roles.')
  if (faults.length > 0) throw new ServerRefused(faults.join(' '))
}

async function ask(config: pg.ClientConfig, setting: string): Promise<Login> {
  const client = new pg.Client(config)
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query<Login>(
      `select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding,
              rolname as name, rolsuper as super, rolbypassrls as bypass
         from pg_roles where rolname = current_user`,
    )
    return rows[0] as Login
  } catch (error) {
    throw new ServerRefused(`${setting} does not lead to a database: ${(error as Error).message}`, {
      cause: error,
    })
  } finally {
    await client.end().catch(() => {})
  }
}

/**
 * Whether something in this (migrated) database is bound to a key file: then a missing file must come back, and a
 * new one would make what is sealed unreadable for good.
 */
export async function needsItsKeys(owner: pg.ClientConfig): Promise<boolean> {
  const client = new pg.Client(owner)
  await client.connect()
  try {
    const { rows } = await client.query<{ used: boolean }>(
      'select exists (select from association.association) or exists (select from audit.entries) as used',
    )
    return rows[0]?.used === true
  } finally {
    await client.end()
  }
}
