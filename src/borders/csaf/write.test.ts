import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as mandatory from '@secvisogram/csaf-validator-lib/mandatoryTests.js'
import * as schemas from '@secvisogram/csaf-validator-lib/schemaTests.js'
import validate from '@secvisogram/csaf-validator-lib/validate.js'
import fc from 'fast-check'
import { EXERCISE_MARK, strictestTlp } from '#core/capture/index.ts'
import { anOutgoing, asReadBack } from '../../../test/support/outgoing.ts'
import { csafFileName, readCsaf, writeCsaf } from './index.ts'

const plain = (more: object = {}) =>
  ({ ...fc.sample(anOutgoing, { seed: 11, numRuns: 1 })[0], ...more }) as Parameters<typeof writeCsaf>[0]
const onePart = (tlp: string) => [
  { kind: 'technical', heading: 'Part', text: 'Text', tlp, pap: null, handling: 'Words.' },
]

const tests = [schemas.csaf_2_0_strict, ...Object.values(mandatory)]

test('whatever goes out as CSAF passes the mandatory tests of the standard', async () => {
  for (const out of fc.sample(anOutgoing, { seed: 3, numRuns: 80 })) {
    const written = writeCsaf(out)
    if (!written.ok) continue
    const { isValid, tests: results } = await validate(tests, JSON.parse(JSON.stringify(written.advisory)))
    const faults = results
      .filter((one) => !one.isValid)
      .map((one) => `${one.name} ${JSON.stringify(one.errors)}`)
    assert.ok(isValid, faults.join('\n'))
  }
})

test('a warning that went out as CSAF comes back with the same indicators, label and parts', () => {
  fc.assert(
    fc.property(anOutgoing, (out) => {
      const written = writeCsaf(out)
      const tlp = strictestTlp(out.parts)
      assert.equal(written.ok, tlp !== 'AMBER+STRICT')
      if (!written.ok) return
      const reading = readCsaf(JSON.parse(JSON.stringify(written.advisory)))
      assert.ok(reading.ok && reading.captures[0])
      const [capture] = reading.captures
      assert.deepEqual(asReadBack(capture.indicators), asReadBack(out.indicators))
      assert.equal(capture.tlp.label, tlp)
      assert.equal(capture.title, out.title)
      assert.equal(capture.exercise, out.exercise)
      assert.equal(capture.reference, out.number)
      assert.equal(capture.language, out.language)
      const text = (kind: string) => out.parts.find((part) => part.kind === kind)?.text ?? ''
      if (text('summary') !== '') assert.equal(capture.summary, text('summary'))
      assert.equal(capture.victim, text('victim'))
      assert.ok(capture.technical.includes(text('technical')))
      assert.deepEqual(capture.techniques, out.techniques)
      assert.deepEqual(capture.vulnerabilities, out.vulnerabilities)
      assert.deepEqual(new Set(capture.references), new Set([out.address, ...out.references]))
    }),
    { numRuns: 300 },
  )
})

test('AMBER+STRICT has no word in CSAF 2.0, so nothing is written rather than something wider', () => {
  assert.deepEqual(writeCsaf(plain({ parts: onePart('AMBER+STRICT') })), { ok: false, tlp: 'AMBER+STRICT' })
})

test('labels are written in the words of TLP 1, with the handling in words beside (R13)', () => {
  for (const [tlp, word] of [
    ['CLEAR', 'WHITE'],
    ['GREEN', 'GREEN'],
    ['AMBER', 'AMBER'],
    ['RED', 'RED'],
  ] as const) {
    const written = writeCsaf(plain({ parts: onePart(tlp) }))
    assert.ok(written.ok)
    const { distribution } = written.advisory.document as {
      distribution: { text: string; tlp: { label: string } }
    }
    assert.equal(distribution.tlp.label, word)
    assert.match(distribution.text, new RegExp(`TLP:${tlp} .*Words\\.`))
  }
})

test('without a vulnerability it is an informational advisory, with one an incident response', () => {
  const category = (vulnerabilities: object[]) => {
    const written = writeCsaf(plain({ parts: onePart('GREEN'), vulnerabilities }))
    return written.ok && (written.advisory.document as { category: string }).category
  }
  assert.equal(category([]), 'csaf_informational_advisory')
  assert.equal(
    category([{ id: 'CVE-2026-0001', cvss: null, exploited: true }]),
    'csaf_security_incident_response',
  )
})

test('products are said to be affected only where there is one vulnerability that they can be affected by', () => {
  const products = [{ vendor: 'Example', name: 'Gateway', versions: '< 4.2' }]
  const one = { id: 'CVE-2026-0001', cvss: null, exploited: null }
  const affected = (vulnerabilities: object[]) =>
    JSON.stringify(writeCsaf(plain({ parts: onePart('GREEN'), products, vulnerabilities }))).includes(
      'known_affected',
    )
  assert.ok(affected([one]))
  assert.ok(!affected([one, { ...one, id: 'CVE-2026-0002' }]))
})

test('an exercise says so first in its title (R28)', () => {
  const written = writeCsaf(plain({ parts: onePart('GREEN'), exercise: true }))
  assert.ok(written.ok && (written.advisory.document as { title: string }).title.startsWith(EXERCISE_MARK))
})

test('files are named as the standard wants it', () => {
  assert.equal(csafFileName('RNK-7Q4K-2M'), 'rnk-7q4k-2m.json')
  assert.equal(csafFileName('2022_#01-A'), '2022_01-a.json')
})
