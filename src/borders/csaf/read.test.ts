import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { CAPTURE_LIMITS, type Capture } from '#core/capture/index.ts'
import { readCsaf } from './index.ts'

const document = (more: object = {}) => ({
  category: 'csaf_security_advisory',
  csaf_version: '2.0',
  title: 'A gateway lets anybody in',
  lang: 'en',
  distribution: { tlp: { label: 'GREEN' } },
  publisher: { category: 'vendor', name: 'Example PSIRT', namespace: 'https://example.test' },
  tracking: {
    id: 'EX-2026-1',
    status: 'final',
    version: '1',
    initial_release_date: '2026-11-20T00:00:00Z',
    current_release_date: '2026-11-20T00:00:00Z',
    revision_history: [{ number: '1', date: '2026-11-20T00:00:00Z', summary: 'First' }],
  },
  notes: [{ category: 'summary', title: 'Summary', text: 'Anybody gets in.' }],
  ...more,
})
const product_tree = {
  branches: [
    {
      category: 'vendor',
      name: 'Example',
      branches: [
        {
          category: 'product_name',
          name: 'Gateway',
          branches: [
            {
              category: 'product_version_range',
              name: '< 4.2',
              product: { name: 'Gateway < 4.2', product_id: 'P1' },
            },
            { category: 'product_version', name: '4.2', product: { name: 'Gateway 4.2', product_id: 'P2' } },
          ],
        },
      ],
    },
  ],
}
const V31 = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H'
const vulnerability = (more: object = {}) => ({
  cve: 'CVE-2026-0001',
  product_status: { known_affected: ['P1'], fixed: ['P2'] },
  ...more,
})

function captureOf(json: unknown): Capture {
  const reading = readCsaf(json)
  assert.ok(reading.ok, reading.ok ? '' : reading.refusal.reason)
  assert.ok(reading.captures[0])
  return reading.captures[0]
}
const withVulnerability = (more: object) =>
  captureOf({ document: document(), product_tree, vulnerabilities: [vulnerability(more)] })
const codes = ({ notes }: Capture) =>
  notes.map(({ code, params }) => `${code} ${params?.what ?? params?.rule ?? ''}`.trim())

test('the head of an advisory comes through', () => {
  const capture = captureOf({ document: document() })
  assert.equal(capture.format, 'csaf-2.0')
  assert.equal(capture.reference, 'EX-2026-1')
  assert.equal(capture.source, 'Example PSIRT')
  assert.equal(capture.title, 'A gateway lets anybody in')
  assert.equal(capture.summary, 'Anybody gets in.')
  assert.equal(capture.language, 'en')
  assert.equal(capture.tlp.label, 'GREEN')
})

test('labels of 2.0 are TLP 1 and said to be; those of 2.1 are TLP 2.0', () => {
  const label = (csaf_version: string, word: string, text?: string) =>
    captureOf({
      document: document({ csaf_version, distribution: { ...(text ? { text } : {}), tlp: { label: word } } }),
    })
  const white = label('2.0', 'WHITE')
  assert.equal(white.tlp.label, 'CLEAR')
  assert.deepEqual(white.notes[0]?.params, { said: 'TLP:WHITE', kept: 'CLEAR' })
  assert.equal(label('2.1', 'AMBER+STRICT').tlp.label, 'AMBER+STRICT')
  assert.equal(label('2.1', 'AMBER+STRICT').format, 'csaf-2.1')
  // who cannot say it in the field says it in the text: the stricter stands
  const said = label('2.0', 'AMBER', 'To be handled as TLP:AMBER+STRICT.')
  assert.equal(said.tlp.label, 'AMBER+STRICT')
  assert.ok(codes(said).includes('two-labels'))
  assert.equal(captureOf({ document: document({ distribution: undefined }) }).tlp.label, null)
})

test('only what is affected is a product; what is fixed or not affected stands in the text', () => {
  const capture = withVulnerability({})
  assert.deepEqual(capture.products, [{ vendor: 'Example', name: 'Gateway', versions: '< 4.2' }])
  assert.match(capture.technical, /\*\*known_affected\*\*: Gateway < 4\.2[\s\S]*\*\*fixed\*\*: Gateway 4\.2/)
})

test('of several ratings the newest CVSS stands, then the highest', () => {
  const scores = [
    { cvss_v2: { version: '2.0', vectorString: 'AV:N/AC:L/Au:N/C:C/I:C/A:C', baseScore: 10 } },
    { cvss_v3: { version: '3.1', vectorString: V31, baseScore: 9.8 } },
  ]
  assert.deepEqual(withVulnerability({ scores }).vulnerabilities[0]?.cvss, {
    version: '3.1',
    vector: V31,
    score: 9.8,
  })
  const V4 = 'CVSS:4.0/AV:N/AC:H/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:L/SA:L'
  const metrics = [{ content: { cvss_v4: { version: '4.0', vectorString: V4, baseScore: 9.5 } } }]
  assert.equal(withVulnerability({ scores, metrics }).vulnerabilities[0]?.cvss?.version, '4.0')
})

test('known exploited only where the file says so', () => {
  const exploited = (more: object) => withVulnerability(more).vulnerabilities[0]?.exploited
  const threat = (details: string) => ({ threats: [{ category: 'exploit_status', details }] })
  assert.equal(exploited({}), null)
  assert.equal(exploited({ first_known_exploitation_dates: [{ date: '2026-11-01T00:00:00Z' }] }), true)
  assert.equal(
    exploited(threat('Publicly Disclosed:No;Exploited:Yes;Latest Software Release:Exploitation Detected')),
    true,
  )
  assert.equal(exploited(threat('Exploited:No')), false)
  assert.equal(exploited(threat('We are not aware of this being actively exploited.')), null)
  assert.equal(exploited({ threats: [{ category: 'impact', details: 'Exploited:Yes' }] }), null)
  assert.equal(
    exploited({
      references: [{ url: 'https://www.cisa.gov/known-exploited-vulnerabilities-catalog?cve=x' }],
    }),
    true,
  )
})

test('who is thanked is no victim, and a legal disclaimer is no news', () => {
  const capture = captureOf({
    document: document({
      acknowledgments: [{ names: ['Hanako'], organization: 'Finder Inc.', summary: 'found it' }],
      notes: [
        { category: 'summary', title: 'Summary', text: 'Anybody gets in.' },
        { category: 'legal_disclaimer', title: 'Legal', text: 'AS IS' },
        { category: 'details', title: 'Details', text: 'The gateway trusts a header.' },
        { category: 'summary', text: 'Finder Inc. reported this vulnerability to Example.' },
      ],
    }),
  })
  assert.equal(capture.victim, '')
  assert.equal(capture.summary, 'Anybody gets in.')
  assert.match(
    capture.technical,
    /## Details\n\nThe gateway trusts a header\.[\s\S]*acknowledgment: Hanako, Finder Inc\. – found it/,
  )
  assert.ok(codes(capture).includes('left-out legal_disclaimer'))
})

test('what breaks the format’s rules is told, and read all the same', () => {
  const capture = captureOf({
    document: document({
      title: '',
      category: 'csaf_informational_advisory',
      tracking: { id: 'EX-2026-1', version: '2', revision_history: [{ number: '1' }] },
    }),
    vulnerabilities: [vulnerability({ product_status: { known_affected: ['P9'] } })],
  })
  assert.equal(capture.title, 'EX-2026-1')
  assert.deepEqual(
    codes(capture).filter((code) => code.startsWith('not-valid')),
    [
      'not-valid 6.1.1',
      'not-valid schema: document.title',
      'not-valid schema: document.tracking.status',
      'not-valid schema: document.tracking.initial_release_date',
      'not-valid schema: document.tracking.current_release_date',
      'not-valid 6.1.16',
      'not-valid 6.1.27.3',
    ],
  )
})

test('an id in front of the title is taken off: it has its own place', () => {
  assert.equal(captureOf({ document: document({ title: 'EX-2026-1: A gateway' }) }).title, 'A gateway')
})

test('a version that is not ours to read, and what is no advisory, are refused', () => {
  for (const json of [null, [], {}, { document: 'x' }, { document: document({ csaf_version: '3.0' }) }]) {
    const reading = readCsaf(json)
    assert.ok(!reading.ok)
    assert.equal(reading.refusal.code, 'capture_unknown_format')
  }
})

test('whatever is changed in an advisory, it is read or refused, in bounded size, and never throws', () => {
  const anything = fc.oneof(
    { weight: 3, arbitrary: fc.string() },
    fc.jsonValue(),
    fc.constantFrom(
      null,
      true,
      0,
      1e308,
      [],
      {},
      '__proto__',
      '\u0000',
      '\ud800',
      ' '.repeat(50_000),
      'reported this '.repeat(30),
    ),
  )
  const note = fc.record({
    category: fc.oneof(fc.constantFrom('summary', 'other', 'details'), anything),
    title: anything,
    text: anything,
  })
  const aVulnerability = fc.record({
    cve: anything,
    notes: fc.oneof(anything, fc.array(note)),
    scores: fc.oneof(anything, fc.array(fc.record({ cvss_v3: anything }))),
    metrics: anything,
    product_status: fc.oneof(anything, fc.record({ known_affected: anything, constructor: anything })),
    remediations: fc.oneof(
      anything,
      fc.array(fc.record({ category: anything, details: anything, product_ids: anything })),
    ),
    threats: fc.oneof(
      anything,
      fc.array(fc.record({ category: fc.constant('exploit_status'), details: anything })),
    ),
    references: anything,
  })
  const branch = fc.record({
    category: anything,
    name: anything,
    product: anything,
    branches: fc.array(
      fc.record({ name: anything, product: fc.record({ product_id: anything, name: anything }) }),
    ),
  })
  const advisory = fc.record({
    document: fc.record({
      csaf_version: fc.constantFrom('2.0', '2.1'),
      title: anything,
      lang: anything,
      distribution: fc.oneof(anything, fc.record({ text: anything, tlp: fc.record({ label: anything }) })),
      notes: fc.oneof(anything, fc.array(note)),
      publisher: anything,
      tracking: anything,
      references: anything,
      acknowledgments: anything,
    }),
    product_tree: fc.oneof(
      anything,
      fc.record({ branches: fc.array(branch), full_product_names: anything, relationships: anything }),
    ),
    vulnerabilities: fc.oneof(anything, fc.array(aVulnerability)),
  })
  fc.assert(
    fc.property(fc.oneof(advisory, anything), (json) => {
      const reading = readCsaf(json)
      if (!reading.ok) return
      for (const capture of reading.captures) {
        assert.ok(capture.title.length <= CAPTURE_LIMITS.title && capture.title !== '')
        assert.ok(capture.technical.length <= CAPTURE_LIMITS.prose)
        assert.ok(JSON.stringify(capture).isWellFormed())
      }
    }),
    { numRuns: 800 },
  )
})
