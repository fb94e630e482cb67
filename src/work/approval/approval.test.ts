import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import type { Act } from '#base/db/index.ts'
import { defaultCharter } from '#core/charter/index.ts'
import { type Envelope, PART_KINDS, URGENCIES } from '#core/envelope/index.ts'
import { Refusal } from '#core/errors/index.ts'
import type { Asker, AuthorityMatrix, Contained } from '#core/policy/index.ts'
import { finishTasks } from '#people/access/index.ts'
import { type FreshDatabase, freshDatabase } from '../../../test/support/database.ts'
import { envelopeFor, type SmallWorld, smallWorld } from '../../../test/support/small-world.ts'
import { draftWarning, saveWarning } from '../warnings/draft.ts'
import { readWarning } from '../warnings/read.ts'
import { releaseWarning } from '../warnings/release.ts'
import { requestReview } from '../warnings/request-review.ts'
import { takeChanges } from '../warnings/take-changes.ts'
import { changeMatrix, readMatrix } from './change-matrix.ts'
import { approvalsOf } from './check-approval.ts'
import { giveStanding, takeBackStanding } from './give-standing.ts'
import { answerReviewer, judge } from './judge.ts'
import { readReview } from './read-approval.ts'
import { standingApprovals, verdictsOn } from './store.ts'
import type { Changes, Verdict } from './verdict.ts'

type Person = Asker & { kind: 'person' }

describe('a reviewer approves before release (R8)', () => {
  let fresh: FreshDatabase
  let world: SmallWorld
  let admin: Person
  let deputyReviewer: Person
  before(async () => {
    fresh = await freshDatabase({ after })
    world = await smallWorld(fresh.owner)
    admin = await appoint('team_admin')
    deputyReviewer = await appoint('reviewer')
  })
  async function appoint(role: string, person: string = randomUUID()): Promise<Person> {
    const appointment = randomUUID()
    await fresh.owner.query(
      `insert into directory.persons (id, name_ja, name_en, email, created_at) values ($1, $2, $2, $3, now()) on conflict do nothing`,
      [person, role, `${role}.${person.slice(0, 4)}@example.com`],
    )
    await fresh.owner.query(
      `insert into directory.appointments (id, person_id, team_id, role, tie, since) values ($1, $2, $3, $4, 'employee', '2024-04-01Z')`,
      [appointment, person, world.teams.alpha, role],
    )
    return { kind: 'person', person, appointment, tag: appointment.replaceAll('-', '') }
  }
  const as = <T>(asker: Asker, fn: (act: Act) => Promise<T>, at?: Date) =>
    fresh.database.asViewer(asker, { at }).act(fn)
  const refuses = (act: Promise<unknown>, code: string) =>
    assert.rejects(act, (error) => error instanceof Refusal && error.code === code)
  const part = (more: Partial<Envelope> = {}, text = '本文') => ({
    envelope: envelopeFor([{ kind: 'group', id: world.groups.wg }], { tlp: 'GREEN', ...more }),
    content: { headline: '見出し', text, doNow: '', changeNote: '' },
  })
  const victim = { kind: 'victim', tlp: 'AMBER+STRICT', reach: 'as-previewed' } as const

  async function draft(parts: ReturnType<typeof part>[], author = world.as.alphaPoc) {
    const { number } = await as(author, (act) =>
      draftWarning(act, { exercise: false, attribution: 'off', urgency: 'normal', parts }, () => ''),
    )
    const { rows } = await fresh.owner.query<{ id: string; item_id: string }>(
      'select id, item_id from access.parts where number = $1 order by position',
      [number],
    )
    const read = (asker: Asker = author) =>
      as(asker, (act) => readWarning(act, number, { fresh: true, channel: 'portal' }))
    const item = rows[0]?.item_id ?? assert.fail()
    return {
      number,
      item,
      ids: rows.map(({ id }) => id),
      read,
      ask: (reviewer: Person = world.as.alphaReviewer, also: Person[] = [], contains: Contained[] = []) =>
        as(author, (act) =>
          requestReview(act, number, {
            appointment: reviewer.appointment,
            also: also.map(({ appointment }) => appointment),
            until: new Date(Date.now() + 3_600_000),
            reason: '確認',
            contains,
          }),
        ),
      say: (
        verdict: Verdict,
        words = '',
        changes: Record<string, Changes> = {},
        by: Person = world.as.alphaReviewer,
      ) => as(by, (act) => judge(act, number, verdict, words, changes)),
      release: async (contains: Contained[] = [], by: Asker = author) => {
        const revision = (await read()).revision ?? 0
        return as(by, (act) =>
          releaseWarning(act, number, { revision, widen: false, contains }, defaultCharter),
        )
      },
      verdicts: () => as(author, (act) => verdictsOn(act.sql, item)),
    }
  }

  test('victim information is released once a reviewer of the team approved exactly this version', async () => {
    const { ask, say, release, read, number, ids } = await draft([part(), part(victim)])
    await refuses(release(), 'review_needed')
    await ask()
    await refuses(release(), 'review_needed')
    await say('approved')
    const { revision, parts } = await read()
    await as(world.as.alphaPoc, (act) =>
      saveWarning(act, number, revision ?? 0, {
        urgency: 'normal',
        parts: [
          { ...part(), id: ids[0] },
          { ...part(victim, '書き直した本文'), id: ids[1] },
        ],
      }),
    )
    assert.equal(parts.length, 2)
    await refuses(release(), 'review_needed')
    await ask()
    await say('approved')
    await release()
  })

  test('personal data, secrets of others and NDA-bound text need the reviewer too; other text does not', async () => {
    for (const contained of ['third-party-secrets', 'nda-bound'] as const) {
      const { release, ask, say } = await draft([part()])
      await refuses(release([contained]), 'review_needed')
      await ask(world.as.alphaReviewer, [], [contained])
      await say('approved')
      await release([contained])
    }
    const { release } = await draft([part()])
    await refuses(release(['personal-data']), 'personal_data_wants_basis')
    await release()
  })

  test('what colleagues say, and what one says of his own release, is no approval', async () => {
    const colleague = await draft([part(victim)])
    await colleague.ask(world.as.alphaAnalyst)
    await colleague.say('approved', '', {}, world.as.alphaAnalyst)
    await refuses(colleague.release(), 'review_needed')
    const other = await draft([part(victim)])
    await other.ask(world.as.bravoPoc)
    await other.say('approved', '', {}, world.as.bravoPoc)
    await refuses(other.release(), 'review_needed')
    const himself = await appoint('reviewer', world.as.alphaPoc.person)
    const own = await draft([part(victim)])
    await refuses(own.ask(himself), 'author_is_no_second')
    await refuses(own.release(), 'review_needed')
  })

  test('any reviewer of the team is enough: the first verdict ends what was asked of the others', async () => {
    const { ask, say, release, read } = await draft([part(victim)])
    await ask(world.as.alphaReviewer, [deputyReviewer])
    assert.equal((await read(world.as.alphaReviewer)).parts.length, 1)
    await say('approved', '', {}, deputyReviewer)
    await refuses(read(world.as.alphaReviewer), 'not_found')
    await refuses(say('refused', '遅い', {}), 'not_found')
    await release()
  })

  test('marked changes go back to the author, who takes them with one click; then they are approved', async () => {
    const { ask, say, release, read, verdicts, number, ids } = await draft([part(), part(victim)])
    await ask()
    const changes = { [ids[1] ?? '']: { text: '被害は1社です。' } }
    await refuses(say('changed'), 'verdict_wants_changes')
    await say('changed', '社数だけにしてください', changes)
    await refuses(release(), 'review_needed')
    const [proposal] = (await verdicts()).filter(({ verdict }) => verdict === 'changed')
    assert.deepEqual(proposal?.changes, { text: '被害は1社です。' })
    const { revision } = await read()
    await as(world.as.alphaPoc, (act) => takeChanges(act, number, proposal?.id ?? '', revision ?? 0))
    const now = (await read()).parts.filter(({ state }) => state === 'draft')
    assert.deepEqual(
      now.map(({ content }) => content.text),
      ['本文', '被害は1社です。'],
    )
    const again = (await read()).revision ?? 0
    await refuses(
      as(world.as.alphaPoc, (act) => takeChanges(act, number, proposal?.id ?? '', again)),
      'proposal_overtaken',
    )
    await release()
  })

  test('changes that were taken and then written over are not approved any more', async () => {
    const { ask, say, release, read, verdicts, number, ids } = await draft([part(victim)])
    await ask()
    await say('changed', '', { [ids[0] ?? '']: { text: '直した本文' } })
    const [proposal] = await verdicts()
    await as(world.as.alphaPoc, async (act) => takeChanges(act, number, proposal?.id ?? '', 1))
    const { revision } = await read()
    const parts = [{ ...part(victim, '別の本文'), id: ids[0] }]
    await as(world.as.alphaPoc, (act) =>
      saveWarning(act, number, revision ?? 0, { urgency: 'normal', parts }),
    )
    await refuses(release(), 'review_needed')
  })

  test('a question leaves the review open and is answered; a refusal says why and ends it', async () => {
    const { ask, say, verdicts, read, number } = await draft([part(victim)])
    await ask(world.as.alphaReviewer, [], ['nda-bound'])
    await refuses(say('asked'), 'verdict_wants_words')
    await say('asked', '相手方の同意はありますか')
    const [question] = await verdicts()
    await as(world.as.alphaPoc, (act) => answerReviewer(act, question?.id ?? '', 'あります'))
    const seen = await as(world.as.alphaReviewer, (act) => readReview(act, number))
    assert.deepEqual(seen.contains, ['nda-bound'])
    assert.deepEqual(
      seen.asked.map(({ words, answer }) => [words, answer]),
      [['相手方の同意はありますか', 'あります']],
    )
    await say('refused', '書面での同意が要ります')
    assert.deepEqual(
      (await verdicts()).map(({ verdict }) => verdict),
      ['asked', 'refused'],
    )
    await refuses(read(world.as.alphaReviewer), 'not_found')
    await refuses(
      as(world.as.bravoPoc, (act) => answerReviewer(act, question?.id ?? '', 'x')),
      'not_found',
    )
  })

  test('verdicts are for the author’s side alone', async () => {
    const { ask, say, item, number } = await draft([part(victim)])
    await ask()
    await say('approved', 'よろしいです')
    for (const outsider of [world.as.bravoPoc, world.as.officer, world.as.alphaAnalyst])
      assert.deepEqual(await as(outsider, (act) => verdictsOn(act.sql, item)), [])
    await refuses(
      as(world.as.bravoPoc, (act) => judge(act, number, 'approved', '', {})),
      'not_found',
    )
  })

  test('the team’s administrator alone writes the matrix, which narrows who releases and asks for a review', async () => {
    const matrix: AuthorityMatrix = {
      rules: [
        { kinds: [...PART_KINDS], widest: 'AMBER', urgencies: [...URGENCIES], roles: ['poc'], review: false },
        { kinds: ['technical'], widest: 'GREEN', urgencies: [...URGENCIES], roles: ['poc'], review: true },
      ],
      otherwise: 'nobody',
    }
    await refuses(
      as(world.as.alphaPoc, (act) => changeMatrix(act, 0, matrix)),
      'not_your_role',
    )
    assert.equal(await as(admin, (act) => changeMatrix(act, 0, matrix)), 1)
    await refuses(
      as(admin, (act) => changeMatrix(act, 0, matrix)),
      'changed_meanwhile',
    )
    assert.deepEqual(await as(world.as.alphaAnalyst, readMatrix), { matrix, revision: 1 })
    assert.equal((await as(world.as.bravoPoc, readMatrix)).revision, 0)

    await (await draft([part({ tlp: 'AMBER' })])).release()
    const clear = await draft([part({ tlp: 'CLEAR' })])
    await refuses(clear.release(), 'authority_missing')
    const green = await draft([part()])
    await refuses(green.release(), 'review_needed')
    const deputy = await appoint('deputy')
    await refuses(green.release([], deputy), 'authority_missing')

    await test('a standing approval stands in for the matrix’s review while it lasts, and is named', async () => {
      const terms = {
        kinds: ['technical'] as const,
        include: [{ kind: 'group' as const, id: world.groups.wg }],
        widest: 'GREEN' as const,
        months: 6,
        words: '早期警戒WGへの技術情報',
      }
      await refuses(
        as(world.as.alphaPoc, (act) => giveStanding(act, terms)),
        'not_your_role',
      )
      const id = await as(world.as.alphaReviewer, (act) => giveStanding(act, terms))
      const drafts = await fresh.owner.query('select * from access.parts where number = $1', [green.number])
      const [stands] = await as(world.as.alphaPoc, (act) => approvalsOf(act, drafts.rows, []))
      assert.ok(stands?.by && stands.by !== 'verdict' && stands.by.standing.id === id)
      await refuses(green.release(['nda-bound']), 'review_needed')
      await green.release()
      await refuses((await draft([part(victim)])).release(), 'review_needed')
      assert.deepEqual(await as(world.as.bravoPoc, (act) => standingApprovals(act.sql)), [])
      await as(admin, (act) => takeBackStanding(act, id))
      await refuses((await draft([part()])).release(), 'review_needed')
    })
    await as(admin, (act) => changeMatrix(act, 1, { rules: [], otherwise: 'release-roles' }))
  })

  test('a review that was ended without a verdict approves nothing', async () => {
    const { ask, release, number } = await draft([part(victim)])
    await ask()
    await as(world.as.alphaReviewer, (act) => finishTasks(act, number))
    await refuses(release(), 'review_needed')
  })
})
