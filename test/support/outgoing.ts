import fc from 'fast-check'
import type { Outgoing, OutgoingPart } from '#core/capture/index.ts'
import { TLP } from '#core/envelope/index.ts'
import {
  CONFIDENCES,
  type Indicator,
  normalise,
  OBJECTIVES,
  type ObservableType,
} from '#core/observables/index.ts'

/** Values of every kind of observable, in their normal form; none of them belongs to anybody. */
const hex = (length: number) =>
  fc
    .array(fc.constantFrom(...'0123456789abcdef'), { minLength: length, maxLength: length })
    .map((digits) => digits.join(''))
const word = fc.stringMatching(/^[a-z][a-z0-9]{0,11}$/)
const line = fc.stringMatching(/^[A-Za-z0-9ぁ-ん_.-][A-Za-z0-9ぁ-ん _.:;'"|<>&-]{0,30}[A-Za-z0-9]$/)

const VALUES: Readonly<Record<ObservableType, fc.Arbitrary<string>>> = {
  ipv4: fc.nat(255).map((last) => `192.0.2.${last}`),
  ipv6: fc.nat(65_535).map((last) => `2001:db8::${last.toString(16)}`),
  network: fc.nat(255).map((third) => `198.51.${third}.0/24`),
  asn: fc.nat(65_000).map((number) => `AS${number}`),
  domain: word.map((name) => `${name}.example`),
  url: fc.tuple(word, word).map(([host, path]) => `https://${host}.example/${path}?a=b|c`),
  email: word.map((name) => `${name}@evil.example`),
  md5: hex(32),
  sha1: hex(40),
  sha224: hex(56),
  sha256: hex(64),
  sha384: hex(96),
  sha512: hex(128),
  ssdeep: fc.tuple(fc.nat(9_999), word).map(([size, text]) => `${size}:${text}:${text}`),
  tlsh: hex(70).map((digits) => `T1${digits.toUpperCase()}`),
  imphash: hex(32),
  filename: line,
  path: line.map((name) => `C:\\Users\\Public\\${name}`),
  mutex: line,
  'named-pipe': word.map((name) => `\\\\.\\pipe\\${name}`),
  'registry-key': word.map((name) => `HKEY_CURRENT_USER\\Software\\${name}`),
  certificate: fc.oneof(hex(40), hex(64)),
  'user-agent': line,
  ja3: hex(32),
  ja3s: hex(32),
  ja4: fc.tuple(hex(12), hex(12)).map(([a, b]) => `t13d1516h2_${a}_${b}`),
  hassh: hex(32),
  'crypto-address': fc.constantFrom(
    '1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2',
    '0x52908400098527886e0f7030069857d2e4169ee7',
  ),
  phone: fc.nat(99_999_999).map((digits) => `+81${digits + 100_000_000}`),
  'bank-account': fc.constantFrom('GB33BUKB20201555555555', '1234 普通 7654321'),
  'mail-subject': line.map((text) => text.replace(/ +/g, ' ')),
  yara: word.map((name) => `rule ${name} {\n  condition:\n    true\n}`),
  sigma: word.map((name) => `title: ${name}\ndetection:\n  condition: x`),
  snort: word.map((name) => `alert tcp any any -> any any (msg:"${name}"; sid:1;)`),
  suricata: word.map((name) => `alert tls any any -> any any (msg:"${name}"; sid:1;)`),
  other: line,
}
const TYPES = Object.keys(VALUES) as ObservableType[]
const WITH_NAMES = new Set([
  'md5',
  'sha1',
  'sha224',
  'sha256',
  'sha384',
  'sha512',
  'ssdeep',
  'tlsh',
  'imphash',
])

const time = fc
  .date({ min: new Date('2001-09-09T02:00:00Z'), max: new Date('2099-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString())

/** An indicator as it is kept: normal, with whatever may be said of it. */
export const anIndicator: fc.Arbitrary<Indicator> = fc
  .constantFrom(...TYPES)
  .chain((type) =>
    fc.record({
      type: fc.constant(type),
      value: VALUES[type].map((value) => {
        const normal = normalise(type, value)
        return 'value' in normal ? normal.value : null
      }),
      names: WITH_NAMES.has(type) ? fc.uniqueArray(line, { maxLength: 3 }) : fc.constant<string[]>([]),
      size: WITH_NAMES.has(type) ? fc.option(fc.nat()) : fc.constant<number | null>(null),
      objective: fc.constantFrom(...OBJECTIVES),
      confidence: fc.option(fc.constantFrom(...CONFIDENCES)),
      seen: fc.tuple(time, time, fc.boolean(), fc.boolean()),
      comment: fc.oneof(fc.constant(''), line),
    }),
  )
  .filter(({ value }) => value !== null)
  .map(({ seen: [a, b, hasFirst, hasLast], value, ...one }) => ({
    ...one,
    value: value ?? '',
    firstSeen: hasFirst ? (a < b ? a : b) : null,
    lastSeen: hasLast ? (a < b ? b : a) : null,
  }))

/** What comes out of JSON has a prototype; so has what is compared with it. */
const plainRecord = <T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<T> =>
  fc.record<T>(model, { noNullPrototype: true })

const prose = fc.oneof(line, fc.constant('**先に** 太字\n\n- 一覧\n- of two'))

const part = (kind: OutgoingPart['kind']): fc.Arbitrary<OutgoingPart> =>
  fc.record({
    kind: fc.constant(kind),
    heading: fc.constantFrom('概要', '攻撃技術情報', 'Part'),
    text: prose,
    tlp: fc.constantFrom(...TLP),
    pap: fc.option(fc.constantFrom('CLEAR', 'GREEN', 'AMBER', 'RED')),
    handling: fc.constantFrom('自組織内で、業務上知る必要がある人まで。', 'No limit on sharing.'),
  })

/** A warning on its way out, of any shape. */
export const anOutgoing: fc.Arbitrary<Outgoing> = fc.record({
  number: fc.constantFrom('RNK-7Q4K-2M', 'RNK-2222-AB'),
  version: fc.integer({ min: 1, max: 9 }),
  address: fc.constant('https://renkei.example/w/RNK-7Q4K-2M'),
  title: line,
  language: fc.constantFrom('ja', 'en'),
  publisher: fc.constantFrom(
    { name: '例示協議会', address: 'https://renkei.example' },
    { name: 'Example association', address: 'office@renkei.example' },
  ),
  releasedAt: fc.constant('2026-11-20T01:02:03.000Z'),
  changedAt: fc.constant('2026-11-21T01:02:03.000Z'),
  validUntil: fc.option(fc.constant('2027-05-20T00:00:00.000Z')),
  exercise: fc.boolean(),
  parts: fc
    .tuple(
      fc.option(part('summary')),
      fc.option(part('technical')),
      fc.option(part('victim')),
      part('technical'),
    )
    .map(([a, b, c, always]) => {
      const parts = [a, b, c].filter((one) => one !== null)
      return parts.length > 0 ? parts : [always]
    }),
  indicators: fc.uniqueArray(anIndicator, {
    maxLength: 12,
    selector: (one) => `${one.type} ${one.value.toLowerCase()}`,
  }),
  techniques: fc.uniqueArray(
    plainRecord({
      id: fc.constantFrom('T1059', 'T1566.001', 'T1003'),
      name: fc.constantFrom('', 'Phishing', 'A - B'),
    }),
    { maxLength: 3, selector: ({ id }) => id },
  ),
  vulnerabilities: fc.uniqueArray(
    plainRecord({
      id: fc.constantFrom('CVE-2026-0001', 'CVE-2025-12345', 'JVN#00000000'),
      cvss: fc.option(
        fc.constantFrom(
          { version: '3.1', vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', score: 9.8 },
          { version: '2.0', vector: 'AV:N/AC:L/Au:N/C:C/I:C/A:C', score: null },
        ),
      ),
      exploited: fc.option(fc.boolean()),
    }),
    { maxLength: 3, selector: ({ id }) => id },
  ),
  products: fc.uniqueArray(
    plainRecord({
      vendor: fc.constantFrom('', 'Example'),
      name: fc.constantFrom('Gateway', 'ゲートウェイ'),
      versions: fc.constantFrom('', '< 4.2'),
    }),
    { maxLength: 3, selector: ({ vendor, name }) => `${vendor} ${name}` },
  ),
  references: fc.uniqueArray(
    word.map((path) => `https://blog.example/${path}`),
    { maxLength: 3 },
  ),
})

/** What comes back of an indicator: "block" is earned in one house and read as "detect" in the next (R19). */
export const asReadBack = (indicators: readonly Indicator[]): Indicator[] =>
  indicators
    .map((one) => ({ ...one, objective: one.objective === 'block' ? ('detect' as const) : one.objective }))
    .sort((a, b) => `${a.type} ${a.value}`.localeCompare(`${b.type} ${b.value}`))
