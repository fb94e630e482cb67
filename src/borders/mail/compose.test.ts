import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Letter, LetterKind } from '#base/outbound/index.ts'
import { compose, type House } from './index.ts'

const house: House = {
  name: { ja: '試験シーサート協議会', en: 'Trial CSIRT Association' },
  short: { ja: '試験協', en: 'TCA' },
  url: 'https://renkei.example',
  zone: 'Asia/Tokyo',
}

const letters: Record<string, LetterKind> = {
  invitation: {
    kind: 'invitation',
    body: '港湾CSIRT <b>&"',
    link: 'https://renkei.example/join#a1b2',
    until: '2026-11-30T08:00:00Z',
  },
  recovery: { kind: 'recovery', link: 'https://renkei.example/recover#a1b2', until: '2026-11-23T09:00:00Z' },
  factor_changed: {
    kind: 'factor_changed',
    what: 'password',
    at: '2026-11-23T08:00:00Z',
    link: 'https://renkei.example/me/sessions',
  },
  new_sign_in: {
    kind: 'new_sign_in',
    agent: 'Firefox, Linux',
    at: '2026-11-23T08:00:00Z',
    link: 'https://renkei.example/me/sessions',
  },
  password_known: {
    kind: 'password_known',
    at: '2026-11-23T08:00:00Z',
    link: 'https://renkei.example/me',
  },
  recovery_told: {
    kind: 'recovery_told',
    person: '港湾 <b>花子</b>',
    at: '2026-11-23T08:00:00Z',
    link: 'https://renkei.example/audit',
  },
  notice: {
    kind: 'notice',
    number: 'RNK-7Q4K-2M',
    urgency: 'immediate',
    answerBy: '2026-11-24T08:00:00Z',
    link: 'https://renkei.example/w/RNK-7Q4K-2M',
    exercise: false,
  },
  channel_test: {
    kind: 'channel_test',
    proof: 'K7QM-2XRT',
    encrypted: true,
    link: 'https://renkei.example/me',
  },
  anchor: { kind: 'anchor', statement: '{"seq":1}', at: '2026-11-23T08:00:00Z' },
}

const to = (content: LetterKind, language: 'ja' | 'en', word?: string): Letter => ({
  to: 'hanako@csirt.example',
  language,
  ...(word === undefined ? {} : { word }),
  ...content,
})

/** What a reader of the HTML sees. */
const seen = (html: string) =>
  html
    .replace(/^[\s\S]*<body[^>]*>/, '')
    .replace(/<hr>/g, '-- ')
    .replace(/<[^>]*>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')
const squeezed = (text: string) => text.replace(/\s+/g, ' ').trim()

for (const [name, content] of Object.entries(letters)) {
  test(`text and HTML say the same and load nothing, in both languages: ${name}`, () => {
    const both = (['ja', 'en'] as const).map((language) => compose(to(content, language, 'しおさい'), house))
    for (const { subject, text, html } of both) {
      assert.equal(squeezed(seen(html)), squeezed(text))
      assert.doesNotMatch(
        html,
        /<(img|script|link|style|iframe|object|form|input|button)\b|src=|url\(|@import/i,
      )
      for (const [address] of text.matchAll(/https?:\/\/\S+/g))
        assert.ok(address.startsWith(`${house.url}/`) || address === house.url)
      for (const [, address] of html.matchAll(/href="([^"]*)"/g))
        assert.ok(address?.startsWith(`${house.url}/`))
      assert.doesNotMatch(subject + text + html, /\{\{|undefined|\[object|mail\./)
      assert.match(text, /しおさい/)
    }
    assert.notEqual(both[0]?.text, both[1]?.text)
    assert.match(both[0]?.text ?? '', /試験シーサート協議会/)
    assert.doesNotMatch(
      both[1]?.text.replace(/港湾|しおさい|花子/g, '').replaceAll('・', '') ?? '',
      /[\u3040-\u30ff\u4e00-\u9fff]/,
    )
  })
}

test('the subject of a notice says its number and that an answer is due, and nothing else', () => {
  const [ja, en] = (['ja', 'en'] as const).map((language) =>
    compose(to(letters.notice as LetterKind, language), house),
  )
  assert.equal(ja?.subject, '[試験協] RNK-7Q4K-2M 要回答 / answer needed')
  assert.equal(en?.subject, '[TCA] RNK-7Q4K-2M 要回答 / answer needed')
  const news = compose(to({ ...letters.notice, answerBy: null } as LetterKind, 'ja'), house)
  assert.equal(news.subject, '[試験協] RNK-7Q4K-2M 新着 / new')
  assert.doesNotMatch(news.text, /回答期限/)
})

test('a notice shows number, urgency, answer-by with its zone, link and the reader’s own word', () => {
  const { text } = compose(to(letters.notice as LetterKind, 'ja', 'しおさい'), house)
  for (const said of [
    'RNK-7Q4K-2M',
    '緊急',
    '2026-11-24 (火) 17:00 JST',
    'https://renkei.example/w/RNK-7Q4K-2M',
    'しおさい',
  ]) {
    assert.ok(text.includes(said), said)
  }
})

test('a mail of an exercise begins with the word, in the subject, the page and the text', () => {
  const { subject, text, html } = compose(
    to({ ...letters.notice, exercise: true } as LetterKind, 'en'),
    house,
  )
  assert.ok(subject.startsWith('【訓練】EXERCISE '))
  assert.ok(text.startsWith('【訓練】EXERCISE '))
  assert.match(html, /<title>【訓練】EXERCISE /)
})

test('what a person typed cannot become markup', () => {
  const { html } = compose(to(letters.invitation as LetterKind, 'ja'), house)
  assert.ok(html.includes('港湾CSIRT &lt;b&gt;&amp;&quot;'))
})

test('a mail never links elsewhere, and never shows a one-time token to a server', () => {
  const strange = [
    'https://renkei.example.evil/#a',
    'https://evil/#a',
    'javascript:alert(1)',
    '/join#a',
    'http://renkei.example/join#a',
  ]
  for (const link of [
    ...strange,
    'https://renkei.example/join?token=a',
    'https://renkei.example/join?t=1#a',
    'https://renkei.example/join',
  ]) {
    assert.throws(() => compose(to({ ...letters.invitation, link } as LetterKind, 'ja'), house), TypeError)
  }
  for (const link of strange) {
    assert.throws(() => compose(to({ ...letters.notice, link } as LetterKind, 'ja'), house), TypeError)
  }
})
