import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { CAPTURE_LIMITS, type Reading } from '#core/capture/index.ts'
import { realFiles } from '../../../test/support/corpora.ts'
import { openIntake } from './index.ts'
import { INTAKE_LIMITS } from './limits.ts'
import { openPool } from './pool.ts'

const failures: string[] = []
const intake = openIntake({ told: (failure) => failures.push(failure) })
after(() => intake.close())

const encode = (text: string) => new TextEncoder().encode(text)
const read = (content: string | Uint8Array, name = 'file.json') =>
  intake.readFile(typeof content === 'string' ? encode(content) : content, { name })

const object = (index: number, pattern: string) => ({
  type: 'indicator',
  spec_version: '2.1',
  id: `indicator--00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
  created: '2026-01-01T00:00:00.000Z',
  modified: '2026-01-01T00:00:00.000Z',
  pattern,
  pattern_type: 'stix',
  valid_from: '2026-01-01T00:00:00Z',
})
const bundle = (count: number) =>
  JSON.stringify({
    type: 'bundle',
    id: 'bundle--00000000-0000-4000-8000-000000000000',
    objects: Array.from({ length: count }, (_, index) =>
      object(index, `[domain-name:value = 'h${index}.evil.example']`),
    ),
  })

function refusal(reading: Reading) {
  assert.ok(!reading.ok)
  assert.ok(reading.refusal.reason !== '')
  return [reading.refusal.code, reading.refusal.place]
}

test('a file is what its content says, whatever its name', async () => {
  const event = {
    Event: {
      uuid: '5e384ae7-672c-4250-9cda-3b4da964451a',
      info: 'x',
      Attribute: [{ type: 'domain', value: 'evil.example' }],
    },
  }
  const advisory = {
    document: {
      category: 'csaf_base',
      csaf_version: '2.0',
      title: 'x',
      publisher: { name: 'p' },
      tracking: { id: '1' },
    },
  }
  const cases: [string, string, string][] = [
    [bundle(1), 'advisory.txt', 'stix-2.1'],
    [JSON.stringify(event), 'mail.eml', 'misp'],
    [JSON.stringify(advisory), 'event.misp', 'csaf-2.0'],
    ['[TLP:AMBER] hxxp://evil[.]example/ was seen', 'bundle.json', 'text'],
    ['# Warning\n\nhxxp://evil[.]example/ was seen', 'x.txt', 'markdown'],
    [
      'From: a@csirt.example\r\nTo: b@csirt.example\r\nSubject: x\r\nDate: Mon, 23 Nov 2026 10:00:00 +0900\r\n\r\nhxxp://evil[.]example/',
      'x.json',
      'mail',
    ],
  ]
  for (const [content, name, format] of cases) {
    const reading = await read(content, name)
    assert.ok(reading.ok, JSON.stringify(reading))
    assert.equal(reading.captures[0]?.format, format)
  }
})

test('what has no title is called by its file', async () => {
  const reading = await read(bundle(2), 'C:\\Users\\hanako\\phishing-2026.stix2')
  assert.ok(reading.ok)
  assert.equal(reading.captures[0]?.title, 'phishing-2026')
})

test('JSON that a program wrote as UTF-16 is read; JSON in a broken encoding is not', async () => {
  const wide = Buffer.from(`\ufeff${bundle(1)}`, 'utf16le')
  assert.ok((await read(wide)).ok)
  const broken = Buffer.concat([
    encode('{"type":"bundle","objects":[{"name":"'),
    Buffer.from([0xff, 0x80]),
    encode('"}]}'),
  ])
  assert.deepEqual(refusal(await read(broken)), ['capture_broken', 'line 1, column 38'])
})

test('files that come with a mail are read too, under the stricter label', async () => {
  const mail = [
    'From: Example CSIRT <csirt@csirt.example>',
    'To: you@csirt.example',
    'Subject: [TLP:AMBER] indicators',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=q',
    '',
    '--q',
    'Content-Type: text/plain',
    '',
    'See the files.',
    '--q',
    'Content-Type: application/json; name="a.json"',
    'Content-Disposition: attachment; filename="a.json"',
    '',
    bundle(2),
    '--q',
    'Content-Type: application/json; name="b.json"',
    'Content-Disposition: attachment; filename="b.json"',
    '',
    '{"broken":',
    '--q--',
    '',
  ].join('\r\n')
  const reading = await read(mail, 'x.eml')
  assert.ok(reading.ok)
  const [letter, file, ...others] = reading.captures
  assert.deepEqual(
    [letter?.format, file?.format, file?.title, file?.tlp.label, others.length],
    ['mail', 'stix-2.1', 'a', 'AMBER', 0],
  )
  assert.equal(file?.indicators.length, 2)
  assert.ok(letter?.notes.some(({ code, params }) => code === 'file-not-taken' && params?.name === 'b.json'))
})

test('hostile files are one clear refusal with a place', async () => {
  const id = 'bundle--00000000-0000-4000-8000-000000000000'
  const cases: [string, string | Uint8Array, string, string | RegExp][] = [
    ['lists in lists', `{"type":"bundle","objects":${'['.repeat(1_000_000)}`, 'capture_too_deep', /^line 1/],
    ['objects in objects', '{"a":'.repeat(1_000_000), 'capture_too_deep', /^line 1/],
    [
      'a key that reaches a prototype',
      '{"type":"bundle","__proto__":{"x":1},"objects":[]}',
      'capture_broken',
      'line 1, column 18',
    ],
    ['the same key twice', '{"type":"bundle",\n"type":"report"}', 'capture_broken', 'line 2, column 1'],
    ['a wrong type', `{"type":"bundle","id":"${id}","objects":{"a":1}}`, 'capture_broken', 'objects'],
    ['half a file', bundle(3).slice(0, -20), 'capture_broken', /^line 1/],
    ['too many indicators', bundle(10_001), 'capture_too_many', 'objects[10000].pattern'],
    [
      'too many objects',
      `{"type":"bundle","objects":[${'1,'.repeat(1_000_000)}1]}`,
      'capture_too_many',
      'objects',
    ],
    [
      'a ZIP',
      Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), Buffer.alloc(4_000)]),
      'capture_unknown_format',
      'file',
    ],
    ['a packed file', gzipSync(encode(bundle(1))), 'capture_unknown_format', 'file'],
    [
      'an XML bomb',
      '<?xml version="1.0"?><!DOCTYPE z [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><z>&b;</z>',
      'capture_unknown_format',
      'file',
    ],
    ['other JSON', '{"hello":"world"}', 'capture_unknown_format', 'file'],
    ['nothing', '', 'capture_unknown_format', 'file'],
    [
      'noise',
      Buffer.from(Array.from({ length: 5_000 }, (_, index) => (index * 197 + 131) % 256)),
      'capture_',
      'file',
    ],
    ['too much', new Uint8Array(INTAKE_LIMITS.bytes + 1), 'capture_too_large', 'file'],
  ]
  for (const [what, content, code, place] of cases) {
    const start = performance.now()
    const [said, where] = refusal(await read(content))
    assert.ok(said?.startsWith(code), `${what}: ${said}`)
    if (typeof place === 'string') assert.equal(where, place, what)
    else assert.match(where ?? '', place, what)
    assert.ok(performance.now() - start < 15_000, what)
  }
  assert.ok((await read(bundle(1))).ok, 'and the next file is read as if nothing had been')
  assert.deepEqual(failures, [])
})

test('a file that takes too long ends its thread and nothing else', async (t) => {
  const hasty = openIntake({ limits: { time: 1 } })
  t.after(() => hasty.close())
  const late = await hasty.readFile(encode(bundle(9_000)), { name: 'x' })
  assert.deepEqual(refusal(late), ['capture_too_large', 'file'])
  assert.ok((await read(bundle(1))).ok)
})

test('the heaviest file within the limits stays far below the memory of a thread', async (t) => {
  const heavy = openIntake({ limits: { memoryMb: INTAKE_LIMITS.memoryMb / 2, time: 60_000 } })
  t.after(() => heavy.close())
  const lists = '[],'.repeat(CAPTURE_LIMITS.values - 20)
  const reading = await heavy.readFile(
    encode(
      `{"type":"bundle","objects":[{"type":"x-odd","id":"x-odd--00000000-0000-4000-8000-000000000000","a":[${lists}[]]}]}`,
    ),
    { name: 'x' },
  )
  assert.ok(reading.ok, JSON.stringify(reading))
})

test('a hundred files wait for a few threads, and every one is answered', async (t) => {
  const pool = openPool({ ...INTAKE_LIMITS, threads: 2 })
  t.after(() => pool.close())
  const bytes = encode(bundle(3))
  const answers = Array.from({ length: 100 }, (_, index) => pool.run({ bytes, hints: { name: `${index}` } }))
  assert.equal(pool.threads, 2)
  assert.equal(pool.waiting, 98)
  for (const outcome of await Promise.all(answers)) assert.ok('reading' in outcome && outcome.reading.ok)
  assert.deepEqual([pool.threads, pool.waiting, pool.waitingBytes], [2, 0, 0])
})

test('where too many wait the answer is busy; where the house closes, that it is', async () => {
  const full = openIntake({ limits: { waiting: 1, threads: 1 } })
  const [first, second] = [1, 2].map(() => full.readFile(encode(bundle(1)), { name: 'x' }))
  await assert.rejects(full.readFile(encode(bundle(1)), { name: 'x' }), { code: 'busy' })
  assert.ok((await first)?.ok && (await second)?.ok)
  const cut = full.readFile(encode(bundle(5_000)), { name: 'x' })
  await full.close()
  await assert.rejects(cut, { code: 'stopping' })
  await assert.rejects(full.readFile(encode('x'), { name: 'x' }), { code: 'stopping' })
})

test('a real file that somebody has cut, mixed up or overwritten is a capture or a refusal', async () => {
  const whole = encode(bundle(20))
  const spoil = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 0, max: 255 })), {
    maxLength: 6,
  })
  await fc.assert(
    fc.asyncProperty(spoil, fc.nat(whole.length), async (changes, length) => {
      const bytes = whole.slice(0, length)
      for (const [at, value] of changes) if (at < length) bytes[at] = value
      const reading = await intake.readFile(bytes, { name: 'x' })
      if (!reading.ok) assert.ok(reading.refusal.code.startsWith('capture_') && reading.refusal.reason !== '')
    }),
    { numRuns: 150 },
  )
  assert.deepEqual(failures, [])
})

test('real files of every format come in by their content', async (t) => {
  const files = realFiles(
    t,
    'misp-events-*/*.json',
    'misp-stix-pairs/*.json',
    'stix2*-{amnesty,attack-ics,mvt,oasis-examples,unit42}/*.{json,stix2,gz}',
    'csaf20-cisa/**/*.json',
    'csaf20-oasis-examples/csaf__*.json',
    'csirt-cases-divd/*.md',
    'jpcert-phishing-urls/*.csv',
  )
  if (files.length === 0) return
  const counts = new Map<string, number>()
  const refused: string[] = []
  for (const { name, bytes } of files) {
    const reading = await intake.readFile(bytes, { name })
    if (reading.ok) {
      for (const { format } of reading.captures) counts.set(format, (counts.get(format) ?? 0) + 1)
    } else
      refused.push(`${name}: ${reading.refusal.code} ${reading.refusal.place}: ${reading.refusal.reason}`)
  }
  t.diagnostic(
    `${files.length - refused.length} of ${files.length} files: ${[...counts].map(([format, count]) => `${count} ${format}`).join(', ')}`,
  )
  for (const one of refused) t.diagnostic(one)
  assert.ok(refused.length <= files.length * 0.05)
  assert.deepEqual(failures, [])
})
