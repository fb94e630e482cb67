import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { sql } from 'kysely'
import { openDatabase } from '#base/db/index.ts'
import { addKey, type Keys, openKeys, throwawayKeys } from '#base/keys/index.ts'
import type { Asker } from '#core/policy/index.ts'
import { type FreshDatabase, freshDatabase } from '../../../test/support/database.ts'
import {
  type Anchor,
  auditChain,
  hashOfPerson,
  makeAnchor,
  openActor,
  type Verdict,
  verify,
} from './index.ts'

const office: Asker = { kind: 'system', purpose: 'test' }

async function house(t: Pick<TestContext, 'after'>, keys: Keys = throwawayKeys()) {
  const store = await freshDatabase(t, auditChain(keys))
  const act = (name: string, more: object = {}) =>
    store.database.asViewer(office).act(async (it) => it.record({ act: name, ...more }))
  return { ...store, keys, act, check: (anchors: Anchor[] = []) => checked(store, keys, anchors) }
}

async function checked({ owner }: FreshDatabase, keys: Keys, anchors: Anchor[]): Promise<Verdict> {
  const client = await owner.connect()
  try {
    return await verify(client, keys, anchors)
  } finally {
    client.release()
  }
}

async function head({ owner }: FreshDatabase): Promise<{ seq: number; mac: string }> {
  const { rows } = await owner.query(`select seq::int, encode(mac, 'hex') as mac from audit.head`)
  return rows[0]
}

const kinds = (verdict: Verdict) => verdict.faults.map(({ kind, seq }) => `${kind} ${seq}`)

test('what was recorded is proven, in the order in which it was committed', async (t) => {
  const { act, check, owner } = await house(t)
  assert.deepEqual(await check(), { ok: true, entries: 0, head: 0, faults: [], witnessed: null, unproven: 0 })
  await act('team.propose', {
    subject: { kind: 'team', id: randomUUID() },
    detail: { z: [1, true, null], a: '連携' },
  })
  await act('warning.release')
  const { rows } = await owner.query('select act, actor, subject, detail from audit.entries order by seq')
  assert.deepEqual(rows[1], {
    act: 'warning.release',
    actor: { kind: 'system', purpose: 'test' },
    subject: null,
    detail: {},
  })
  assert.deepEqual(rows[0].detail, { z: [1, true, null], a: '連携' })
  assert.equal((await check()).ok, true)
})

test('an act that fails leaves no entry, and one that recorded nothing makes none', async (t) => {
  const { database, check } = await house(t)
  await database.asViewer(office).act(async () => {})
  await assert.rejects(
    database.asViewer(office).act(async (it) => {
      it.record({ act: 'team.end' })
      throw new Error('no')
    }),
  )
  assert.equal((await check()).entries, 0)
})

test('fifty acts at the same time make one chain', async (t) => {
  const { act, check } = await house(t)
  await Promise.all(Array.from({ length: 50 }, (_, n) => act('warning.answer', { detail: { n } })))
  const verdict = await check()
  assert.deepEqual([verdict.ok, verdict.entries, verdict.head], [true, 50, 50])
})

test('verifying beside acts that go on disturbs neither', async (t) => {
  const { act, check } = await house(t)
  const acts = Promise.all(Array.from({ length: 30 }, () => act('warning.answer')))
  const verdicts = await Promise.all(Array.from({ length: 3 }, () => check()))
  await acts
  assert.deepEqual(
    verdicts.map(({ ok }) => ok),
    [true, true, true],
  )
})

const tampering: Record<string, [statement: string, expected: string[]]> = {
  'its time': [`at = at + interval '1 hour'`, ['changed 2']],
  'its act': [`act = 'warning.withdraw'`, ['changed 2']],
  'its actor': [`actor = '{"kind":"public"}'`, ['changed 2']],
  'its actor, emptied': ['actor = null', ['changed 2']],
  'its actor, hidden': [`actor = null, actor_sealed = 'v1.x'`, ['changed 2']],
  'its subject': [`subject = '{"kind":"team","id":"x"}'`, ['changed 2']],
  'its detail': [`detail = detail || '{"n":3}'`, ['changed 2']],
  'a number that only looks the same': [`detail = '{"n":2.0}'`, ['changed 2']],
  'the name of its key': [`key_id = key_id || '0'`, ['unproven 2']],
  'its predecessor': [`prev = decode(repeat('11', 32), 'hex')`, ['moved 2', 'changed 2']],
  'its mac': [`mac = decode(repeat('11', 32), 'hex')`, ['changed 2']],
}

for (const [what, [statement, expected]] of Object.entries(tampering)) {
  test(`an entry is found that somebody changed: ${what}`, async (t) => {
    const { act, check, owner } = await house(t)
    for (const n of [1, 2, 3])
      await act('warning.answer', { detail: { n }, subject: { kind: 'team', id: 'a' } })
    await owner.query(`update audit.entries set ${statement} where seq = 2`)
    const verdict = await check()
    assert.equal(verdict.ok, false)
    assert.deepEqual(kinds(verdict), expected)
  })
}

test('entries that were taken out are missed: in the middle, at the start, at the end, all', async (t) => {
  for (const [where, expected] of [
    ['seq = 3', ['missing 3']],
    ['seq = 1', ['missing 1']],
    ['seq >= 4', ['cut 4']],
    ['true', ['cut 1']],
  ] as const) {
    const { act, check, owner, close } = await house(t)
    for (const n of [1, 2, 3, 4, 5]) await act('warning.answer', { detail: { n } })
    await owner.query(`delete from audit.entries where ${where}`)
    assert.deepEqual(kinds(await check()), expected, where)
    await close()
  }
})

test('entries that changed places are found', async (t) => {
  const { act, check, owner } = await house(t)
  for (const n of [1, 2, 3, 4]) await act('warning.answer', { detail: { n } })
  await owner.query('update audit.entries set seq = seq + 100 where seq in (2, 3)')
  await owner.query('update audit.entries set seq = case seq when 102 then 3 else 2 end where seq > 100')
  const verdict = await check()
  assert.equal(verdict.ok, false)
  assert.equal(verdict.faults[0]?.seq, 2)
})

test('an entry put in by somebody without the key is found', async (t) => {
  const { act, check, owner } = await house(t)
  await act('warning.answer')
  await owner.query(`
    insert into audit.entries (seq, at, act, actor, key_id, prev, mac)
    select 2, at, act, actor, key_id, mac, decode(repeat('22', 32), 'hex') from audit.entries`)
  assert.deepEqual(kinds(await check()), ['changed 2', 'head 2'])
})

test('a head that was set back together with the entries is found by a witness', async (t) => {
  const { act, check, owner, keys, ...store } = await house(t)
  for (const n of [1, 2, 3]) await act('warning.answer', { detail: { n } })
  const anchor = makeAnchor(keys, await head({ owner, ...store }), new Date())
  await owner.query('delete from audit.entries where seq = 3')
  await owner.query('update audit.head set seq = 2, mac = (select mac from audit.entries where seq = 2)')
  assert.equal((await check()).ok, true, 'without a witness it cannot be known')
  assert.deepEqual(kinds(await check([anchor])), ['cut 3'])
})

test('a chain written anew with the true key is found by a witness', async (t) => {
  const { act, check, owner, keys, ...store } = await house(t)
  await act('warning.answer', { detail: { n: 1 } })
  const anchor = makeAnchor(keys, await head({ owner, ...store }), new Date('2026-11-23T00:00:00Z'))
  assert.deepEqual((await check([anchor])).witnessed, { seq: 1, at: '2026-11-23T00:00:00.000Z' })
  await owner.query('delete from audit.entries')
  await owner.query(`update audit.head set seq = 0, mac = decode(repeat('00', 32), 'hex')`)
  await act('warning.answer', { detail: { n: 9 } })
  assert.equal((await check()).ok, true)
  assert.deepEqual(kinds(await check([anchor])), ['rewritten 1'])
})

test('a head that is gone is found', async (t) => {
  const { act, check, owner } = await house(t)
  await act('warning.answer')
  await owner.query('delete from audit.head')
  assert.deepEqual(kinds(await check()), ['head 1'])
})

test('the app can add to the chain and change nothing in it', async (t) => {
  const { act, database } = await house(t)
  await act('warning.answer')
  for (const statement of [
    sql`update audit.entries set act = 'a.b'`,
    sql`delete from audit.entries`,
    sql`truncate audit.entries`,
    sql`insert into audit.entries select * from audit.entries`,
    sql`update audit.head set seq = 0`,
    sql`select * from audit.head`,
    sql`select audit.append('[{"seq": 9, "prev": "00"}]')`,
  ]) {
    await assert.rejects(database.asViewer(office).act(async (it) => statement.execute(it.sql)))
  }
})

/** A person under an appointment in a body: the least that `access.enter` needs. */
async function bodyMember(
  { owner }: Pick<FreshDatabase, 'owner'>,
  body: string,
  role: string,
): Promise<Asker> {
  const [person, appointment, group] = [randomUUID(), randomUUID(), randomUUID()]
  await owner.query(
    `insert into groups.groups (id, handle, kind, name_ja, name_en, created_at) values ($1, $2, $3, '会', 'body', now())`,
    [group, `g${group.slice(0, 8)}`, body],
  )
  await owner.query(
    `insert into directory.persons (id, name_ja, name_en, email, created_at) values ($1, '監', 'A', 'a@csirt.example', now())`,
    [person],
  )
  await owner.query(
    `insert into directory.appointments (id, person_id, group_id, role, tie, since) values ($1, $2, $3, $4, 'employee', now() - interval '1 day')`,
    [appointment, person, group, role],
  )
  return { kind: 'person', person, appointment, tag: '' }
}

test('an auditor reads the chain, the secretariat that something happened, nobody else anything', async (t) => {
  const { act, database, ...store } = await house(t)
  await act('warning.answer')
  const seenBy = (asker: Asker) =>
    database.asViewer(asker).act(async (it) => {
      const entries = await sql`select * from audit.entries`.execute(it.sql)
      const outline = await sql`select * from audit.outline(null, null, null, null, 10)`.execute(it.sql)
      const state = await sql<{ seq: string | null }>`select * from audit.state()`.execute(it.sql)
      return [entries.rows.length, outline.rows.length, Number(state.rows[0]?.seq ?? 0)]
    })
  assert.deepEqual(await seenBy(await bodyMember(store, 'association', 'auditor')), [1, 1, 1])
  assert.deepEqual(await seenBy(await bodyMember(store, 'secretariat', 'officer')), [0, 1, 1])
  const others = [
    office,
    { kind: 'public' } as const,
    await bodyMember(store, 'committee', 'chair'),
    await bodyMember(store, 'working-group', 'chair'),
  ]
  for (const other of others) assert.deepEqual(await seenBy(other), [0, 0, 0], JSON.stringify(other))
  const former = await bodyMember(store, 'association', 'auditor')
  await store.owner.query('update directory.appointments set until = now() where id = $1', [
    (former as { appointment: string }).appointment,
  ])
  assert.deepEqual(await seenBy(former), [0, 0, 0], 'an ended appointment')
})

test('where the source is withheld, nobody without the key file reads who acted, and the time is coarse', async (t) => {
  const { act, check, owner, keys } = await house(t)
  await act('warning.release', { sealedActor: true, subject: { kind: 'warning', id: 'w' } })
  const { rows } = await owner.query('select actor, actor_sealed, at from audit.entries')
  assert.equal(rows[0].actor, null)
  assert.doesNotMatch(JSON.stringify(rows[0]), /system|test/)
  assert.deepEqual(
    [rows[0].at.getMinutes(), rows[0].at.getSeconds(), rows[0].at.getMilliseconds()],
    [0, 0, 0],
  )
  assert.deepEqual(openActor(keys, 1, rows[0].actor_sealed), { kind: 'system', purpose: 'test' })
  assert.equal((await check()).ok, true)
  await owner.query('update audit.entries set actor_sealed = $1', [
    keys.seal('{}', { table: 'audit.entries', column: 'actor_sealed', row: '1' }),
  ])
  assert.deepEqual(kinds(await check()), ['changed 1'])
})

test('an address never stands in the chain, but can be asked for', async (t) => {
  const { act, owner, keys } = await house(t)
  await act('session.refused', {
    detail: { address: 'Hanako@csirt.example', list: ['to hanako@csirt.example'] },
  })
  const { rows } = await owner.query('select detail from audit.entries')
  assert.doesNotMatch(JSON.stringify(rows), /hanako/i)
  assert.equal(rows[0].detail.address, hashOfPerson(keys, 'hanako@csirt.example'))
})

test('after the key was rotated the chain goes on, and the old part is still proven', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'renkei-audit-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const path = join(folder, 'secret.key')
  const old = await house(t, openKeys(path))
  await old.act('warning.answer')
  const rotated = addKey(path)
  const chain = auditChain(rotated)
  const later = openDatabase({ app: old.connections.app, hooks: chain })
  await later.asViewer(office).act(async (it) => it.record({ act: 'warning.answer' }))
  await later.close()
  const { rows } = await old.owner.query('select count(distinct key_id)::int as keys from audit.entries')
  assert.equal(rows[0].keys, 2)
  const verdict = await checked(old, rotated, [])
  assert.deepEqual([verdict.ok, verdict.entries, verdict.unproven], [true, 2, 0])
  assert.equal((await checked(old, throwawayKeys(), [])).unproven, 2, 'without the key file')
})
