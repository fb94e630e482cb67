import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Kysely, sql } from 'kysely'
import pg from 'pg'
import { type FreshDatabase, freshDatabase } from '../../../test/support/database.ts'
import { type AuditEntry, type Hooks, type LiveEvent, NotCommitted } from './index.ts'

const PUBLIC = { kind: 'public' } as const
const SYSTEM = { kind: 'system', purpose: 'test' } as const

/** A table of our own, so that these promises do not lean on other modules. */
async function withTable(t: Parameters<typeof freshDatabase>[0], hooks?: Hooks): Promise<FreshDatabase> {
  const fresh = await freshDatabase(t, hooks)
  await fresh.owner.query(
    'create table public.probe (n int primary key); grant all on public.probe to renkei_app',
  )
  return fresh
}

const insert = (db: Kysely<never>, n: number) => sql`insert into public.probe values (${n})`.execute(db)
const numbers = async ({ owner }: FreshDatabase) =>
  (await owner.query('select n from public.probe order by n')).rows.map((row: { n: number }) => row.n)

async function until(found: () => boolean): Promise<void> {
  for (let i = 0; i < 500 && !found(); i += 1) await sleep(10)
  assert.ok(found())
}

test('a read answers every query, each as the same viewer at the same time', async (t) => {
  const { database } = await freshDatabase(t)
  const [one, viewer, at] = await database
    .asViewer(SYSTEM, { at: new Date('2026-01-02T03:04:05Z') })
    .read(
      sql<{ one: number }>`select 1 as one`,
      sql<{ kind: string }>`select access.kind() as kind`,
      sql<{ at: Date }>`select access.at() as at`,
    )
  assert.deepEqual(one, [{ one: 1 }])
  assert.deepEqual(viewer, [{ kind: 'system' }])
  assert.deepEqual(at, [{ at: new Date('2026-01-02T03:04:05Z') }])
})

test('a read with one bad query answers nothing, and the next one is as new', async (t) => {
  const { database } = await freshDatabase(t)
  const viewer = database.asViewer(PUBLIC)
  for (let i = 0; i < 3; i += 1) {
    await assert.rejects(
      viewer.read(sql`select 1`, sql`select 1 / ${0}::int`, sql`select 2`),
      (error: Error & { code?: string }) => error.code === '22012',
    )
  }
  assert.deepEqual(await viewer.read(sql`select 3 as n`), [[{ n: 3 }]])
})

test('what a read writes is undone by an error of its own commit, and kept otherwise', async (t) => {
  const fresh = await withTable(t)
  const viewer = fresh.database.asViewer(SYSTEM)
  await fresh.owner.query(
    'alter table public.probe add constraint late unique (n) deferrable initially deferred, drop constraint probe_pkey',
  )
  await viewer.read(sql`insert into public.probe values (1)`)
  await assert.rejects(
    viewer.read(sql`insert into public.probe values (2)`, sql`insert into public.probe values (1)`),
    (error: Error & { code?: string }) => error.code === '23505',
  )
  assert.deepEqual(await numbers(fresh), [1])
  await assert.rejects(viewer.read(sql`begin`, sql`insert into public.probe values (3)`), NotCommitted)
  assert.deepEqual(await numbers(fresh), [1])
})

test('a read whose value cannot be written reaches nobody', async (t) => {
  const fresh = await withTable(t)
  const viewer = fresh.database.asViewer(SYSTEM)
  const unwritable = { toPostgres: () => assert.fail('unwritable') }
  await assert.rejects(
    viewer.read(sql`insert into public.probe values (1)`, sql`select ${unwritable}::jsonb`),
    /unwritable/,
  )
  assert.deepEqual(await numbers(fresh), [])
  assert.deepEqual(await viewer.read(sql`select 1 as n`), [[{ n: 1 }]])
})

test('who has not entered reads nothing', async (t) => {
  const { connections } = await freshDatabase(t)
  const app = new pg.Client(connections.app)
  await app.connect()
  await assert.rejects(app.query('select access.viewer()'), /access.enter has not run/)
  await app.query('begin')
  await app.query(`select access.enter('{"kind":"public"}')`)
  await app.query('commit')
  await assert.rejects(
    app.query('select access.viewer()'),
    /access.enter has not run/,
    'also after a used transaction',
  )
  await app.end()
})

test('values arrive as what they are', async (t) => {
  const { database } = await freshDatabase(t)
  const [rows] = await database.asViewer(PUBLIC).read(sql`
    select '2026-11-23T01:02:03.456+09'::timestamptz as at, 9007199254740991::int8 as big, '2026-04-01'::date as day,
           '{"a":[1]}'::jsonb as body, array['a','b'] as list, 'infinity'::timestamptz as never`)
  assert.deepEqual(rows, [
    {
      at: new Date('2026-11-22T16:02:03.456Z'),
      big: 9007199254740991,
      day: '2026-04-01',
      body: { a: [1] },
      list: ['a', 'b'],
      never: Number.POSITIVE_INFINITY,
    },
  ])
  await assert.rejects(database.asViewer(PUBLIC).read(sql`select 9007199254740993::int8`), RangeError)
})

test('an act is kept whole or not at all', async (t) => {
  const fresh = await withTable(t)
  const viewer = fresh.database.asViewer(SYSTEM)
  const answer = await viewer.act(async (act) => {
    await insert(act.sql as never, 1)
    return 'done'
  })
  assert.equal(answer, 'done')
  await assert.rejects(
    viewer.act(async (act) => {
      await insert(act.sql as never, 2)
      throw new Error('no')
    }),
    /^Error: no$/,
  )
  assert.deepEqual(await numbers(fresh), [1])
})

test('an act whose error was swallowed does not pass for done', async (t) => {
  const fresh = await withTable(t)
  const act = fresh.database.asViewer(SYSTEM).act(async (act) => {
    await insert(act.sql as never, 1)
    await insert(act.sql as never, 1).catch(() => {})
  })
  await assert.rejects(act, NotCommitted)
  assert.deepEqual(await numbers(fresh), [])
})

test('what was not awaited in an act never runs for somebody else', async (t) => {
  const fresh = await withTable(t)
  let late: (() => Promise<unknown>) | undefined
  await fresh.database.asViewer(SYSTEM).act(async (act) => {
    late = () => insert(act.sql as never, 7)
  })
  await assert.rejects(late?.() ?? Promise.resolve(), /This act is over/)
  assert.deepEqual(await numbers(fresh), [])
})

test('what is recorded is sealed last, and an act that cannot be sealed did not happen', async (t) => {
  const sealed: (readonly AuditEntry[])[] = []
  let broken = false
  const fresh = await withTable(t, {
    beforeCommit: async (_tx, _act, entries) => {
      if (broken) throw new Error('no seal')
      sealed.push(entries)
    },
  })
  const add = (n: number) =>
    fresh.database.asViewer(SYSTEM).act(async (act) => {
      act.record({ act: 'probe.add', subject: { kind: 'probe', id: String(n) } })
      await insert(act.sql as never, n)
    })
  await add(1)
  broken = true
  await assert.rejects(add(2), /no seal/)
  assert.deepEqual(sealed, [[{ act: 'probe.add', subject: { kind: 'probe', id: '1' } }]])
  assert.deepEqual(await numbers(fresh), [1])
})

test('listeners inside hear at once, doors outside after the commit, and nobody hears what was rolled back', async (t) => {
  const within: string[] = []
  const fresh = await withTable(t, { within: async (_act, event) => void within.push(event.name) })
  const heard: LiveEvent[] = []
  fresh.database.listen((event) => heard.push(event))
  await sleep(300) // the ear is being opened
  const viewer = fresh.database.asViewer(SYSTEM)
  const failing = viewer.act(async (act) => {
    await act.announce({ name: 'warning.changed', item: 'a' })
    throw new Error('no')
  })
  await assert.rejects(failing)
  await viewer.act(async (act) => {
    await act.announce({ name: 'warning.changed', item: 'b' })
    await sleep(100)
    assert.deepEqual(heard, [])
  })
  await until(() => heard.length > 0)
  assert.deepEqual(heard, [{ name: 'warning.changed', item: 'b' }])
  assert.deepEqual(within, ['warning.changed', 'warning.changed'])
})

test('a lost ear comes back and says that it has missed something', async (t) => {
  const fresh = await withTable(t)
  let gaps = 0
  const heard: LiveEvent[] = []
  fresh.database.listen(
    (event) => heard.push(event),
    () => {
      gaps += 1
    },
  )
  await sleep(300)
  await fresh.database.asViewer(PUBLIC).read(sql`
    select pg_terminate_backend(pid) from pg_stat_activity
     where application_name = 'renkei live' and datname = current_database()`)
  await until(() => gaps === 1)
  await fresh.database.asViewer(SYSTEM).act((act) => act.announce({ name: 'warning.changed', item: 'c' }))
  await until(() => heard.length === 1)
})

test('who changes membership waits for running releases, and releases wait for him', async (t) => {
  const fresh = await withTable(t)
  const viewer = fresh.database.asViewer(SYSTEM)
  const order: string[] = []
  const { promise: begun, resolve: begin } = Promise.withResolvers<void>()
  const { promise: gate, resolve: open } = Promise.withResolvers<void>()
  const release = viewer.act(
    async () => {
      begin()
      await gate
      order.push('released')
    },
    { lock: 'shared' },
  )
  await begun
  await viewer.act(async () => void order.push('another release'), { lock: 'shared' })
  const removal = viewer.act(async () => void order.push('removed'), { lock: 'exclusive' })
  await sleep(100)
  open()
  await Promise.all([release, removal])
  assert.deepEqual(order, ['another release', 'released', 'removed'])
})

test('a broken connection is not used again', async (t) => {
  const fresh = await withTable(t)
  const viewer = fresh.database.asViewer(SYSTEM)
  const kill = sql`select pg_terminate_backend(pg_backend_pid())`
  await assert.rejects(viewer.read(kill))
  await assert.rejects(viewer.act((act) => kill.execute(act.sql)))
  assert.deepEqual(await viewer.read(sql`select 1 as n`), [[{ n: 1 }]])
  await viewer.act((act) => insert(act.sql as never, 1))
  assert.deepEqual(await numbers(fresh), [1])
})

test('fifty readers at once share five connections', async (t) => {
  const { database } = await freshDatabase(t)
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, n) =>
      database.asViewer(PUBLIC).read(sql<{ n: number }>`select ${n}::int as n`),
    ),
  )
  assert.deepEqual(
    answers.map(([rows]) => rows[0]?.n),
    Array.from({ length: 50 }, (_, n) => n),
  )
})
