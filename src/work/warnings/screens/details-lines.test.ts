import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  type Lines,
  paragraphs,
  plainLines,
  productLines,
  techniqueLines,
  vulnerabilityLines,
} from './details-lines.ts'

const back = <T>({ write, read }: Lines<T>, entries: T[]) =>
  assert.deepEqual(read(write(entries), entries), entries)

test('what nobody touched comes back from its field as it was', () => {
  back(plainLines(), ['【重要】請求書の再送', 'Re: invoice'])
  back(paragraphs, ['こちらから\nご確認ください', 'Second'])
  back(techniqueLines, [
    { id: 'T1566.001', name: 'Spearphishing Attachment' },
    { id: 'T1059', name: '' },
  ])
  back(productLines, [
    { vendor: 'Example', name: 'VPN 9/10', versions: '9.1 / 9.2' },
    { vendor: '', name: 'OpenSSL', versions: '' },
    { vendor: '', name: 'OpenSSL', versions: '< 3.0' },
    { vendor: 'Vendor', name: 'Tool', versions: '' },
  ])
  back(vulnerabilityLines, [
    {
      id: 'CVE-2026-1234',
      cvss: { version: '3.1', vector: 'CVSS:3.1/AV:N', score: 9.8 },
      exploited: true,
    },
    { id: '製品の不具合', cvss: null, exploited: null },
  ])
})

test('a number that is typed is the number of the list, whatever its letters', () => {
  const known = [{ id: 'CVE-2026-1234', cvss: null, exploited: true }]
  assert.deepEqual(vulnerabilityLines.read(' cve-2026-1234 \n\nCVE-2026-5', known), [
    known[0],
    { id: 'CVE-2026-5', cvss: null, exploited: null },
  ])
})
