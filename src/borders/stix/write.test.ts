import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import type { Outgoing } from '#core/capture/index.ts'
import { type Indicator, normalise, OBSERVABLE_TYPES, type ObservableType } from '#core/observables/index.ts'
import { realFiles } from '../../../test/support/corpora.ts'
import { readStix, writeStix } from './index.ts'

const VALUES: Readonly<Record<ObservableType, string>> = {
  ipv4: '198.51.100.7',
  ipv6: '2001:db8::7',
  network: '203.0.113.0/24',
  asn: 'AS64496',
  domain: 'evil.example',
  url: "http://evil.example/it's/here?a=1",
  email: 'sender@evil.example',
  md5: 'a'.repeat(32),
  sha1: 'b'.repeat(40),
  sha224: 'c'.repeat(56),
  sha256: 'd'.repeat(64),
  sha384: 'e'.repeat(96),
  sha512: 'f'.repeat(128),
  ssdeep: '96:abc:def',
  tlsh: `T1${'A'.repeat(70)}`,
  imphash: '1'.repeat(32),
  filename: "請求書'2026.exe",
  path: 'C:\\Users\\Public\\x.exe',
  mutex: 'Global\\Evil',
  'named-pipe': '\\\\.\\pipe\\evil',
  'registry-key': 'HKEY_CURRENT_USER\\Software\\Evil',
  certificate: '2'.repeat(64),
  'user-agent': 'Evil/1.0 (compatible)',
  ja3: '3'.repeat(32),
  ja3s: '4'.repeat(32),
  ja4: 't13d1516h2_8daaf6152771_b186095e22b6',
  hassh: '5'.repeat(32),
  'crypto-address': '1BoatSLRHtKNngkdXEeobR76b53LETtpyT',
  phone: '+81312345678',
  'bank-account': 'JP 0001 1234567',
  'mail-subject': '【重要】ご請求書',
  yara: 'rule x { condition: true }',
  sigma: 'title: x\nlogsource: {}',
  snort: 'alert tcp any any -> any any (msg:"x";)',
  suricata: 'alert http any any -> any any (msg:"x";)',
  other: "[domain-name:value LIKE '%.evil.example']",
}

const indicator = (type: ObservableType, more: Partial<Indicator> = {}): Indicator => ({
  type,
  value: VALUES[type],
  names: [],
  size: null,
  objective: 'detect',
  confidence: null,
  firstSeen: null,
  lastSeen: null,
  comment: '',
  ...more,
})

const warning = (more: Partial<Outgoing> = {}): Outgoing => ({
  number: 'RNK-7Q4K-2M',
  version: 1,
  address: 'https://renkei.example/w/RNK-7Q4K-2M',
  title: '請求書を装うメール',
  language: 'ja',
  publisher: { name: '架空CSIRT協議会', address: 'https://renkei.example' },
  releasedAt: '2026-11-20T01:00:00.000Z',
  changedAt: '2026-11-21T01:00:00.000Z',
  validUntil: '2026-12-20T01:00:00.000Z',
  exercise: false,
  parts: [
    {
      kind: 'technical',
      heading: '攻撃技術情報',
      text: 'マクロが動きます。',
      tlp: 'AMBER',
      pap: 'GREEN',
      handling: '自組織まで。',
    },
    {
      kind: 'summary',
      heading: '概要',
      text: '装うメール。',
      tlp: 'GREEN',
      pap: null,
      handling: '加盟チームまで。',
    },
  ],
  indicators: OBSERVABLE_TYPES.map((type) => indicator(type)),
  techniques: [{ id: 'T1566.001', name: 'Spearphishing Attachment' }],
  vulnerabilities: [
    {
      id: 'CVE-2026-12345',
      cvss: { version: '3.1', vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', score: 9.8 },
      exploited: true,
    },
    { id: 'JVN#12345678', cvss: null, exploited: null },
  ],
  products: [{ vendor: 'Example', name: 'Mailer', versions: '< 2.0' }],
  references: ['https://csirt.example/advisory', 'not an address'],
  ...more,
})

test('every type of indicator comes back as it went out', () => {
  for (const type of OBSERVABLE_TYPES) {
    const normal = normalise(type, VALUES[type])
    assert.deepEqual(normal, { value: VALUES[type] }, `the value of the test is no ${type}`)
    const reading = readStix(
      JSON.parse(
        JSON.stringify(writeStix(warning({ indicators: [indicator(type, { confidence: 'high' })] }))),
      ),
    )
    assert.ok(reading.ok)
    const [found, ...others] = reading.captures[0]?.indicators ?? []
    assert.deepEqual(
      [found?.type, found?.value, found?.confidence, others.length],
      [type, VALUES[type], 'high', 0],
    )
  }
})

test('a warning comes back with its title, label, techniques and vulnerabilities', () => {
  const reading = readStix(JSON.parse(JSON.stringify(writeStix(warning({ exercise: true })))))
  assert.ok(reading.ok)
  const [capture] = reading.captures
  assert.deepEqual(
    [capture?.title, capture?.exercise, capture?.tlp.label, capture?.pap, capture?.language, capture?.source],
    ['請求書を装うメール', true, 'AMBER', 'GREEN', 'ja', '架空CSIRT協議会'],
  )
  assert.deepEqual(capture?.techniques, [{ id: 'T1566.001', name: 'Spearphishing Attachment' }])
  assert.deepEqual(
    capture?.vulnerabilities.map(({ id }) => id),
    ['CVE-2026-12345', 'JVN#12345678'],
  )
  assert.equal(capture?.indicators.length, OBSERVABLE_TYPES.length)
})

test('every object carries the marking of the whole, and the marking travels along (R13)', () => {
  for (const tlp of ['CLEAR', 'GREEN', 'AMBER', 'AMBER+STRICT', 'RED'] as const) {
    const [part] = warning().parts
    assert.ok(part !== undefined)
    const { objects } = writeStix(warning({ parts: [{ ...part, tlp }] }))
    const [label, pap, ...others] = objects
    assert.equal(label?.name, `TLP:${tlp}`)
    assert.deepEqual(pap?.definition, { statement: 'PAP:GREEN' })
    for (const one of others) assert.deepEqual(one.object_marking_refs, [label?.id, pap?.id])
  }
})

test('an exercise says so first in every name and on every object (R28)', () => {
  for (const one of writeStix(warning({ exercise: true })).objects) {
    if (one.type === 'marking-definition') continue
    assert.ok(JSON.stringify(one.labels).includes('exercise'), String(one.type))
    if (one.type === 'report' || one.type === 'indicator') assert.match(String(one.name), /^【訓練】EXERCISE/)
  }
})

test('the same warning gives the same ids; what another reader sees of it gives others', () => {
  const ids = (out: Outgoing) => writeStix(out).objects.map(({ id }) => id)
  assert.deepEqual(ids(warning()), ids(warning()))
  assert.equal(new Set(ids(warning())).size, ids(warning()).length)
  const part = warning().parts.slice(0, 1)
  const report = (out: Outgoing) => writeStix(out).objects.find(({ type }) => type === 'report')
  assert.notEqual(report(warning())?.id, report(warning({ parts: part }))?.id)
  const changed = report(warning({ version: 2, changedAt: '2026-11-22T01:00:00.000Z' }))
  assert.deepEqual([changed?.id, changed?.modified], [report(warning())?.id, '2026-11-22T01:00:00.000Z'])
})

test('a warning without a part is not written', () => {
  assert.throws(() => writeStix(warning({ parts: [] })))
})

test('what goes out holds against the published schemas of STIX 2.1', (t) => {
  const schemas = realFiles(t, 'stix21-json-schemas/{common,observables,sdos,sros}/*.json')
  if (schemas.length === 0) return
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false, unicodeRegExp: false })
  for (const { bytes } of schemas) ajv.addSchema(JSON.parse(bytes.toString('utf8')))
  const base =
    'http://raw.githubusercontent.com/oasis-open/cti-stix2-json-schemas/stix2.1/schemas/common/bundle.json'
  const validate = ajv.getSchema(base)
  assert.ok(validate !== undefined)
  const holds = (out: Outgoing) =>
    assert.ok(validate(JSON.parse(JSON.stringify(writeStix(out)))), ajv.errorsText(validate.errors))
  holds(warning())
  holds(
    warning({
      exercise: true,
      indicators: [],
      techniques: [],
      vulnerabilities: [],
      references: [],
      products: [],
    }),
  )
  const spoilt = JSON.parse(JSON.stringify(writeStix(warning())))
  delete spoilt.objects.find(({ type }: { type: string }) => type === 'indicator').valid_from
  assert.ok(!validate(spoilt), 'the schemas must see a fault')
  const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 60 })
  const anyIndicator = fc
    .record({
      type: fc.constantFrom(...OBSERVABLE_TYPES),
      comment: fc.string(),
      names: fc.array(text, { maxLength: 3 }),
      size: fc.option(fc.nat()),
      objective: fc.constantFrom('detect', 'block', 'research'),
      confidence: fc.constantFrom('low', 'medium', 'high', null),
    })
    .map((one) => ({ ...indicator(one.type), ...one }))
  fc.assert(
    fc.property(
      text,
      fc.array(anyIndicator, { maxLength: 10 }),
      fc.boolean(),
      (title, indicators, exercise) => holds(warning({ title, indicators, exercise })),
    ),
    { numRuns: 30 },
  )
})
