import assert from 'node:assert/strict'
import { test } from 'node:test'
import { translator } from '#base/i18n/index.ts'
import { draftPart } from '../schemas.ts'
import {
  asSent,
  changedSince,
  type Draft,
  draftOf,
  type EditedPart,
  firstGap,
  hasText,
  newPart,
  relabelled,
  toSend,
} from './composing.ts'
import type { OpenWarning } from './marks.tsx'
import { partNames } from './part-names.ts'

const how = { language: 'ja', purpose: '被害の防止' } as const
const technical = newPart('technical', { key: 'a', ...how })
const draft = (parts: Draft['parts'], more: Partial<Draft> = {}): Draft => ({
  attribution: 'off',
  exercise: false,
  urgency: 'normal',
  parts,
  ...more,
})
const saying = (part: typeof technical, text: string) => ({
  ...part,
  content: { ...part.content, headline: '件名', text },
})

test('a part starts with the label and reach of its kind, and names nobody (R3)', () => {
  assert.deepEqual([technical.envelope.tlp, technical.envelope.reach], ['AMBER', 'live'])
  const victim = newPart('victim', { key: 'b', ...how })
  assert.deepEqual([victim.envelope.tlp, victim.envelope.reach], ['AMBER+STRICT', 'as-previewed'])
  assert.deepEqual(victim.envelope.audience, { include: [], exclude: [] })
})

test('another label brings its own reach, and RED never goes by machine', () => {
  const open = { ...technical.envelope, machines: true }
  assert.deepEqual(relabelled(open, 'RED'), { tlp: 'RED', reach: 'as-previewed', machines: false })
  assert.deepEqual(relabelled(open, 'GREEN'), { tlp: 'GREEN', reach: 'live' })
})

test('a released part becomes a new version only if something in it changed', () => {
  const out = { ...saying(technical, '本文'), id: '1', released: true }
  const saved = draft([out])
  assert.deepEqual(toSend(draft([out]), saved), [])
  const trimmed = { ...out, content: { ...out.content, text: '本文 \n' } }
  assert.deepEqual(toSend(draft([trimmed]), saved), [], 'the server trims')
  const changed = saying(out, '直した本文')
  assert.deepEqual(toSend(draft([changed]), saved), [changed])
  const another = saying(newPart('victim', { key: 'b', ...how }), '被害')
  assert.deepEqual(toSend(draft([out, another]), saved), [another])
})

test('the order of fields and a save that changed nothing make no difference', () => {
  const { kind, ...rest } = technical.envelope
  const turned = { ...technical, envelope: { ...rest, kind } }
  assert.equal(changedSince(draft([technical]), null), changedSince(draft([turned]), null))
  assert.notEqual(
    changedSince(draft([technical]), null),
    changedSince(draft([technical], { urgency: 'urgent' }), null),
  )
})

test('the first thing that is missing is told, from whom before all', () => {
  assert.equal(firstGap(draft([technical], { attribution: null }))?.what, 'who')
  assert.equal(firstGap(draft([technical]))?.what, 'headline')
  assert.equal(firstGap(draft([saying(technical, ' ')]))?.what, 'text')
  assert.equal(firstGap(draft([saying(technical, '本文')])), null)
  assert.equal(hasText(draft([technical])), false)
})

test('parts of one kind are told apart by number, and only where one sees several', () => {
  const t = translator('en')
  const [technical, victim] = [t('warnings.kind.technical'), t('warnings.kind.victim')]
  assert.deepEqual(partNames(['technical', 'technical', 'victim'], t), [
    `${technical} 1`,
    `${technical} 2`,
    victim,
  ])
})

test('the gap that is told is of one part, also among several of its kind', () => {
  const second = { ...technical, key: 'b' }
  assert.deepEqual(firstGap(draft([saying(technical, '本文'), second])), { what: 'headline', part: 1 })
})

test('what the composer does not show goes through a save unharmed: fields beside the text, an outside source (R27)', () => {
  const outside = { source: 'JPCERT', reference: 'a-1', label: 'GREEN' as const, permission: '' }
  const details = {
    techniques: [{ id: 'T1566', name: 'Phishing' }],
    vulnerabilities: [{ id: 'CVE-2026-1000', cvss: null, exploited: true }],
    products: [{ vendor: 'V', name: 'P', versions: '1–2' }],
    references: ['https://example.com/'],
    circumstances: {
      mailSubjects: ['請求書'],
      senderNames: [],
      lures: [],
      impersonated: [],
      abusedCustoms: [],
      telephones: [],
      bankAccounts: [],
    },
  }
  const opened = openWarning({ ...technical.envelope, outside }, { details, indicators: { count: 3 } })
  const [part, ...more] = draftOf(opened).parts
  assert.ok(part && more.length === 0)
  assert.equal(part.indicators, 3)
  const edited = { ...part, content: { ...part.content, text: '直した本文' } }
  const sent = toSend(draft([edited]), draftOf(opened)).map(asSent)
  assert.deepEqual(
    sent.map((one) => draftPart.parse(one)),
    [
      {
        id: part.id,
        envelope: { ...technical.envelope, outside },
        content: { headline: '件名', text: '直した本文', doNow: '', changeNote: '', details },
      },
    ],
  )
})

/** A warning of ours as the server tells it. */
function openWarning(
  { audience, ...envelope }: EditedPart['envelope'],
  more: Partial<OpenWarning['parts'][number]['content']>,
): OpenWarning {
  const part: OpenWarning['parts'][number] = {
    id: '6f0c6d3e-2c1a-4a53-9a53-0c4a8a4d9a01',
    version: 1,
    state: 'draft',
    superseded: false,
    mine: true,
    stale: false,
    kind: 'technical',
    content: { headline: '件名', text: '本文', doNow: '', changeNote: '', ...more },
    language: 'ja',
    envelope: { ...envelope, audience },
    releasedAt: null,
    revision: 1,
    because: [],
    passingOn: null,
  }
  return {
    number: 'RNK-7Q4K-2M',
    state: 'draft',
    exercise: false,
    attribution: 'off',
    originator: null,
    urgency: 'normal',
    mine: true,
    locked: 0,
    facts: 0,
    apart: 0,
    revision: 1,
    review: null,
    verdicts: 0,
    task: null,
    parts: [part],
    answer: null,
    actions: {},
    ledger: null,
  }
}
