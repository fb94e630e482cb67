import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { defang, normalise, OBSERVABLE_TYPES, type ObservableType, refang } from './index.ts'

const same = (type: ObservableType, pairs: Readonly<Record<string, string>>) => {
  for (const [said, value] of Object.entries(pairs)) {
    assert.deepEqual(normalise(type, said), { value }, `${type} ${said}`)
  }
}
const refused = (type: ObservableType, said: string, odd: string) =>
  assert.deepEqual(normalise(type, said), { odd }, `${type} ${said}`)

test('an IPv4 address has one writing; leading zeros are refused, for programs disagree about them', () => {
  same('ipv4', {
    '198.51.100.7': '198.51.100.7',
    ' 198[.]51[.]100[.]7 ': '198.51.100.7',
    '198.51.100.7/32': '198.51.100.7',
  })
  refused('ipv4', '1.2.3.004', 'leading-zero')
  refused('ipv4', '1.2.3.256', 'not-an-address')
  refused('ipv4', '1.2.3.4:80', 'another-type')
  refused('ipv4', '2001:db8::1', 'another-type')
})

test('an IPv6 address is written as RFC 5952 wants it', () => {
  same('ipv6', {
    '2001:0DB8:0:0:1:0:0:1': '2001:db8::1:0:0:1',
    '2001:db8:0:1:1:1:1:1': '2001:db8:0:1:1:1:1:1',
    '::FFFF:192.0.2.1': '::ffff:192.0.2.1',
    '::ffff:c000:201': '::ffff:192.0.2.1',
    '[::1]': '::1',
    '0:0:0:0:0:0:0:0': '::',
    '2001[:]db8[:][:]1': '2001:db8::1',
  })
  for (const said of ['1::2::3', ':::', '1:2:3', '12345::', 'fe80::1%eth0'])
    refused('ipv6', said, 'not-an-address')
})

test('a network is known by its first address', () => {
  same('network', {
    '10.1.2.3/8': '10.0.0.0/8',
    '10.0.0.0/255.255.0.0': '10.0.0.0/16',
    '2001:db8:ffff::/33': '2001:db8:8000::/33',
    '198.51.100.7': '198.51.100.7/32',
    '1.2.3.4/0': '0.0.0.0/0',
  })
  refused('network', '10.0.0.0/33', 'another-type')
  refused('network', '10.0.0.0/255.0.255.0', 'another-type')
})

test('a name is lower case and in punycode, with underscores and without the dot at its end', () => {
  same('domain', {
    'Evil.Example.': 'evil.example',
    'evil[.]example': 'evil.example',
    'evil。例え。jp': 'evil.xn--r8jz45g.jp',
    'xn--R8JZ45G.jp': 'xn--r8jz45g.jp',
    '_dmarc.evil.example': '_dmarc.evil.example',
  })
  for (const said of ['localhost', 'a..b', 'a b.example', `${'a'.repeat(64)}.example`])
    refused('domain', said, 'not-a-name')
  refused('domain', '198.51.100.7', 'another-type')
  refused('domain', '*.evil.example', 'wildcard')
})

test('a URL is what a browser would open, with the lure in its user part, query and fragment kept', () => {
  same('url', {
    'hxxps[:]//EVIL[.]example:443/A%c3?q=1#Frag': 'https://evil.example/A%C3?q=1#Frag',
    'http://bank.example@Evil.example': 'http://bank.example@evil.example/',
    'http://0x7f.1/': 'http://127.0.0.1/',
    'evil.example/gate.php': 'http://evil.example/gate.php',
    'TCP://Evil.example:80': 'tcp://evil.example:80/',
    'http://例え.jp/パス': 'http://xn--r8jz45g.jp/%E3%83%91%E3%82%B9',
    'http://[2001:DB8::1]:8080/': 'http://[2001:db8::1]:8080/',
  })
  for (const said of [
    'javascript:alert(1)',
    'data:text/html,x',
    'http://',
    'just words',
    'mailto:a@evil.example',
  ]) {
    refused('url', said, 'not-a-url')
  }
})

test('mail addresses, digests, fingerprints and keys have one writing each', () => {
  same('email', {
    'Taro[at]EVIL(dot)example': 'taro@evil.example',
    'mailto:a@evil.example': 'a@evil.example',
  })
  same('md5', { '9E107D9D372BB6826BD81D3542A419D6': '9e107d9d372bb6826bd81d3542a419d6' })
  refused('md5', '9e107d9d372bb6826bd81d3542a419d', 'wrong-length')
  refused('sha256', 'z'.repeat(64), 'not-hexadecimal')
  same('certificate', { [`${'AB:'.repeat(19)}cd`]: `${'ab'.repeat(19)}cd` })
  same('registry-key', {
    'HKCU\\Software\\Run\\': 'HKEY_CURRENT_USER\\Software\\Run',
    'HKLM:\\\\SOFTWARE': 'HKEY_LOCAL_MACHINE\\SOFTWARE',
    '\\REGISTRY\\MACHINE\\System': 'HKEY_LOCAL_MACHINE\\System',
  })
  same('named-pipe', { '\\pipe\\evil': '\\\\.\\pipe\\evil', '\\\\.\\pipe\\evil': '\\\\.\\pipe\\evil' })
  same('asn', { 'as 64496': 'AS64496', 64496: 'AS64496', '1.10': 'AS65546' })
  same('ja4', { t13d1516h2_8daaf6152771_e5627efa2ab1: 't13d1516h2_8daaf6152771_e5627efa2ab1' })
  same('tlsh', { [`t1${'a'.repeat(70)}`]: `T1${'A'.repeat(70)}`, ['b'.repeat(70)]: `T1${'B'.repeat(70)}` })
  same('phone', { '+81 (0)3-1234-5678': '+81312345678', '０５０-1234-5678': '05012345678' })
})

test('an address of a crypto currency needs its checksum', () => {
  same('crypto-address', {
    '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa': '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa',
    BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4: 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4',
    bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0:
      'bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0',
    '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed': '0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed',
    '888tNkZrPN6JsEgekjMnABU4TBzc2Dt29EPAvkRxbANsAnjyPbb3iQ1YBRk1UXcdRsiKc9dhwMVgN5S9cQUiyoogDavup3H':
      '888tNkZrPN6JsEgekjMnABU4TBzc2Dt29EPAvkRxbANsAnjyPbb3iQ1YBRk1UXcdRsiKc9dhwMVgN5S9cQUiyoogDavup3H',
  })
  for (const said of [
    '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb',
    'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5',
    '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD',
  ]) {
    refused('crypto-address', said, 'wrong-checksum')
  }
})

test('a rule is kept letter by letter', () => {
  const rule = 'rule a {\r\n  strings: $a = "hxxp://evil[.]example"\r\n  condition: $a\r\n}\r\n'
  same('yara', { [rule]: rule })
})

test('what the database could not keep is refused', () => {
  refused('other', 'a\0b', 'not-text')
  refused('filename', 'a\ud800b', 'not-text')
  refused('filename', 'a\nb', 'not-text')
  refused('yara', ' \n', 'empty')
  refused('other', 'x'.repeat(20_001), 'too-long')
})

/** Texts that look like values more often than chance would have it. */
const valueLike = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: fc.constantFrom(...'hxtps:/[].(){}@a1.- \\。．%#?=ドットdotat例'), maxLength: 40 }),
  fc.webUrl({ withFragments: true, withQueryParameters: true }),
  fc.emailAddress(),
  fc.ipV4Extended(),
  fc.ipV6(),
  fc.domain(),
  fc.tuple(fc.ipV6(), fc.nat(140)).map(([address, bits]) => `${address}/${bits}`),
  fc
    .tuple(fc.webUrl(), fc.string({ unit: 'grapheme', maxLength: 20 }))
    .map(([url, more]) => url.replace('http', 'hxxp') + more),
)

test('a normal form is final: read again it stays, whatever was said; nothing throws', () => {
  fc.assert(
    fc.property(fc.constantFrom(...OBSERVABLE_TYPES), valueLike, (type, said) => {
      const once = normalise(type, said)
      if ('value' in once) assert.deepEqual(normalise(type, once.value), once)
    }),
    { numRuns: 2000 },
  )
})

test('refanging gives back what was defanged', () => {
  const types = ['ipv4', 'ipv6', 'network', 'domain', 'url', 'email', 'sha256', 'registry-key'] as const
  fc.assert(
    fc.property(fc.constantFrom(...types), valueLike, (type, said) => {
      const normal = normalise(type, said)
      if ('value' in normal) assert.equal(refang(defang(type, normal.value)), normal.value)
    }),
    { numRuns: 2000 },
  )
})

test('what is defanged opens nothing', () => {
  const shown: readonly (readonly [ObservableType, string, string])[] = [
    ['url', 'https://evil.example/a.b', 'hxxps://evil[.]example/a.b'],
    ['url', 'tcp://evil.example:80/', 'tcp[://]evil[.]example:80/'],
    ['url', 'http://user@evil.example/', 'hxxp://user@evil[.]example/'],
    ['domain', 'evil.example', 'evil[.]example'],
    ['ipv4', '198.51.100.7', '198[.]51[.]100[.]7'],
    ['ipv6', '2001:db8::1', '2001[:]db8[:][:]1'],
    ['email', 'a@evil.example', 'a[@]evil[.]example'],
    ['filename', 'a.exe', 'a.exe'],
  ]
  for (const [type, value, safe] of shown) assert.equal(defang(type, value), safe)
})

test('every common way of defanging is undone', () => {
  const same = {
    'hxxp://evil[.]example': 'http://evil.example',
    'hXXps[:]//evil(.)example': 'https://evil.example',
    'h**p://evil{.}example': 'http://evil.example',
    'hxxps[://]evil[dot]example': 'https://evil.example',
    'fxp://evil.example': 'ftp://evil.example',
    'hxxp:\\\\evil.example': 'http://evil.example',
    'evil [.] example': 'evil.example',
    'evil[.example': 'evil.example',
    'evil\\.example': 'evil.example',
    'evil。example': 'evil.example',
    'evil（ドット）example': 'evil.example',
    'a [at] evil (DOT) example': 'a@evil.example',
    'a[@]evil.example': 'a@evil.example',
  }
  for (const [said, plain] of Object.entries(same)) assert.equal(refang(said), plain)
  for (const said of ['これは例です。次の文', 'C:\\.ssh', 'a.b [see c]', '[1.2]', '(attached)']) {
    assert.equal(refang(said), said)
  }
})
