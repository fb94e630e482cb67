/** Mail waits where its server is down. What was closed to a reader meanwhile is not told to him afterwards. */
import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { throwawayKeys } from '../src/base/keys/index.ts'
import { createMailer, openMailbox, outboxState } from '../src/base/outbound/index.ts'
import { deliver, type MailDeps } from '../src/borders/mail/index.ts'
import { defaultCharter } from '../src/core/charter/index.ts'
import type { Asker } from '../src/core/policy/index.ts'
import {
  draftWarning,
  noticeIsWanted,
  releaseWarning,
  saveWarning,
  withdrawWarning,
} from '../src/work/warnings/index.ts'
import { notifyRecipients } from '../src/work/warnings/notify.ts'
import { freshDatabase } from './support/database.ts'
import { envelopeFor, smallWorld } from './support/small-world.ts'

const house = {
  name: { ja: '試験協議会', en: 'Test Association' },
  short: { ja: '試験協', en: 'Test' },
  url: 'https://renkei.example',
  zone: 'Asia/Tokyo',
}
const content = (headline: string) => ({ headline, text: 'x', doNow: '', changeNote: '' })

/** A warning to one team whose notices were posted while the mail server was down. */
async function waiting(t: TestContext) {
  const { database: db, owner } = await freshDatabase(t)
  const world = await smallWorld(owner)
  const keys = throwawayKeys()
  const mailbox = await openMailbox()
  const route = { kind: 'smtp', from: 'renkei@association.example', host: 'renkei.example' } as const
  const [up, down] = [mailbox.url, 'smtp://127.0.0.1:1'].map((url) => createMailer({ ...route, url }))
  t.after(async () => {
    up?.close()
    down?.close()
    await mailbox.close()
  })
  const deps: Omit<MailDeps, 'mailer'> = {
    db,
    keys,
    house: async () => house,
    wanted: { 'warning.readable': noticeIsWanted },
  }
  const as = (asker: Asker) => db.asViewer(asker)
  const part = {
    envelope: envelopeFor([{ kind: 'team', id: world.teams.bravo }], { tlp: 'GREEN' }),
    content: content('警戒'),
  }
  const { alphaPoc } = world.as
  const { number } = await as(alphaPoc).act((act) =>
    draftWarning(act, { exercise: false, attribution: 'off', urgency: 'normal', parts: [part] }, () => ''),
  )
  const release = (revision: number) =>
    as(alphaPoc).act((act) => releaseWarning(act, number, { revision, widen: false }, defaultCharter))
  await release(1)
  const { rows } = await owner.query<{ id: string; item: string }>(
    'select id, item_id as item from access.parts where number = $1',
    [number],
  )
  const { id, item } = rows[0] ?? assert.fail()
  const notify = () => notifyRecipients({ db, keys, origin: () => house.url }, item)
  await notify()
  const letters = async () =>
    (await owner.query<{ id: string }>('select id from outbox.letters order by created_at')).rows
  for (const letter of await letters())
    await assert.rejects(deliver({ ...deps, mailer: down ?? assert.fail() }, letter.id), {
      kind: 'unreachable',
    })
  /** The server is up again: everything that waits is tried. @returns who got mail */
  const serverIsUp = async () => {
    for (const letter of await letters()) await deliver({ ...deps, mailer: up ?? assert.fail() }, letter.id)
    return mailbox
      .list()
      .flatMap(({ to }) => to)
      .sort()
  }
  const correct = async () => {
    await as(alphaPoc).act((act) =>
      saveWarning(act, number, 1, { urgency: 'normal', parts: [{ ...part, id, content: content('訂正') }] }),
    )
    await release(2)
  }
  const mails = async (...people: (keyof typeof world.as)[]) =>
    (
      await owner.query<{ email: string }>('select email from directory.persons where id = any ($1)', [
        people.map((name) => world.as[name].person),
      ])
    ).rows
      .map(({ email }) => email)
      .sort()
  const state = () => as({ kind: 'system', purpose: 'test' }).act(outboxState)
  return { owner, world, number, as, notify, serverIsUp, correct, mails, state }
}

test('a notice that waited for the mail server goes out once to each who still may read', async (t) => {
  const { serverIsUp, mails, state } = await waiting(t)
  assert.equal((await state()).waiting, 2)
  const both = await mails('bravoPoc', 'bravoAnalyst')
  assert.deepEqual(await serverIsUp(), both)
  assert.deepEqual(await serverIsUp(), both, 'and not again')
  assert.deepEqual((await state()).dropped, 0)
})

test('a team that was suspended while the mail server was down is told nothing', async (t) => {
  const { owner, world, serverIsUp, state } = await waiting(t)
  await owner.query(`update membership.standings set status = 'suspended' where team_id = $1`, [
    world.teams.bravo,
  ])
  assert.deepEqual(await serverIsUp(), [])
  const { waiting: left, dropped, givenUp } = await state()
  assert.deepEqual([left, dropped, givenUp], [0, 2, 0])
})

test('a person whose appointment ended while the mail server was down is told nothing, colleagues are', async (t) => {
  const { owner, world, serverIsUp, mails } = await waiting(t)
  await owner.query(`update directory.appointments set until = clock_timestamp() where id = $1`, [
    world.as.bravoPoc.appointment,
  ])
  assert.deepEqual(await serverIsUp(), await mails('bravoAnalyst'))
})

for (const cause of ['shared', 'wrong'] as const)
  test(`of a warning withdrawn as ${cause} while the mail server was down nobody is told`, async (t) => {
    const { world, number, as, serverIsUp, state } = await waiting(t)
    await as(world.as.alphaPoc).act((act) => withdrawWarning(act, number, cause))
    assert.deepEqual(await serverIsUp(), [])
    assert.equal((await state()).dropped, 2)
  })

test('of a warning that was corrected while the mail server was down each is told once', async (t) => {
  const { correct, notify, serverIsUp, mails, state } = await waiting(t)
  await correct()
  await notify()
  assert.deepEqual(await serverIsUp(), await mails('bravoPoc', 'bravoAnalyst'))
  assert.equal((await state()).dropped, 2, 'the notices of the version that nobody would find')
})
