import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import type { Act } from '#base/db/index.ts'
import { defaultCharter } from '#core/charter/index.ts'
import type { Term } from '#core/envelope/index.ts'
import type { Asker } from '#core/policy/index.ts'
import { freshDatabase } from '../../../test/support/database.ts'
import { envelopeFor, smallWorld } from '../../../test/support/small-world.ts'
import { answerWarning } from './answer.ts'
import { draftWarning } from './draft.ts'
import { readWarning } from './read.ts'
import { readBoard } from './read-board.ts'
import { releaseWarning } from './release.ts'
import { showTeam } from './show-team.ts'
import type { Answer } from './warning.ts'

async function released(t: TestContext, include: Term[] = [{ kind: 'members' }]) {
  const fresh = await freshDatabase(t)
  const world = await smallWorld(fresh.owner)
  const as = <T>(asker: Asker, fn: (act: Act) => Promise<T>) => fresh.database.asViewer(asker).act(fn)
  const { alphaPoc } = world.as
  const parts = [
    {
      envelope: envelopeFor(include, { tlp: 'GREEN' }),
      content: { headline: '見出し', text: '本文', doNow: '', changeNote: '' },
    },
  ]
  const { number } = await as(alphaPoc, (act) =>
    draftWarning(act, { exercise: false, attribution: 'off', urgency: 'normal', parts }, () => ''),
  )
  await as(alphaPoc, (act) => releaseWarning(act, number, { revision: 1, widen: false }, defaultCharter))
  const read = (who: Asker) => as(who, (act) => readWarning(act, number, { fresh: false, channel: 'portal' }))
  const answer = (who: Asker, given: Answer, named = false) =>
    as(who, (act) => answerWarning(act, number, { answer: given, comment: '', named }))
  const board = (who: Asker = alphaPoc) => as(who, (act) => readBoard(act, number))
  return { world, as, read, answer, board }
}

test('the board counts who was addressed, opened, answered and is silent, and tells when nine in ten had answered', async (t) => {
  const { world, read, answer, board } = await released(t)
  assert.deepEqual(
    (({ addressed, opened, answered, silent }) => ({ addressed, opened, answered, silent }))(await board()),
    { addressed: 2, opened: 0, answered: 0, silent: 2 },
  )
  await read(world.as.bravoPoc)
  await answer(world.as.bravoPoc, 'checking')
  assert.equal((await board()).mostAnswered, null)
  await answer(world.as.charliePoc, 'trace')
  const now = await board()
  assert.deepEqual([now.opened, now.answered, now.silent], [2, 2, 0])
  assert.ok(now.firstRead && now.mostAnswered && now.firstRead <= now.mostAnswered)
  assert.deepEqual(
    now.sightings.map(({ teams }) => teams),
    [1],
  )
})

test('every answer keeps its row from the beginning, so that what comes in moves nothing', async (t) => {
  const { world, answer, board } = await released(t)
  const before = (await board()).answers.map((row) => row.answer)
  await answer(world.as.bravoPoc, 'affected')
  assert.deepEqual(
    (await board()).answers.map((row) => row.answer),
    before,
  )
})

test('R15: a team is on the board by name only if it lets sources see it, or names itself with its answer', async (t) => {
  const { world, as, answer, board } = await released(t)
  const teams = async () => (await board()).teams.map(({ team, answer }) => [team.name.short, answer])
  await answer(world.as.bravoPoc, 'trace')
  assert.deepEqual(await teams(), [])
  await answer(world.as.bravoPoc, 'trace', true)
  assert.deepEqual(await teams(), [['BRAVO', 'trace']])
  await as(world.as.charliePoc, (act) => showTeam(act, true))
  assert.deepEqual(await teams(), [
    ['BRAVO', 'trace'],
    ['CHARLIE', null],
  ])
  await as(world.as.charliePoc, (act) => showTeam(act, false))
  assert.deepEqual(await teams(), [['BRAVO', 'trace']])
  await assert.rejects(
    as(world.as.bravoAnalyst, (act) => showTeam(act, true)),
    { code: 'not_your_role' },
  )
})

test('the board is the source’s alone', async (t) => {
  const { world, board } = await released(t)
  await assert.rejects(board(world.as.bravoPoc), { code: 'not_found' })
  await assert.rejects(board(world.as.prospectPoc), { code: 'not_found' })
})
