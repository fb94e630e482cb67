import { createHash, randomBytes } from 'node:crypto'
import { after } from 'node:test'
import pg from 'pg'
import { connectAsSuperuser, connection } from '../../src/base/db/embedded/running.ts'
import { type Database, type Hooks, jobNames, migrate, openDatabase } from '../../src/base/db/index.ts'
import { readMigrations } from '../../src/base/db/migrate.ts'
import { prepareQueue } from '../../src/base/jobs/index.ts'
import { type TestServer, testServer } from './server.ts'

export interface FreshDatabase {
  /** As the app has it: role renkei_app, everything through the policies. */
  readonly database: Database
  /** As the owner: past the policies, to arrange and to look behind. */
  readonly owner: pg.Pool
  /** How to connect as each role, for what opens connections of its own (worker, backup). */
  readonly connections: { readonly app: pg.ClientConfig; readonly owner: pg.ClientConfig }
  /** Called by itself when the test and its other hooks are over. */
  close(): Promise<void>
}

const TEMPLATE_LOCK = 73

/**
 * Databases whose test is over. node:test runs `after` hooks in the order of their registration, so ours comes
 * before those of workers and servers that still use the database: it is dropped a little later.
 */
const finished: (() => Promise<void>)[] = []

async function dropFinished(): Promise<void> {
  for (const drop of finished.splice(0)) await drop()
}

const underRunner = process.env.NODE_TEST_CONTEXT !== undefined
if (underRunner) after(dropFinished)

function whenOver(t: { after(fn: () => void | Promise<void>): unknown }, drop: () => Promise<void>): void {
  t.after(() => (underRunner ? void finished.push(drop) : drop()))
}

let template: Promise<string> | undefined

/** The template holds the migrations as they are now; other migrations make another template. */
async function migratedTemplate({ cluster, running }: TestServer): Promise<string> {
  const checksums = (await readMigrations()).map((migration) => migration.checksum)
  const state = createHash('sha256')
    .update(JSON.stringify([checksums, jobNames]))
    .digest('hex')
  const name = `template_${state.slice(0, 16)}`
  const client = await connectAsSuperuser(cluster, running, 'test template')
  try {
    await client.query(`select pg_advisory_lock(${TEMPLATE_LOCK})`)
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name])
    if (rowCount) return name
    const draft = `draft_${randomBytes(6).toString('hex')}`
    await client.query(`create database ${draft} owner renkei_owner`)
    try {
      const owner = connection(cluster, running, 'renkei_owner', draft)
      await migrate(owner)
      await prepareQueue(owner)
      await client.query(`alter database ${draft} rename to ${name}`)
    } catch (error) {
      await client.query(`drop database if exists ${draft} with (force)`)
      throw error
    }
    return name
  } finally {
    await client.end()
  }
}

async function asSuperuser(server: TestServer, statement: string): Promise<void> {
  const client = await connectAsSuperuser(server.cluster, server.running, 'test')
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

/**
 * A database of its own for this test (or this file: pass the context of a `before` or of the outer test), cloned
 * from a migrated template and dropped afterwards.
 */
export async function freshDatabase(
  t: { after(fn: () => void | Promise<void>): unknown },
  hooks: Hooks = {},
): Promise<FreshDatabase> {
  await dropFinished()
  const server = await testServer()
  template ??= migratedTemplate(server)
  const name = `test_${randomBytes(8).toString('hex')}`
  await asSuperuser(server, `create database ${name} template ${await template} owner renkei_owner`)
  const connections = {
    app: connection(server.cluster, server.running, 'renkei_app', name),
    owner: connection(server.cluster, server.running, 'renkei_owner', name),
  }
  const database = openDatabase({ app: connections.app, hooks })
  const owner = new pg.Pool({ ...connections.owner, max: 4 })
  owner.on('error', () => {})
  let closing: Promise<void> | undefined
  const close = () => {
    closing ??= (async () => {
      await database.close()
      await owner.end()
      await asSuperuser(server, `drop database if exists ${name} with (force)`)
    })()
    return closing
  }
  whenOver(t, close)
  return { database, owner, connections, close }
}

/** An empty database without migrations, for what migrates or restores by itself. */
export async function emptyDatabase(t: {
  after(fn: () => void | Promise<void>): unknown
}): Promise<FreshDatabase['connections']> {
  const server = await testServer()
  const name = `test_${randomBytes(8).toString('hex')}`
  await asSuperuser(server, `create database ${name} owner renkei_owner`)
  whenOver(t, () => asSuperuser(server, `drop database if exists ${name} with (force)`))
  return {
    app: connection(server.cluster, server.running, 'renkei_app', name),
    owner: connection(server.cluster, server.running, 'renkei_owner', name),
  }
}
