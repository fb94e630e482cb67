import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import type { Act } from '#base/db/index.ts'
import type { Indicator } from '#core/observables/index.ts'
import type { Asker } from '#core/policy/index.ts'
import { ownParts, releaseParts } from '#people/access/index.ts'
import { freshDatabase } from '../../../test/support/database.ts'
import { envelopeFor, smallWorld } from '../../../test/support/small-world.ts'
import { draftWarning, readWarning } from '../warnings/index.ts'
import { changeIndicators } from './change.ts'
import { confirmIndicator, decideFlag, readMarks, tellFalsePositive } from './tell-marks.ts'

const seen = { type: 'domain', value: 'bad.example' } as const

async function released(t: TestContext, objective: Indicator['objective'] = 'block') {
  const fresh = await freshDatabase(t)
  const world = await smallWorld(fresh.owner)
  const { alphaPoc, bravoPoc, charliePoc, prospectPoc } = world.as
  const as = <T>(asker: Asker, fn: (act: Act) => Promise<T>) => fresh.database.asViewer(asker).act(fn)
  const content = { headline: '見出し', text: '本文', doNow: '', changeNote: '' }
  const parts = [{ envelope: envelopeFor([{ kind: 'members' }], { tlp: 'GREEN' }), content }]
  const { number } = await as(alphaPoc, (act) =>
    draftWarning(act, { exercise: false, attribution: 'off', urgency: 'normal', parts }, () => ''),
  )
  const opened = await as(alphaPoc, (act) => readWarning(act, number, { fresh: false, channel: 'portal' }))
  const part = opened.parts[0]?.id ?? ''
  const indicator = {
    ...seen,
    names: [],
    size: null,
    confidence: null,
    firstSeen: null,
    lastSeen: null,
    comment: '',
  }
  await as(alphaPoc, (act) =>
    changeIndicators(act, number, part, 1, { add: [{ ...indicator, objective }], remove: [] }),
  )
  await as(alphaPoc, async (act) =>
    releaseParts(act, await ownParts(act, number), { holdSeconds: 0, widen: false }),
  )
  const marks = (who: Asker) => as(who, async (act) => (await readMarks(act, number, part))[0])
  const confirm = (who: Asker) => as(who, (act) => confirmIndicator(act, number, part, seen))
  const flag = (who: Asker) =>
    as(who, (act) => tellFalsePositive(act, number, part, { ...seen, reason: '自社の正規サイト' }))
  const decide = (who: Asker, verdict: 'accepted' | 'stands') =>
    as(who, async (act) => {
      const id = (await readMarks(act, number, part))[0]?.flags[0]?.id ?? ''
      await decideFlag(act, number, id, { verdict, answer: '確認した' })
    })
  return { marks, confirm, flag, decide, alphaPoc, bravoPoc, charliePoc, prospectPoc }
}

test('R19: “block” needs two teams besides the originator that have seen it themselves', async (t) => {
  const { marks, confirm, alphaPoc, bravoPoc, charliePoc } = await released(t)
  await confirm(bravoPoc)
  await confirm(bravoPoc)
  assert.deepEqual([(await marks(bravoPoc))?.confirmed, (await marks(bravoPoc))?.fitToBlock], [1, false])
  await assert.rejects(confirm(alphaPoc), { code: 'not_found' }, 'the originator does not confirm itself')
  await confirm(charliePoc)
  assert.deepEqual([(await marks(alphaPoc))?.confirmed, (await marks(alphaPoc))?.fitToBlock], [2, true])
})

test('R19: what was given to detect does not become fit to block by being confirmed', async (t) => {
  const { marks, confirm, bravoPoc, charliePoc } = await released(t, 'detect')
  await confirm(bravoPoc)
  await confirm(charliePoc)
  assert.equal((await marks(bravoPoc))?.fitToBlock, false)
})

test('R18: anyone who has it flags a false positive, the originator decides, disagreement stays visible', async (t) => {
  const { marks, flag, decide, alphaPoc, bravoPoc, charliePoc, prospectPoc } = await released(t)
  await flag(bravoPoc)
  await flag(bravoPoc)
  await assert.rejects(flag(prospectPoc), { code: 'not_found' })
  await assert.rejects(flag(alphaPoc), { code: 'not_found' })
  await assert.rejects(decide(charliePoc, 'accepted'), { code: 'not_found' })
  await decide(alphaPoc, 'stands')
  const flags = (await marks(charliePoc))?.flags
  assert.deepEqual(
    flags?.map(({ reason, verdict, answer, mine }) => [reason, verdict, answer, mine]),
    [['自社の正規サイト', 'stands', '確認した', false]],
  )
})

test('R18: an accepted false positive is not fit to block, however many have seen it', async (t) => {
  const { marks, confirm, flag, decide, alphaPoc, bravoPoc, charliePoc } = await released(t)
  await confirm(bravoPoc)
  await confirm(charliePoc)
  await flag(bravoPoc)
  assert.equal((await marks(bravoPoc))?.fitToBlock, true, 'a flag alone decides nothing')
  await decide(alphaPoc, 'accepted')
  assert.equal((await marks(bravoPoc))?.fitToBlock, false)
})
