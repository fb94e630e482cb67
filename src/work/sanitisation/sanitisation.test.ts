import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import type { Act } from '#base/db/index.ts'
import { throwawayKeys } from '#base/keys/index.ts'
import { defaultCharter } from '#core/charter/index.ts'
import type { Attribution, Envelope, Term } from '#core/envelope/index.ts'
import { Refusal } from '#core/errors/index.ts'
import type { Asker } from '#core/policy/index.ts'
import { acknowledgeFacts, listFactReaders, ownParts, sourceSeal } from '#people/access/index.ts'
import { type FreshDatabase, freshDatabase } from '../../../test/support/database.ts'
import { envelopeFor, type SmallWorld, smallWorld } from '../../../test/support/small-world.ts'
import { draftWarning, readWarning, releaseWarning, saveWarning } from '../warnings/index.ts'
import { requestReview } from '../warnings/request-review.ts'
import { addWords, listWords, removeWord } from './edit-words.ts'
import { overrideFindings } from './override.ts'
import { readChecks } from './read-checks.ts'
import { replaceFindings } from './replace.ts'

describe('the check before a release', () => {
  let fresh: FreshDatabase
  let world: SmallWorld
  let alphaAdmin: Asker & { kind: 'person' }
  before(async () => {
    fresh = await freshDatabase({ after })
    world = await smallWorld(fresh.owner)
    const person = randomUUID()
    const appointment = randomUUID()
    await fresh.owner.query(
      `insert into directory.persons (id, name_ja, name_en, email, created_at) values ($1, '阿部 一', 'Hajime Abe', 'abe@example.com', '2024-04-01')`,
      [person],
    )
    await fresh.owner.query(
      `insert into directory.appointments (id, person_id, team_id, role, tie, since) values ($1, $2, $3, 'team_admin', 'employee', '2024-04-01')`,
      [appointment, person, world.teams.alpha],
    )
    alphaAdmin = { kind: 'person', person, appointment, tag: appointment.replaceAll('-', '') }
  })
  const keys = throwawayKeys()
  const { seal } = sourceSeal(keys)
  const opening = { fresh: true, channel: 'portal' as const }
  const as = <T>(asker: Asker, fn: (act: Act) => Promise<T>, at?: Date) =>
    fresh.database.asViewer(asker, { at }).act(fn)

  const content = (text: string) => ({ headline: '見出し', text, doNow: '', changeNote: '' })
  async function draft(
    text: string,
    {
      attribution = 'off' as Attribution,
      by = world.as.alphaPoc as Asker,
      more = {} as Partial<Envelope>,
    } = {},
  ) {
    const include: Term[] = [{ kind: 'members' }]
    const parts = [{ envelope: envelopeFor(include, more), content: content(text) }]
    const { number } = await as(by, (act) =>
      draftWarning(act, { exercise: false, attribution, urgency: 'normal', parts }, seal),
    )
    return number
  }
  const release = (number: string, by: Asker = world.as.alphaPoc, revision = 1) =>
    as(by, (act) => releaseWarning(act, number, { revision, widen: false }, defaultCharter))
  const checks = (number: string, by: Asker = world.as.alphaPoc) =>
    as(by, (act) => readChecks(act, number, opening, keys))
  const refused = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code
  const override = async (number: string, by: Asker, reason = '対象本人の同意を得ています') => {
    const { parts } = await checks(number, by)
    await as(by, (act) =>
      overrideFindings(
        act,
        number,
        { parts: parts.map(({ id, digest }) => ({ id, digest })), reason },
        opening,
      ),
    )
  }

  test('nothing is released while it gives somebody away; once replaced, it is', async () => {
    const number = await draft('bravo 株式会社の件。alpha株式会社でも。C:\\Users\\t-abe\\x.exe')
    await assert.rejects(
      release(number),
      (error) =>
        error instanceof Refusal &&
        error.code === 'release_unsanitised' &&
        error.place.length === 3 &&
        error.place[0]?.path === 'parts.0.text',
    )
    const found = await checks(number)
    assert.deepEqual(
      found.findings.map(({ kind, subject }) => [kind, subject?.own]),
      [
        ['team', false],
        ['team', true],
        ['user', undefined],
      ],
    )
    const revision = await as(world.as.alphaPoc, (act) =>
      replaceFindings(act, number, found.revision ?? 0, found.suggestions, keys),
    )
    const now = await checks(number)
    assert.equal(now.parts[0]?.texts[1]?.text, 'A社の件。B社でも。C:\\Users\\user-1\\x.exe')
    assert.deepEqual(now.findings, [])
    assert.deepEqual(
      now.removed[0]?.what.map(({ said, to }) => [said, to]),
      [
        [['bravo 株式会社'], 'A社'],
        [['alpha株式会社'], 'B社'],
        [['t-abe'], 'user-1'],
      ],
    )
    await release(number, world.as.alphaPoc, revision)
  })

  test('what was taken out is known to the originator alone', async () => {
    const number = await draft('bravo 株式会社の件')
    const { suggestions } = await checks(number)
    const revision = await as(world.as.alphaPoc, (act) => replaceFindings(act, number, 1, suggestions, keys))
    await release(number, world.as.alphaPoc, revision)
    const later = new Date(Date.now() + 300_000)
    await as(world.as.bravoPoc, (act) => readWarning(act, number, { fresh: false, channel: 'portal' }), later)
    await assert.rejects(checks(number, world.as.bravoPoc), refused('not_found'))
    const { rows } = await fresh.owner.query('select what from sanitisation.removals')
    assert.ok(rows.length > 0 && rows.every(({ what }) => !what.includes('bravo')))
    const seen = await as(world.as.bravoPoc, (act) =>
      act.sql.selectFrom('sanitisation.removals').selectAll().execute(),
    )
    assert.deepEqual(seen, [])
  })

  test('a second person lets exactly this text through; after any change it counts for nothing', async () => {
    const number = await draft('bravo 株式会社のご了解を得て')
    await assert.rejects(override(number, world.as.alphaPoc), refused('author_is_no_second'))
    await override(number, alphaAdmin)
    assert.equal((await checks(number)).parts[0]?.override?.reason, '対象本人の同意を得ています')
    const { parts } = await as(world.as.alphaPoc, (act) => readWarning(act, number, opening))
    const changed = { ...content('bravo 株式会社のご了解を得て。追記'), id: parts[0]?.id }
    const { id, ...rest } = changed
    const revision = await as(world.as.alphaPoc, (act) =>
      saveWarning(act, number, 1, {
        urgency: 'normal',
        parts: [{ id, envelope: envelopeFor([{ kind: 'members' }]), content: rest }],
      }),
    )
    await assert.rejects(release(number, world.as.alphaPoc, revision), refused('release_unsanitised'))
    await override(number, alphaAdmin)
    await release(number, world.as.alphaPoc, revision)
  })

  test('who overrode is not who releases', async () => {
    const number = await draft('bravo 株式会社', { by: world.as.alphaAnalyst })
    await override(number, world.as.alphaPoc)
    await assert.rejects(release(number, world.as.alphaPoc), refused('release_unsanitised'))
  })

  test('a reviewer overrides what a withheld source wrote, and leaves no trace of the team', async () => {
    const number = await draft('alpha 株式会社', { attribution: 'withheld' })
    await assert.rejects(checks(number, alphaAdmin), refused('not_found'))
    const until = new Date(Date.now() + 86_400_000)
    const ask = (appointment: string) =>
      as(world.as.alphaPoc, (act) => requestReview(act, number, { appointment, until, reason: '確認' }))
    await assert.rejects(ask(world.as.alphaPoc.appointment), refused('author_is_no_second'))
    await ask(world.as.alphaReviewer.appointment)
    await override(number, world.as.alphaReviewer)
    const { rows } = await fresh.owner.query(
      `select by_appointment from sanitisation.overrides o join access.parts p on p.id = o.part_id where p.number = $1`,
      [number],
    )
    assert.deepEqual(rows, [{ by_appointment: null }])
    await release(number)
  })

  test('a source that shows itself may say its own name', async () => {
    await release(await draft('alpha 株式会社です', { attribution: 'named' }))
  })

  test('strangers learn nothing: the checks of a draft are not there for them', async () => {
    const number = await draft('bravo 株式会社')
    for (const by of [world.as.bravoPoc, world.as.officer, world.as.prospectPoc]) {
      await assert.rejects(checks(number, by), refused('not_found'))
      await assert.rejects(
        as(by, (act) => replaceFindings(act, number, 1, [], keys)),
        refused('not_found'),
      )
    }
  })

  test('the list of customers and products is the team’s alone, and its administrator keeps it', async () => {
    const words = [{ kind: 'customer' as const, word: 'みなも商事' }]
    await as(alphaAdmin, (act) => addWords(act, words))
    await as(alphaAdmin, (act) => addWords(act, words))
    await assert.rejects(
      as(world.as.alphaAnalyst, (act) => addWords(act, words)),
      refused('not_your_role'),
    )
    const list = await as(world.as.alphaAnalyst, listWords)
    assert.deepEqual([list.words.map(({ word }) => word), list.mayEdit], [['みなも商事'], false])
    assert.deepEqual((await as(world.as.bravoPoc, listWords)).words, [])
    assert.deepEqual((await as(world.as.officer, listWords)).words, [])
    const number = await draft('みなも商事に届いたメール', { attribution: 'named' })
    await assert.rejects(release(number), refused('release_unsanitised'))
    const word = list.words[0]?.id ?? ''
    await assert.rejects(
      as(world.as.bravoPoc, (act) => removeWord(act, word)),
      refused('not_found'),
    )
    await as(alphaAdmin, (act) => removeWord(act, word))
    await release(number)
  })
})

describe('an undisclosed material fact (R30)', () => {
  let fresh: FreshDatabase
  let world: SmallWorld
  before(async () => {
    fresh = await freshDatabase({ after })
    world = await smallWorld(fresh.owner)
  })
  const { seal } = sourceSeal(throwawayKeys())
  const as = <T>(asker: Asker, fn: (act: Act) => Promise<T>, at?: Date) =>
    fresh.database.asViewer(asker, { at }).act(fn)
  const later = new Date(Date.now() + 300_000)
  const open = (by: Asker, number: string) =>
    as(by, (act) => readWarning(act, number, { fresh: false, channel: 'portal' }), later)

  test('readers acknowledge once before they read, no list tells its headline, and the source has the list of them', async () => {
    const words = { headline: '見出し', text: '本文', doNow: '', changeNote: '' }
    const parts = [
      { envelope: envelopeFor([{ kind: 'members' }]), content: words },
      {
        envelope: envelopeFor([{ kind: 'members' }], { undisclosedFact: true }),
        content: { ...words, text: '公表前の被害' },
      },
    ]
    const { number } = await as(world.as.alphaPoc, (act) =>
      draftWarning(act, { exercise: false, attribution: 'off', urgency: 'normal', parts }, seal),
    )
    await as(world.as.alphaPoc, (act) =>
      releaseWarning(act, number, { revision: 1, widen: false }, defaultCharter),
    )
    const before = await open(world.as.bravoPoc, number)
    assert.deepEqual([before.parts.map(({ kind }) => kind), before.facts], [['technical'], 1])
    const { rows } = await fresh.owner.query(
      'select distinct headline from access.inbox where number = $1 order by headline',
      [number],
    )
    assert.deepEqual(
      rows.map(({ headline }) => headline),
      ['', '見出し'],
    )
    const item = await as(
      world.as.alphaPoc,
      async (act) => (await ownParts(act, number))[0]?.item_id ?? '',
      later,
    )
    assert.deepEqual(await as(world.as.alphaPoc, (act) => listFactReaders(act, item), later), [])

    await as(world.as.bravoPoc, (act) => acknowledgeFacts(act, number), later)
    const now = await open(world.as.bravoPoc, number)
    assert.deepEqual([now.parts.length, now.facts], [2, 0])
    const readers = await as(world.as.alphaPoc, (act) => listFactReaders(act, item), later)
    assert.deepEqual(
      readers.map(({ team }) => team),
      [world.teams.bravo],
    )
    assert.deepEqual(await as(world.as.bravoPoc, (act) => listFactReaders(act, item), later), [])
    assert.equal((await open(world.as.bravoAnalyst, number)).facts, 1, 'each reader for himself')
    await assert.rejects(
      as(world.as.bravoPoc, (act) => acknowledgeFacts(act, number), later),
      (error) => error instanceof Refusal && error.code === 'not_found',
    )
  })
})
