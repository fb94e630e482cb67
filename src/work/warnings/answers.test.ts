import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Act } from '#base/db/index.ts'
import { throwawayKeys } from '#base/keys/index.ts'
import { defaultCharter } from '#core/charter/index.ts'
import type { Attribution, Envelope } from '#core/envelope/index.ts'
import { sourceSeal } from '#people/access/index.ts'
import {
  type FoundedAssociation,
  foundedAssociation,
  type TestTeam,
} from '../../../test/support/association.ts'
import { type FreshDatabase, freshDatabase } from '../../../test/support/database.ts'
import { envelopeFor } from '../../../test/support/small-world.ts'
import { answerWarning } from './answer.ts'
import { answerByTelephone } from './answer-by-telephone.ts'
import { answerCounts, unnamedDetails } from './answer-store.ts'
import { BARE, type GivenAnswer } from './answering.ts'
import { confirmMeasure } from './confirm-measure.ts'
import { draftWarning } from './draft.ts'
import { readWarning } from './read.ts'
import { readAnswers } from './read-answers.ts'
import { releaseWarning } from './release.ts'
import type { Answer } from './warning.ts'

describe('answers', () => {
  let fresh: FreshDatabase
  let house: FoundedAssociation
  let source: TestTeam
  let teams: TestTeam[]
  before(async () => {
    fresh = await freshDatabase({ after })
    house = await foundedAssociation(fresh.database)
    source = await house.team('source')
    teams = []
    for (const name of ['ann', 'ben', 'cat', 'dan', 'eve', 'fay', 'gus', 'hal'])
      teams.push(await house.team(name))
  })

  const { seal } = sourceSeal(throwawayKeys())
  const began = Date.now()
  const minute = (n: number) => new Date(began + 10 * 60_000 + n * 60_000)
  const as = <T>(team: { poc: TestTeam['poc'] }, fn: (act: Act) => Promise<T>, at = minute(100)) =>
    fresh.database.asViewer(team.poc.asker, { at }).act(fn)
  const team = (n: number) => teams[n] as TestTeam

  async function release(attribution: Attribution = 'off', more: Partial<Envelope> = {}): Promise<string> {
    const at = minute(0)
    const { number } = await as(
      source,
      (act) =>
        draftWarning(
          act,
          {
            exercise: false,
            attribution,
            urgency: 'normal',
            parts: [
              {
                envelope: envelopeFor([{ kind: 'members' }], { tlp: 'GREEN', ...more }),
                content: { headline: '見出し', text: '本文', doNow: '', changeNote: '' },
              },
            ],
          },
          seal,
        ),
      at,
    )
    await as(source, (act) => releaseWarning(act, number, { revision: 1, widen: false }, defaultCharter), at)
    return number
  }
  const answer = (number: string, n: number, said: Answer, at: Date, more: Partial<GivenAnswer> = {}) =>
    as(team(n), (act) => answerWarning(act, number, { answer: said, comment: '', named: false, ...more }), at)
  const told = async (number: string, n: number, at?: Date) =>
    (await as(team(n), (act) => readAnswers(act, number), at)).told
  const counts = (number: string, at?: Date) =>
    as(
      source,
      async (act) => (await readWarning(act, number, { fresh: false, channel: 'portal' })).ledger?.answers,
      at,
    )

  test('R15: other readers see nothing of two answers, and counts in steps from three teams on', async () => {
    const number = await release()
    await answer(number, 0, 'trace', minute(1))
    await answer(number, 1, 'trace', minute(2))
    assert.deepEqual(await told(number, 7), { atLeast: null, answers: [] })
    await answer(number, 2, 'no-trace', minute(3))
    // two of a kind are not told, three are
    assert.deepEqual(await told(number, 7), { atLeast: 3, answers: [] })
    await answer(number, 3, 'trace', minute(4))
    await answer(number, 4, 'trace', minute(5))
    assert.deepEqual(await told(number, 7), { atLeast: 3, answers: [] }, 'stands still until the next step')
    await answer(number, 5, 'no-trace', minute(6))
    assert.deepEqual(await told(number, 7), { atLeast: 6, answers: [{ answer: 'trace', atLeast: 3 }] })
  })

  test('R15: watching what changes by one answer, of one’s own or another’s, tells nothing', async () => {
    const number = await release()
    await answer(number, 0, 'affected', minute(1))
    await answer(number, 1, 'affected', minute(2))
    await answer(number, 7, 'affected', minute(3))
    assert.equal((await told(number, 7)).atLeast, null, 'one’s own answer does not make the third')
    await answer(number, 2, 'affected', minute(4))
    const seen = await told(number, 7)
    assert.deepEqual(seen, { atLeast: 3, answers: [{ answer: 'affected', atLeast: 3 }] })
    await answer(number, 7, 'handled', minute(5))
    assert.deepEqual(await told(number, 7), seen, 'nor does changing it move anything')
    await answer(number, 0, 'no-trace', minute(6))
    assert.deepEqual(await told(number, 7), seen, 'nor another’s change, until the next step')
    await answer(number, 3, 'checking', minute(7))
    assert.deepEqual(await told(number, 7), seen, 'checking is no result')
  })

  test('what goes with an answer reaches the source; without the name neither answer nor time go with it', async () => {
    const number = await release()
    await answer(number, 0, 'trace', minute(1), {
      comment: '社内で確認',
      details: {
        ...BARE,
        lookedFrom: '2026-11-01',
        lookedTo: '2026-11-20',
        logs: 'proxy',
        hits: 3,
        help: 'wanted',
      },
    })
    const { own } = await as(team(0), (act) => readAnswers(act, number))
    assert.equal(own?.details.lookedFrom, '2026-11-01')
    assert.equal(own?.details.help, 'wanted')
    const unnamed = await as(source, async (act) => {
      const { number: _, ...opened } = await readWarning(act, number, { fresh: false, channel: 'portal' })
      assert.deepEqual(opened.ledger?.named, [])
      const { rows } = await fresh.owner.query('select item_id from access.parts where number = $1', [number])
      return unnamedDetails(act.sql, rows[0].item_id)
    })
    assert.equal(unnamed[0]?.logs, 'proxy')
    assert.ok(!('answer' in (unnamed[0] ?? {})) && !('at' in (unnamed[0] ?? {})))
    await assert.rejects(
      answer(number, 0, 'trace', minute(2), {
        details: { ...BARE, lookedFrom: '2026-11-20', lookedTo: '2026-11-01' },
      }),
      { code: 'answer_period_backwards' },
    )
  })

  test('a word for all readers bears the name only if the team wants, and without it waits for two others', async () => {
    const number = await release()
    const words = async (n: number) => (await as(team(n), (act) => readAnswers(act, number))).words
    const open = { ...BARE, toReaders: true }
    await answer(number, 0, 'trace', minute(1), { comment: '匿名の声', details: open })
    await answer(number, 1, 'trace', minute(2), {
      comment: '名乗る声',
      details: { ...open, anonymous: false, measure: 'ブロックする', measureWorked: 'yes' },
    })
    await answer(number, 2, 'trace', minute(3), { comment: '提供元だけに' })
    assert.deepEqual(
      (await words(7)).map((one) => [one.comment, one.team?.name.short ?? null, one.at !== null]).sort(),
      [
        ['匿名の声', null, false],
        ['名乗る声', 'BEN', true],
      ].sort(),
    ) // both are there once three have answered
    const late = await release()
    await answer(late, 0, 'trace', minute(1), { comment: '匿名の声', details: open })
    assert.deepEqual((await as(team(7), (act) => readAnswers(act, late))).words, [])
  })

  test('others say that a countermeasure works, once a team; its author does not', async () => {
    const number = await release()
    await answer(number, 1, 'handled', minute(1), {
      details: { ...BARE, toReaders: true, anonymous: false, measure: 'ブロックする', measureWorked: 'yes' },
    })
    const find = (n: number) => as(team(n), async (act) => (await readAnswers(act, number)).words[0])
    const id = (await find(2))?.id ?? ''
    await as(team(2), (act) => confirmMeasure(act, number, id))
    await as(team(2), (act) => confirmMeasure(act, number, id))
    assert.equal((await find(2))?.confirmedByUs, true)
    assert.equal((await find(3))?.confirmed, 0, 'one is no step')
    await assert.rejects(
      as(team(1), (act) => confirmMeasure(act, number, id)),
      { code: 'not_found' },
    )
    await as(source, async (act) => assert.equal((await readAnswers(act, number)).words[0]?.confirmed, 1))
  })

  test('an answer taken by telephone counts, is marked, and gives way to what the team answers itself', async () => {
    const number = await release()
    const phone = (who: { poc: TestTeam['poc'] }, to: string, said: Answer, at: Date) =>
      as(
        who,
        (act) => answerByTelephone(act, number, { team: to, answer: said, comment: '電話', named: true }),
        at,
      )
    await phone(source, team(0).id, 'affected', minute(1))
    assert.deepEqual(await counts(number), [{ answer: 'affected', teams: 1 }])
    assert.equal((await as(team(0), (act) => readAnswers(act, number))).own?.byTelephone, true)
    await answer(number, 0, 'handled', minute(2))
    await phone(source, team(0).id, 'trace', minute(3))
    assert.deepEqual(await counts(number), [{ answer: 'handled', teams: 1 }])
    assert.equal((await as(team(0), (act) => readAnswers(act, number))).own?.answer, 'handled')
  })

  test('nobody answers by telephone for another team but the source and the secretariat, who reads it', async () => {
    const number = await release()
    const phone = (who: { poc: TestTeam['poc'] }, to: string) =>
      as(who, (act) =>
        answerByTelephone(act, number, { team: to, answer: 'trace', comment: '', named: false }),
      )
    await assert.rejects(phone(team(1), team(0).id), { code: 'telephone_not_yours' })
    await assert.rejects(phone({ poc: house.officer }, team(0).id), { code: 'not_found' })
    await assert.rejects(phone(source, source.id), { code: 'team_not_addressed' })
  })

  test('R5: a withheld source that enters an answer stays unnamed in the row', async () => {
    const number = await release('withheld')
    await as({ poc: { ...source.poc, asker: source.poc.asker } }, (act) =>
      answerByTelephone(act, number, { team: team(0).id, answer: 'trace', comment: '', named: false }),
    )
    const { rows } = await fresh.owner.query(
      `select a.by_holder from warnings.answers a join access.parts p on p.item_id = a.item_id where p.number = $1`,
      [number],
    )
    assert.equal(rows[0].by_holder, '00000000-0000-0000-0000-000000000000')
  })

  test('the source alone asks for counts: a reader’s statement returns nothing', async () => {
    const number = await release()
    await answer(number, 0, 'trace', minute(1))
    const { rows } = await fresh.owner.query('select item_id from access.parts where number = $1', [number])
    assert.deepEqual(await as(team(1), (act) => answerCounts(act.sql, rows[0].item_id)), [])
  })
})
