import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { CAPTURE_LIMITS, type Capture } from '#core/capture/index.ts'
import { indicator } from '#core/observables/index.ts'
import { readMisp } from './index.ts'

const UUID = '0a1b2c3d-0000-4000-8000-000000000001'
const HASH = 'ab'.repeat(32)

const event = (more: object = {}) => ({
  uuid: UUID,
  info: 'A loader is sent as an invoice',
  date: '2026-11-20',
  threat_level_id: '2',
  analysis: '1',
  distribution: '3',
  Orgc: { name: 'Example CSIRT', uuid: UUID },
  Tag: [{ name: 'tlp:green' }],
  ...more,
})
const attribute = (type: string, value: string, more: object = {}) => ({
  uuid: UUID,
  type,
  value,
  category: 'Other',
  to_ids: true,
  ...more,
})

function captureOf(json: unknown): Capture {
  const reading = readMisp(json)
  assert.ok(reading.ok, reading.ok ? '' : reading.refusal.reason)
  assert.ok(reading.captures[0])
  return reading.captures[0]
}
const withAttributes = (...attributes: object[]) => captureOf({ Event: event({ Attribute: attributes }) })
const withObject = (name: string, ...attributes: object[]) =>
  captureOf({ Event: event({ Object: [{ uuid: UUID, name, Attribute: attributes }] }) })
const values = (capture: Capture) => capture.indicators.map(({ type, value }) => `${type} ${value}`)
const codes = (capture: Capture) =>
  capture.notes.map(({ code, params }) => `${code} ${params?.what ?? params?.distribution ?? ''}`.trim())

test('an event is read in every shape in which it travels', () => {
  const one = event()
  const shapes = [
    { Event: one },
    one,
    { response: [{ Event: one }] },
    [{ Event: one }],
    { response: { Event: one } },
    [one],
  ]
  for (const shape of shapes)
    assert.equal(captureOf(shape).title, one.info, JSON.stringify(shape).slice(0, 40))
  const two = readMisp({ response: [{ Event: one }, { Event: event({ info: 'Another' }) }] })
  assert.ok(two.ok)
  assert.deepEqual(
    two.captures.map(({ title }) => title),
    [one.info, 'Another'],
  )
})

test('attributes and objects alone come in too, named by their event or by what they are', () => {
  const answer = {
    response: { Attribute: [attribute('domain', 'evil.example', { Event: { info: 'Its event' } })] },
  }
  assert.equal(captureOf(answer).title, 'Its event')
  assert.equal(
    captureOf({ response: { Attribute: [attribute('domain', 'evil.example')] } }).title,
    'MISP: evil.example',
  )
})

test('the head of an event comes through: who made it, how to find it again, when', () => {
  const capture = captureOf({ Event: event() })
  assert.equal(capture.source, 'Example CSIRT')
  assert.equal(capture.reference, UUID)
  assert.equal(capture.observedAt, '2026-11-20T00:00:00.000Z')
  assert.equal(capture.tlp.label, 'GREEN')
  assert.match(capture.technical, /threat level: medium/)
})

test('what is for detection is told from what is for study', () => {
  const capture = withAttributes(
    attribute('ip-dst', '192.0.2.7', { first_seen: '2026-11-01T10:00:00.000000+00:00', comment: 'C2' }),
    attribute('domain', 'evil.example', { to_ids: false }),
  )
  assert.deepEqual(
    capture.indicators.map(({ objective, firstSeen, comment }) => [objective, firstSeen, comment]),
    [
      ['detect', '2026-11-01T10:00:00.000Z', 'C2'],
      ['research', null, ''],
    ],
  )
})

test('values of two halves become what each half is', () => {
  const capture = withAttributes(
    attribute('domain|ip', 'evil.example|192.0.2.8'),
    attribute('ip-dst|port', '192.0.2.9|8443'),
    attribute('filename|sha256', `invoice.exe|${HASH}`),
    attribute('regkey|value', 'HKCU\\Software\\Run|loader'),
  )
  assert.deepEqual(values(capture), [
    'domain evil.example',
    'ipv4 192.0.2.8',
    'ipv4 192.0.2.9',
    `sha256 ${HASH}`,
    'registry-key HKEY_CURRENT_USER\\Software\\Run',
  ])
  assert.equal(capture.indicators[2]?.comment, 'port 8443')
  assert.deepEqual(capture.indicators[3]?.names, ['invoice.exe'])
  assert.equal(capture.indicators[4]?.comment, 'loader')
})

test('of a malware sample the hash and the name come in, the file does not (R11)', () => {
  const capture = withAttributes(attribute('malware-sample', `a.exe|${'cd'.repeat(16)}`, { data: 'UEsDB' }))
  assert.deepEqual(values(capture), [`md5 ${'cd'.repeat(16)}`])
  assert.deepEqual(capture.notes[0], {
    code: 'file-not-taken',
    place: 'Event.Attribute[0]',
    params: { name: 'a.exe' },
  })
  assert.ok(!JSON.stringify(capture).includes('UEsDB'))
})

test('the hashes of a file object carry its names and size', () => {
  const capture = withObject(
    'file',
    attribute('sha256', HASH, { object_relation: 'sha256' }),
    attribute('filename', 'invoice.exe', { object_relation: 'filename', to_ids: false }),
    attribute('size-in-bytes', '4096', { object_relation: 'size-in-bytes', to_ids: false }),
    attribute('text', 'Loader', { object_relation: 'text', to_ids: false }),
  )
  assert.deepEqual(capture.indicators, [
    {
      type: 'sha256',
      value: HASH,
      names: ['invoice.exe'],
      size: 4096,
      objective: 'detect',
      confidence: null,
      firstSeen: null,
      lastSeen: null,
      comment: 'Loader',
    },
  ])
})

test('how a mail came to people is told apart from who got it', () => {
  const capture = withObject(
    'email',
    attribute('email-src', 'billing@evil.example', { object_relation: 'from' }),
    attribute('email-src-display-name', '経理部', { object_relation: 'from-display-name' }),
    attribute('email-subject', '【至急】請求書のご確認', { object_relation: 'subject' }),
    attribute('email-body', 'お世話になっております。', { object_relation: 'email-body' }),
    attribute('email-dst', 'taro@victim.example', { object_relation: 'to' }),
  )
  assert.deepEqual(capture.circumstances.mailSubjects, ['【至急】請求書のご確認'])
  assert.deepEqual(capture.circumstances.senderNames, ['経理部'])
  assert.deepEqual(capture.circumstances.lures, ['お世話になっております。'])
  assert.deepEqual(values(capture), ['email billing@evil.example', 'mail-subject 【至急】請求書のご確認'])
  assert.match(capture.victim, /taro@victim\.example/)
  assert.ok(!capture.technical.includes('taro@') && !capture.summary.includes('taro@'))
})

test('telephones and bank accounts of a fraud are circumstances and can be looked up', () => {
  const capture = withAttributes(
    attribute('phone-number', '+81 3 0000 0000'),
    attribute('iban', 'GB33BUKB20201555555555'),
  )
  assert.deepEqual(capture.circumstances.telephones, ['+81 3 0000 0000'])
  assert.deepEqual(capture.circumstances.bankAccounts, ['GB33BUKB20201555555555'])
  assert.deepEqual(values(capture), ['phone +81300000000', 'bank-account GB33BUKB20201555555555'])
})

test('who was hit is the victim’s part, never the technical one', () => {
  const capture = withAttributes(
    attribute('target-org', 'Victim Inc.', { category: 'Targeting data' }),
    attribute('email-dst', 'hanako@victim.example', { category: 'Payload delivery' }),
    attribute('email-dst', 'drop@evil.example', { category: 'Network activity' }),
  )
  assert.match(capture.victim, /Victim Inc\.[\s\S]*hanako@victim\.example/)
  assert.ok(
    !/Victim Inc|hanako/.test(capture.technical + capture.summary + JSON.stringify(capture.indicators)),
  )
  assert.deepEqual(values(capture), ['email drop@evil.example'])
})

test('what is about a human being stays outside, and a note says so (R10)', () => {
  const capture = captureOf({
    Event: event({
      Attribute: [
        attribute('full-name', 'Taro Yamada'),
        attribute('text', 'ticket 4711', { category: 'Internal reference' }),
      ],
      Object: [
        {
          name: 'credential',
          uuid: UUID,
          Attribute: [attribute('text', 'hunter2', { object_relation: 'password' })],
        },
      ],
    }),
  })
  assert.ok(!/Taro|hunter2|4711/.test(JSON.stringify(capture)))
  assert.deepEqual(codes(capture), [
    'left-out object credential: personal data',
    'left-out full-name: personal data',
    'left-out Internal reference',
  ])
})

test('an article about the attack is a reference, not an indicator', () => {
  const capture = withAttributes(
    attribute('url', 'https://blog.example/analysis', { category: 'External analysis', to_ids: false }),
    attribute('url', 'https://evil.example/gate.php', { category: 'Network activity' }),
    attribute('link', 'https://news.example/more', { to_ids: false }),
  )
  assert.deepEqual(capture.references, ['https://blog.example/analysis', 'https://news.example/more'])
  assert.deepEqual(values(capture), ['url https://evil.example/gate.php'])
})

test('techniques come from tags and clusters; one without an id is kept as text', () => {
  const capture = captureOf({
    Event: event({
      Tag: [
        { name: 'misp-galaxy:mitre-attack-pattern="Command-Line Interface - T1059"' },
        { name: 'misp-galaxy:mitre-attack-pattern="Email Collection"' },
        { name: 'misp-galaxy:threat-actor="Example Bear"' },
      ],
      Galaxy: [
        {
          type: 'mitre-attack-pattern',
          GalaxyCluster: [
            {
              type: 'mitre-attack-pattern',
              value: 'Keylogging - T1056.001',
              distribution: '3',
              meta: { external_id: ['T1056.001'] },
            },
          ],
        },
      ],
    }),
  })
  assert.deepEqual(capture.techniques, [
    { id: 'T1056.001', name: 'Keylogging' },
    { id: 'T1059', name: 'Command-Line Interface' },
  ])
  assert.match(capture.technical, /Email Collection[\s\S]*threat-actor: Example Bear/)
  assert.ok(codes(capture).includes('kept-as-text technique without an id'))
})

test('a label on one attribute makes the whole as strict', () => {
  const capture = withAttributes(attribute('domain', 'evil.example', { Tag: [{ name: 'tlp:red' }] }))
  assert.equal(capture.tlp.label, 'RED')
})

test('a distribution that is narrower than the label is told, of the event and of its parts', () => {
  assert.ok(
    codes(captureOf({ Event: event({ distribution: '0' }) })).includes('narrow-distribution organisation'),
  )
  assert.ok(
    codes(captureOf({ Event: event({ distribution: 4 }) })).includes('narrow-distribution sharing-group'),
  )
  assert.ok(
    codes(withAttributes(attribute('domain', 'evil.example', { distribution: '0' }))).includes(
      'narrow-distribution organisation',
    ),
  )
  assert.ok(
    !codes(captureOf({ Event: event({ distribution: '1' }) })).some((code) => code.startsWith('narrow')),
  )
})

test('deleted things, proposals and sightings are left out, and named', () => {
  const capture = withAttributes(
    attribute('domain', 'gone.example', { deleted: true }),
    attribute('domain', 'gone2.example', { deleted: '1' }),
    attribute('domain', 'evil.example', { ShadowAttribute: [{ value: 'x' }], Sighting: [{ type: '0' }] }),
  )
  assert.deepEqual(values(capture), ['domain evil.example'])
  assert.deepEqual(codes(capture), ['revoked domain', 'left-out ShadowAttribute', 'left-out Sighting'])
})

test('a vulnerability brings its rating and products', () => {
  const capture = withObject(
    'vulnerability',
    attribute('vulnerability', 'cve-2026-0001', { object_relation: 'id' }),
    attribute('text', 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', { object_relation: 'cvss-string' }),
    attribute('float', '9.8', { object_relation: 'cvss-score' }),
    attribute('cpe', 'cpe:2.3:a:example:mail_gateway:4.2:*:*:*:*:*:*:*', {
      object_relation: 'vulnerable-configuration',
    }),
  )
  assert.equal(capture.vulnerabilities[0]?.id, 'CVE-2026-0001')
  assert.equal(capture.vulnerabilities[0]?.cvss?.score, 9.8)
  assert.deepEqual(capture.products, [{ vendor: 'example', name: 'mail gateway', versions: '4.2' }])
})

test('a report is technical text; its summary is the summary; its pointers become values', () => {
  const id = '0a1b2c3d-0000-4000-8000-0000000000aa'
  const capture = captureOf({
    Event: event({
      Attribute: [{ ...attribute('domain', 'evil.example'), uuid: id }],
      EventReport: [
        {
          uuid: UUID,
          content: `# A report\r\n\r\n## Summary\r\n\r\nIt calls @[attribute](${id}).\r\n\r\n## More\r\n\r\nText`,
          deleted: false,
        },
      ],
    }),
  })
  assert.equal(capture.summary, 'It calls `evil.example`.')
  assert.match(capture.technical, /^# A report\n\n## Summary[\s\S]*## More/)
})

test('an object that we do not know is kept as text, and what can be looked up in it is', () => {
  const capture = withObject(
    'flux-capacitor',
    attribute('text', '1.21 GW', { object_relation: 'power' }),
    attribute('domain', 'evil.example', { object_relation: 'host' }),
    attribute('brand-new-type', 'xyz', { object_relation: 'other' }),
  )
  assert.match(capture.technical, /power: 1\.21 GW/)
  assert.deepEqual(values(capture), ['domain evil.example'])
  assert.deepEqual(codes(capture), ['kept-as-text type brand-new-type', 'kept-as-text object flux-capacitor'])
})

test('exercise tags make an exercise (R28)', () => {
  assert.equal(captureOf({ Event: event({ Tag: [{ name: 'exercise:generic="comcheck"' }] }) }).exercise, true)
  assert.equal(captureOf({ Event: event() }).exercise, false)
})

test('markup and marks that turn the reading direction come in as plain text', () => {
  const capture = captureOf({ Event: event({ info: '<script>alert(1)</script>\u202e\u0000 x\ny' }) })
  assert.equal(capture.title, '<script>alert(1)</script> x y')
})

test('more than ten thousand indicators are refused whole: half a list looks like a whole one', () => {
  const attributes = Array.from({ length: CAPTURE_LIMITS.indicators + 1 }, (_, at) =>
    attribute('domain', `h${at}.example`),
  )
  const reading = readMisp({ Event: event({ Attribute: attributes }) })
  assert.ok(!reading.ok)
  assert.equal(reading.refusal.code, 'capture_too_many')
  assert.equal(reading.refusal.place, 'Event.Attribute[10000]')
})

test('what is nothing of MISP is refused, not guessed', () => {
  for (const json of [
    null,
    1,
    'x',
    [],
    {},
    { a: 1 },
    [{ a: 1 }],
    { Event: 'x' },
    { response: 5 },
    { type: 'bundle', objects: [] },
  ]) {
    const reading = readMisp(json)
    assert.ok(!reading.ok, JSON.stringify(json))
    assert.equal(reading.refusal.code, 'capture_unknown_format')
  }
})

test('whatever is changed in an event, it is read or refused, in bounded size, and never throws', () => {
  const anything = fc.oneof(
    { weight: 3, arbitrary: fc.string() },
    fc.jsonValue(),
    fc.constantFrom(
      null,
      true,
      0,
      -1,
      1e308,
      [],
      {},
      [[]],
      '__proto__',
      '|',
      'x|',
      '|x',
      '\u0000',
      '\ud800',
      ' '.repeat(50_000),
    ),
  )
  const types = [
    'domain|ip',
    'malware-sample',
    'filename|sha256',
    'regkey|value',
    'cpe',
    'link',
    'yara',
    'vulnerability',
    'text',
    'email-dst',
    'constructor',
    '',
  ]
  const anAttribute = fc.record(
    {
      type: fc.oneof(fc.constantFrom(...types), anything),
      value: anything,
      category: fc.oneof(fc.constantFrom('Targeting data', 'Person', 'Other'), anything),
      to_ids: anything,
      first_seen: anything,
      comment: anything,
      deleted: anything,
      object_relation: anything,
      Tag: fc.oneof(anything, fc.array(fc.record({ name: anything }))),
      Galaxy: anything,
    },
    { requiredKeys: ['type'] },
  )
  const someObject = fc.record({
    name: fc.oneof(
      fc.constantFrom('file', 'email', 'vulnerability', 'victim', 'report', 'toString', '__proto__'),
      anything,
    ),
    uuid: anything,
    Attribute: fc.oneof(anything, fc.array(anAttribute)),
    ObjectReference: anything,
  })
  const someEvent = fc.record(
    {
      info: fc.oneof(fc.constant('A title'), anything),
      uuid: anything,
      Orgc: anything,
      date: anything,
      distribution: anything,
      Tag: fc.oneof(
        anything,
        fc.array(fc.record({ name: fc.oneof(anything, fc.constantFrom('tlp:red', 'tlp:', 'PAP:x')) })),
      ),
      Galaxy: fc.oneof(anything, fc.array(fc.record({ type: anything, GalaxyCluster: anything }))),
      Attribute: fc.oneof(anything, fc.array(anAttribute)),
      Object: fc.oneof(anything, fc.array(someObject)),
      EventReport: fc.oneof(anything, fc.array(fc.record({ uuid: anything, content: anything }))),
    },
    { requiredKeys: ['info', 'Attribute'] },
  )
  fc.assert(
    fc.property(
      fc.oneof(
        someEvent,
        someEvent.map((Event) => ({ Event })),
        anything,
      ),
      (json) => {
        const reading = readMisp(json)
        if (!reading.ok) return
        for (const capture of reading.captures) {
          for (const one of capture.indicators) indicator.parse(one)
          assert.ok(capture.title.length <= CAPTURE_LIMITS.title && capture.title !== '')
          assert.ok(capture.technical.length <= CAPTURE_LIMITS.prose)
          assert.ok(JSON.stringify(capture).isWellFormed())
        }
      },
    ),
    { numRuns: 800 },
  )
})
