import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { createIdentity } from '#people/identity/index.ts'
import { type TestHouse, testHouse } from '../../../test/support/house.ts'
import { type SmallWorld, smallWorld } from '../../../test/support/small-world.ts'
import { issueKeyFromShell } from '../../people/identity/issue-key.ts'

const bytes = (value: unknown) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value))
const event = (info: string, tlp = 'tlp:green') => ({
  Event: {
    uuid: randomUUID(),
    info,
    Orgc: { name: 'Outside CERT' },
    Tag: [{ name: tlp }],
    Attribute: [{ type: 'domain', category: 'Network activity', value: `${info}.example`, to_ids: true }],
  },
})

describe('a file is brought in', () => {
  let house: TestHouse
  let world: SmallWorld
  before(async () => {
    house = await testHouse({ after })
    world = await smallWorld(house.fresh.owner)
  })
  const bring = (who: Parameters<TestHouse['ask']>[0], file: Uint8Array, query = 'name=a.json&ours=false') =>
    house.ask(who, 'POST', `/api/import?${query}`, file)
  const count = async () =>
    (await house.fresh.owner.query('select count(*)::int as n from access.items')).rows[0].n as number

  test('each report in it becomes a draft, with what was odd; the file stays with its originator', async () => {
    const { alphaPoc, alphaAnalyst, bravoPoc } = world.as
    const file = bytes({ response: [event('one'), event('two', 'tlp:puce')] })
    const answer = await bring(alphaPoc, file, `name=${encodeURIComponent('../../報告 "1".json')}&ours=false`)
    const { drafts } = await answer.json()
    assert.equal(answer.status, 201)
    assert.deepEqual(
      drafts.map((draft: { title: string; format: string; indicators: number }) => [
        draft.title,
        draft.format,
        draft.indicators,
      ]),
      [
        ['one', 'misp', 1],
        ['two', 'misp', 1],
      ],
    )
    assert.ok(drafts[1].notes.length > 0, 'an unknown label is told')
    const { rows } = await house.fresh.owner.query('select count(*)::int as n from warnings.originals')
    assert.equal(rows[0].n, 1, 'the file is kept once')

    const [one] = drafts
    const capture = await (await house.ask(alphaPoc, 'GET', `/api/warnings/${one.number}/capture`)).json()
    assert.deepEqual([capture.format, capture.source], ['misp', 'Outside CERT'])
    const original = await house.ask(alphaPoc, 'GET', `/api/warnings/${one.number}/original`)
    assert.deepEqual(Buffer.from(await original.arrayBuffer()), file)
    assert.match(
      original.headers.get('content-disposition') ?? '',
      /^attachment; filename="_\.\.___ _1_\.json"/,
    )
    assert.equal(original.headers.get('x-content-type-options'), 'nosniff')
    for (const who of [alphaAnalyst, bravoPoc])
      for (const what of ['capture', 'original'])
        assert.equal((await house.ask(who, 'GET', `/api/warnings/${one.number}/${what}`)).status, 404)
  })

  test('whatever stood in the file, the draft can be saved as it is; what had no room is told', async () => {
    const { alphaPoc } = world.as
    const odd = '\u202e\u200b\u00ad\u2028\u0085\u0001\ttab'
    const long = event(`odd${odd} ${'長'.repeat(240)}`)
    const file = {
      Event: { ...long.Event, EventReport: [{ name: 'r', content: `text${odd}${'x'.repeat(60_000)}` }] },
    }
    const { drafts } = await (await bring(alphaPoc, bytes(file))).json()
    const [draft] = drafts
    assert.deepEqual(
      draft.notes
        .filter(({ code }: { code: string }) => code === 'left-out')
        .map(({ place }: { place: string }) => place)
        .includes('title'),
      true,
    )
    const opened = await (await house.ask(alphaPoc, 'GET', `/api/warnings/${draft.number}`)).json()
    const parts = opened.parts.map(
      (part: { id: string; envelope: object; content: Record<string, unknown> }) => {
        const { indicators: _indicators, ...content } = part.content
        return { id: part.id, envelope: part.envelope, content }
      },
    )
    const saved = await house.ask(alphaPoc, 'PUT', `/api/warnings/${draft.number}`, {
      revision: opened.revision,
      urgency: 'normal',
      parts,
    })
    assert.equal(saved.status, 200, await saved.text())
  })

  test('a file that is refused is refused whole, with the place and the reason', async () => {
    const before = await count()
    const cut = await bring(world.as.alphaPoc, bytes('{"Event": {"info": "x",'))
    const problem = await cut.json()
    assert.deepEqual([cut.status, problem.code], [422, 'capture_broken'])
    assert.match(problem.detail, /line 1/)
    const zip = await bring(world.as.alphaPoc, Buffer.from('PK\x03\x04....', 'latin1'))
    assert.equal((await zip.json()).code, 'capture_unknown_format')
    assert.equal((await (await bring(world.as.alphaPoc, bytes(''))).json()).code, 'capture_unknown_format')
    assert.equal(await count(), before)
  })

  test('who may not write is told before the file is read', async () => {
    const answer = await bring(world.as.prospectPoc, bytes('not even read'))
    assert.equal((await answer.json()).code, 'acting_as_refused')
  })

  test('a team’s key brings files for its team, and reads them no better than before', async () => {
    const identity = createIdentity({
      db: house.fresh.database,
      keys: house.keys,
      origin: () => 'http://localhost:3000',
      ticks: () => 0,
    })
    const wish = { name: 'feed', roles: ['analyst'], scopes: ['read', 'write:warnings'], days: 1 } as const
    const { key } = await issueKeyFromShell(identity, 'alpha', wish)
    const ask = (method: string, path: string, body?: Uint8Array) =>
      house.app.request(`http://localhost:3000${path}`, {
        method,
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/octet-stream' },
        ...(body && { body: Buffer.from(body) }),
      })
    const answer = await ask('POST', '/api/import?name=a.json&ours=false', bytes(event('by-key')))
    assert.equal(answer.status, 201)
    const { number } = (await answer.json()).drafts[0]
    assert.equal((await house.ask(world.as.alphaPoc, 'GET', `/api/warnings/${number}`)).status, 200)
    assert.equal((await house.ask(world.as.alphaAnalyst, 'GET', `/api/warnings/${number}`)).status, 404)
    assert.equal((await ask('GET', `/api/warnings/${number}`)).status, 404)
    assert.equal((await ask('GET', `/api/warnings/${number}/original`)).status, 403)

    const red = await ask('POST', '/api/import?name=a.json&ours=false', bytes(event('red', 'tlp:red')))
    assert.equal((await red.json()).code, 'person_needed')
    const hidden = '/api/import?name=a.json&ours=true&attribution=withheld'
    assert.equal((await (await ask('POST', hidden, bytes(event('hidden')))).json()).code, 'person_needed')
  })
})
