/** Who is told of a warning by mail, of what it became, and who is told nothing any more. */
import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { simpleParser } from 'mailparser'
import { defaultCharter } from '../src/core/charter/index.ts'
import type { Envelope } from '../src/core/envelope/index.ts'
import type { Asker } from '../src/core/policy/index.ts'
import { openItem } from '../src/people/access/index.ts'
import { confirmErasure } from '../src/work/deliveries/confirm-erasure.ts'
import { toErase, toldCounts } from '../src/work/deliveries/store.ts'
import {
  draftWarning,
  releaseWarning,
  saveWarning,
  type WarningDraft,
  withdrawWarning,
} from '../src/work/warnings/index.ts'
import { notifyRecipients } from '../src/work/warnings/notify.ts'
import { freshDatabase } from './support/database.ts'
import { postOffice } from './support/post-office.ts'
import { envelopeFor, smallWorld } from './support/small-world.ts'

const content = (headline: string, clearTitle?: string) => ({
  headline,
  text: `${headline} の本文`,
  doNow: '',
  changeNote: '',
  ...(clearTitle === undefined ? {} : { clearTitle }),
})

/** A warning to one team, planned and not yet sent. */
async function waiting(t: TestContext, more: Partial<Envelope> = { tlp: 'GREEN' }, title?: string) {
  const fresh = await freshDatabase(t)
  const { database: db, owner } = fresh
  const world = await smallWorld(owner)
  const office = await postOffice(t, fresh)
  const as = (asker: Asker) => db.asViewer(asker)
  const { alphaPoc } = world.as
  const part = {
    envelope: envelopeFor([{ kind: 'team', id: world.teams.bravo }], more),
    content: content('警戒見出し', title),
  }
  const draft: WarningDraft = { exercise: false, attribution: 'off', urgency: 'normal', parts: [part] }
  const { number } = await as(alphaPoc).act((act) => draftWarning(act, draft, () => ''))
  const noHold = { ...defaultCharter, holdSeconds: { normal: 0, immediate: 0 } }
  const release = (revision: number) =>
    as(alphaPoc).act((act) => releaseWarning(act, number, { revision, widen: false }, noHold))
  await release(1)
  const { rows } = await owner.query<{ id: string; item: string }>(
    'select id, item_id as item from access.parts where number = $1',
    [number],
  )
  const { id, item } = rows[0] ?? assert.fail()
  const notify = () => notifyRecipients({ db }, { item })
  await notify()
  const correct = async () => {
    await as(alphaPoc).act((act) =>
      saveWarning(act, number, 1, { urgency: 'normal', parts: [{ ...part, id, content: content('訂正') }] }),
    )
    await release(2)
  }
  const withdraw = async (cause: 'wrong' | 'shared') => {
    await as(alphaPoc).act((act) => withdrawWarning(act, number, cause))
    const { rows: jobs } = await owner.query(
      `select payload from graphile_worker._private_jobs j join graphile_worker._private_tasks k on k.id = j.task_id
       where k.identifier = 'warnings.notify' and payload::jsonb ? 'withdrawn'`,
    )
    for (const { payload } of jobs) await notifyRecipients({ db }, payload)
  }
  const addresses = async (...people: (keyof typeof world.as)[]) =>
    (
      await owner.query<{ email: string }>('select email from directory.persons where id = any ($1)', [
        people.map((name) => world.as[name].person),
      ])
    ).rows
      .map(({ email }) => email)
      .sort()
  const states = async () => (await office.lines()).map(({ state }) => state).sort()
  const last = async () => simpleParser(office.posted.at(-1)?.raw ?? assert.fail())
  return { ...office, owner, db, world, number, item, as, notify, correct, withdraw, addresses, states, last }
}

test('each who may read is told once, however often it is planned and sent', async (t) => {
  const { notify, send, addresses, states } = await waiting(t)
  await notify()
  assert.deepEqual(await states(), ['waiting', 'waiting'])
  assert.deepEqual(await send(), await addresses('bravoPoc', 'bravoAnalyst'))
  await notify()
  assert.deepEqual(await send(), [])
  assert.deepEqual(await states(), ['sent', 'sent'])
})

test('mail that waited for the server goes out once to each who still may read', async (t) => {
  const { send, addresses, lines } = await waiting(t)
  assert.deepEqual(await send('down'), [])
  assert.deepEqual(
    (await lines()).map(({ state, trouble }) => [state, trouble]),
    [
      ['waiting', 'unreachable'],
      ['waiting', 'unreachable'],
    ],
  )
  assert.deepEqual(await send(), await addresses('bravoPoc', 'bravoAnalyst'))
})

test('a team that was suspended while the mail server was down is told nothing', async (t) => {
  const { owner, world, send, states } = await waiting(t)
  await send('down')
  await owner.query(`update membership.standings set status = 'suspended' where team_id = $1`, [
    world.teams.bravo,
  ])
  assert.deepEqual(await send(), [])
  assert.deepEqual(await states(), ['dropped', 'dropped'])
})

test('a person whose appointment ended while the mail server was down is told nothing, colleagues are', async (t) => {
  const { owner, world, send, addresses } = await waiting(t)
  await owner.query(`update directory.appointments set until = clock_timestamp() where id = $1`, [
    world.as.bravoPoc.appointment,
  ])
  assert.deepEqual(await send(), await addresses('bravoAnalyst'))
})

for (const cause of ['shared', 'wrong'] as const) {
  test(`of a warning withdrawn as ${cause} before anything left nobody is told`, async (t) => {
    const { send, withdraw, states } = await waiting(t)
    await withdraw(cause)
    assert.deepEqual(await send(), [])
    assert.deepEqual(await states(), ['dropped', 'dropped'])
  })

  test(`everybody who was told hears that a warning was withdrawn as ${cause}, a suspended team too`, async (t) => {
    const { owner, world, send, withdraw, addresses, last, number } = await waiting(t, { tlp: 'CLEAR' })
    await send()
    await owner.query(`update membership.standings set status = 'suspended' where team_id = $1`, [
      world.teams.bravo,
    ])
    await withdraw(cause)
    assert.deepEqual(await send(), await addresses('bravoPoc', 'bravoAnalyst'))
    const { subject, text } = await last()
    assert.match(subject ?? '', new RegExp(`${number} 取り下げ / withdrawn`))
    assert.match(text ?? '', cause === 'shared' ? /削除してください/ : /取り消してください/)
    assert.doesNotMatch(text ?? '', /警戒見出し/)
    assert.deepEqual(await send(), [], 'once')
  })
}

test('of a warning that was corrected before anything left each is told once', async (t) => {
  const { correct, notify, send, addresses, states, last } = await waiting(t, { tlp: 'CLEAR' })
  await correct()
  await notify()
  assert.deepEqual(await send(), await addresses('bravoPoc', 'bravoAnalyst'))
  assert.match((await last()).text ?? '', /訂正 の本文/)
  assert.deepEqual(await states(), ['dropped', 'dropped', 'sent', 'sent'])
})

test('who had the earlier version is told that it changed', async (t) => {
  const { correct, notify, send, addresses, last } = await waiting(t, { tlp: 'CLEAR' })
  await send()
  await correct()
  await notify()
  assert.deepEqual(await send(), await addresses('bravoPoc', 'bravoAnalyst'))
  const { subject, text } = await last()
  assert.match(subject ?? '', /更新 \/ update/)
  assert.match(text ?? '', /以前の版は使わないでください/)
})

test('a full mail leaves a receipt, a notice and a refused mail none', async (t) => {
  const receipts = async ({ owner }: Awaited<ReturnType<typeof waiting>>) =>
    (await owner.query<{ channel: string }>('select channel from access.receipts')).rows.map(
      ({ channel }) => channel,
    )
  const full = await waiting(t, { tlp: 'CLEAR' })
  full.behaviour.recipient = (to) => (to.startsWith('bravo.poc') ? 550 : undefined)
  await full.send()
  assert.deepEqual(await receipts(full), ['mail'])
  assert.deepEqual(await full.states(), ['failed', 'sent'])
  const notice = await waiting(t, { tlp: 'AMBER' })
  await notice.send()
  assert.deepEqual(await receipts(notice), [])
})

test('opening a link of a mail, or waiting, is no receipt: only reading is', async (t) => {
  const { send, db, world, number, owner } = await waiting(t, { tlp: 'AMBER' })
  await send()
  await db
    .asViewer(world.as.bravoPoc)
    .act((act) => openItem(act, number, { fresh: false, channel: 'portal' }))
  const { rows } = await owner.query('select channel from access.receipts')
  assert.deepEqual(rows, [{ channel: 'portal' }])
})

test('what was wrongly shared is deleted and confirmed, and the source sees how many have', async (t) => {
  const { send, withdraw, as, world, number } = await waiting(t, { tlp: 'CLEAR' })
  await send()
  await withdraw('shared')
  await send()
  const { bravoPoc, charliePoc, alphaPoc } = world.as
  const mine = async (asker: Asker) => (await as(asker).read(toErase()))[0]
  assert.deepEqual(
    (await mine(bravoPoc)).map((one) => [one.number, one.channels, one.erasedAt]),
    [[number, ['mail'], null]],
  )
  assert.deepEqual(await mine(charliePoc), [])
  await as(bravoPoc).act((act) => confirmErasure(act, number))
  await as(bravoPoc).act((act) => confirmErasure(act, number))
  assert.ok((await mine(bravoPoc))[0]?.erasedAt)
  await assert.rejects(
    as(charliePoc).act((act) => confirmErasure(act, number)),
    { code: 'not_found' },
  )
  const [told] = await as(alphaPoc).read(toldCounts(number))
  const end = told.find(({ cause }) => cause === 'withdrawn-shared')
  assert.deepEqual([end?.told, end?.erased], [2, 1])
  assert.deepEqual((await as(bravoPoc).read(toldCounts(number)))[0], [])
})
