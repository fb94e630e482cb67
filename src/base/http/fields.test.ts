import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { forbiddenInLine, forbiddenInProse } from './characters.ts'
import { fields, z } from './index.ts'
import { canonicalNetwork } from './network.ts'

const takes = (schema: z.ZodType, value: unknown): unknown => {
  const result = z.safeDecode(schema, value as never)
  return result.success ? result.data : undefined
}
/** Any string that JSON may carry to us. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom(
      'a',
      'が',
      'か\u3099',
      '\u202e',
      '\u2066',
      '\u200b',
      '\u0000',
      '\r',
      '\n',
      '\t',
      '\u0085',
      '\u2028',
      '\ud800',
      '😀',
      ' ',
    ),
  }),
)

test('a name that gets in is one line of what it looks like', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const name = takes(fields.name(), text)
      if (name === undefined) return
      assert.ok(typeof name === 'string' && name.length > 0 && name.length <= 120)
      assert.equal(name, name.normalize('NFC').trim())
      assert.equal(forbiddenInLine(name), null)
      assert.doesNotMatch(name, /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069\u200b\ufeff]/u)
      assert.equal(takes(fields.name(), name), name)
    }),
    { numRuns: 2_000 },
  )
})

test('names of people and teams as they are written in Japan and elsewhere get in', () => {
  for (const name of [
    '日本シーサート協議会',
    '葛󠄀城 太郎',
    '髙橋 花子',
    'Ōta',
    "O'Brien",
    'Łukasz',
    'ＮＴＴ‐ＣＥＲＴ',
    'CSIRT（仮称）',
    'नमस्ते',
    '👩‍💻',
  ])
    assert.equal(takes(fields.name(), name), name.normalize('NFC'), name)
  assert.equal(takes(fields.name(), 'か\u3099 '), 'が')
  for (const name of ['', '   ', 'a\u202eb', 'a\nb', 'a\u0000', 'a\u200bb', '\ufeffa b', 'x'.repeat(121)])
    assert.equal(
      takes(fields.name(), name === '\ufeffa b' ? 'a\ufeffb' : name),
      undefined,
      JSON.stringify(name),
    )
})

test('prose keeps its lines, and never holds what turns text around', () => {
  assert.equal(takes(fields.prose(), 'a\r\nb\tc\n'), 'a\nb\tc')
  fc.assert(
    fc.property(anyText, (text) => {
      const prose = takes(fields.prose(), text)
      if (typeof prose === 'string') assert.equal(forbiddenInProse(prose), null)
    }),
    { numRuns: 2_000 },
  )
})

test('a mail address is one address and nothing behind it', () => {
  const good: [string, string][] = [
    ['Poc@Example.JP', 'Poc@example.jp'],
    ['first.last+csirt@sub.example.co.jp', 'first.last+csirt@sub.example.co.jp'],
    ['a@例え.jp', 'a@xn--r8jz45g.jp'],
  ]
  for (const [written, stored] of good) assert.equal(takes(fields.email(), written), stored)
  for (const bad of [
    'a',
    '@b.jp',
    'a@',
    'a@b',
    'a@b@c.jp',
    'a b@c.jp',
    '"a b"@c.jp',
    'a@c.jp, d@e.jp',
    'a@c.jp\r\nBcc: d@e.jp',
    'A <a@c.jp>',
    'a..b@c.jp',
    '.a@c.jp',
    'a@-c.jp',
    'a@c.jp/x',
    `${'a'.repeat(65)}@c.jp`,
  ])
    assert.equal(takes(fields.email(), bad), undefined, bad)
  fc.assert(
    fc.property(anyText, anyText, (local, domain) => {
      const address = takes(fields.email(), `${local}@${domain}`)
      if (typeof address === 'string') assert.match(address, /^[\x21-\x7e]+@[a-z0-9.-]+$/)
    }),
  )
})

test('a host name has one written form, and is nothing but a name', () => {
  assert.equal(takes(fields.hostName(), 'CSIRT.Example.JP.'), 'csirt.example.jp')
  assert.equal(takes(fields.hostName(), '例え.テスト'), 'xn--r8jz45g.xn--zckzah')
  for (const bad of [
    'localhost',
    '127.0.0.1',
    'a..jp',
    '-a.jp',
    'a-.jp',
    'a.jp/x',
    'a.jp:80',
    'u@a.jp',
    'a b.jp',
    '*.a.jp',
    '[::1]',
    '0x7f.1',
    `${'a'.repeat(64)}.jp`,
    'a.1',
  ])
    assert.equal(takes(fields.hostName(), bad), undefined, bad)
})

test('a network has one written form', () => {
  const good: [string, string][] = [
    ['192.0.2.0/24', '192.0.2.0/24'],
    ['192.0.2.1', '192.0.2.1/32'],
    ['2001:DB8:0:0::/32', '2001:db8::/32'],
    ['2001:db8::1', '2001:db8::1/128'],
    ['::/0', '::/0'],
  ]
  for (const [written, stored] of good) assert.equal(takes(fields.cidr(), written), stored)
  for (const bad of [
    '192.0.2.1/24',
    '192.0.2.0/33',
    '192.0.2.0/',
    '192.0.2/24',
    '0x7f.0.0.1',
    '2001:db8::1/32',
    '::ffff:192.0.2.0/120',
    'fe80::1%eth0',
    '192.0.2.0/024',
    'x',
    '',
  ])
    assert.equal(takes(fields.cidr(), bad), undefined, bad)
  fc.assert(
    fc.property(
      fc.oneof(fc.ipV4(), fc.ipV6(), fc.ipV4Extended()),
      fc.integer({ min: 0, max: 140 }),
      (address, bits) => {
        const once = canonicalNetwork(`${address}/${bits}`)
        if (once !== null) assert.equal(canonicalNetwork(once), once)
      },
    ),
  )
})

test('a web address is https, without credentials', () => {
  assert.equal(takes(fields.webAddress(), 'HTTPS://Example.JP/a b'), 'https://example.jp/a%20b')
  for (const bad of [
    'http://example.jp',
    'javascript:alert(1)',
    'https://u:p@example.jp',
    'data:text/html,x',
    'https://',
    'https://exa\tmple.jp',
    '//example.jp',
    'https:\n//example.jp',
  ])
    assert.equal(takes(fields.webAddress(), bad), undefined, bad)
})

test('a moment carries its offset, is a real one, and comes back as it went', () => {
  assert.deepEqual(takes(fields.instant(), '2026-11-24T17:00:00+09:00'), new Date('2026-11-24T08:00:00Z'))
  for (const bad of [
    '2026-11-24',
    '2026-11-24T17:00:00',
    '2026-02-30T00:00:00Z',
    '2026-11-24T25:00:00Z',
    '9999-12-31T23:59:59Z',
    '0001-01-01T00:00:00Z',
    'now',
    0,
    null,
  ])
    assert.equal(takes(fields.instant(), bad), undefined, String(bad))
  fc.assert(
    fc.property(
      fc.date({ min: new Date('1900-01-02'), max: new Date('2199-12-31'), noInvalidDate: true }),
      (date) => {
        assert.deepEqual(takes(fields.instant(), z.encode(fields.instant(), date)), date)
      },
    ),
  )
})

test('queries: numbers, flags and names given several times', () => {
  assert.equal(takes(fields.count(1, 50), '7'), 7)
  for (const bad of ['0', '51', '07', '1e1', ' 1', '-1', '1.0', '9'.repeat(30)])
    assert.equal(takes(fields.count(1, 50), bad), undefined, bad)
  assert.equal(takes(fields.flag(), 'true'), true)
  assert.equal(takes(fields.flag(), 'yes'), undefined)
  assert.deepEqual(takes(fields.several(fields.word()), 'a'), ['a'])
  assert.deepEqual(takes(fields.several(fields.word()), ['a', 'b']), ['a', 'b'])
})

test('a place in a list comes back as it was told, and nothing else is one', () => {
  const place = fields.place(fields.instant())
  const told = z.encode(place, {
    key: new Date('2026-11-24T08:00:00.123Z'),
    id: '7f0f7d0e-3a10-4d3f-9d43-0f6a3cf1c0aa',
  })
  assert.deepEqual(z.encode(place, z.decode(place, told)), told)
  for (const junk of ['', 'xyz', told.split('~')[0], `x${told}`, `${told}0`, told.replace('~', '')])
    assert.equal(z.safeDecode(place, junk ?? '').success, false, junk)
})

test('a text of another ring is held to what a line is held to, however deep it stands', () => {
  const within = fields.plainWithin(
    z.strictObject({
      why: z.string().max(20),
      more: z.array(z.strictObject({ prose: z.string(), value: z.string() })),
    }),
    { prose: ['prose'], asIs: ['value'] },
  )
  const takesAs = (why: string, prose = '', value = '') => takes(within, { why, more: [{ prose, value }] })
  assert.deepEqual(takesAs('  か\u3099 ', 'a\r\nb', ' \n'), {
    why: 'が',
    more: [{ prose: 'a\nb', value: ' \n' }],
  })
  assert.deepEqual(takesAs('   '), { why: '', more: [{ prose: '', value: '' }] })
  for (const bad of ['a\u202eb', 'a\u200bb', 'a\nb', 'a\u0000', 'a\u2066b', '\ud800'])
    assert.equal(takesAs(bad), undefined, JSON.stringify(bad))
  for (const bad of ['a\u202eb', 'a\u0000', '\ud800'])
    assert.equal(takesAs('', bad), undefined, JSON.stringify(bad))
  const told = within.safeParse({ why: '', more: [{ prose: 'a\u202eb', value: '' }] })
  assert.deepEqual(told.error?.issues[0]?.path, ['more', 0, 'prose'])
})
