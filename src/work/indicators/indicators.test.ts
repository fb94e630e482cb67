import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Act } from '#base/db/index.ts'
import { throwawayKeys } from '#base/keys/index.ts'
import { defaultCharter } from '#core/charter/index.ts'
import type { Envelope, Term } from '#core/envelope/index.ts'
import { Refusal } from '#core/errors/index.ts'
import type { Indicator } from '#core/observables/index.ts'
import type { Asker } from '#core/policy/index.ts'
import { sourceSeal } from '#people/access/index.ts'
import { type FreshDatabase, freshDatabase } from '../../../test/support/database.ts'
import { envelopeFor, type SmallWorld, smallWorld } from '../../../test/support/small-world.ts'
import { draftWarning, readWarning, releaseWarning, saveWarning, withdrawWarning } from '../warnings/index.ts'
import { changeIndicators } from './change.ts'
import { indicatorPage, lookUpValues } from './store.ts'

const indicator = (type: Indicator['type'], value: string): Indicator => ({
  type,
  value,
  names: [],
  size: null,
  objective: 'detect',
  confidence: null,
  firstSeen: null,
  lastSeen: null,
  comment: '',
})

describe('indicators of a warning', () => {
  let fresh: FreshDatabase
  let world: SmallWorld
  before(async () => {
    fresh = await freshDatabase({ after })
    world = await smallWorld(fresh.owner)
  })
  const { seal } = sourceSeal(throwawayKeys())
  const as = <T>(asker: Asker, fn: (act: Act) => Promise<T>, at?: Date) =>
    fresh.database.asViewer(asker, { at }).act(fn)
  const later = () => new Date(Date.now() + 300_000)

  async function draft(include: Term[], more: Partial<Envelope> = {}) {
    const content = { headline: '見出し', text: '本文', doNow: '', changeNote: '' }
    const { number } = await as(world.as.alphaPoc, (act) =>
      draftWarning(
        act,
        {
          exercise: false,
          attribution: 'off',
          urgency: 'normal',
          parts: [{ envelope: envelopeFor(include, more), content }],
        },
        seal,
      ),
    )
    const { parts } = await open(world.as.alphaPoc, number)
    return { number, part: parts[0]?.id ?? '' }
  }
  const open = (asker: Asker, number: string, at?: Date) =>
    as(asker, (act) => readWarning(act, number, { fresh: false, channel: 'portal' }), at)
  const add = (number: string, part: string, seen: number, list: Indicator[]) =>
    as(world.as.alphaPoc, (act) => changeIndicators(act, number, part, seen, { add: list, remove: [] }))
  const release = (number: string, revision: number) =>
    as(world.as.alphaPoc, (act) => releaseWarning(act, number, { revision, widen: false }, defaultCharter))
  const lookUp = (asker: Asker, value: string, at: Date) =>
    as(
      asker,
      async (act) => (await lookUpValues([{ asked: 0, form: value, near: null }]).execute(act.sql)).rows,
      at,
    )
  const listed = (asker: Asker, part: string, version: number, at?: Date) =>
    as(
      asker,
      async (act) =>
        (await indicatorPage(act.sql, { id: part, version }, -1, 100).execute()).map((row) => row.value),
      at,
    )

  test('who may read the part looks its values up, and nobody else learns that they are known', async () => {
    const { number, part } = await draft([{ kind: 'group', id: world.groups.wg }])
    const revision = await add(number, part, 1, [indicator('domain', 'C2[.]example')])
    assert.deepEqual(await lookUp(world.as.alphaPoc, 'c2.example', later()), [], 'a draft answers nobody')
    await release(number, revision)
    const [hit] = await lookUp(world.as.bravoPoc, 'c2.example', later())
    assert.equal(hit?.number, number)
    assert.deepEqual(await lookUp(world.as.charliePoc, 'c2.example', later()), [])
    assert.deepEqual(await listed(world.as.charliePoc, part, 1, later()), [])
    assert.deepEqual(await listed(world.as.bravoPoc, part, 1, later()), ['c2.example'])
  })

  test('a correction begins with the indicators of the version before, and the old ones no longer answer', async () => {
    const { number, part } = await draft([{ kind: 'members' }])
    await release(
      number,
      await add(number, part, 1, [indicator('ipv4', '192.0.2.1'), indicator('ipv4', '192.0.2.2')]),
    )
    const now = later()
    const revision = await as(
      world.as.alphaPoc,
      (act) =>
        changeIndicators(act, number, part, 2, {
          add: [indicator('ipv4', '192.0.2.3')],
          remove: [{ type: 'ipv4', value: '192.0.2.1' }],
        }),
      now,
    )
    assert.deepEqual(await listed(world.as.alphaPoc, part, 2, now), ['192.0.2.2', '192.0.2.3'])
    assert.deepEqual(await listed(world.as.bravoPoc, part, 2, now), [], 'not before it is released')
    await as(
      world.as.alphaPoc,
      (act) => releaseWarning(act, number, { revision, widen: false }, defaultCharter),
      now,
    )
    const after = new Date(now.getTime() + 120_000)
    assert.deepEqual(await lookUp(world.as.bravoPoc, '192.0.2.1', after), [])
    assert.equal((await lookUp(world.as.bravoPoc, '192.0.2.3', after)).length, 1)
  })

  test('what is said anew of a value changes what is said, and not its place', async () => {
    const { number, part } = await draft([{ kind: 'members' }])
    const [first, second] = ['192.0.2.1', '192.0.2.2'] as const
    const revision = await add(number, part, 1, [indicator('ipv4', first), indicator('ipv4', second)])
    const anew = { ...indicator('ipv4', first), objective: 'block' as const, comment: '踏み台' }
    await as(world.as.alphaPoc, (act) =>
      changeIndicators(act, number, part, revision, {
        add: [anew],
        remove: [{ type: 'ipv4', value: first }],
      }),
    )
    assert.deepEqual(await listed(world.as.alphaPoc, part, 1), [first, second])
    await release(number, revision + 1)
    const [hit] = await lookUp(world.as.bravoPoc, first, later())
    assert.equal(hit?.objective, 'block')
    // of what is out it begins the next version
    const corrected = { ...anew, objective: 'research' as const }
    const change = { add: [corrected], remove: [{ type: 'ipv4' as const, value: first }] }
    await as(world.as.alphaPoc, (act) => changeIndicators(act, number, part, revision + 1, change), later())
    assert.deepEqual(await listed(world.as.alphaPoc, part, 2, later()), [first, second])
  })

  test('editing the text keeps the indicators', async () => {
    const { number, part } = await draft([{ kind: 'members' }])
    const revision = await add(number, part, 1, [indicator('md5', 'd41d8cd98f00b204e9800998ecf8427e')])
    const content = { headline: '見出し', text: '直した本文', doNow: '', changeNote: '' }
    const parts = [{ id: part, envelope: envelopeFor([{ kind: 'members' }]), content }]
    await as(world.as.alphaPoc, (act) => saveWarning(act, number, revision, { urgency: 'normal', parts }))
    const opened = await open(world.as.alphaPoc, number)
    assert.deepEqual(opened.parts[0]?.content.indicators, { count: 1 })
    assert.equal((await listed(world.as.alphaPoc, part, 1)).length, 1)
  })

  test('withdrawn, run out, exercise, RED and what may be an undisclosed fact are not looked up', async () => {
    const value = 'gone.example'
    const withdrawn = await draft([{ kind: 'members' }])
    await release(
      withdrawn.number,
      await add(withdrawn.number, withdrawn.part, 1, [indicator('domain', value)]),
    )
    const now = later()
    assert.equal((await lookUp(world.as.bravoPoc, value, now)).length, 1)
    await as(world.as.alphaPoc, (act) => withdrawWarning(act, withdrawn.number, 'wrong'), now)
    assert.deepEqual(await lookUp(world.as.bravoPoc, value, now), [])

    const stale = await draft([{ kind: 'members' }], {
      validUntil: new Date(Date.now() + 400_000).toISOString(),
    })
    await release(stale.number, await add(stale.number, stale.part, 1, [indicator('domain', 'old.example')]))
    assert.equal((await lookUp(world.as.bravoPoc, 'old.example', now)).length, 1)
    assert.deepEqual(await lookUp(world.as.bravoPoc, 'old.example', new Date(now.getTime() + 400_000)), [])

    const fact = await draft([{ kind: 'members' }])
    await release(fact.number, await add(fact.number, fact.part, 1, [indicator('domain', 'fact.example')]))
    assert.equal((await lookUp(world.as.bravoPoc, 'fact.example', now)).length, 1)
    await fresh.owner.query(
      `update access.parts set envelope = envelope || '{"undisclosedFact": true}' where number = $1`,
      [fact.number],
    )
    assert.deepEqual(await lookUp(world.as.bravoPoc, 'fact.example', now), [])

    const bravo = { kind: 'appointment', id: world.as.bravoPoc.appointment } as const
    const red = await draft([bravo], { tlp: 'RED', reach: 'as-previewed' })
    await release(red.number, await add(red.number, red.part, 1, [indicator('domain', 'red.example')]))
    assert.deepEqual(await lookUp(world.as.bravoPoc, 'red.example', now), [])
  })

  test('a value that its type refuses is named with its place, and nothing is kept', async () => {
    const { number, part } = await draft([{ kind: 'members' }])
    const odd = [indicator('ipv4', '192.0.2.1'), indicator('ipv4', '192.0.2.300')]
    await assert.rejects(
      add(number, part, 1, odd),
      (error) => error instanceof Refusal && error.place[0]?.path === 'add.1.value',
    )
    assert.deepEqual(await listed(world.as.alphaPoc, part, 1), [])
  })

  test('two who edit at the same moment: the second is told', async () => {
    const { number, part } = await draft([{ kind: 'members' }])
    await add(number, part, 1, [indicator('domain', 'one.example')])
    await assert.rejects(
      add(number, part, 1, [indicator('domain', 'two.example')]),
      (error) => error instanceof Refusal && error.code === 'changed_meanwhile',
    )
  })
})
