import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import type { Act } from '#base/db/index.ts'
import { defaultCharter } from '#core/charter/index.ts'
import type { Asker } from '#core/policy/index.ts'
import { freshDatabase } from '../../../test/support/database.ts'
import { postOffice } from '../../../test/support/post-office.ts'
import { envelopeFor, smallWorld } from '../../../test/support/small-world.ts'
import { draftWarning } from './draft.ts'
import { listWarnings } from './list.ts'
import { notifyRecipients } from './notify.ts'
import { objectToWarning, replyToObjection } from './object.ts'
import { readWarning } from './read.ts'
import { readObjections } from './read-objections.ts'
import { releaseWarning } from './release.ts'
import { tellMisdirected } from './tell-misdirected.ts'

async function released(t: TestContext, urgency: 'normal' | 'immediate' = 'normal') {
  const fresh = await freshDatabase(t)
  const world = await smallWorld(fresh.owner)
  const { alphaPoc, bravoPoc, charliePoc } = world.as
  const as = <T>(asker: Asker, fn: (act: Act) => Promise<T>) => fresh.database.asViewer(asker).act(fn)
  const parts = [
    {
      envelope: envelopeFor([{ kind: 'members' }], { tlp: 'GREEN' }),
      content: { headline: '見出し', text: '本文', doNow: '', changeNote: '' },
    },
  ]
  const { number } = await as(alphaPoc, (act) =>
    draftWarning(act, { exercise: false, attribution: 'off', urgency, parts }, () => ''),
  )
  await as(alphaPoc, (act) => releaseWarning(act, number, { revision: 1, widen: false }, defaultCharter))
  const opening = { fresh: false, channel: 'portal' } as const
  const read = (who: Asker) => as(who, (act) => readWarning(act, number, opening))
  const part = (await read(bravoPoc)).parts[0]?.id ?? ''
  const object = (who: Asker, named = false) =>
    as(who, (act) =>
      objectToWarning(
        act,
        number,
        { part, cause: 'identifies-us', statement: '当社とわかります', named },
        defaultCharter,
      ),
    )
  const objections = (who: Asker) => as(who, (act) => readObjections(act, number))
  const reply = (who: Asker, id: string) =>
    as(who, (act) => replyToObjection(act, number, id, { reply: '直しました', outcome: 'stands' }))
  return { fresh, as, number, read, object, objections, reply, alphaPoc, bravoPoc, charliePoc, world }
}

test('R32: an objection stops a part for new readers, on every list too, until the source has answered', async (t) => {
  const { as, number, read, object, objections, reply, alphaPoc, bravoPoc, charliePoc } = await released(t)
  const inbox = async (who: Asker) =>
    (await as(who, (act) => listWarnings(act, 'inbox', null))).lines.map((line) => line.number)
  assert.deepEqual(await inbox(charliePoc), [number])
  await object(bravoPoc)
  assert.deepEqual(await inbox(charliePoc), [])
  await assert.rejects(read(charliePoc), { code: 'not_found' })
  assert.equal((await read(bravoPoc)).parts.length, 1, 'who has it reads on')
  assert.equal((await read(alphaPoc)).parts.length, 1, 'and so does the source')
  const {
    objections: [one],
  } = await objections(alphaPoc)
  assert.ok(one)
  await assert.rejects(reply(bravoPoc, one.id), { code: 'not_found' }, 'nobody answers for the source')
  await reply(alphaPoc, one.id)
  assert.deepEqual(await inbox(charliePoc), [number])
  const {
    objections: [answered],
  } = await objections(bravoPoc)
  assert.deepEqual([answered?.statement, answered?.reply], ['当社とわかります', '直しました'])
})

test('R32: whose objection it is nobody is told but the source, and it only where the team allows', async (t) => {
  const { read, object, objections, alphaPoc, bravoPoc, charliePoc } = await released(t)
  await read(charliePoc)
  await object(bravoPoc)
  const teams = async (who: Asker) =>
    (await objections(who)).objections.map(({ team }) => team?.name.short ?? null)
  assert.deepEqual(await teams(alphaPoc), [null])
  assert.deepEqual(await teams(charliePoc), [null])
  assert.deepEqual(await teams(bravoPoc), ['BRAVO'])
  await object(charliePoc, true)
  assert.deepEqual(await teams(alphaPoc), [null, 'CHARLIE'])
  assert.deepEqual(await teams(bravoPoc), ['BRAVO', null])
})

test('R32: the answer is due in four hours when immediate, else in two working days', async (t) => {
  const { object, objections, bravoPoc } = await released(t, 'immediate')
  await object(bravoPoc)
  const [one] = (await objections(bravoPoc)).objections
  assert.equal((one?.dueAt.getTime() ?? 0) - (one?.at.getTime() ?? 0), 4 * 3_600_000)
})

test('a team objects to a version once, and the source does not object to its own', async (t) => {
  const { object, alphaPoc, bravoPoc, world } = await released(t)
  await object(bravoPoc)
  await assert.rejects(object(bravoPoc), { code: 'objected_already' })
  await assert.rejects(object(alphaPoc), { code: 'objection_not_yours' })
  await assert.rejects(object(world.as.prospectPoc), { code: 'not_found' })
})

test('mail that was held back by an objection goes out once it is answered', async (t) => {
  const { fresh, number, object, objections, reply, alphaPoc, bravoPoc } = await released(t)
  const office = await postOffice(t, fresh)
  const { rows } = await fresh.owner.query('select item_id from access.parts where number = $1', [number])
  const tell = () => notifyRecipients({ db: fresh.database }, { item: rows[0].item_id })
  await tell()
  await object(bravoPoc)
  assert.equal((await office.send()).length, 1, 'to the one who had it')
  await reply(alphaPoc, (await objections(alphaPoc)).objections[0]?.id ?? '')
  await tell()
  assert.equal((await office.send()).length, 2, 'to those who waited')
})

test('“not meant for us” reaches the source, by name only where the team allows', async (t) => {
  const { as, number, objections, alphaPoc, bravoPoc, charliePoc } = await released(t)
  const say = (who: Asker, named: boolean) =>
    as(who, (act) => tellMisdirected(act, number, { note: '対象の製品がありません', named }))
  await say(bravoPoc, false)
  await say(charliePoc, true)
  const { misdirected } = await objections(alphaPoc)
  assert.deepEqual(misdirected.map(({ team }) => team?.name.short ?? null).sort(), ['CHARLIE', null].sort())
  assert.deepEqual((await objections(bravoPoc)).misdirected, [])
  assert.equal((await objections(bravoPoc)).saidMisdirected, true)
})
