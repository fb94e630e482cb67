import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { defaultCharter } from '#core/charter/index.ts'
import type { Envelope, Term } from '#core/envelope/index.ts'
import { approve } from '../../../test/support/approve.ts'
import { type TestHouse, testHouse } from '../../../test/support/house.ts'
import { envelopeFor, type SmallWorld, smallWorld } from '../../../test/support/small-world.ts'
import { releaseWarning } from '../warnings/index.ts'

const domain = (value: string, more = {}) => ({
  type: 'domain',
  value,
  names: [],
  size: null,
  objective: 'detect',
  confidence: null,
  firstSeen: null,
  lastSeen: null,
  comment: '',
  ...more,
})

describe('indicators over HTTP', () => {
  let house: TestHouse
  let world: SmallWorld
  before(async () => {
    house = await testHouse({ after }, { fresh: true })
    world = await smallWorld(house.fresh.owner)
  })
  const json = async (answer: Promise<Response>) => {
    const got = await answer
    return { status: got.status, ...(await got.json()) }
  }

  /** A warning of alpha with these values, released an hour ago. */
  async function warning(
    include: Term[],
    values: { type?: string; value: string }[],
    more: Partial<Envelope> = {},
  ) {
    const { alphaPoc } = world.as
    const content = { headline: '見出し', text: '本文', doNow: '', changeNote: '' }
    const { number } = await json(
      house.ask(alphaPoc, 'POST', '/api/warnings', {
        exercise: false,
        attribution: 'off',
        urgency: 'normal',
        parts: [
          { envelope: envelopeFor(include, more), content },
          { envelope: envelopeFor(include, { ...more, kind: 'summary' }), content },
        ],
      }),
    )
    const { parts } = await json(house.ask(alphaPoc, 'GET', `/api/warnings/${number}`))
    const path = `/api/warnings/${number}/parts/${parts[0].id}/indicators`
    const { revision } = await json(
      house.ask(alphaPoc, 'POST', path, {
        revision: 1,
        add: values.map(({ value, type = 'domain' }) => domain(value, { type })),
        remove: [],
      }),
    )
    const at = new Date(Date.now() - 3_600_000)
    const { database } = house.fresh
    await approve(database, { author: alphaPoc, reviewer: world.as.alphaReviewer, at }, number)
    await database
      .asViewer(alphaPoc, { at })
      .act((act) => releaseWarning(act, number, { revision, widen: false }, defaultCharter))
    return { number, part: parts[0].id as string, path }
  }
  const members: Term[] = [{ kind: 'members' }]

  test('a long list comes in pages, the first of which tells how many there are of each type', async () => {
    const values = Array.from({ length: 250 }, (_, n) => ({ value: `h${n}.pages.example` }))
    const { path, part } = await warning(members, [...values, { type: 'ipv4', value: '192.0.2.1' }])
    const first = await json(house.ask(world.as.bravoPoc, 'GET', `${path}?version=1`))
    assert.deepEqual(
      [first.indicators.length, first.next, first.counts.length],
      [200, first.indicators.at(-1).position, 2],
    )
    const second = await json(house.ask(world.as.bravoPoc, 'GET', `${path}?version=1&after=${first.next}`))
    assert.deepEqual([second.indicators.length, second.next, second.counts], [51, null, null])
    const { rows } = await house.fresh.owner.query(
      'select part_id, channel from access.receipts where holder = $1',
      [world.as.bravoPoc.appointment],
    )
    assert.deepEqual(
      rows,
      [{ part_id: part, channel: 'portal' }],
      'a receipt for what was read, and nothing else',
    )
    assert.equal((await house.ask(world.as.bravoPoc, 'GET', `${path}?version=2`)).status, 404)
    assert.equal((await house.ask(world.as.prospectPoc, 'GET', `${path}?version=1`)).status, 404)
  })

  test('RED is listed only when it is opened as RED', async () => {
    const named: Term[] = [{ kind: 'appointment', id: world.as.bravoPoc.appointment }]
    const { path } = await warning(named, [{ value: 'red.example' }], { tlp: 'RED', reach: 'as-previewed' })
    assert.equal((await house.ask(world.as.bravoPoc, 'GET', `${path}?version=1`)).status, 404)
    const opened = await json(house.ask(world.as.bravoPoc, 'GET', `${path}?version=1&red=open`))
    assert.equal(opened.indicators[0].value, 'red.example')
  })

  test('a value that cannot be read is refused with its place', async () => {
    const { number, path } = await warning(members, [{ value: 'good.example' }])
    const { revision } = await json(house.ask(world.as.alphaPoc, 'GET', `/api/warnings/${number}`))
    const add = [domain('fine.example'), domain('*.example')]
    const refused = await json(house.ask(world.as.alphaPoc, 'POST', path, { revision, add, remove: [] }))
    assert.deepEqual(
      [refused.status, refused.code, refused.place[0].path],
      [422, 'odd_indicators', 'add.1.value'],
    )
    const other = await json(house.ask(world.as.bravoPoc, 'POST', path, { revision, add: [], remove: [] }))
    assert.equal(other.status, 404)
  })

  test('a value is found as it is and by what it is part of, and only by who may read it', async () => {
    const group: Term[] = [{ kind: 'group', id: world.groups.wg }]
    const { number } = await warning(group, [
      { value: 'evil-near.example' },
      { type: 'network', value: '198.51.100.0/24' },
    ])
    const values = [
      'hxxps://c2.evil-near[.]example/gate',
      '198.51.100.77',
      'evil-near.example',
      'nothing.example',
    ]
    const ask = (who: Parameters<TestHouse['ask']>[0], near?: boolean) =>
      json(
        house.ask(who, 'POST', '/api/indicators/lookup', { values, ...(near === undefined ? {} : { near }) }),
      )
    const { hits } = await ask(world.as.bravoPoc)
    assert.deepEqual(
      hits.map((hit: Record<string, string>) => [hit.asked, hit.near, hit.value, hit.number]),
      [
        [0, 'parent', 'evil-near.example', number],
        [1, 'network', '198.51.100.0/24', number],
        [2, null, 'evil-near.example', number],
      ],
    )
    assert.equal((await ask(world.as.bravoPoc, false)).hits.length, 1)
    assert.deepEqual((await ask(world.as.charliePoc)).hits, [])
  })

  test('a thousand values are asked at once, and not one more', async () => {
    const values = Array.from({ length: 1000 }, (_, n) => `203.0.113.${n % 256}`)
    const asked = (list: string[]) =>
      house.ask(world.as.bravoPoc, 'POST', '/api/indicators/lookup', { values: list })
    assert.equal((await asked(values)).status, 200)
    assert.equal((await json(asked([...values, 'x']))).place[0].code, 'too_many')
  })
})
