/** Who has not answered is reminded, at the charter's fractions of the time, and nobody else. */
import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { defaultCharter } from '#core/charter/index.ts'
import { freshDatabase } from '../../../test/support/database.ts'
import { postOffice } from '../../../test/support/post-office.ts'
import { envelopeFor, smallWorld } from '../../../test/support/small-world.ts'
import { answerWarning } from './answer.ts'
import { draftWarning } from './draft.ts'
import { notifyRecipients } from './notify.ts'
import { releaseWarning } from './release.ts'
import { remindRecipients } from './remind.ts'
import type { Answer } from './warning.ts'

/** A warning to two teams, told of by mail; of the time to answer, so many percent are past. */
async function told(t: TestContext, percent: number) {
  const fresh = await freshDatabase(t)
  const { database: db, owner } = fresh
  const world = await smallWorld(owner)
  const office = await postOffice(t, fresh)
  const as = world.as
  const envelope = envelopeFor([{ kind: 'members' }], {
    tlp: 'GREEN',
    respondBy: new Date(Date.now() + 3_600_000).toISOString(),
  })
  const content = { headline: '見出し', text: '本文', doNow: '', changeNote: '' }
  const parts = [{ envelope, content }]
  const { number } = await db
    .asViewer(as.alphaPoc)
    .act((act) =>
      draftWarning(act, { exercise: false, attribution: 'off', urgency: 'normal', parts }, () => ''),
    )
  await db
    .asViewer(as.alphaPoc)
    .act((act) => releaseWarning(act, number, { revision: 1, widen: false }, defaultCharter))
  const { rows } = await owner.query('select item_id from access.parts where number = $1', [number])
  const item: string = rows[0].item_id
  await notifyRecipients({ db }, { item })
  await office.send()
  const pass = (past: number) =>
    owner.query(
      `update access.inbox set at = clock_timestamp() - make_interval(mins => $2), respond_by = clock_timestamp() + make_interval(mins => 100 - $2) where item_id = $1`,
      [item, past],
    )
  await pass(percent)
  const remind = async () => {
    await remindRecipients({ db }, item)
    return office.send()
  }
  const answer = (who: 'bravoPoc' | 'charliePoc', given: Answer) =>
    db
      .asViewer(as[who])
      .act((act) => answerWarning(act, number, { answer: given, comment: '', named: false }))
  const addresses = async (...people: (keyof typeof as)[]) =>
    (
      await owner.query<{ email: string }>('select email from directory.persons where id = any ($1)', [
        people.map((name) => as[name].person),
      ])
    ).rows
      .map(({ email }) => email)
      .sort()
  const next = async () =>
    (
      await owner.query(
        `select run_at from graphile_worker._private_jobs where key = $1 and run_at > clock_timestamp() + interval '1 minute'`,
        [`remind:${item}`],
      )
    ).rows.length
  return { remind, answer, addresses, pass, next }
}

test('whoever has not answered is reminded once a fraction, however often the job runs', async (t) => {
  const { remind, answer, addresses, pass, next } = await told(t, 55)
  await answer('charliePoc', 'no-trace')
  assert.deepEqual(await remind(), await addresses('bravoPoc', 'bravoAnalyst'))
  assert.deepEqual(await remind(), [])
  assert.equal(await next(), 1, 'the last fraction waits')
  await pass(95)
  assert.deepEqual(await remind(), await addresses('bravoPoc', 'bravoAnalyst'))
})

test('“checking” counts for reminders: nobody is asked twice who is at it', async (t) => {
  const { remind, answer, addresses } = await told(t, 55)
  await answer('bravoPoc', 'checking')
  assert.deepEqual(await remind(), await addresses('charliePoc'))
})

test('before its fraction, and after the answer-by, nobody is reminded', async (t) => {
  const { remind, pass, next } = await told(t, 10)
  assert.deepEqual(await remind(), [])
  assert.equal(await next(), 1)
  await pass(101)
  assert.deepEqual(await remind(), [])
})
