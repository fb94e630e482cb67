import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Charter } from './charter.ts'
import { defaultCharter } from './defaults.ts'
import { differences } from './differences.ts'
import { openingSteps, withoutOpening, withSteps } from './steps.ts'

const changed = (change: Partial<Charter>): Charter => ({ ...defaultCharter, ...change })
const { channels, sessions } = defaultCharter
const channel = (label: keyof Charter['channels'], change: Partial<Charter['channels']['RED']>): Charter =>
  changed({ channels: { ...channels, [label]: { ...channels[label], ...change } } })

test('what lets anybody read, see or reach more opens', () => {
  for (const wider of [
    changed({ needToKnowRoles: [...defaultCharter.needToKnowRoles, 'officer'] }),
    changed({ needToKnowRoles: ['officer'] }),
    changed({ sourceRoles: ['duty_officer', 'officer'] }),
    changed({ breakGlassRoles: ['committee:member'] }),
    changed({ greenCommunity: { ...defaultCharter.greenCommunity, en: 'everybody' } }),
    changed({ k: 4 }),
    changed({ holdSeconds: { normal: 60, immediate: 9 } }),
    changed({ trustChangeHours: 23 }),
    changed({ openingWaitHours: 1 }),
    changed({ sessions: { ...sessions, absoluteHours: 13 } }),
    changed({ invitationDays: 8 }),
    channel('AMBER', { tlsMail: 'full' }),
    channel('RED', { machine: 'source-allows' }),
    channel('AMBER', { print: 'yes' }),
  ])
    assert.notDeepEqual(openingSteps(defaultCharter, wider), [])
})

test('what only closes, or lets nobody read more, does not', () => {
  for (const narrower of [
    defaultCharter,
    changed({ needToKnowRoles: ['poc'], sourceRoles: [], breakGlassRoles: [] }),
    changed({ needToKnowRoles: defaultCharter.needToKnowRoles.toReversed() }),
    changed({ k: 9, trustChangeHours: 48, openingWaitHours: 48, invitationDays: 1 }),
    changed({ sessions: { idleMinutes: 5, absoluteHours: 1, freshMinutes: 1 } }),
    changed({ holidays: ['2026-12-31'], fiscalYearStartsIn: 1, timeZone: 'UTC', languages: ['ja'] }),
    changed({ sectors: defaultCharter.sectors.slice(1) }),
    channel('CLEAR', { tlsMail: 'notice', print: 'no', machine: 'own-key' }),
  ])
    assert.deepEqual(openingSteps(defaultCharter, narrower), [])
})

test('of one change, what closes holds at once and what opens waits', () => {
  const wanted = changed({
    needToKnowRoles: ['poc', 'officer'],
    k: 3,
    fiscalYearStartsIn: 1,
    channels: { ...channels, AMBER: { ...channels.AMBER, tlsMail: 'full', chat: 'no' } },
  })
  const steps = openingSteps(defaultCharter, wanted)
  assert.deepEqual(steps, [
    { path: ['needToKnowRoles'], add: ['officer'] },
    { path: ['k'], to: 3 },
    { path: ['channels', 'AMBER', 'tlsMail'], to: 'full' },
  ])
  const atOnce = withoutOpening(defaultCharter, wanted)
  assert.deepEqual(
    [atOnce.needToKnowRoles, atOnce.k, atOnce.fiscalYearStartsIn, atOnce.channels.AMBER.chat],
    [['poc'], 5, 1, 'no'],
  )
  assert.equal(atOnce.channels.AMBER.tlsMail, 'headline')
  assert.deepEqual(openingSteps(defaultCharter, atOnce), [])
  assert.deepEqual(withSteps(atOnce, steps), wanted)
})

test('what was closed meanwhile does not come back with a change that waited', () => {
  const steps = openingSteps(defaultCharter, changed({ sourceRoles: ['duty_officer', 'officer'] }))
  assert.deepEqual(withSteps(changed({ sourceRoles: [] }), steps).sourceRoles, ['officer'])
})

test('a difference says what was and what is, a list what it gained and lost', () => {
  const [finance] = defaultCharter.sectors
  const after = changed({
    k: 6,
    holidays: ['2026-12-31'],
    sectors: [
      { code: 'finance', label: { ja: '銀行', en: 'Banking' } },
      ...defaultCharter.sectors.slice(2),
      { code: 'space', label: { ja: '宇宙', en: 'Space' } },
    ],
  })
  const plain = { added: [], removed: [], opens: false }
  assert.deepEqual(differences(defaultCharter, after), [
    { ...plain, path: ['holidays'], from: null, to: null, added: ['2026-12-31'] },
    { ...plain, path: ['sectors', 'finance'], from: finance?.label, to: { ja: '銀行', en: 'Banking' } },
    { ...plain, path: ['sectors', 'manufacturing'], from: { ja: '製造', en: 'Manufacturing' }, to: null },
    { ...plain, path: ['sectors', 'space'], from: null, to: { ja: '宇宙', en: 'Space' } },
    { ...plain, path: ['k'], from: 5, to: 6 },
  ])
})
