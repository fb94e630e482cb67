import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Act, AuditEntry } from '#base/db/index.ts'
import { throwawayKeys } from '#base/keys/index.ts'
import { type Capture, NO_CIRCUMSTANCES } from '#core/capture/index.ts'
import { defaultCharter } from '#core/charter/index.ts'
import type { Envelope } from '#core/envelope/index.ts'
import { Refusal } from '#core/errors/index.ts'
import type { Asker } from '#core/policy/index.ts'
import { sourceSeal } from '#people/access/index.ts'
import { type FreshDatabase, freshDatabase } from '../../../test/support/database.ts'
import { type SmallWorld, smallWorld } from '../../../test/support/small-world.ts'
import { saveWarning } from './draft.ts'
import { readWarning } from './read.ts'
import { readCapture, readOriginal } from './read-capture.ts'
import { releaseWarning } from './release.ts'
import { keepOriginal, type Taking, takeCapture } from './take-capture.ts'

const CAPTURE: Capture = {
  format: 'misp',
  reference: '5f8b1c1e-1111-4111-8111-111111111111',
  source: 'Outside CERT',
  title: '請求書を装うメール',
  language: 'ja',
  summary: '要約',
  technical: '技術情報',
  victim: '',
  tlp: { label: 'GREEN', said: ['tlp:green'] },
  pap: null,
  observedAt: null,
  indicators: [
    {
      type: 'domain',
      value: 'mail.evil.example',
      names: [],
      size: null,
      objective: 'detect',
      confidence: null,
      firstSeen: null,
      lastSeen: null,
      comment: '',
    },
  ],
  techniques: [{ id: 'T1566', name: 'Phishing' }],
  vulnerabilities: [],
  products: [],
  references: [],
  circumstances: NO_CIRCUMSTANCES,
  exercise: false,
  notes: [{ code: 'left-out', place: 'Event.Sighting[0]', params: { what: 'sighting' } }],
}

describe('a file becomes a draft', () => {
  let fresh: FreshDatabase
  let world: SmallWorld
  before(async () => {
    fresh = await freshDatabase({ after })
    world = await smallWorld(fresh.owner)
  })
  const keys = throwawayKeys()
  const { seal } = sourceSeal(keys)
  const as = <T>(asker: Asker, fn: (act: Act) => Promise<T>) => fresh.database.asViewer(asker).act(fn)
  const open = (asker: Asker, number: string) =>
    as(asker, (act) => readWarning(act, number, { fresh: false, channel: 'portal' }))

  const take = (capture: Partial<Capture> = {}, taking: Partial<Taking> = {}) =>
    as(world.as.alphaPoc, async (act) =>
      takeCapture(
        act,
        { ...CAPTURE, ...capture },
        {
          ours: false,
          attribution: 'off',
          language: 'ja',
          fileName: 'event.json',
          original: await keepOriginal(act, Buffer.from('{"Event":{}}'), keys),
          ...taking,
        },
        { seal, keys },
      ),
    )
  const hidden = (error: unknown) => error instanceof Refusal && error.code === 'not_found'

  test('technical and victim information stand apart, the victim’s never wider than usual (R1, R3)', async () => {
    const { number } = await take({ victim: '被害の内容' })
    const { parts } = await open(world.as.alphaPoc, number)
    assert.deepEqual(
      parts.map((part) => [part.kind, part.envelope.tlp, part.content.indicators?.count ?? 0]),
      [
        ['technical', 'GREEN', 1],
        ['victim', 'AMBER+STRICT', 0],
      ],
    )
    assert.equal(parts[0]?.content.details?.techniques[0]?.id, 'T1566')
  })

  test('whoever is not the source releases it only with the source’s permission on record (R27)', async () => {
    const { number } = await take()
    const { parts, revision } = await open(world.as.alphaPoc, number)
    const [part] = parts
    assert.ok(part && revision !== null)
    const save = (outside: Envelope['outside'], seen: number) =>
      as(world.as.alphaPoc, (act) =>
        saveWarning(act, number, seen, {
          urgency: 'normal',
          parts: [
            {
              id: part.id,
              envelope: {
                ...(part.envelope as Envelope),
                audience: { include: [{ kind: 'members' }], exclude: [] },
                outside,
              },
              content: {
                headline: part.content.headline,
                text: part.content.text,
                doNow: '',
                changeNote: '',
              },
            },
          ],
        }),
      )
    const release = (seen: number) =>
      as(world.as.alphaPoc, (act) =>
        releaseWarning(act, number, { revision: seen, widen: false }, defaultCharter),
      )
    const outside = part.envelope.outside
    assert.equal(outside?.source, 'Outside CERT')
    const unsaid = await save(outside, revision)
    await assert.rejects(
      release(unsaid),
      (error) => error instanceof Refusal && error.code === 'release_contradicts',
    )
    await release(await save({ ...outside, permission: '2026-11-23 電話で許可（担当者）' }, unsaid))
    const read = await open(world.as.bravoPoc, number)
    assert.equal(read.parts[0]?.envelope.outside?.source, 'Outside CERT', 'its source goes with it')
    assert.equal(read.parts[0]?.envelope.outside?.permission, '', 'who allowed it stays with the originator')
  })

  test('the file and what was odd in it are for the originator alone, also after release', async () => {
    const { number } = await take({}, { ours: true })
    const capture = await as(world.as.alphaAnalyst, (act) => readCapture(act, number, keys)).catch(() => null)
    assert.equal(capture, null, 'a draft belongs to its author and releasers')
    const original = await as(world.as.alphaPoc, (act) => readOriginal(act, number, keys))
    assert.equal(Buffer.from(original.bytes).toString(), '{"Event":{}}')
    await assert.rejects(
      as(world.as.bravoPoc, (act) => readOriginal(act, number, keys)),
      hidden,
    )
    const { rows } = await fresh.owner.query('select file::text as text from warnings.originals')
    assert.ok(rows.every(({ text }) => !Buffer.from(text, 'utf8').includes('Event')))
  })

  test('a withheld source stays withheld: nothing that the file says of its maker stands in clear (R5)', async () => {
    const { alphaPoc } = world.as
    const { number } = await take(
      { source: 'Alpha CSIRT', reference: 'alpha-77' },
      { ours: true, attribution: 'withheld', fileName: 'alpha-incident.json' },
    )
    const { rows } = await fresh.owner.query(
      `select to_jsonb(c)::text as row, taken_at from warnings.captures c where item_id = (
         select item_id from access.parts where number = $1 limit 1)`,
      [number],
    )
    assert.ok(!/alpha/i.test(rows[0].row), rows[0].row)
    assert.equal(rows[0].taken_at.getTime() % 3_600_000, 0, 'the minute would point at who was signed in')
    const told = await as(alphaPoc, (act) => readCapture(act, number, keys))
    assert.deepEqual(
      [told.source, told.fileName, told.notes.length],
      ['Alpha CSIRT', 'alpha-incident.json', 1],
    )
    const entries: AuditEntry[] = []
    await as(alphaPoc, async (act) => {
      const name = (await readOriginal({ ...act, record: (entry) => entries.push(entry) }, number, keys)).name
      assert.equal(name, 'alpha-incident.json')
    })
    assert.deepEqual(
      entries.map(({ sealedActor }) => sealedActor),
      [true],
    )
  })

  test('an exercise stays one (R28)', async () => {
    const { number } = await take({ exercise: true })
    assert.equal((await open(world.as.alphaPoc, number)).exercise, true)
  })
})
