import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Attribution } from '#core/envelope/index.ts'
import type { Details } from '#core/observables/index.ts'
import { type CheckedPart, findingsOf, makeDictionary, replaced, suggest, withReplacements } from './index.ts'

const dictionary = makeDictionary({
  teams: [
    {
      id: 'ours',
      own: true,
      name: { ja: 'あさぎり銀行CSIRT', en: 'Asagiri Bank CSIRT' },
      others: ['ASG', '株式会社あさぎり銀行', 'アサギリ・バンク'],
      domains: ['asagiri.co.jp'],
      networks: ['11.22.0.0/16'],
    },
    {
      id: 'theirs',
      own: false,
      name: { ja: 'ときわ自動車', en: 'Tokiwa Motors, Ltd.' },
      others: ['ACE'],
      domains: ['tokiwa.jp'],
      networks: ['11.33.44.0/24'],
    },
  ],
  people: [
    { id: 'yamada', own: true, team: 'ours', name: { ja: '山田 太郎', en: 'Taro Yamada' } },
    { id: 'sato', own: false, team: 'theirs', name: { ja: '佐藤 花子', en: 'Hanako Sato' } },
  ],
  words: [
    { id: 'w1', kind: 'customer', text: '株式会社みなも商事' },
    { id: 'w2', kind: 'product', text: 'らくらく口座' },
  ],
})

const part = (text: string, more: Partial<CheckedPart['content']> = {}): CheckedPart => ({
  content: { headline: '', text, doNow: '', changeNote: '', ...more },
  envelope: { passOn: '', purpose: '', basis: '' },
  indicators: [],
  onlyFor: null,
})
const check = (parts: readonly CheckedPart[], attribution: Attribution = 'off', exercise = false) =>
  findingsOf({ attribution, exercise, parts }, dictionary)
const said = (text: string, attribution: Attribution = 'off') =>
  check([part(text)], attribution).map((one) => one.said)
const details = (more: Partial<Details>): Details => ({
  techniques: [],
  vulnerabilities: [],
  products: [],
  references: [],
  circumstances: {
    mailSubjects: [],
    senderNames: [],
    lures: [],
    impersonated: [],
    abusedCustoms: [],
    telephones: [],
    bankAccounts: [],
  },
  ...more,
})

describe('names', () => {
  test('a name is found however it is typed', () => {
    for (const text of [
      'あさぎり銀行で感染',
      'アサギリ銀行で感染',
      'ｱｻｷﾞﾘ銀行で感染',
      '（株）あさぎり銀行で',
      'at ＡＳＡＧＩＲＩ　Bank.',
      'asagiri\nbank csirt',
      'アサギリバンク',
      'ASG では',
      '山田太郎が受信',
      'ﾔﾏ 山田　太郎 が',
      'YAMADA Taro received',
      'みなも商事へ',
      'らくらく口座の利用者',
    ])
      assert.equal(said(text).length, 1, text)
  })

  test('a word that only contains a name is none', () => {
    for (const text of ['in space', 'ace', 'アサギリバンクス', '山田町の拠点', '太郎', 'asgard'])
      assert.deepEqual(said(text), [], text)
  })

  test('what a source that shows itself says of itself is no finding; its customers and other members are', () => {
    assert.deepEqual(said('あさぎり銀行の山田 太郎です。mail.asagiri.co.jp', 'named'), [])
    assert.deepEqual(said('みなも商事と、ときわ自動車', 'named'), ['みなも商事', 'ときわ自動車'])
  })

  test('whom attackers pretend to be, makers of products and names in an attacker’s address are no findings', () => {
    const circumstances = { ...details({}).circumstances, impersonated: ['ときわ自動車'] }
    assert.deepEqual(check([part('ときわ自動車をかたる', { details: details({ circumstances }) })]), [])
    const products = [{ vendor: 'Tokiwa Motors', name: 'Navi', versions: '' }]
    assert.deepEqual(check([part('Tokiwa Motors Navi の脆弱性', { details: details({ products }) })]), [])
    assert.deepEqual(said('hxxps://tokiwa-motors.evil[.]com/tokiwa motors'.split(' ')[0] ?? ''), [])
    assert.deepEqual(said('tokiwa.jp.evil.com と asagiri.co.jp.evil.com'), [])
  })

  test('to tell a team of itself gives nobody away', () => {
    assert.deepEqual(check([{ ...part('ときわ自動車の佐藤 花子様'), onlyFor: 'theirs' }]), [])
    assert.equal(check([part('ときわ自動車の佐藤 花子様')]).length, 2)
  })
})

describe('addresses and places', () => {
  test('hosts, mail addresses and networks of members are found, made harmless or not', () => {
    assert.deepEqual(
      said('mail.asagiri[.]co[.]jp, taro@asagiri.co.jp, 11.22.3.4, hxxps://www.tokiwa[.]jp/a'),
      ['mail.asagiri[.]co[.]jp', 'taro@asagiri.co.jp', '11.22.3.4', 'hxxps://www.tokiwa[.]jp/a'],
    )
  })

  test('an address that its author made harmless is the attacker’s', () => {
    assert.deepEqual(said('10[.]0[.]0[.]5 bad[@]evil[.]com 11[.]33[.]44[.]5'), [])
    assert.deepEqual(said('10.0.0.5 bad@evil.com 11.33.44.5'), ['10.0.0.5', 'bad@evil.com', '11.33.44.5'])
  })

  test('names of users and machines are found, what everybody has is not', () => {
    assert.deepEqual(
      said(
        String.raw`C:\Users\t-yamada\a.exe C:\Users\Public\b.exe ${'/Users'}/hanako/.ssh/id \\FILESV01\share srv1.corp.local DESKTOP-AB12CD3`,
      ),
      ['t-yamada', 'hanako', 'FILESV01', 'srv1.corp.local', 'DESKTOP-AB12CD3'],
    )
    assert.deepEqual(
      said(String.raw`%APPDATA%\Sample\svc.exe, HKLM\\Software\\Run, 192.0.2.1, a@example.com, 10.0.0.0/8`),
      [],
    )
  })

  test('indicators: members’ hosts, private addresses, and what stands beside them', () => {
    const one = { type: 'domain' as const, value: 'www.tokiwa.jp', names: [], comment: '山田 太郎の端末' }
    const two = { type: 'ipv4' as const, value: '192.168.1.5', names: ['みなも商事.zip'], comment: '' }
    const three = { type: 'ipv4' as const, value: '8.8.4.4', names: [], comment: '' }
    assert.deepEqual(
      check([{ ...part(''), indicators: [one, two, three] }]).map(({ path, said }) => [path, said]),
      [
        ['indicators', 'www.tokiwa.jp'],
        ['indicators.comment', '山田 太郎'],
        ['indicators', '192.168.1.5'],
        ['indicators.names', 'みなも商事'],
      ],
    )
  })

  test('an exercise names no members; its addresses have a rule of their own', () => {
    assert.deepEqual(
      check([part('10.0.0.5 ときわ自動車')], 'off', true).map(({ said }) => said),
      ['ときわ自動車'],
    )
  })
})

describe('replacements', () => {
  const parts = [
    part('あさぎり銀行とときわ自動車。Asagiri Bank の taro@asagiri.co.jp、10.0.0.5、A社', {
      headline: 'ときわ自動車の件',
    }),
    part('Asagiri Bank and みなも商事 10.0.0.5'),
  ]

  test('stay the same over the item, in the language of each part, and take nobody else’s name', () => {
    const findings = check(parts)
    const chosen = suggest(
      findings,
      ['ja', 'en'],
      [],
      parts.map(({ content }) => content.text),
    )
    const words = (language: string) =>
      new Map(chosen.filter((one) => one.language === language).map(({ key, to }) => [key, to]))
    const [first, second] = parts.map((one, index) =>
      withReplacements(
        one,
        findings.filter(({ part }) => part === index),
        words(index === 0 ? 'ja' : 'en'),
      ),
    )
    assert.equal(first?.content.headline, 'B社の件')
    assert.equal(first?.content.text, 'C社とB社。C社 の user-1@c.example、192.0.2.1、A社')
    assert.equal(second?.content.text, 'Company C and Company D 192.0.2.1')
    assert.deepEqual(check([first, second].filter((one) => one !== undefined)), [])
  })

  test('what was replaced before is replaced by the same words', () => {
    const findings = check([part('ときわ自動車とあさぎり銀行')])
    const before = [{ key: 'team:ours', language: 'ja' as const, to: 'A社' }]
    assert.deepEqual(
      suggest(findings, ['ja'], before, []).map(({ to }) => to),
      ['B社', 'A社'],
    )
  })

  test('a text without findings stays as it is', () => assert.equal(replaced('abc', [], new Map()), 'abc'))
})

test('every place of a long text is found among a hundred thousand names', () => {
  const people = Array.from({ length: 50_000 }, (_, index) => ({
    id: String(index),
    own: false,
    team: 't',
    name: { ja: `名字${index} 名前${index}`, en: `Given${index} Family${index}` },
  }))
  const big = makeDictionary({ teams: [], people, words: [] })
  const text = '名字77 名前77 と given99 family99 と '.repeat(1000)
  const found = findingsOf({ attribution: 'off', exercise: false, parts: [part(text)] }, big)
  assert.equal(found.length, 2000)
})
