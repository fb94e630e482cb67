import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { EXERCISE_MARK, strictestPap, strictestTlp } from '#core/capture/index.ts'
import { anOutgoing, asReadBack } from '../../../test/support/outgoing.ts'
import { readMisp, writeMisp } from './index.ts'

const readBack = (written: object) => {
  const reading = readMisp(JSON.parse(JSON.stringify(written)))
  assert.ok(reading.ok)
  assert.equal(reading.captures.length, 1)
  assert.ok(reading.captures[0])
  return reading.captures[0]
}

test('a warning that went out as MISP comes back with the same indicators, label and parts', () => {
  fc.assert(
    fc.property(anOutgoing, (out) => {
      const capture = readBack(writeMisp(out))
      assert.deepEqual(asReadBack(capture.indicators), asReadBack(out.indicators))
      assert.equal(capture.tlp.label, strictestTlp(out.parts))
      assert.equal(capture.pap, strictestPap(out.parts))
      assert.equal(capture.title, out.title)
      assert.equal(capture.exercise, out.exercise)
      assert.equal(capture.source, out.publisher.name)
      const text = (kind: string) => out.parts.find((part) => part.kind === kind)?.text ?? ''
      if (text('summary') !== '') assert.equal(capture.summary, text('summary'))
      assert.equal(capture.victim, text('victim'))
      assert.ok(capture.technical.startsWith(text('technical')))
      assert.deepEqual(
        capture.techniques.map(({ id }) => id).sort(),
        out.techniques.map(({ id }) => id).sort(),
      )
      assert.deepEqual(
        capture.vulnerabilities.map(({ id }) => id).sort(),
        out.vulnerabilities.map(({ id }) => id).sort(),
      )
      assert.deepEqual(new Set(capture.references), new Set([out.address, ...out.references]))
    }),
    { numRuns: 300 },
  )
})

const plain = (more: object = {}) =>
  ({ ...fc.sample(anOutgoing, { seed: 7, numRuns: 1 })[0], ...more }) as Parameters<typeof writeMisp>[0]
const onePart = (tlp: string) => [
  { kind: 'technical', heading: 'Part', text: 'Text', tlp, pap: null, handling: 'Words.' },
]

test('numbers are texts, truths are truths, and whoever made it is named, as MISP wants it', () => {
  const { Event } = writeMisp(plain())
  for (const key of [
    'timestamp',
    'publish_timestamp',
    'threat_level_id',
    'analysis',
    'distribution',
    'org_id',
    'orgc_id',
    'sharing_group_id',
  ])
    assert.equal(typeof Event[key], 'string', key)
  assert.equal(typeof Event.published, 'boolean')
  assert.match(String(Event.uuid), /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  assert.ok(Event.Orgc)
})

test('every file says its label in a tag and how to handle it in words (R13); nothing is spread wider than its label', () => {
  for (const [tlp, distribution] of [
    ['CLEAR', '3'],
    ['GREEN', '1'],
    ['AMBER', '0'],
    ['AMBER+STRICT', '0'],
    ['RED', '0'],
  ] as const) {
    const { Event } = writeMisp(plain({ parts: onePart(tlp) }))
    assert.ok(JSON.stringify(Event.Tag).includes(`"tlp:${tlp.toLowerCase()}"`))
    assert.equal(Event.distribution, distribution)
    assert.ok(JSON.stringify(Event.EventReport).includes(`**TLP:${tlp}** Words.`))
  }
})

test('an exercise says so first in its title, and in a tag (R28)', () => {
  const { Event } = writeMisp(plain({ exercise: true }))
  assert.ok(String(Event.info).startsWith(EXERCISE_MARK))
  assert.ok(JSON.stringify(Event.Tag).includes('rsit:test'))
})

test('a correction is the same event, later; another selection of parts is another event', () => {
  const first = writeMisp(plain({ parts: onePart('GREEN') })).Event
  const second = writeMisp(
    plain({ parts: onePart('GREEN'), version: 2, changedAt: '2026-12-01T00:00:00.000Z' }),
  ).Event
  const strict = writeMisp(plain({ parts: onePart('AMBER') })).Event
  assert.equal(first.uuid, second.uuid)
  assert.ok(Number(second.timestamp) > Number(first.timestamp))
  assert.notEqual(first.uuid, strict.uuid)
})

test('no two things in a file share a uuid', () => {
  fc.assert(
    fc.property(anOutgoing, (out) => {
      const { Event } = writeMisp(out)
      const ids =
        JSON.stringify([Event.Attribute, Event.Object, Event.EventReport]).match(/"uuid":"[^"]+"/g) ?? []
      assert.equal(new Set(ids).size, ids.length)
    }),
    { numRuns: 100 },
  )
})

test('a warning without a part has no marking and is not written', () => {
  assert.throws(() => writeMisp(plain({ parts: [] })), /no marking/)
})
