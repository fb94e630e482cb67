import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Act } from '#base/db/index.ts'
import { throwawayKeys } from '#base/keys/index.ts'
import { defaultCharter } from '#core/charter/index.ts'
import type { Envelope, Term } from '#core/envelope/index.ts'
import { Refusal } from '#core/errors/index.ts'
import type { Asker } from '#core/policy/index.ts'
import { breakTheGlass, finishTasks, lookAtSource, sourceSeal } from '#people/access/index.ts'
import { approve } from '../../../test/support/approve.ts'
import { type FreshDatabase, freshDatabase } from '../../../test/support/database.ts'
import { envelopeFor, type SmallWorld, smallWorld } from '../../../test/support/small-world.ts'
import { answerWarning } from './answer.ts'
import { discardWarning } from './discard.ts'
import { draftWarning, saveWarning } from './draft.ts'
import { listWarnings } from './list.ts'
import { readWarning } from './read.ts'
import { releaseWarning } from './release.ts'
import { requestReview } from './request-review.ts'
import { stoppedBy } from './stop-exercise.ts'
import { takeBackWarning, withdrawWarning } from './withdraw.ts'

describe('a warning by hand', () => {
  let fresh: FreshDatabase
  let world: SmallWorld
  before(async () => {
    fresh = await freshDatabase({ after })
    world = await smallWorld(fresh.owner)
  })

  const { seal, unseal } = sourceSeal(throwawayKeys())
  const later = (seconds: number) => new Date(Date.now() + seconds * 1000)
  const as = <T>(asker: Asker, fn: (act: Act) => Promise<T>, at?: Date) =>
    fresh.database.asViewer(asker, { at }).act(fn)
  const content = (headline: string) => ({ headline, text: `${headline} 本文`, doNow: '', changeNote: '' })

  async function release(
    include: Term[],
    more: Partial<Envelope> = {},
    author = world.as.alphaPoc,
  ): Promise<string> {
    const { number } = await as(author, (act) =>
      draftWarning(
        act,
        {
          exercise: false,
          attribution: 'off',
          urgency: 'normal',
          parts: [{ envelope: envelopeFor(include, more), content: content('見出し') }],
        },
        seal,
      ),
    )
    await as(author, (act) => releaseWarning(act, number, { revision: 1, widen: false }, defaultCharter))
    return number
  }
  const opening = { fresh: false, channel: 'portal' } as const
  const read = (asker: Asker, number: string, at?: Date) =>
    as(asker, (act) => readWarning(act, number, opening), at)
  const unreadable = (asker: Asker, number: string, at?: Date) =>
    assert.rejects(read(asker, number, at), (error) => error instanceof Refusal && error.code === 'not_found')
  const inbox = async (asker: Asker, at?: Date) =>
    (await as(asker, (act) => listWarnings(act, 'inbox', null), at)).lines.map((line) => line.number)

  test('an amber warning reaches only its group, and there only people with a need to know', async () => {
    const number = await release([{ kind: 'group', id: world.groups.wg }])
    const at = later(61)
    assert.equal((await read(world.as.bravoPoc, number, at)).parts.length, 1)
    assert.ok((await inbox(world.as.bravoPoc, at)).includes(number))
    await unreadable(world.as.charliePoc, number, at)
    assert.ok(!(await inbox(world.as.charliePoc, at)).includes(number))
    await unreadable(world.as.prospectPoc, number, at)
    await unreadable(world.as.officer, number, at)
    await unreadable({ kind: 'public' }, number, at)
  })

  test('a reader is told why, in the name of what lets him in', async () => {
    const number = await release([{ kind: 'group', id: world.groups.wg }])
    const warning = await read(world.as.bravoPoc, number, later(61))
    assert.deepEqual(
      warning.parts[0]?.because.map((reason) => reason.code),
      ['audience', 'reach-live', 'label'],
    )
    assert.equal(warning.parts[0]?.because[0]?.label?.en, 'wg group')
    assert.equal(warning.originator, null, 'attribution is off unless switched on (R5)')
  })

  test('above GREEN a release is held for 60 s, and taken back unseen', async () => {
    const number = await release([{ kind: 'group', id: world.groups.wg }])
    await unreadable(world.as.bravoPoc, number, later(50))
    await as(world.as.alphaPoc, (act) => takeBackWarning(act, number), later(55))
    await unreadable(world.as.bravoPoc, number, later(120))
    assert.ok(!(await inbox(world.as.bravoPoc, later(120))).includes(number))
    assert.equal((await read(world.as.alphaPoc, number)).state, 'draft')
  })

  test('what was released cannot be taken back once it may have been seen', async () => {
    const number = await release([{ kind: 'group', id: world.groups.wg }])
    await assert.rejects(
      as(world.as.alphaPoc, (act) => takeBackWarning(act, number), later(61)),
      { code: 'too_late_to_take_back' },
    )
  })

  test('an analyst writes, but only whom the authority matrix names releases (R8)', async () => {
    const { number } = await as(world.as.alphaAnalyst, (act) =>
      draftWarning(
        act,
        {
          exercise: false,
          attribution: 'named',
          urgency: 'normal',
          parts: [
            { envelope: envelopeFor([{ kind: 'members' }], { tlp: 'GREEN' }), content: content('下書き') },
          ],
        },
        seal,
      ),
    )
    await assert.rejects(
      as(world.as.alphaAnalyst, (act) =>
        releaseWarning(act, number, { revision: 1, widen: false }, defaultCharter),
      ),
      { code: 'not_releaser' },
    )
    await as(world.as.alphaPoc, (act) =>
      releaseWarning(act, number, { revision: 1, widen: false }, defaultCharter),
    )
    assert.equal((await read(world.as.charliePoc, number, later(1))).originator?.name.en, 'alpha Corp.')
  })

  test('RED without named people is refused, in words and with the place', async () => {
    await assert.rejects(
      release([{ kind: 'group', id: world.groups.wg }], { tlp: 'RED', reach: 'as-previewed' }),
      (error) =>
        error instanceof Refusal &&
        error.code === 'release_contradicts' &&
        error.place.some((place) => place.params?.code === 'red-needs-names'),
    )
  })

  test('RED opens to the named person alone, and only after a fresh sign-in', async () => {
    const named = world.as.bravoAnalyst
    const number = await release([{ kind: 'appointment', id: named.appointment }], {
      tlp: 'RED',
      reach: 'as-previewed',
    })
    const at = later(61)
    const { lines } = await as(named, (act) => listWarnings(act, 'inbox', null), at)
    assert.equal(lines.find((line) => line.number === number)?.headline, null)
    const closed = await read(named, number, at)
    assert.deepEqual([closed.parts.length, closed.locked], [0, 1])
    const open = await as(named, (act) => readWarning(act, number, { fresh: true, channel: 'portal' }), at)
    assert.equal(open.parts.length, 1)
    await unreadable(world.as.bravoPoc, number, at)
    await unreadable(world.as.alphaAnalyst, number, at)
  })

  test('two editors: the second is told and loses nothing', async () => {
    const { number } = await as(world.as.alphaPoc, (act) =>
      draftWarning(
        act,
        {
          exercise: false,
          attribution: 'off',
          urgency: 'normal',
          parts: [{ envelope: envelopeFor([{ kind: 'members' }]), content: content('初版') }],
        },
        seal,
      ),
    )
    const part = (await read(world.as.alphaPoc, number)).parts[0]
    const change = (headline: string) => ({
      urgency: 'urgent' as const,
      parts: [{ id: part?.id, envelope: envelopeFor([{ kind: 'members' }]), content: content(headline) }],
    })
    assert.equal(await as(world.as.alphaPoc, (act) => saveWarning(act, number, 1, change('一人目'))), 2)
    await assert.rejects(
      as(world.as.alphaPoc, (act) => saveWarning(act, number, 1, change('二人目'))),
      { code: 'changed_meanwhile' },
    )
    assert.equal((await read(world.as.alphaPoc, number)).parts[0]?.content.headline, '一人目')
  })

  test('a correction takes the place of what was read, at one moment; who had the old version still finds it', async () => {
    const number = await release([{ kind: 'group', id: world.groups.wg }])
    const at = later(61)
    const first = (await read(world.as.bravoPoc, number, at)).parts[0]
    const own = (await read(world.as.alphaPoc, number, at)).parts[0]
    await as(
      world.as.alphaPoc,
      (act) =>
        saveWarning(act, number, own?.revision ?? 0, {
          urgency: 'normal',
          parts: [
            {
              id: first?.id,
              envelope: envelopeFor([{ kind: 'group', id: world.groups.wg }]),
              content: { ...content('訂正版'), changeNote: 'URL を訂正' },
            },
          ],
        }),
      at,
    )
    await as(
      world.as.alphaPoc,
      (act) => releaseWarning(act, number, { revision: 2, widen: false }, defaultCharter),
      at,
    )
    const held = await read(world.as.bravoPoc, number, later(100))
    assert.deepEqual(
      held.parts.map((part) => part.version),
      [1],
      'while the correction is held, the old version stands',
    )
    const after = await read(world.as.bravoPoc, number, later(130))
    assert.deepEqual(
      after.parts.map((part) => [part.version, part.superseded]),
      [
        [2, false],
        [1, true],
      ],
    )
    assert.deepEqual(
      (await read(world.as.bravoAnalyst, number, later(130))).parts.map((part) => part.version),
      [2],
      'who never had it does not',
    )
  })

  test('a wider audience needs the recorded consent of the source (R4)', async () => {
    const number = await release([{ kind: 'group', id: world.groups.wg }])
    const at = later(61)
    const own = (await read(world.as.alphaPoc, number, at)).parts[0]
    const wider = {
      urgency: 'normal' as const,
      parts: [{ id: own?.id, envelope: envelopeFor([{ kind: 'members' }]), content: content('広げる') }],
    }
    await as(world.as.alphaPoc, (act) => saveWarning(act, number, own?.revision ?? 0, wider), at)
    await assert.rejects(
      as(
        world.as.alphaPoc,
        (act) => releaseWarning(act, number, { revision: 2, widen: false }, defaultCharter),
        at,
      ),
      { code: 'widening_needs_consent' },
    )
    await as(
      world.as.alphaPoc,
      (act) => releaseWarning(act, number, { revision: 2, widen: true }, defaultCharter),
      at,
    )
    const { rows } = await fresh.owner.query(
      `select purpose from access.consents where part_id = $1 and version = 2`,
      [own?.id],
    )
    assert.deepEqual(rows, [{ purpose: 'widen' }])
  })

  test('withdrawn as wrong stays struck through for those who had it; as wrongly shared it goes for all', async () => {
    const at = later(61)
    const wrong = await release([{ kind: 'group', id: world.groups.wg }])
    await read(world.as.bravoPoc, wrong, at)
    await as(world.as.alphaPoc, (act) => withdrawWarning(act, wrong, 'wrong'), at)
    assert.equal((await read(world.as.bravoPoc, wrong, at)).state, 'withdrawn-wrong')
    await unreadable(world.as.bravoAnalyst, wrong, at)
    const shared = await release([{ kind: 'group', id: world.groups.wg }])
    await read(world.as.bravoPoc, shared, at)
    await as(world.as.alphaPoc, (act) => withdrawWarning(act, shared, 'shared'), at)
    await unreadable(world.as.bravoPoc, shared, at)
  })

  test('the source sees reads and answers as counts, and names only where the team allows it (R15)', async () => {
    const number = await release([{ kind: 'members' }], { tlp: 'GREEN' })
    await as(
      world.as.bravoPoc,
      (act) => answerWarning(act, number, { answer: 'no-trace', comment: '', named: true }),
      later(1),
    )
    await as(
      world.as.charliePoc,
      (act) => answerWarning(act, number, { answer: 'affected', comment: '', named: false }),
      later(2),
    )
    const { ledger } = await read(world.as.alphaPoc, number, later(3))
    assert.deepEqual(ledger?.answers.map((row) => row.answer).sort(), ['affected', 'no-trace'])
    assert.deepEqual(
      ledger?.named.map((row) => row.team.name.short),
      ['BRAVO'],
    )
    assert.equal(ledger?.reads[0]?.teams, 2)
    assert.equal((await read(world.as.bravoPoc, number, later(3))).ledger, null)
  })

  test('a withheld source leaves no trace of team or person in the item', async () => {
    const { number } = await as(world.as.bravoPoc, (act) =>
      draftWarning(
        act,
        {
          exercise: false,
          attribution: 'withheld',
          urgency: 'normal',
          parts: [
            { envelope: envelopeFor([{ kind: 'members' }], { tlp: 'GREEN' }), content: content('匿名') },
          ],
        },
        seal,
      ),
    )
    await as(world.as.bravoPoc, (act) =>
      releaseWarning(act, number, { revision: 1, widen: false }, defaultCharter),
    )
    assert.equal((await read(world.as.bravoPoc, number, later(1))).mine, true, 'the source stays in charge')
    assert.equal(
      (await read(world.as.bravoAnalyst, number, later(1))).mine,
      false,
      'and nobody else of its team',
    )
    const { rows } = await fresh.owner.query(
      `select to_jsonb(p)::text || coalesce((select string_agg(to_jsonb(c)::text, '') from access.consents c where c.part_id = p.id), '')
         || coalesce((select string_agg(to_jsonb(e)::text, '') from access.entries e where e.part_id = p.id), '') as all
       from access.parts p where number = $1`,
      [number],
    )
    assert.ok(!rows[0].all.includes(world.teams.bravo), 'no team')
    assert.ok(!rows[0].all.includes(world.as.bravoPoc.appointment), 'no appointment')
  })

  test('a withheld source is shown only to the role that the charter names, and hears of each look (R5)', async () => {
    const { number } = await as(world.as.bravoPoc, (act) =>
      draftWarning(
        act,
        {
          exercise: false,
          attribution: 'withheld',
          urgency: 'normal',
          parts: [
            {
              envelope: envelopeFor([{ kind: 'members' }, { kind: 'group', id: world.groups.secretariat }], {
                tlp: 'GREEN',
              }),
              content: content('匿名'),
            },
          ],
        },
        seal,
      ),
    )
    await as(world.as.bravoPoc, (act) =>
      releaseWarning(act, number, { revision: 1, widen: false }, defaultCharter),
    )
    const look = (asker: Asker) =>
      as(asker, (act) => lookAtSource(act, number, '確認のため', unseal), later(1))
    await assert.rejects(look(world.as.officer), { code: 'source_not_shown' })
    await assert.rejects(look(world.as.charliePoc), { code: 'source_not_shown' })
    assert.equal((await look(world.as.duty)).team, world.teams.bravo)
    assert.deepEqual(
      (await read(world.as.bravoPoc, number, later(2))).ledger?.sourceLooks.map((row) => row.reason),
      ['確認のため'],
    )
  })

  test('a correction that was thrown away can be begun again, and replaces what is out', async () => {
    const author = world.as.alphaPoc
    const number = await release([{ kind: 'group', id: world.groups.wg }], { tlp: 'GREEN' })
    const correct = async (text: string) => {
      const { revision, parts } = await read(author, number)
      const [part] = parts
      const { audience, ...rest } = part?.envelope ?? assert.fail()
      await as(author, (act) =>
        saveWarning(act, number, revision ?? 0, {
          urgency: 'normal',
          parts: [
            {
              id: part?.id,
              envelope: { ...rest, audience: audience ?? assert.fail() },
              content: content(text),
            },
          ],
        }),
      )
    }
    await correct('捨てる訂正')
    const { revision } = await read(author, number)
    await as(author, (act) => discardWarning(act, number, revision ?? 0))
    assert.equal((await read(author, number)).state, 'live')
    await correct('訂正')
    const next = await read(author, number)
    assert.equal(next.state, 'correcting')
    await as(author, (act) =>
      releaseWarning(act, number, { revision: next.revision ?? 0, widen: false }, defaultCharter),
    )
    const shown = await read(world.as.bravoPoc, number, later(1))
    assert.deepEqual(
      shown.parts.map((part) => part.content.headline),
      ['訂正'],
    )
  })

  test('a reviewer reads exactly the version he was asked about, until he is done', async () => {
    const author = world.as.alphaPoc
    const { number } = await as(author, (act) =>
      draftWarning(
        act,
        {
          exercise: false,
          attribution: 'off',
          urgency: 'normal',
          parts: [{ envelope: envelopeFor([{ kind: 'members' }]), content: content('法務確認') }],
        },
        seal,
      ),
    )
    const reviewer = world.as.alphaReviewer
    await unreadable(reviewer, number)
    await as(author, (act) =>
      requestReview(act, number, {
        appointment: reviewer.appointment,
        until: later(3600),
        reason: '公開前の確認',
      }),
    )
    const open = await read(reviewer, number)
    assert.deepEqual([open.mine, open.parts[0]?.because[0]?.code], [false, 'task'])
    assert.deepEqual(open.parts[0]?.envelope.audience?.include, [{ kind: 'members' }], 'and whom it is for')
    await unreadable(world.as.bravoPoc, number)
    await unreadable(reviewer, number, later(3601))
    await as(reviewer, (act) => finishTasks(act, number))
    await unreadable(reviewer, number)
  })

  test('break-glass is for the role of the charter, with a reason, and the source is told (R16)', async () => {
    const number = await release([{ kind: 'group', id: world.groups.wg }])
    const at = later(61)
    await unreadable(world.as.chair, number, at)
    const smash = (asker: Asker, which = number) =>
      as(asker, (act) => breakTheGlass(act, which, '二次被害の確認'), at)
    await assert.rejects(smash(world.as.officer), { code: 'glass_not_yours' })
    await assert.rejects(smash(world.as.officer, 'RNK-2222-22'), { code: 'glass_not_yours' })
    await smash(world.as.chair)
    assert.equal((await read(world.as.chair, number, at)).parts.length, 1)
    await unreadable(world.as.chair, number, later(61 + 3601))
    const told = (await read(world.as.alphaPoc, number, at)).ledger?.tasks
    assert.deepEqual(
      told?.map((task) => [task.purpose, task.reason]),
      [['break-glass', '二次被害の確認']],
    )
  })

  test('a line tells the language of its headline (R31), and its labels with the strictest first', async () => {
    const author = world.as.alphaPoc
    const part = (kind: 'technical' | 'victim', more: Partial<Envelope>) => ({
      envelope: envelopeFor([{ kind: 'group', id: world.groups.wg }], { kind, ...more }),
      content: content('Headline'),
    })
    const { number } = await as(author, (act) =>
      draftWarning(
        act,
        {
          exercise: false,
          attribution: 'off',
          urgency: 'normal',
          parts: [
            part('technical', { tlp: 'GREEN', language: 'en' }),
            part('technical', { tlp: 'AMBER' }),
            part('victim', { tlp: 'AMBER+STRICT', reach: 'as-previewed' }),
          ],
        },
        seal,
      ),
    )
    await approve(fresh.database, { author, reviewer: world.as.alphaReviewer }, number)
    await as(author, (act) => releaseWarning(act, number, { revision: 1, widen: false }, defaultCharter))
    for (const [asker, box] of [
      [world.as.bravoPoc, 'inbox'],
      [world.as.bravoPoc, 'kept'],
      [author, 'mine'],
    ] as const) {
      const { lines } = await as(asker, (act) => listWarnings(act, box, null), later(61))
      const line = lines.find((one) => one.number === number)
      assert.deepEqual([line?.language, line?.tlp], ['en', ['AMBER+STRICT', 'AMBER', 'GREEN']], box)
    }
    assert.equal((await read(world.as.bravoPoc, number, later(61))).parts.length, 3, 'two parts of one kind')
  })

  test('an exercise holds nothing that may be real (R28)', async () => {
    const { number } = await as(world.as.alphaPoc, (act) =>
      draftWarning(
        act,
        {
          exercise: true,
          attribution: 'off',
          urgency: 'normal',
          parts: [{ envelope: envelopeFor([{ kind: 'members' }]), content: content('8.8.8.8 を遮断') }],
        },
        seal,
      ),
    )
    await assert.rejects(
      as(world.as.alphaPoc, (act) =>
        releaseWarning(act, number, { revision: 1, widen: false }, defaultCharter),
      ),
      { code: 'exercise_with_real_addresses' },
    )
  })

  test('a real immediate warning stops a running exercise until it is answered (R28)', async () => {
    const soon = { respondBy: later(86_400).toISOString(), tlp: 'GREEN' as const }
    const send = async (exercise: boolean) => {
      const { number } = await as(world.as.alphaPoc, (act) =>
        draftWarning(
          act,
          {
            exercise,
            attribution: 'off',
            urgency: 'immediate',
            parts: [
              {
                envelope: envelopeFor([{ kind: 'team', id: world.teams.bravo }], soon),
                content: content('緊急'),
              },
            ],
          },
          seal,
        ),
      )
      await as(world.as.alphaPoc, (act) =>
        releaseWarning(act, number, { revision: 1, widen: false }, defaultCharter),
      )
      return number
    }
    const answer = (number: string) =>
      as(
        world.as.bravoPoc,
        (act) => answerWarning(act, number, { answer: 'no-trace', comment: '', named: true }),
        later(5),
      )
    const exercise = await send(true)
    assert.equal(await as(world.as.bravoPoc, stoppedBy, later(2)), null)
    const real = await send(false)
    assert.equal(await as(world.as.bravoPoc, stoppedBy, later(2)), real)
    await assert.rejects(answer(exercise), { code: 'exercise_stopped' })
    await answer(real)
    await answer(exercise)
    assert.equal(await as(world.as.charliePoc, stoppedBy, later(6)), null)
  })

  test('what was edited while a release was held goes on after it is taken back, alone', async () => {
    const number = await release([{ kind: 'group', id: world.groups.wg }])
    const own = (await read(world.as.alphaPoc, number)).parts[0]
    const next = {
      urgency: 'normal' as const,
      parts: [{ id: own?.id, envelope: envelopeFor([{ kind: 'members' }]), content: content('書き直し') }],
    }
    await as(world.as.alphaPoc, (act) => saveWarning(act, number, own?.revision ?? 0, next))
    await as(world.as.alphaPoc, (act) => takeBackWarning(act, number))
    await as(world.as.alphaPoc, (act) =>
      releaseWarning(act, number, { revision: 2, widen: false }, defaultCharter),
    )
    const seen = await read(world.as.charliePoc, number, later(61))
    assert.deepEqual(
      seen.parts.map((part) => [part.version, part.content.headline]),
      [[2, '書き直し']],
    )
  })
})
