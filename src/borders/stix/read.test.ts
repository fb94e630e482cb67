import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Capture } from '#core/capture/index.ts'
import { isStix, readStix } from './index.ts'

const id = (type: string, number: number) =>
  `${type}--00000000-0000-4000-8000-${String(number).padStart(12, '0')}`
const at = '2026-01-02T03:04:05.000Z'
const object = (type: string, number: number, more: object = {}) => ({
  type,
  spec_version: '2.1',
  id: id(type, number),
  created: at,
  modified: at,
  ...more,
})
const indicator = (number: number, pattern: string, more: object = {}) =>
  object('indicator', number, { pattern, pattern_type: 'stix', valid_from: at, ...more })
const bundle = (...objects: object[]) => ({ type: 'bundle', id: id('bundle', 0), objects })

function captures(json: unknown): readonly Capture[] {
  const reading = readStix(json)
  assert.ok(reading.ok, reading.ok ? '' : JSON.stringify(reading.refusal))
  return reading.captures
}
function only(json: unknown): Capture {
  const [first, ...others] = captures(json)
  assert.ok(first !== undefined && others.length === 0)
  return first
}
const codes = (capture: Capture) => capture.notes.map(({ code }) => code)

const GREEN_1 = 'marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da'
const STRICT = 'marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003'
const RED = 'marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1'

test('a report leads its bundle: its words, its maker, its references, what it is about', () => {
  const capture = only(
    bundle(
      object('identity', 1, { name: 'Example CSIRT', identity_class: 'organization' }),
      object('report', 2, {
        name: '請求書を装うメール',
        description: '取引先を装うメールが届いています。',
        created_by_ref: id('identity', 1),
        published: at,
        object_refs: [id('indicator', 3), id('attack-pattern', 4), id('vulnerability', 5)],
        external_references: [{ source_name: 'blog', url: 'https://csirt.example/1' }],
      }),
      indicator(3, "[domain-name:value = 'evil.example']", {
        confidence: 80,
        name: 'C2',
        description: 'beacon',
      }),
      object('attack-pattern', 4, {
        name: 'Spearphishing Attachment',
        external_references: [{ source_name: 'mitre-attack', external_id: 'T1566.001' }],
      }),
      object('vulnerability', 5, { name: 'CVE-2026-12345' }),
    ),
  )
  assert.equal(capture.title, '請求書を装うメール')
  assert.equal(capture.language, 'ja')
  assert.equal(capture.source, 'Example CSIRT')
  assert.equal(capture.reference, id('report', 2))
  assert.equal(capture.summary, '取引先を装うメールが届いています。')
  assert.deepEqual(capture.techniques, [{ id: 'T1566.001', name: 'Spearphishing Attachment' }])
  assert.deepEqual(capture.vulnerabilities, [{ id: 'CVE-2026-12345', cvss: null, exploited: null }])
  assert.deepEqual(capture.references, ['https://csirt.example/1'])
  const [found] = capture.indicators
  assert.deepEqual(
    [found?.type, found?.value, found?.confidence, found?.objective, found?.comment],
    ['domain', 'evil.example', 'high', 'detect', 'C2 · beacon'],
  )
})

test('several reports make a capture each, and what none of them names makes a last one', () => {
  const [first, second, rest, ...others] = captures(
    bundle(
      object('report', 1, { name: 'One', object_refs: [id('indicator', 3)] }),
      object('grouping', 2, { name: 'Two', object_refs: [id('indicator', 4)] }),
      indicator(3, "[url:value = 'http://a.example/']"),
      indicator(4, "[url:value = 'http://b.example/']"),
      indicator(5, "[url:value = 'http://c.example/']"),
      object('relationship', 6, {
        relationship_type: 'indicates',
        source_ref: id('indicator', 3),
        target_ref: id('malware', 9),
      }),
    ),
  )
  assert.equal(others.length, 0)
  assert.deepEqual(
    [first, second, rest].map((one) => [one?.title, one?.indicators.map(({ value }) => value).join()]),
    [
      ['One', 'http://a.example/'],
      ['Two', 'http://b.example/'],
      ['', 'http://c.example/'],
    ],
  )
})

test('a report within a report belongs to the outer one', () => {
  const capture = only(
    bundle(
      object('report', 1, { name: 'Playbook', object_refs: [id('report', 2)] }),
      object('report', 2, { name: 'Campaign', object_refs: [id('indicator', 3)] }),
      indicator(3, "[url:value = 'http://a.example/']"),
    ),
  )
  assert.equal(capture.title, 'Playbook')
  assert.equal(capture.indicators.length, 1)
})

test('the strictest label holds, wherever it stands: on an object, on a part of one, as a word', () => {
  const marked = (more: object, report: object = {}) =>
    only(
      bundle(
        object('report', 1, { name: 'R', object_refs: [id('indicator', 2)], ...report }),
        indicator(2, "[url:value = 'http://a.example/']", more),
      ),
    )
  const cases: [Capture, string | null][] = [
    [marked({}), null],
    [marked({ object_marking_refs: [GREEN_1] }), 'GREEN'],
    [marked({ object_marking_refs: [GREEN_1, STRICT] }), 'AMBER+STRICT'],
    [
      marked(
        { granular_markings: [{ marking_ref: RED, selectors: ['pattern'] }] },
        { object_marking_refs: [GREEN_1] },
      ),
      'RED',
    ],
    [marked({ labels: ['tlp:amber'] }, { object_marking_refs: [GREEN_1] }), 'AMBER'],
  ]
  for (const [capture, label] of cases) assert.equal(capture.tlp.label, label)
  assert.ok(codes(cases[0]?.[0] as Capture).includes('no-label'))
  assert.ok(codes(cases[1]?.[0] as Capture).includes('tlp-1'))
  assert.ok(codes(cases[2]?.[0] as Capture).includes('two-labels'))
})

test('a label under an id of its own counts, and a file cannot make a fixed id mean less', () => {
  const own = object('marking-definition', 7, {
    extensions: { 'extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d': { tlp_2_0: 'amber+strict' } },
  })
  const liar = {
    ...object('marking-definition', 8, { definition_type: 'tlp', definition: { tlp: 'white' } }),
    id: RED,
  }
  const ref = (marking: string) =>
    indicator(2, "[url:value = 'http://a.example/']", { object_marking_refs: [marking] })
  assert.equal(only(bundle(own, ref(id('marking-definition', 7)))).tlp.label, 'AMBER+STRICT')
  assert.equal(only(bundle(liar, ref(RED))).tlp.label, 'RED')
  assert.ok(codes(only(bundle(ref(id('marking-definition', 99))))).includes('unknown-label'))
})

test('a PAP and the words of a statement or a policy come along', () => {
  const statement = (number: number, said: string) =>
    object('marking-definition', number, { definition_type: 'statement', definition: { statement: said } })
  const capture = only(
    bundle(
      statement(1, 'PAP:AMBER'),
      statement(2, 'Copyright 2026, Example'),
      indicator(3, "[url:value = 'http://a.example/']", {
        object_marking_refs: [id('marking-definition', 1), id('marking-definition', 2)],
      }),
    ),
  )
  assert.equal(capture.pap, 'AMBER')
  assert.match(capture.technical, /Copyright 2026, Example/)
})

test('rules of other programs stay rules, letter by letter', () => {
  const rule = 'rule x { strings: $a = "évil" condition: $a }'
  const capture = only(
    bundle(
      indicator(1, rule, { pattern_type: 'yara' }),
      indicator(2, 'alert tcp any any', { pattern_type: 'snort' }),
    ),
  )
  assert.deepEqual(
    capture.indicators.map(({ type, value }) => [type, value]),
    [
      ['yara', rule],
      ['snort', 'alert tcp any any'],
    ],
  )
})

test('a pattern that cannot be looked up, or cannot be read, is kept as its text with a note', () => {
  const like = "[domain-name:value LIKE '%.example']"
  const broken = "[domain-name:value = 'a.example"
  const odd = "[app:id = 'com.evil.app']"
  const capture = only(bundle(indicator(1, like), indicator(2, broken), indicator(3, odd)))
  assert.deepEqual(
    capture.indicators.map(({ type, value }) => [type, value]),
    [like, broken, odd].map((pattern) => ['other', pattern]),
  )
  assert.ok(codes(capture).includes('kept-as-text') && codes(capture).includes('odd-value'))
})

test('what is revoked, benign or without a type is left out, and the notes say so', () => {
  const capture = only(
    bundle(
      indicator(1, "[url:value = 'http://a.example/']", { revoked: true }),
      indicator(2, "[domain-name:value = 'bank.example']", { indicator_types: ['benign'] }),
      indicator(3, "[url:value = 'http://b.example/']"),
      { id: 'x' },
    ),
  )
  assert.deepEqual(
    capture.indicators.map(({ value }) => value),
    ['http://b.example/'],
  )
  assert.ok(codes(capture).includes('revoked') && codes(capture).includes('left-out'))
})

test('of several versions of an object the latest stands', () => {
  const capture = only(
    bundle(
      indicator(1, "[url:value = 'http://new.example/']", { modified: '2026-03-01T00:00:00.000Z' }),
      indicator(1, "[url:value = 'http://old.example/']", { modified: '2026-02-01T00:00:00.000Z' }),
    ),
  )
  assert.deepEqual(
    capture.indicators.map(({ value }) => value),
    ['http://new.example/'],
  )
})

test('who was attacked, who saw it and who received the mail is told on the victim’s side alone (R1)', () => {
  const capture = only(
    bundle(
      object('identity', 1, { name: 'Kanon Bank' }),
      object('identity', 2, { name: 'Alpha Foods' }),
      object('malware', 3, { name: 'Evil' }),
      indicator(4, "[url:value = 'http://a.example/']"),
      object('relationship', 5, {
        relationship_type: 'targets',
        source_ref: id('malware', 3),
        target_ref: id('identity', 1),
      }),
      object('sighting', 6, {
        sighting_of_ref: id('indicator', 4),
        where_sighted_refs: [id('identity', 2)],
        first_seen: '2026-01-01T00:00:00Z',
      }),
      object('observed-data', 7, {
        first_observed: at,
        last_observed: at,
        number_observed: 1,
        object_refs: [id('email-message', 8), id('email-addr', 9), id('email-addr', 10)],
      }),
      object('email-message', 8, {
        subject: '請求書',
        from_ref: id('email-addr', 9),
        to_refs: [id('email-addr', 10)],
      }),
      object('email-addr', 9, { value: 'sender@evil.example', display_name: '経理部' }),
      object('email-addr', 10, { value: 'taro@kanon.example' }),
      indicator(
        12,
        "[email-message:to_refs[*].value = 'jiro@kanon.example' AND email-message:subject = '請求書']",
      ),
      object('user-account', 11, { account_login: 'taro', credential: 'hunter2' }),
    ),
  )
  const shared = JSON.stringify([capture.technical, capture.summary, capture.indicators, capture.notes])
  for (const secret of ['Kanon Bank', 'Alpha Foods', 'taro', 'jiro', 'hunter2'])
    assert.ok(!shared.includes(secret), secret)
  for (const told of ['Kanon Bank', 'Alpha Foods', 'taro@kanon.example'])
    assert.ok(capture.victim.includes(told), told)
  assert.ok(!JSON.stringify(capture).includes('hunter2'))
  assert.deepEqual(capture.circumstances.mailSubjects, ['請求書'])
  assert.deepEqual(capture.circumstances.senderNames, ['経理部'])
  const values = capture.indicators.map(({ type, value, objective }) => `${type} ${value} ${objective}`)
  assert.deepEqual(values, [
    'url http://a.example/ detect',
    'mail-subject 請求書 detect',
    'email sender@evil.example research',
  ])
})

test('custom types are kept as text, custom properties told by name', () => {
  const capture = only(
    bundle(
      indicator(1, "[url:value = 'http://a.example/']", { x_score: 7 }),
      object('x-ransom-note', 2, { name: 'README', body: { lines: ['pay', 'now'] }, cve: 'CVE-2026-0007' }),
    ),
  )
  assert.match(capture.technical, /body\.lines\[1\]: now/)
  assert.deepEqual(
    capture.vulnerabilities.map(({ id: cve }) => cve),
    ['CVE-2026-0007'],
  )
  assert.ok(capture.notes.some(({ params }) => params?.what === 'indicator: x_score'))
})

test('STIX 2.0 is read with care: labels are the kind of an indicator, observed objects stand inside', () => {
  const old = (type: string, number: number, more: object) => ({
    type,
    id: id(type, number),
    created: at,
    modified: at,
    ...more,
  })
  const capture = only({
    ...bundle(
      old('indicator', 1, {
        labels: ['benign'],
        pattern: "[url:value = 'http://bank.example/']",
        valid_from: at,
      }),
      old('observed-data', 2, {
        first_observed: at,
        last_observed: at,
        number_observed: 1,
        objects: {
          0: { type: 'email-message', from_ref: '1', to_refs: ['2'], subject: 'Hi' },
          1: { type: 'email-addr', value: 'from@evil.example' },
          2: { type: 'email-addr', value: 'to@victim.example' },
        },
      }),
    ),
    spec_version: '2.0',
  })
  assert.equal(capture.format, 'stix-2.0')
  assert.ok(codes(capture).includes('old-version'))
  assert.deepEqual(
    capture.indicators.map(({ value }) => value),
    ['Hi', 'from@evil.example'],
  )
  assert.match(capture.victim, /to@victim\.example/)
})

test('a bundle, an envelope, a list, bundles in a list and one bare object are all read', () => {
  const one = indicator(1, "[url:value = 'http://a.example/']")
  for (const json of [bundle(one), { more: false, objects: [one] }, [one], [bundle(one)], one]) {
    assert.ok(isStix(json))
    assert.equal(only(json).indicators.length, 1)
  }
})

test('an exercise is one from birth (R28)', () => {
  const named = only(
    bundle(object('report', 1, { name: '【訓練】EXERCISE Phishing', object_refs: [id('report', 1)] })),
  )
  assert.deepEqual([named.exercise, named.title], [true, 'Phishing'])
  assert.ok(
    only(bundle(object('report', 1, { name: 'Phishing', labels: ['exercise'], object_refs: [] }))).exercise,
  )
})

test('what cannot be a bundle is refused with place and reason', () => {
  const cases: [unknown, string][] = [
    [{ type: 'bundle', id: id('bundle', 1) }, 'objects'],
    [{ type: 'bundle', id: id('bundle', 1), objects: {} }, 'objects'],
    [{ type: 'bundle', id: id('bundle', 1), objects: [] }, 'objects'],
    [[{ type: 'bundle', objects: 3 }], '[0].objects'],
    [bundle({ ...object('report', 1), spec_version: '3.0' }), 'spec_version'],
    ['text', ''],
    [null, ''],
  ]
  for (const [json, place] of cases) {
    const reading = readStix(json)
    assert.ok(!reading.ok && reading.refusal.reason !== '')
    assert.equal(reading.refusal.place, place)
  }
})

test('whatever stands in the properties, the reader gives a capture or a refusal and never fails', () => {
  const types = fc.constantFrom(
    'report',
    'indicator',
    'observed-data',
    'email-message',
    'file',
    'relationship',
    'sighting',
    'marking-definition',
    'identity',
    'malware',
    'x-odd',
    'user-account',
    'software',
    'windows-registry-key',
    'vulnerability',
    'note',
  )
  const keys = fc.constantFrom(
    'name',
    'pattern',
    'pattern_type',
    'object_refs',
    'objects',
    'hashes',
    'value',
    'extensions',
    'definition',
    'labels',
    'object_marking_refs',
    'granular_markings',
    'external_references',
    'created_by_ref',
    'source_ref',
    'target_ref',
    'to_refs',
    'kill_chain_phases',
    'modified',
    'revoked',
    'values',
    'lang',
    'description',
    'constructor',
    'toString',
  )
  const odd = fc.record({
    type: fc.oneof(types, fc.anything()),
    id: fc.oneof(
      fc.integer({ min: 1, max: 6 }).map((number) => id('report', number)),
      fc.anything(),
    ),
  })
  const property = fc.dictionary(
    keys,
    fc.oneof(
      fc.jsonValue(),
      fc.integer({ min: 1, max: 6 }).map((number) => id('report', number)),
    ),
  )
  const objects = fc.array(
    fc.tuple(odd, property).map(([head, rest]) => ({ ...rest, ...head })),
    { maxLength: 8 },
  )
  fc.assert(
    fc.property(objects, (list) => {
      const reading = readStix(JSON.parse(JSON.stringify({ type: 'bundle', objects: list })))
      if (reading.ok) assert.ok(reading.captures.every(({ notes }) => notes.length < 400))
      else assert.ok(reading.refusal.reason !== '')
    }),
    { numRuns: 1_000 },
  )
})
