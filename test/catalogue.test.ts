import assert from 'node:assert/strict'
import { test } from 'node:test'
import pg from 'pg'
import { connection } from '../src/base/db/embedded/running.ts'
import { catalogueFindings } from './support/catalogue.ts'
import { freshDatabase } from './support/database.ts'
import { testServer } from './support/server.ts'

/** One breach for each kind of finding, as somebody might plant it without thinking. */
const PLANTED: readonly (readonly [finding: string, breach: string])[] = [
  ['table without row-level security: access.notes', 'create table access.notes (id uuid primary key)'],
  [
    'table without row-level security: access.notes',
    'create table access.notes (id uuid) partition by hash (id); alter table access.notes disable row level security',
  ],
  ['table without row-level security: access.parts', 'alter table access.parts disable row level security'],
  ['table open to everybody, or owned by the app: access.inbox', 'grant select on access.inbox to public'],
  [
    'table open to everybody, or owned by the app: access.parts',
    'grant all on schema access to renkei_app; alter table access.parts owner to renkei_app',
  ],
  [
    'view that reads with its owner’s rights: access.latest',
    'create view access.latest as select * from access.parts',
  ],
  [
    'materialised view: access.latest',
    'create materialized view access.latest as select * from access.parts',
  ],
  [
    'definer function without a fixed search path: access.peek()',
    `create function access.peek() returns bigint language sql security definer as 'select count(*) from access.parts'; revoke all on function access.peek from public`,
  ],
  [
    'definer function without a fixed search path: access.peek()',
    `create function access.peek() returns bigint language sql security definer set search_path = public, pg_catalog as 'select 1::bigint'; revoke all on function access.peek from public`,
  ],
  [
    'definer function that everybody may call: access.peek()',
    `create function access.peek() returns bigint language sql security definer set search_path = pg_catalog as 'select count(*) from access.parts'`,
  ],
  [
    'unique key over natural values: access.parts_headline_key',
    'alter table access.parts add unique (headline)',
  ],
  [
    'foreign key over natural values: access.notes_number_fkey',
    'create table access.notes (id uuid primary key, number text references access.items (number)); alter table access.notes enable row level security',
  ],
  ['login that passes row-level security: planted_login', 'create role planted_login login bypassrls'],
  ['login that passes row-level security: renkei_app', 'alter role renkei_app bypassrls'],
  [
    'exception without a cause: directory.teams_handle_key',
    'alter table directory.teams drop constraint teams_handle_key',
  ],
]

test('nothing in the catalogue of the database lets a row past its policies', async (t) => {
  const { connections } = await freshDatabase(t)
  const { cluster, running } = await testServer()
  // As the server's superuser, inside a transaction that is rolled back: roles belong to all databases.
  const client = new pg.Client(connection(cluster, running, 'postgres', connections.owner.database as string))
  await client.connect()
  try {
    assert.deepEqual(await catalogueFindings(client), [])
    for (const [finding, breach] of PLANTED)
      await t.test(`it would be seen: ${breach.slice(0, 60)}`, async () => {
        await client.query('begin')
        try {
          await client.query(breach)
          assert.deepEqual(await catalogueFindings(client), [finding])
        } finally {
          await client.query('rollback')
        }
      })
  } finally {
    await client.end()
  }
})
