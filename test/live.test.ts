import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import { test } from 'node:test'
import type { Act } from '../src/base/db/index.ts'
import { defaultCharter } from '../src/core/charter/index.ts'
import type { Asker } from '../src/core/policy/index.ts'
import { sourceSeal } from '../src/people/access/index.ts'
import { draftWarning, releaseWarning } from '../src/work/warnings/index.ts'
import { notifyRecipients } from '../src/work/warnings/notify.ts'
import { type TestHouse, testHouse } from './support/house.ts'
import { envelopeFor, type SmallWorld, smallWorld } from './support/small-world.ts'

type Person = Asker & { kind: 'person' }

/** A warning to the working group, released an hour ago and told now, as the worker does when its hold is over. */
async function releaseToGroup(house: TestHouse, { as, groups }: SmallWorld): Promise<string> {
  const envelope = envelopeFor([{ kind: 'group', id: groups.wg }], { tlp: 'AMBER' })
  const content = { headline: '警戒', text: 'x', doNow: '', changeNote: '' }
  const { seal } = sourceSeal(house.keys)
  const at = new Date(Date.now() - 3_600_000)
  const author = house.fresh.database.asViewer(as.alphaPoc, { at })
  const { number } = await author.act((act: Act) =>
    draftWarning(
      act,
      { exercise: false, attribution: 'named', urgency: 'normal', parts: [{ envelope, content }] },
      seal,
    ),
  )
  await author.act((act) => releaseWarning(act, number, { revision: 1, widen: false }, defaultCharter))
  const { rows } = await house.fresh.owner.query('select item_id from access.parts where number = $1', [
    number,
  ])
  await notifyRecipients({ db: house.fresh.database }, { item: rows[0].item_id })
  return number
}

/** What a stream has said so far, and how to wait for words of it. */
async function listen(t: TestContext, house: TestHouse, who: Person) {
  const answer = await house.ask(who, 'GET', '/api/live')
  assert.equal(answer.status, 200)
  const from = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
  let said = ''
  let ended = false
  void (async () => {
    for (;;) {
      const { done, value } = (await from?.read()) ?? { done: true, value: undefined }
      if (done) break
      said += value
    }
    ended = true
  })().catch(() => {
    ended = true
  })
  t.after(() => from?.cancel().catch(() => {}))
  const until = async (words: string) => {
    for (let i = 0; i < 200 && !said.includes(words) && !ended; i++)
      await new Promise((r) => setTimeout(r, 25))
    return said
  }
  await until('ready')
  return { until, said: () => said, ended: () => ended }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

test('a release is told to whom may read it, by its number alone, and to nobody else', async (t) => {
  const house = await testHouse(t)
  const world = await smallWorld(house.fresh.owner)
  const reader = await listen(t, house, world.as.bravoPoc)
  const outsider = await listen(t, house, world.as.charliePoc)
  const number = await releaseToGroup(house, world)
  assert.match(await reader.until(number), new RegExp(`data: {"about":"warning","id":"${number}"}`))
  assert.ok(!reader.said().includes('警戒'))
  await pause(400)
  assert.ok(!outsider.said().includes('look'))
})

test('after revocation a stream is silent and over', async (t) => {
  const house = await testHouse(t)
  const world = await smallWorld(house.fresh.owner)
  const reader = await listen(t, house, world.as.bravoPoc)
  assert.equal((await house.ask(world.as.bravoPoc, 'DELETE', '/api/session')).status, 204)
  await reader.until('bye')
  const number = await releaseToGroup(house, world)
  await pause(400)
  assert.ok(reader.ended())
  assert.ok(!reader.said().includes(number))
})

test('whose appointment has ended hears nothing more', async (t) => {
  const house = await testHouse(t)
  const world = await smallWorld(house.fresh.owner)
  const reader = await listen(t, house, world.as.bravoPoc)
  await house.fresh.owner.query('update directory.appointments set until = now() where id = $1', [
    world.as.bravoPoc.appointment,
  ])
  const number = await releaseToGroup(house, world)
  await pause(600)
  assert.ok(!reader.said().includes(number))
})
