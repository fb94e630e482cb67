import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { type TestContext, test } from 'node:test'
import { throwawayKeys } from '#base/keys/index.ts'
import type { Asker } from '#core/policy/index.ts'
import { type FreshDatabase, freshDatabase } from '../../../test/support/database.ts'
import { ground } from '../http/door.support.ts'
import { auditChain } from './index.ts'
import { routes } from './routes.ts'

const office: Asker = { kind: 'system', purpose: 'test' }

async function house(t: TestContext) {
  const keys = throwawayKeys()
  const store = await freshDatabase(t, auditChain(keys))
  const { app } = ground(routes({ keys }), { db: store.database })
  const ask = async (asker: Asker, path: string) => {
    const identified = { asker, session: { id: 's', person: 'p' }, scopes: [], by: 'session', language: 'en' }
    const answer = await app.request(`http://localhost${path}`, {
      headers: { 'x-test-identified': JSON.stringify(identified) },
    })
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
  }
  const act = (name: string, more: object = {}) =>
    store.database.asViewer(office).act(async (it) => it.record({ act: name, ...more }))
  return { ...store, ask, act }
}

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
    `insert into directory.persons (id, name_ja, name_en, email, created_at) values ($1, '監', 'A', $2, now())`,
    [person, `${person}@csirt.example`],
  )
  await owner.query(
    `insert into directory.appointments (id, person_id, group_id, role, tie, since) values ($1, $2, $3, $4, 'employee', now() - interval '1 day')`,
    [appointment, person, group, role],
  )
  return { kind: 'person', person, appointment, tag: '' }
}

test('an auditor pages through the chain, newest first, and filters it', async (t) => {
  const { ask, act, ...store } = await house(t)
  for (let n = 1; n <= 5; n += 1) await act(n % 2 ? 'warning.answer' : 'team.propose', { detail: { n } })
  const auditor = await bodyMember(store, 'association', 'auditor')
  const first = await ask(auditor, '/api/audit/entries?limit=2')
  assert.equal(first.status, 200)
  assert.deepEqual(
    (first.body.entries as { seq: number }[]).map(({ seq }) => seq),
    [5, 4],
  )
  assert.equal(first.body.outline, false)
  const second = await ask(auditor, `/api/audit/entries?limit=2&before=${first.body.next}`)
  assert.deepEqual(
    (second.body.entries as { seq: number }[]).map(({ seq }) => seq),
    [3, 2],
  )
  const proposals = await ask(auditor, '/api/audit/entries?act=team.propose')
  assert.deepEqual(
    (proposals.body.entries as { detail: unknown }[]).map(({ detail }) => detail),
    [{ n: 4 }, { n: 2 }],
  )
  const none = await ask(auditor, '/api/audit/entries?to=2020-01-01T00:00:00Z')
  assert.deepEqual(none.body, { outline: false, entries: [], next: null })
  const state = await ask(auditor, '/api/audit/state')
  assert.equal(state.body.entries, 5)
  assert.deepEqual(state.body.acts, ['team.propose', 'warning.answer'])
})

test('the secretariat sees that acts happened, not by whom nor on what', async (t) => {
  const { ask, act, ...store } = await house(t)
  await act('warning.answer', { subject: { kind: 'warning', id: 'canary' }, detail: { n: 'canary' } })
  const officer = await bodyMember(store, 'secretariat', 'officer')
  const { body } = await ask(officer, '/api/audit/entries')
  assert.equal(body.outline, true)
  assert.equal((body.entries as unknown[]).length, 1)
  assert.doesNotMatch(JSON.stringify(body), /canary|system/)
  assert.equal((await ask(officer, '/api/audit/state')).body.entries, 1)
  assert.equal((await ask(officer, '/api/audit/check')).status, 403)
})

test('anybody else is told that it is not his role, whether the chain is empty or not', async (t) => {
  const { ask, act, ...store } = await house(t)
  const chair = await bodyMember(store, 'committee', 'chair')
  const paths = ['/api/audit/entries', '/api/audit/state', '/api/audit/check']
  const empty = await Promise.all(paths.map((path) => ask(chair, path)))
  await act('warning.answer')
  const full = await Promise.all(paths.map((path) => ask(chair, path)))
  assert.deepEqual(empty, full)
  assert.deepEqual(
    full.map(({ status }) => status),
    [403, 403, 403],
  )
})

test('an auditor proves the chain on the screen, and sees where it was changed', async (t) => {
  const { ask, act, owner, ...store } = await house(t)
  for (let n = 1; n <= 4; n += 1) await act('warning.answer', { detail: { n } })
  const auditor = await bodyMember({ owner, ...store }, 'association', 'auditor')
  assert.deepEqual((await ask(auditor, '/api/audit/check')).body, { checked: 4, faults: [], next: null })
  assert.deepEqual((await ask(auditor, '/api/audit/check?from=3')).body, {
    checked: 2,
    faults: [],
    next: null,
  })
  await owner.query(`update audit.entries set detail = '{"n":9}' where seq = 3`)
  await owner.query('delete from audit.entries where seq = 4')
  const { body } = await ask(auditor, '/api/audit/check')
  assert.deepEqual(body.faults, [
    { seq: 3, kind: 'changed' },
    { seq: 4, kind: 'cut' },
  ])
})
