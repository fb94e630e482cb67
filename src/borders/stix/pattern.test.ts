import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { findInPattern } from './in-pattern.ts'
import { parsePattern, quoted } from './pattern.ts'
import { PatternFault } from './tokens.ts'

const look = (pattern: string) => {
  const { found, whole } = findInPattern(parsePattern(pattern))
  return { whole, found: found.map(({ types, value }) => `${types[0]} ${value}`) }
}

test('what a pattern asks to be equal is taken out of it, each value by its type', () => {
  const cases: [string, string[]][] = [
    ["[ipv4-addr:value = '198.51.100.7']", ['ipv4 198.51.100.7']],
    [
      "[domain-name:value='a.example' OR domain-name:value = 'b.example']",
      ['domain a.example', 'domain b.example'],
    ],
    [
      "[url:value IN ('http://a.example/', 'http://b.example/')]",
      ['url http://a.example/', 'url http://b.example/'],
    ],
    ["[file:hashes.'SHA-256' = 'aa'] OR [file:hashes.md5 = 'bb']", ['sha256 aa', 'md5 bb']],
    ["[ipv4-addr:value ISSUBSET '203.0.113.0/24']", ['network 203.0.113.0/24']],
    ["[windows-registry-key:key = 'HKLM\\\\Software\\\\Evil']", ['registry-key HKLM\\Software\\Evil']],
    ['[autonomous-system:number = 64496]', ['asn 64496']],
    ["[x509-certificate:hashes.'SHA-1' = 'cc']", ['certificate cc']],
    ["[mutex:name == 'It\\'s me']", ["mutex It's me"]],
    ["[email-addr:value = 'a@b.example'] /* seen */ // twice", ['email a@b.example']],
    [
      "[network-traffic:extensions.'http-request-ext'.request_header.'User-Agent' = 'Evil/1']",
      ['user-agent Evil/1'],
    ],
  ]
  for (const [pattern, expected] of cases) {
    assert.deepEqual(look(pattern), { whole: true, found: expected }, pattern)
  }
})

test('what a pattern excludes, or only resembles, never becomes an indicator', () => {
  for (const pattern of [
    "[ipv4-addr:value != '198.51.100.7']",
    "[NOT ipv4-addr:value = '198.51.100.7']",
    "[domain-name:value NOT = 'bank.example']",
    "[domain-name:value NOT IN ('bank.example', 'shop.example')]",
    "[domain-name:value LIKE '%.example']",
    "[url:value MATCHES '^http://.*$']",
    '[file:size > 4096]',
    '[EXISTS url:value]',
  ]) {
    assert.deepEqual(look(pattern), { whole: false, found: [] }, pattern)
  }
})

test('a file is one thing: its name and size go with its hashes', () => {
  const pattern =
    "[file:hashes.MD5 = 'aa' AND file:hashes.'SHA-1' = 'bb' AND file:name = 'x.exe' AND file:size = 35]"
  const { found, whole } = findInPattern(parsePattern(pattern))
  assert.ok(whole)
  assert.deepEqual(
    found.map(({ types, names, size }) => [types[0], names, size]),
    [
      ['md5', ['x.exe'], 35],
      ['sha1', ['x.exe'], 35],
    ],
  )
})

test('things that must come together say that the pattern tells more than its values', () => {
  for (const pattern of [
    "[domain-name:value = 'a.example' AND domain-name:resolves_to_refs[*].value = '198.51.100.7']",
    "[url:value = 'http://a.example/'] FOLLOWEDBY [file:name = 'x.exe']",
    "([url:value = 'http://a.example/'] AND [file:name = 'x.exe']) WITHIN 300 SECONDS",
    "[url:value = 'http://a.example/'] REPEATS 3 TIMES",
    "[url:value = 'http://a.example/'] START t'2026-01-01T00:00:00Z' STOP t'2026-02-01T00:00:00Z'",
    "[(url:value = 'http://a.example/' OR url:value = 'http://b.example/') AND network-traffic:dst_port = 443]",
  ]) {
    const { whole, found } = look(pattern)
    assert.ok(!whole && found.length > 0, pattern)
  }
})

test('who received a mail is told as such, not as an indicator', () => {
  const { found, namesRecipients } = findInPattern(
    parsePattern("[email-message:to_refs[*].value = 'victim@a.example']"),
  )
  assert.deepEqual([found, namesRecipients], [[], true])
})

test('a pattern that is none is refused with its place', () => {
  const cases: [string, number][] = [
    ['', 0],
    ['[', 1],
    ["[url:value = 'open", 13],
    ["[url:value = 'a'", 16],
    ["[url:value ~ 'a']", 11],
    ["[url:value = 'a'] [url:value = 'b']", 18],
    ["[url:value 'a']", 11],
    ['[url:value = AND]', 13],
    ['domain-name', 0],
    ['/* never closed', 0],
  ]
  for (const [pattern, at] of cases) {
    assert.throws(
      () => parsePattern(pattern),
      (fault) => fault instanceof PatternFault && fault.at === at,
      pattern,
    )
  }
})

test('brackets without end are refused before the stack is', () => {
  const deep = 200_000
  for (const open of ['(', '[(', '[']) assert.throws(() => parsePattern(open.repeat(deep)), PatternFault)
})

test('a long pattern takes time in proportion to its length', () => {
  const many = (count: number) =>
    `[${Array.from({ length: count }, (_, index) => `domain-name:value = 'h${index}.example'`).join(' OR ')}]`
  const time = (pattern: string) => {
    const start = performance.now()
    findInPattern(parsePattern(pattern))
    return performance.now() - start
  }
  time(many(1_000))
  assert.ok(time(many(20_000)) < 2_000)
  assert.ok(time(`[url:value = '${'\\\\'.repeat(200_000)}']`) < 2_000)
})

test('nothing but a pattern fault ever comes out of the parser', () => {
  const word = fc.constantFrom(
    '[',
    ']',
    '(',
    ')',
    'url',
    ':',
    'value',
    '=',
    "'a'",
    'AND',
    'OR',
    'NOT',
    'IN',
    ',',
    '.',
    '*',
    ' ',
    'FOLLOWEDBY',
    'WITHIN',
    '5',
    'SECONDS',
    "t'x'",
    '\\',
    "'",
    '/*',
    '\u0000',
  )
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(word, { maxLength: 40 }).map((words) => words.join(' ')),
  )
  fc.assert(
    fc.property(text, (pattern) => {
      try {
        findInPattern(parsePattern(pattern))
      } catch (fault) {
        assert.ok(fault instanceof PatternFault)
      }
    }),
    { numRuns: 2_000 },
  )
})

test('any value that is quoted is read as the same value', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (value) => {
      const { found } = findInPattern(parsePattern(`[url:value = ${quoted(value)}]`))
      assert.equal(found[0]?.value, value)
    }),
  )
})
