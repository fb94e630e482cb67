import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { readMail, readMarkdown, readText } from './index.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

/** What makes a careless pattern go over the same letters again and again. */
const TRAPS: readonly string[] = [
  'a',
  '.',
  'a.',
  'a@',
  ':',
  'a:',
  '1.',
  '1.2.3.4 ',
  '[',
  '[.',
  'http://',
  'https://a.com',
  'http://a.com,',
  ' ',
  '\\',
  'HKLM\\a ',
  'C:\\a b c d e ',
  'rule a {\n',
  'import "a"\n',
  'alert tcp a (',
  'alert tcp any any -> any (a\n',
  '(',
  ')',
  'あ',
  'ああ.',
  '。a',
  '．',
  '1',
  '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfN ',
  'user-agent: ',
  'mutex: ',
  'hxxp',
  'hxxp[',
  'ab:',
  'CVE-2024-',
  '\n',
  '```\n',
  'TLP:',
  '# a\n',
  'TLP:RED\n',
  '-',
  '> ',
  'From: a\nSubject: b\nDate: c\n',
  '-----BEGIN PGP MESSAGE-----',
  'a,b\n',
  '"',
  '---\n',
  '|',
  'a: b\n',
  '/a',
  '%41',
]

// squared in its length, any one of them would take hours
test('a text of traps is read to its end', { timeout: 300_000 }, () => {
  for (const trap of TRAPS) {
    const text = `http://a.com/${trap.repeat(Math.ceil(400_000 / trap.length))}`
    readText(text)
    readMarkdown(text)
  }
})

const nested = (depth: number): string =>
  Array.from({ length: depth }, (_, i) => `Content-Type: multipart/mixed; boundary=b${i}\n\n--b${i}\n`).join(
    '',
  )

test('a hostile mail is one clear refusal or a safe draft', async () => {
  const head = 'From: a@evil.top\nSubject: x\n'
  const refusals: Readonly<Record<string, string>> = {
    [`${head}${nested(1000)}`]: 'capture_too_many',
    [`${head}Content-Type: multipart/mixed; boundary=b\n\n${'--b\n\nx\n'.repeat(5000)}`]: 'capture_too_many',
    [`From: a@evil.top\nSubject: ${'x'.repeat(600_000)}\n\nhi`]: 'capture_too_large',
    [`${head}${'X-A: b\n'.repeat(50_000)}\nhi`]: 'capture_too_large',
    '': 'capture_broken',
    'no header at all': 'capture_broken',
  }
  for (const [mail, code] of Object.entries(refusals)) {
    const { reading, attached } = await readMail(bytes(mail))
    assert.deepEqual([!reading.ok && reading.refusal.code, attached], [code, []], mail.slice(0, 60))
  }
  const drafts = [
    `${head}Content-Type: text/html\n\n${'<b>'.repeat(300_000)}`,
    `${head}Content-Type: text/html\n\n${'<a href="http://evil.top/x">'.repeat(20_000)}`,
    `${head}Content-Type: multipart/mixed\n\n--\n--b\n`,
    `${head}Content-Transfer-Encoding: base64\n\n%%%%`,
    `${head}Content-Type: text/plain; charset=utf-7\n\n+ADw-script+AD4-`,
    `${head}__proto__: x\nconstructor: y\n\nhi`,
    `${head}Date: not a date\n\n-----BEGIN PGP SIGNED MESSAGE-----\nHash: x\n\nevil[.]top\n-----BEGIN PGP SIG`,
  ]
  for (const mail of drafts) assert.ok((await readMail(bytes(mail))).reading.ok, mail.slice(0, 80))
  assert.equal(({} as { x?: unknown }).x, undefined)
})

test('script of an HTML mail is no text of the draft', async () => {
  const { reading } = await readMail(
    bytes(
      'From: a@evil.top\nSubject: x\nContent-Type: text/html\n\n<script>alert(1)</script><style>b{}</style><p onclick="x()">Hello &lt;b&gt;',
    ),
  )
  assert.ok(reading.ok)
  const [only] = reading.captures
  assert.equal(`${only?.summary}${only?.technical}`, 'Hello <b>')
})

test('whatever bytes come, nothing is thrown', async () => {
  const pieces = fc.constantFrom(
    'From: a\n',
    'Subject: =?utf-8?B?',
    '\n\n',
    '--b\n',
    'Content-Type: multipart/mixed; boundary=b\n',
    '---\n',
    'TLP:',
    '#',
    '件名：',
    '"',
    ',',
    'hxxp://',
  )
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(pieces.map(bytes), fc.uint8Array({ maxLength: 20 })), { maxLength: 20 }),
      async (parts) => {
        const all = Uint8Array.from(parts.flatMap((part) => [...part]))
        const text = new TextDecoder().decode(all)
        readText(text)
        readMarkdown(text)
        await readMail(all)
      },
    ),
    { numRuns: 300 },
  )
})
