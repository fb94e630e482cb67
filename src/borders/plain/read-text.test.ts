import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Capture } from '#core/capture/index.ts'
import { indicator } from '#core/observables/index.ts'
import { realFiles } from '../../../test/support/corpora.ts'
import { readMarkdown, readText } from './index.ts'

function capture(text: string, read = readText): Capture {
  const reading = read(text)
  assert.ok(reading.ok, JSON.stringify(reading))
  const [only] = reading.captures
  assert.ok(only)
  return only
}

const values = ({ indicators }: Capture): string[] => indicators.map(({ type, value }) => `${type} ${value}`)
const codes = ({ notes }: Capture): string[] => notes.map(({ code }) => code)

const WARNING = `TLP:AMBER+STRICT
件名：【注意喚起】ABC を騙るフィッシングについて

各位

当社を騙るメールが確認されています。詳細は https://www.abc-vendor.co.jp/news/1.html をご覧ください。

■概要
CVE-2026-12345 が悪用されています。(CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H) T1566.001

■被害内容
経理部門の 3 名が開封しました。

■インディケータ
hxxps://evil-site[.]top/login.php
通信先: 203.0.114.5:443
invoice.exe 9e107d9d372bb6826bd81d3542a419d6 (12,345 bytes)
http://another-evil.top/x
bad@evil[.]top
10.1.2.3

■参考情報
https://www.jpcert.or.jp/at/2026/at260001.html

■連絡先
CSIRT csirt@abc-vendor.co.jp
`

test('a warning as CSIRTs write it comes in with label, parts, indicators and references apart', () => {
  const read = capture(WARNING)
  assert.equal(read.title, '【注意喚起】ABC を騙るフィッシングについて')
  assert.equal(read.language, 'ja')
  assert.deepEqual(read.tlp, { label: 'AMBER+STRICT', said: ['TLP:AMBER+STRICT'] })
  assert.match(read.summary, /悪用/)
  assert.match(read.victim, /経理部門/)
  assert.doesNotMatch(read.technical + read.summary, /経理部門/)
  assert.deepEqual(values(read), [
    'url https://evil-site.top/login.php',
    'ipv4 203.0.114.5',
    'md5 9e107d9d372bb6826bd81d3542a419d6',
    'url http://another-evil.top/x',
    'email bad@evil.top',
  ])
  assert.deepEqual([read.indicators[2]?.names, read.indicators[2]?.size], [['invoice.exe'], 12345])
  assert.deepEqual(read.references, [
    'https://www.abc-vendor.co.jp/news/1.html',
    'https://www.jpcert.or.jp/at/2026/at260001.html',
  ])
  assert.deepEqual(read.techniques, [{ id: 'T1566.001', name: '' }])
  assert.equal(read.vulnerabilities[0]?.cvss?.version, '3.1')
  assert.deepEqual(read.notes, [{ code: 'left-out', place: 'line 20', params: { what: 'ipv4 10.1.2.3' } }])
})

test('a label is read in any writing, and only where labels stand', () => {
  const labels: Readonly<Record<string, string | null>> = {
    'TLP:AMBER+STRICT': 'AMBER+STRICT',
    '【TLP: AMBER STRICT】': 'AMBER+STRICT',
    'ＴＬＰ：ＧＲＥＥＮ': 'GREEN',
    '[TLP-RED]': 'RED',
    'Classification: TLP CLEAR': 'CLEAR',
    'TLP 1 WHITE': 'CLEAR',
    '情報の取扱い TLP2.0:AMBER': 'AMBER',
    'TLP:BLUE': null,
    'the TLP guidance': null,
    'TLP:RED, TLP:AMBER, TLP:GREEN and TLP:CLEAR are defined by FIRST': null,
  }
  for (const [said, label] of Object.entries(labels))
    assert.equal(capture(`${said}\n\ntext`).tlp.label, label, said)
  const deep = `${'line\n'.repeat(40)}An earlier note of the same campaign was shared as TLP:RED among the members of that group.`
  assert.equal(capture(deep).tlp.label, null)
  assert.equal(capture(`${'line\n'.repeat(40)}=== TLP:RED ===`).tlp.label, 'RED')
})

test('of two labels the stricter stands, an old or unknown one is told', () => {
  const two = capture('TLP:WHITE\ntext\n\n## Technical (TLP:AMBER)\nmore\nPAP:RED')
  assert.equal(two.tlp.label, 'AMBER')
  assert.equal(two.pap, 'RED')
  assert.deepEqual(codes(two), ['tlp-1', 'two-labels'])
  assert.deepEqual(codes(capture('TLP:BLUE\ntext')), ['unknown-label', 'no-label'])
})

test('a plain link is a link: only what was defanged or stands among indicators is one', () => {
  const read = capture(
    'See https://vendor.com/fix and www.vendor.com, mail help@vendor.com, 198.18.0.1.\nC2 is evil[.]top.',
  )
  assert.deepEqual(values(read), ['domain evil.top'])
  assert.deepEqual(read.references, ['https://vendor.com/fix'])
})

test('a list of values is taken whole, with what stands beside them', () => {
  const list = capture('# from our sensors\nevil.top\n203.0.114.5\n\nhttp://evil.top/a\n')
  assert.deepEqual(values(list), ['domain evil.top', 'ipv4 203.0.114.5', 'url http://evil.top/a'])
  const table = capture(
    'date,URL,brand\n2026-11-01,https://a.evil.top/,みずほ銀行\n2026-11-02,"https://b.evil.top/",mobile.de\n',
  )
  assert.deepEqual(values(table), ['url https://a.evil.top/', 'url https://b.evil.top/'])
  assert.equal(table.indicators[0]?.comment, '2026-11-01 みずほ銀行')
  assert.equal(table.title + table.summary + table.technical, '')
})

test('what is no text, or far too long, is refused whole', () => {
  assert.deepEqual(readText('A\0B'), {
    ok: false,
    refusal: { code: 'capture_broken', place: 'character 2', reason: 'not a text' },
  })
  const long = readText('A'.repeat(5_000_001))
  assert.equal(!long.ok && long.refusal.code, 'capture_too_large')
  const many = Array.from({ length: 10_001 }, (_, index) => `http://evil.top/${index}`).join('\n')
  const refused = readText(many)
  assert.equal(!refused.ok && refused.refusal.code, 'capture_too_many')
})

test('front matter gives title, label and products; what nobody reads is kept as text', () => {
  const read = capture(
    '---\ntitle: "Flaw in Gate"\ntlp: amber\ncves:\n- CVE-2026-1234\n- n/a\nproduct:\n- Gate 7\nversions:\n- 7.0.1.2 and earlier\nstatus: Open\n---\n## Summary\nText.\n\n```yara\nrule a {\n  condition: true\n}\n```\n',
    readMarkdown,
  )
  assert.equal(read.title, 'Flaw in Gate')
  assert.equal(read.tlp.label, 'AMBER')
  assert.deepEqual(
    read.vulnerabilities.map(({ id }) => id),
    ['CVE-2026-1234'],
  )
  assert.deepEqual(read.products, [{ vendor: '', name: 'Gate 7', versions: '7.0.1.2 and earlier' }])
  assert.deepEqual(values(read), ['yara rule a {\n  condition: true\n}'])
  assert.equal(read.technical, 'status: Open')
  assert.deepEqual(read.notes, [{ code: 'kept-as-text', place: 'line 1', params: { what: 'status' } }])
})

test('an exercise is one from birth', () => {
  const read = capture('【訓練】EXERCISE 不審な通信について\n\n本文')
  assert.equal(read.exercise, true)
  assert.equal(read.title, '不審な通信について')
})

test('the case files of a CSIRT come in with their ids and products, and no version as an address', (t) => {
  const files = realFiles(t, 'csirt-cases-divd/DIVD-*.md')
  if (files.length === 0) return
  const read = files.map(({ bytes: file }) => capture(file.toString(), readMarkdown))
  assert.ok(read.every(({ title, language, summary }) => title !== '' && language === 'en' && summary !== ''))
  assert.deepEqual(read.flatMap(values), [])
  const count = (of: (one: Capture) => number) => read.reduce((sum, one) => sum + of(one), 0)
  assert.ok(count(({ products }) => products.length) >= files.length)
  t.diagnostic(
    `${files.length} files, ${count(({ vulnerabilities }) => vulnerabilities.length)} CVEs, ${count(({ references }) => references.length)} references`,
  )
})

test('a list of phishing URLs comes in whole, with the brands beside them', (t) => {
  const [file] = realFiles(t, 'jpcert-phishing-urls/*.csv')
  if (file === undefined) return
  const read = capture(file.bytes.toString())
  const rows = file.bytes.toString().trim().split('\n').slice(1)
  assert.equal(read.indicators.length, new Set(rows.map((row) => row.split(',')[1])).size)
  assert.ok(read.indicators.every((one) => one.type === 'url' && one.comment !== '' && indicator.parse(one)))
  assert.deepEqual(codes(read), ['no-label'])
})
