import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { sql } from 'kysely'
import type { Act } from '#base/db/index.ts'
import { defaultCharter } from '#core/charter/index.ts'
import type { Envelope } from '#core/envelope/index.ts'
import { Refusal } from '#core/errors/index.ts'
import type { Asker } from '#core/policy/index.ts'
import { breakTheGlass, finishTasks } from '#people/access/index.ts'
import { judge } from '#work/approval/index.ts'
import { type FreshDatabase, freshDatabase } from '../../../test/support/database.ts'
import { envelopeFor, type SmallWorld, smallWorld } from '../../../test/support/small-world.ts'
import { discardWarning } from './discard.ts'
import { draftWarning, saveWarning } from './draft.ts'
import { listWarnings } from './list.ts'
import { listTasks } from './list-tasks.ts'
import { readWarning } from './read.ts'
import { releaseWarning } from './release.ts'
import { requestReview } from './request-review.ts'
import { takeBackWarning } from './withdraw.ts'

describe('a review is of one exact text', () => {
  let fresh: FreshDatabase
  let world: SmallWorld
  before(async () => {
    fresh = await freshDatabase({ after })
    world = await smallWorld(fresh.owner)
  })
  const later = (seconds: number) => new Date(Date.now() + seconds * 1000)
  const as = <T>(asker: Asker, fn: (act: Act) => Promise<T>, at?: Date) =>
    fresh.database.asViewer(asker, { at }).act(fn)
  const read = (asker: Asker, number: string, at?: Date) =>
    as(asker, (act) => readWarning(act, number, { fresh: true, channel: 'portal' }), at)
  const unreadable = (asker: Asker, number: string, at?: Date) =>
    assert.rejects(read(asker, number, at), (error) => error instanceof Refusal && error.code === 'not_found')
  const part = (headline: string, more: Partial<Envelope> = {}, id?: string) => ({
    id,
    envelope: envelopeFor([{ kind: 'group', id: world.groups.wg }], { tlp: 'GREEN', ...more }),
    content: { headline, text: `${headline} 本文`, doNow: '', changeNote: '' },
  })

  /** A draft of the analyst's, its parts, and what can be done with it. */
  async function draft(
    parts: ReturnType<typeof part>[],
    { author = world.as.alphaPoc, attribution = 'off' as 'off' | 'withheld' } = {},
  ) {
    const { number } = await as(author, (act) =>
      draftWarning(
        act,
        { exercise: false, attribution, urgency: 'normal', parts },
        () => `v1.00000000.${'x'.repeat(40)}`,
      ),
    )
    const { rows } = await fresh.owner.query<{ id: string }>(
      'select id from access.parts where number = $1 order by position',
      [number],
    )
    const revision = async () => (await read(author, number)).revision ?? assert.fail()
    return {
      number,
      ids: rows.map(({ id }) => id),
      ask: (reviewer: Asker & { kind: 'person' } = world.as.alphaReviewer) =>
        as(author, (act) =>
          requestReview(act, number, {
            appointment: reviewer.appointment,
            until: later(3600),
            reason: '公開前の確認',
          }),
        ),
      save: async (parts: ReturnType<typeof part>[], urgency: 'normal' | 'urgent' = 'normal') => {
        const seen = await revision()
        return as(author, (act) => saveWarning(act, number, seen, { urgency, parts }))
      },
      release: async (widen = false) => {
        const seen = await revision()
        return as(author, (act) => releaseWarning(act, number, { revision: seen, widen }, defaultCharter))
      },
      discard: async () => {
        const seen = await revision()
        return as(author, (act) => discardWarning(act, number, seen))
      },
      review: async () => (await read(author, number)).review,
    }
  }
  /** Each version that somebody is shown, newest first within its part. */
  const shown = async (asker: Asker, number: string, at?: Date) =>
    (await read(asker, number, at)).parts.map(({ version, state, content }) => [
      version,
      state,
      content.headline,
    ])

  test('what is written after a review was asked for is a new version, which the reviewer does not see', async () => {
    const { number, ids, ask, save, review } = await draft([part('一稿')])
    assert.equal(await review(), null)
    await ask()
    const reviewer = world.as.alphaReviewer
    assert.deepEqual(await shown(reviewer, number), [[1, 'draft', '一稿']])
    const { task } = await read(reviewer, number)
    assert.deepEqual([task?.purpose, task?.reason], ['review', '公開前の確認'])
    assert.deepEqual(await review(), { state: 'asked', parts: [] })

    await save([part('二稿', {}, ids[0])])
    assert.deepEqual(
      await shown(reviewer, number),
      [[1, 'overtaken', '一稿']],
      'and is told that there is a newer one',
    )
    assert.ok(!JSON.stringify(await read(reviewer, number)).includes('二稿'))
    assert.deepEqual(await review(), { state: 'earlier', parts: ids })
    await save([part('三稿', {}, ids[0])])
    assert.deepEqual(
      await shown(world.as.alphaPoc, number),
      [
        [2, 'draft', '三稿'],
        [1, 'overtaken', '一稿'],
      ],
      'what nobody was asked about is changed in place',
    )

    await ask()
    assert.deepEqual(await shown(reviewer, number), [
      [2, 'draft', '三稿'],
      [1, 'overtaken', '一稿'],
    ])
    assert.deepEqual(await review(), { state: 'asked', parts: [] })
    await as(reviewer, (act) => finishTasks(act, number))
    await unreadable(reviewer, number)
    assert.deepEqual(await review(), { state: 'done', parts: [] })
    await save([part('四稿', {}, ids[0])])
    assert.equal((await review())?.state, 'earlier', 'a finished review is of an earlier text too')
  })

  test('only the parts that change get a new version; a new part was reviewed by nobody', async () => {
    const parts = [
      part('概要', { kind: 'summary' }),
      part('技術'),
      part('被害', { kind: 'victim', tlp: 'AMBER+STRICT' }),
    ]
    const { number, ids, ask, save, review } = await draft(parts)
    await ask()
    const own = parts.map((one, n) => ({ ...one, id: ids[n] }))
    const reviewer = world.as.alphaReviewer
    await save(own as never)
    assert.deepEqual(await review(), { state: 'asked', parts: [] }, 'saved as it was')
    await save([own[0], part('技術、改', {}, ids[1]), own[2]] as never)
    const seen = await shown(reviewer, number)
    assert.deepEqual(seen, [
      [1, 'draft', '概要'],
      [1, 'overtaken', '技術'],
      [1, 'draft', '被害'],
    ])
    assert.deepEqual((await review())?.parts, [ids[1]])
    await save([own[0], part('技術、改', {}, ids[1])] as never)
    assert.deepEqual(
      (await shown(reviewer, number)).map(([, state]) => state),
      ['draft', 'overtaken', 'overtaken'],
      'a part that was taken out stays for the review',
    )
    const added = part('別の部分')
    await save([own[0], part('技術', {}, ids[1]), added] as never)
    assert.equal((await shown(reviewer, number)).length, 3)
    assert.equal((await review())?.parts.length, 2)
    await save([own[0], part('技術', {}, ids[1]), added] as never, 'urgent').catch(() => undefined)
    assert.equal((await read(reviewer, number)).urgency, 'normal', 'the urgency belongs to what is reviewed')
  })

  test('RED and a withheld source: the reviewer keeps his version, colleagues get nothing', async () => {
    const red = { tlp: 'RED' as const, reach: 'as-previewed' as const }
    const to = {
      audience: {
        include: [{ kind: 'appointment' as const, id: world.as.bravoPoc.appointment }],
        exclude: [],
      },
    }
    const reviewer = world.as.alphaReviewer
    for (const attribution of ['off', 'withheld'] as const) {
      const { number, ids, ask, save } = await draft([part('赤', { ...red, ...to })], {
        author: world.as.alphaAnalyst,
        attribution,
      })
      await ask()
      const closed = await as(reviewer, (act) =>
        readWarning(act, number, { fresh: false, channel: 'portal' }),
      )
      assert.deepEqual([closed.parts.length, closed.locked], [0, 1], 'RED waits for a fresh sign-in here too')
      const [task] = (await as(reviewer, listTasks)).filter((one) => one.number === number)
      assert.equal(task?.headline, null, 'nor does its headline stand among what waits')
      await save([part('赤、改', { ...red, ...to }, ids[0])])
      assert.deepEqual(await shown(reviewer, number), [[1, 'overtaken', '赤']])
      await unreadable(world.as.alphaPoc, number)
      await unreadable(world.as.bravoPoc, number)
    }
    const { number, ids, ask, save } = await draft([part('琥珀', { tlp: 'AMBER' })])
    await ask()
    await save([part('赤にした', { ...red, ...to }, ids[0])])
    assert.deepEqual(await shown(reviewer, number), [[1, 'overtaken', '琥珀']])
    const releaser = world.as.alphaPoc
    assert.equal((await shown(releaser, number)).length, 2)
    const { rows } = await fresh.owner.query(
      'select owners from access.parts where id = $1 order by version',
      [ids[0]],
    )
    assert.ok(rows[0].owners.includes(`releaser:${world.teams.alpha}`))
    assert.deepEqual(rows[1].owners, [`appointment:${releaser.appointment}`])
  })

  test('what waits is one entry for each warning, however many of its parts are looked at', async () => {
    const { number, ask } = await draft([
      part('技術', { tlp: 'AMBER' }),
      part('被害', { kind: 'victim', tlp: 'AMBER+STRICT' }),
      part('概要', { kind: 'summary' }),
    ])
    await ask()
    const waits = (await as(world.as.alphaReviewer, listTasks)).filter((task) => task.number === number)
    assert.deepEqual(
      waits.map(({ headline, tlp }) => [headline, tlp]),
      [['技術', ['AMBER+STRICT', 'AMBER', 'GREEN']]],
    )
  })

  test('what is held is not called released among the own warnings until it is out', async () => {
    const { number, release } = await draft([part('保留', { tlp: 'AMBER' })])
    await release()
    const state = async (at?: Date) =>
      (await as(world.as.alphaPoc, (act) => listWarnings(act, 'mine', null), at)).lines.find(
        (line) => line.number === number,
      )?.state
    assert.equal(await state(), 'held')
    assert.equal(await state(later(3600)), 'released')
  })

  test('a draft that was thrown away is closed to who reviewed it, in lists too', async () => {
    const { number, ids, ask, save, discard } = await draft([part('一稿')])
    await ask()
    await save([part('二稿', {}, ids[0])])
    await discard()
    await unreadable(world.as.alphaReviewer, number)
    await unreadable(world.as.alphaPoc, number)
    const waits = await as(world.as.alphaReviewer, listTasks)
    assert.ok(!waits.some((task) => task.number === number))
  })

  test('a correction that was reviewed and written anew replaces what is out, and is compared with it (R4)', async () => {
    const { number, ids, ask, save, release } = await draft([part('初版')])
    await release()
    const reader = world.as.bravoPoc
    await read(reader, number, later(1))
    await save([part('訂正案', {}, ids[0])])
    await ask()
    const wider = { audience: { include: [{ kind: 'members' as const }], exclude: [] } }
    await save([part('訂正', wider, ids[0])])
    assert.deepEqual(await shown(reader, number, later(1)), [[1, 'released', '初版']])
    await assert.rejects(release(), { code: 'widening_needs_consent' })
    await release(true)
    assert.deepEqual(await shown(reader, number, later(2)), [
      [3, 'released', '訂正'],
      [1, 'released', '初版'],
    ])
    assert.deepEqual(await shown(world.as.charliePoc, number, later(2)), [[3, 'released', '訂正']])
    const own = (await as(world.as.alphaPoc, (act) => listWarnings(act, 'mine', null), later(2))).lines
    assert.deepEqual(
      own.filter((line) => line.number === number).map(({ headline, state }) => [headline, state]),
      [['訂正', 'released']],
    )
    assert.equal((await read(world.as.alphaPoc, number)).review, null, 'the review was of what is out now')
    assert.ok(!JSON.stringify(await read(reader, number, later(2))).includes('訂正案'))
  })

  test('a correction thrown away after its review leaves what is out', async () => {
    const { number, ids, ask, save, release, discard } = await draft([part('初版')])
    await release()
    await save([part('訂正案', {}, ids[0])])
    await ask()
    await save([part('訂正案二', {}, ids[0])])
    await discard()
    assert.equal((await read(world.as.alphaPoc, number)).state, 'live')
    assert.deepEqual(await shown(world.as.alphaReviewer, number, later(1)), [[1, 'released', '初版']])
    await save([part('訂正', {}, ids[0])])
    await release()
    assert.equal((await shown(world.as.bravoPoc, number, later(1)))[0]?.[2], '訂正')
  })

  test('the next version replaces what is out, though one in between was taken back', async () => {
    const { number, ids, release } = await draft([part('初版', { tlp: 'AMBER' })])
    await release()
    const [second, third] = [later(70), later(90)]
    const author = world.as.alphaPoc
    const write = async (headline: string, at: Date) => {
      const seen = (await read(author, number)).revision ?? 0
      await as(
        author,
        (act) =>
          saveWarning(act, number, seen, {
            urgency: 'normal',
            parts: [part(headline, { tlp: 'AMBER' }, ids[0])],
          }),
        at,
      )
      return seen + 1
    }
    const press = (revision: number, at: Date) =>
      as(author, (act) => releaseWarning(act, number, { revision, widen: false }, defaultCharter), at)
    await press(await write('二版', second), second)
    const revision = await write('三版', third)
    await as(author, (act) => takeBackWarning(act, number), third)
    assert.deepEqual(await shown(world.as.bravoPoc, number, later(140)), [[1, 'released', '初版']])
    await press(revision, later(140))
    assert.deepEqual(await shown(world.as.bravoAnalyst, number, later(300)), [[3, 'released', '三版']])
  })

  test('a review is not called done for a text that nobody reviewed', async () => {
    const removed = await draft([part('消す'), part('残す')])
    await removed.ask()
    await as(world.as.alphaReviewer, (act) => finishTasks(act, removed.number))
    await removed.save([part('残す 二稿', {}, removed.ids[1])])
    await removed.release()
    assert.equal(await removed.review(), null)

    const edited = await draft([part('一稿'), part('別の部分')])
    await edited.ask()
    await as(world.as.alphaReviewer, (act) => finishTasks(act, edited.number))
    await edited.save([part('二稿', {}, edited.ids[0]), part('別の部分', {}, edited.ids[1])])
    await edited.release()
    await edited.save([part('別の部分の訂正', {}, edited.ids[1])])
    await edited.ask()
    await as(world.as.alphaReviewer, (act) => finishTasks(act, edited.number))
    assert.deepEqual(
      await edited.review(),
      { state: 'earlier', parts: [edited.ids[0]] },
      'what is out as another text counts too',
    )
  })

  test('what is released as it was reviewed says nothing more of the review', async () => {
    const { number, ask, release, review } = await draft([part('一稿')])
    await ask()
    await as(world.as.alphaReviewer, (act) => finishTasks(act, number))
    assert.deepEqual(await review(), { state: 'done', parts: [] })
    await release()
    assert.equal(await review(), null)
  })

  test('a reviewer neither ends nor approves without having opened the RED part', async () => {
    const named = { kind: 'appointment' as const, id: world.as.bravoPoc.appointment }
    const red = part('赤', {
      tlp: 'RED',
      reach: 'as-previewed',
      audience: { include: [named], exclude: [] },
    })
    const { number, ask } = await draft([part('緑'), red])
    await ask()
    const reviewer = world.as.alphaReviewer
    await as(reviewer, (act) => readWarning(act, number, { fresh: false, channel: 'portal' }))
    const unopened = (error: unknown) => error instanceof Refusal && error.code === 'review_unopened'
    await assert.rejects(
      as(reviewer, (act) => finishTasks(act, number)),
      unopened,
    )
    await assert.rejects(
      as(reviewer, (act) => judge(act, number, 'approved', '', {})),
      unopened,
    )
    await read(reviewer, number)
    await as(reviewer, (act) => judge(act, number, 'approved', '', {}))
  })

  test('who reviewed or broke the glass is not counted among those who opened what was released (R15)', async () => {
    const { number, ask, release } = await draft([part('一稿', { tlp: 'AMBER' })])
    await ask()
    await read(world.as.alphaReviewer, number)
    await release()
    const at = later(61)
    await read(world.as.alphaReviewer, number, at)
    await as(world.as.chair, (act) => breakTheGlass(act, number, '確認'), at)
    await read(world.as.chair, number, at)
    const opened = async () => (await read(world.as.alphaPoc, number, at)).ledger?.reads[0]
    assert.equal((await opened())?.readers, 0)
    await read(world.as.bravoPoc, number, at)
    assert.deepEqual([(await opened())?.readers, (await opened())?.teams], [1, 1])
  })

  test('the database does not change a text under review either', async () => {
    const { ids, ask } = await draft([part('一稿')])
    const change = (headline: string) =>
      as(world.as.alphaPoc, (act) =>
        sql`update access.parts set headline = ${headline} where id = ${ids[0]}`.execute(act.sql),
      )
    await change('別')
    await ask()
    await assert.rejects(change('また別'), { code: '42501', message: /under review/ })
  })
})
