import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import pg from 'pg'
import { emptyDatabase, freshDatabase } from '../../../test/support/database.ts'
import { MigrationRefused, migrate, readMigrations } from './migrate.ts'

async function folderOf(t: TestContext, files: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'renkei-migrations-'))
  t.after(() => rm(folder, { recursive: true }))
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
  return folder
}

async function tables(owner: pg.ClientConfig): Promise<string[]> {
  const client = new pg.Client(owner)
  await client.connect()
  const { rows } = await client.query(
    `select tablename from pg_tables where schemaname = 'public' order by 1`,
  )
  await client.end()
  return rows.map((row: { tablename: string }) => row.tablename)
}

test('migrations are applied once, in order, and later ones follow', async (t) => {
  const { owner } = await emptyDatabase(t)
  const folder = await folderOf(t, {
    '0002-b.sql': 'alter table a add y int',
    '0001-a.sql': 'create table a (x int)',
  })
  assert.deepEqual(await migrate(owner, folder), ['0001-a', '0002-b'])
  assert.deepEqual(await migrate(owner, folder), [])
  await writeFile(join(folder, '0003-c.sql'), 'create table c (x int)')
  assert.deepEqual(await migrate(owner, folder), ['0003-c'])
  assert.deepEqual(await tables(owner), ['a', 'c', 'migrations'])
})

test('a migration that fails leaves nothing behind and names its line', async (t) => {
  const { owner } = await emptyDatabase(t)
  const folder = await folderOf(t, {
    '0001-a.sql': 'create table a (x int);\n\ncreate table b (x nonsense);',
  })
  await assert.rejects(migrate(owner, folder), /0001-a: type "nonsense" does not exist \(line 3\)/)
  assert.deepEqual(await tables(owner), ['migrations'])
})

test('an applied migration that was changed is refused', async (t) => {
  const { owner } = await emptyDatabase(t)
  const folder = await folderOf(t, { '0001-a.sql': 'create table a (x int)' })
  await migrate(owner, folder)
  await writeFile(join(folder, '0001-a.sql'), 'create table a (x bigint)')
  await assert.rejects(
    migrate(owner, folder),
    (error) => error instanceof MigrationRefused && /changed/.test(error.message),
  )
})

test('a database of a newer release is refused and not touched', async (t) => {
  const { owner } = await emptyDatabase(t)
  const newer = await folderOf(t, {
    '0001-a.sql': 'create table a (x int)',
    '0002-b.sql': 'create table b (x int)',
  })
  await migrate(owner, newer)
  const older = await folderOf(t, { '0001-a.sql': 'create table a (x int)' })
  await assert.rejects(migrate(owner, older), /newer Renkei/)
})

test('two starts at once apply each migration once', async (t) => {
  const { owner } = await emptyDatabase(t)
  const folder = await folderOf(t, { '0001-a.sql': 'create table a (x int); select pg_sleep(0.2)' })
  const applied = await Promise.all([migrate(owner, folder), migrate(owner, folder)])
  assert.deepEqual(applied.flat(), ['0001-a'])
})

test('two migrations never share a number', async (t) => {
  const folder = await folderOf(t, { '0001-a.sql': '', '0001-b.sql': '' })
  await assert.rejects(readMigrations(folder), /number 0001/)
})

test('every table of ours lies in the schema of its module', async (t) => {
  const { owner } = await freshDatabase(t)
  const { rows } = await owner.query(`select tablename from pg_tables where schemaname = 'public'`)
  assert.deepEqual(rows, [{ tablename: 'migrations' }])
})
