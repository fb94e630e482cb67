import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Act } from '#base/db/index.ts'
import { defaultCharter } from '#core/charter/index.ts'
import type { Asker } from '#core/policy/index.ts'
import { type FreshDatabase, freshDatabase } from '../../../test/support/database.ts'
import { envelopeFor, type SmallWorld, smallWorld } from '../../../test/support/small-world.ts'
import { answerWarning } from './answer.ts'
import { discardWarning } from './discard.ts'
import { draftWarning, saveWarning } from './draft.ts'
import { readWarning } from './read.ts'
import { releaseWarning } from './release.ts'
import { requestReview } from './request-review.ts'
import { ACTS_IN_STATE, type WarningAct } from './warning.ts'
import { takeBackWarning, withdrawWarning } from './withdraw.ts'

describe('what can be done with a warning in each state', () => {
  let fresh: FreshDatabase
  let world: SmallWorld
  before(async () => {
    fresh = await freshDatabase({ after })
    world = await smallWorld(fresh.owner)
  })
  const begun = Date.now()
  const at = (seconds: number) => new Date(begun + seconds * 1000)
  const as = <T>(asker: Asker, fn: (act: Act) => Promise<T>, when: number) =>
    fresh.database.asViewer(asker, { at: at(when) }).act(fn)
  const part = (text: string) => ({
    envelope: envelopeFor([{ kind: 'group', id: world.groups.wg }]),
    content: { headline: '見出し', text, doNow: '', changeNote: '' },
  })

  /** Released at 0, readable from 60 on. */
  async function warning() {
    const author = world.as.alphaPoc
    const { number } = await as(
      author,
      (act) =>
        draftWarning(
          act,
          { exercise: false, attribution: 'off', urgency: 'normal', parts: [part('本文')] },
          () => '',
        ),
      0,
    )
    const read = (asker: Asker, when: number) =>
      as(asker, (act) => readWarning(act, number, { fresh: false, channel: 'portal' }), when)
    const revision = async (when: number) => (await read(author, when)).revision ?? 0
    const acts: Record<WarningAct, (when: number) => Promise<unknown>> = {
      edit: async (when) => {
        const seen = await read(author, when)
        const parts = [{ ...part(`本文 ${when}`), id: seen.parts[0]?.id }]
        await as(
          author,
          (act) => saveWarning(act, number, seen.revision ?? 0, { parts, urgency: 'normal' }),
          when,
        )
      },
      review: (when) =>
        as(
          author,
          (act) =>
            requestReview(act, number, {
              appointment: world.as.alphaReviewer.appointment,
              until: at(when + 3600),
              reason: '確認',
            }),
          when,
        ),
      release: async (when) => {
        const seen = await revision(when)
        await as(
          author,
          (act) => releaseWarning(act, number, { revision: seen, widen: false }, defaultCharter),
          when,
        )
      },
      'take-back': (when) => as(author, (act) => takeBackWarning(act, number), when),
      withdraw: (when) => as(author, (act) => withdrawWarning(act, number, 'wrong'), when),
      discard: async (when) => {
        const seen = await revision(when)
        await as(author, (act) => discardWarning(act, number, seen), when)
      },
      answer: (when) =>
        as(
          world.as.bravoPoc,
          (act) => answerWarning(act, number, { answer: 'no-trace', comment: '', named: false }),
          when,
        ),
    }
    return { number, read, author, acts }
  }

  test('a held correction is taken back on the screen too, and the version before goes on being read', async () => {
    const { read, author, acts } = await warning()
    await acts.release(0)
    await acts.edit(100)
    await acts.release(110)
    const { state, actions } = await read(author, 120)
    assert.deepEqual([state, actions['take-back']], ['held', { allowed: true, because: [] }])
    assert.equal((await read(world.as.bravoPoc, 120)).parts[0]?.content.text, '本文')
    await acts['take-back'](121)
    assert.equal((await read(author, 122)).state, 'correcting')
    assert.equal((await read(world.as.bravoPoc, 300)).parts[0]?.content.text, '本文')
  })

  test('what the table does not allow is refused by the act, whoever calls it', async () => {
    const { read, author, acts } = await warning()
    const stages: [number, () => Promise<unknown>][] = [
      [0, async () => {}],
      [10, () => acts.release(5)],
      [100, async () => {}],
      [200, () => acts.edit(150)],
      [300, () => acts.withdraw(250)],
    ]
    const seen: string[] = []
    for (const [when, begin] of stages) {
      await begin()
      const { state, actions } = await read(author, when)
      seen.push(state)
      const allowed = ACTS_IN_STATE[state]
      for (const name of Object.keys(acts) as WarningAct[]) {
        if (allowed.includes(name)) continue
        await assert.rejects(acts[name](when), (error: { code?: string }) =>
          [
            'state_forbids',
            'nothing_to_release',
            'too_late_to_take_back',
            'nothing_to_withdraw',
            'not_found',
          ].includes(error.code ?? ''),
        )
        if (name !== 'answer') assert.equal(actions[name]?.allowed, false, `${name} in ${state}`)
      }
    }
    assert.deepEqual(seen, ['draft', 'held', 'live', 'correcting', 'withdrawn-wrong'])
  })

  test('withdrawing throws away what was being written: nothing of it comes out later', async () => {
    const { read, author, acts } = await warning()
    await acts.release(0)
    await acts.edit(100)
    await acts.withdraw(110)
    const { state, parts, actions } = await read(author, 120)
    assert.equal(state, 'withdrawn-wrong')
    assert.ok(parts.every(({ state }) => state === 'withdrawn-wrong'))
    assert.equal(actions.discard?.allowed, false)
    await assert.rejects(acts.release(130), { code: 'state_forbids' })
    await assert.rejects(acts.edit(130), { code: 'state_forbids' })
  })

  test('a withdrawn warning is not answered any more', async () => {
    const { read, acts } = await warning()
    await acts.release(0)
    await read(world.as.bravoPoc, 70)
    await acts.answer(80)
    await acts.withdraw(90)
    const { state, actions } = await read(world.as.bravoPoc, 100)
    assert.deepEqual([state, actions.answer?.allowed], ['withdrawn-wrong', false])
    await assert.rejects(acts.answer(100), { code: 'state_forbids' })
  })

  test('a draft left behind by an earlier release of the software can only be thrown away', async () => {
    const { number, read, author, acts } = await warning()
    await acts.release(0)
    await acts.edit(100)
    await fresh.owner.query(
      `update access.parts set state = 'withdrawn-wrong' where number = $1 and state = 'released'`,
      [number],
    )
    const { actions } = await read(author, 110)
    assert.deepEqual([actions.release?.allowed, actions.discard?.allowed], [false, true])
    await acts.discard(120)
    assert.ok((await read(author, 130)).parts.every(({ state }) => state === 'withdrawn-wrong'))
  })
})
