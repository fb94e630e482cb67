import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  defang,
  findCves,
  findObservables,
  findTechniques,
  lookupForm,
  lookupForms,
  normalise,
  OBSERVABLE_TYPES,
  typeOf,
} from './index.ts'

const found = (text: string): string[] => findObservables(text).map(({ type, value }) => `${type} ${value}`)
const finds = (text: string, ...expected: string[]) => assert.deepEqual(found(text), expected, text)

test('what is defanged is found, in Japanese text and without blanks around it', () => {
  finds('通信先はhxxps://evil[.]top/gate.phpです。', 'url https://evil.top/gate.php')
  finds(
    'evil (dot) com と 198[.]51[.]100.7、bad [at] evil [dot] com',
    'domain evil.com',
    'ipv4 198.51.100.7',
    'email bad@evil.com',
  )
  finds('evil[.]top:8080/x, ｅｖｉｌ．ｃｏｍ', 'url http://evil.top:8080/x', 'domain evil.com')
  finds('2001[:]db8[:][:]7', 'ipv6 2001:db8::7')
})

test('a link ends where the sentence goes on', () => {
  finds(
    '詳細はhttps://www.evil.com/a.htmlをご覧ください（https://例え.jp/）。',
    'url https://www.evil.com/a.html',
    'url https://xn--r8jz45g.jp/',
  )
  finds(
    'see [this](https://a.evil.com/x_(y)), **https://b.evil.com**.',
    'url https://a.evil.com/x_(y)',
    'url https://b.evil.com/',
  )
  finds(
    'http://a.evil.com/,http://b.evil.com/;https://c.evil.com',
    'url http://a.evil.com/',
    'url http://b.evil.com/',
    'url https://c.evil.com/',
  )
  finds('<a href="https://evil.com/?a=1&b=2">', 'url https://evil.com/?a=1&b=2')
})

test('a name inside a URL or a mail address is not found again', () => {
  finds(
    'https://user@evil.com/evil.exe foo@bar.com',
    'url https://user@evil.com/evil.exe',
    'email foo@bar.com',
  )
})

test('versions, times and sections are no addresses, unless defanged', () => {
  finds('version 1.2.3.4 and 5.6.7.8; Chrome/120.0.6099.1; v10.1.2.3; 7.8.9.10 and earlier; 8.8.9.10以前')
  finds('The fix is in 9.0.5.25, so update to version 9.0.5.25')
  finds('### 1.2.3.4 Scope\n11:10:00 00:11:22:33:44:55 std::vector a::b')
  finds('version 1[.]2[.]3[.]4', 'ipv4 1.2.3.4')
  finds('203.0.114.5:443 and 10.0.0.0/8', 'ipv4 203.0.114.5', 'network 10.0.0.0/8')
})

test('files and pieces of programs are no names', () => {
  finds('install.sh, README.md, System.IO, asp.net, Node.js, com.example.app, user.name, e.g. libfoo.so')
  finds('open C:\\Windows\\evil.com then', 'path C:\\Windows\\evil.com')
  finds('請求書.pdf.exe cmd.exe svchost.exe', 'filename 請求書.pdf.exe')
  finds('install[.]sh', 'domain install.sh')
})

test('digests are known by their length, or by the word before them', () => {
  const md5 = '9e107d9d372bb6826bd81d3542a419d6'
  finds(`${md5} ja3: ${md5} imphash=${md5} commit ${md5}`, `md5 ${md5}`, `ja3 ${md5}`, `imphash ${md5}`)
  finds(`SHA256:${md5}${md5}`, `sha256 ${md5}${md5}`)
  finds(`SHA1 Fingerprint=${'AB:'.repeat(15)}${'01:02:03:04:05'}`, `certificate ${'ab'.repeat(15)}0102030405`)
  finds('0'.repeat(32))
})

test('keys, pipes, mutexes, agents and wallets are found', () => {
  finds(
    'HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Run.',
    'registry-key HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Run',
  )
  finds('\\\\.\\pipe\\evil7 and Mutex: Global\\abc', 'named-pipe \\\\.\\pipe\\evil7', 'mutex Global\\abc')
  finds('User-Agent: Mozilla/5.0 (X) Chrome/1.2.3.4', 'user-agent Mozilla/5.0 (X) Chrome/1.2.3.4')
  finds(
    'pay 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa not 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb',
    'crypto-address 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa',
  )
  finds('AS64496 and AS/400', 'asn AS64496')
})

test('a rule is found whole, and nothing in it by itself', () => {
  const rule = 'rule evil {\n  strings:\n    $a = "http://evil.com/"\n  condition:\n    $a\n}'
  finds(`x\n${rule}\ny`, `yara ${rule}`)
  const snort = 'alert tcp any any -> any 80 (msg:"evil.com"; sid:1;)'
  finds(snort, `snort ${snort}`)
  const suricata = 'alert http any any -> any any (msg:"x"; http.host; content:"evil.com"; sid:2;)'
  finds(suricata, `suricata ${suricata}`)
  const sigma = 'title: x\nlogsource:\n  product: windows\ndetection:\n  condition: a'
  finds(`\`\`\`yaml\n${sigma}\n\`\`\``, `sigma ${sigma}`)
})

test('every value is told with its place in the text as it was written', () => {
  const text = 'ＩＰ 198[.]51[.]100[.]7, hxxp://evil[.]com/a と bad[@]evil.com'
  const places = findObservables(text).map(({ at, end, defanged }) => [text.slice(at, end), defanged])
  assert.deepEqual(places, [
    ['198[.]51[.]100[.]7', true],
    ['hxxp://evil[.]com/a', true],
    ['bad[@]evil.com', true],
  ])
})

test('CVE and ATT&CK ids are found in any writing, each once', () => {
  assert.deepEqual(findCves('CVE-2026-1234, cve 2026-1234 ＣＶＥ－2026－123456 CVE-20-1'), [
    'CVE-2026-1234',
    'CVE-2026-123456',
  ])
  assert.deepEqual(findTechniques('T1566.001 (T1566) /techniques/T1059/003/ T9999 T1000K T0800'), [
    'T1566.001',
    'T1566',
    'T1059.003',
    'T0800',
  ])
})

test('a value alone says what it is', () => {
  const kinds = {
    '198[.]51[.]100[.]7': 'ipv4',
    '10.0.0.0/8': 'network',
    'hxxp://evil[.]com/': 'url',
    'evil.com/gate.php': 'url',
    'evil[.]com': 'domain',
    'a@evil.com': 'email',
    'invoice.exe': 'filename',
    'HKCU\\Software\\x': 'registry-key',
    AS64496: 'asn',
    '9e107d9d372bb6826bd81d3542a419d6': 'md5',
    deadbeef: null,
    'two words': null,
    '': null,
  }
  for (const [value, kind] of Object.entries(kinds)) assert.equal(typeOf(value), kind, value)
})

test('finding never throws, and every place is within the text and in order', () => {
  const pieces = fc.constantFrom(
    ...'hxxp:// [.] evil com 1.2.3.4 : / @ \\ ( ) あ 。 HKLM\\ rule a { } \n ``` T1566 CVE-2026- 2001:db8:: %41 ．'.split(
      ' ',
    ),
  )
  fc.assert(
    fc.property(
      fc.array(fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 5 })), { maxLength: 40 }),
      (parts) => {
        const text = parts.join('')
        let last = 0
        for (const { at, end } of findObservables(text)) {
          assert.ok(at >= last && end > at && end <= text.length)
          last = at
        }
        findCves(text)
        findTechniques(text)
        typeOf(text)
      },
    ),
    { numRuns: 300 },
  )
})

test('whatever is stored is found again by its value alone, defanged or not', () => {
  const kept = {
    ipv4: '198.51.100.7',
    ipv6: '2001:db8::1',
    network: '10.0.0.0/8',
    asn: 'AS64496',
    domain: 'evil.example',
    url: 'https://Evil.example/A',
    email: 'A@evil.example',
    md5: '9E107D9D372BB6826BD81D3542A419D6',
    certificate: `${'AB:'.repeat(19)}CD`,
    filename: 'Invoice.exe',
    path: 'C:\\Temp\\A.exe',
    mutex: 'Global\\Evil',
    'registry-key': 'HKCU\\Software\\X',
    'crypto-address': '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa',
    phone: '+81 3-1234-5678',
  } as const
  for (const type of OBSERVABLE_TYPES.filter((one) => one in kept)) {
    const said = kept[type as keyof typeof kept]
    const normal = normalise(type, said)
    assert.ok('value' in normal, type)
    const form = lookupForm(type, normal.value)
    for (const asked of [said, normal.value, defang(type, normal.value)])
      assert.ok(lookupForms(asked).includes(form), asked)
  }
  assert.deepEqual(lookupForms(' '), [])
})
