import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  CAPTURE_LIMITS,
  cvss3BaseScore,
  cvssOf,
  exerciseMark,
  Gathering,
  labelOfTag,
  languageOf,
  markedText,
  timeOf,
  unmarkedText,
} from './index.ts'

const HEADING = { reference: '', source: '', title: 'A title', language: null, observedAt: null }

test('of two labels on one thing the stricter stands, and a note says so', () => {
  const gathering = new Gathering()
  assert.ok(gathering.tag('tlp:white', 'Tag[0]'))
  assert.ok(gathering.tag('TLP:AMBER+STRICT', 'Tag[1]'))
  assert.ok(!gathering.tag('type:OSINT', 'Tag[2]'))
  const { tlp, notes } = gathering.finish('misp', HEADING)
  assert.deepEqual(tlp, { label: 'AMBER+STRICT', said: ['tlp:white', 'TLP:AMBER+STRICT'] })
  assert.deepEqual(
    notes.map(({ code }) => code),
    ['tlp-1', 'two-labels'],
  )
  assert.deepEqual(notes[1]?.params, { kept: 'AMBER+STRICT', dropped: 'CLEAR' })
})

test('AMBER+STRICT is read however it is written; other words are no label', () => {
  for (const words of ['tlp:amber+strict', 'TLP: AMBER+STRICT', 'tlp:amber_strict', 'tlp="amber strict"'])
    assert.equal(labelOfTag(words)?.tlp, 'AMBER+STRICT', words)
  assert.equal(labelOfTag('tlp:ex:chr')?.tlp, null)
  assert.equal(labelOfTag('PAP:WHITE')?.pap, 'CLEAR')
  assert.equal(labelOfTag('tlpx:red'), null)
})

test('a label that stands only in the title counts too', () => {
  assert.equal(
    new Gathering().finish('misp', { ...HEADING, title: '[TLP:AMBER+STRICT] A loader' }).tlp.label,
    'AMBER+STRICT',
  )
  assert.equal(new Gathering().finish('misp', { ...HEADING, title: 'About TLP: a primer' }).tlp.label, null)
})

test('notes of one kind are put together, so that a list of ten thousand can be read', () => {
  const gathering = new Gathering()
  for (let at = 0; at < 10_000; at++) gathering.note('left-out', `Object[${at}]`, { what: 'pe · text' })
  const [note] = gathering.finish('misp', HEADING).notes
  assert.deepEqual(note, {
    code: 'left-out',
    place: 'Object[0]',
    params: { what: 'pe · text', count: 10_000 },
  })
})

test('no list grows beyond its limit, and what was cut is told', () => {
  const gathering = new Gathering()
  for (let at = 0; at < 2_000; at++) gathering.reference(`https://example.test/${at}`, '')
  for (let at = 0; at < 2_000; at++) gathering.note('left-out', '', { what: `${at}` })
  gathering.text('technical', '', 'x'.repeat(CAPTURE_LIMITS.prose * 2))
  const capture = gathering.finish('misp', HEADING)
  assert.equal(capture.references.length, CAPTURE_LIMITS.list)
  assert.equal(capture.technical.length, CAPTURE_LIMITS.prose)
  assert.ok(capture.notes.length <= CAPTURE_LIMITS.notes + 1)
  assert.deepEqual(capture.notes.at(-1)?.params?.what, 'notes')
})

test('"block" is earned here and comes in with no file (R19)', () => {
  const gathering = new Gathering()
  gathering.indicator({ types: ['domain'], value: 'evil.example', objective: 'block' }, '')
  assert.equal(gathering.finish('misp', HEADING).indicators[0]?.objective, 'detect')
})

test('a value that its type refuses is kept as text, with a note', () => {
  const gathering = new Gathering()
  gathering.indicator({ types: ['sha256'], value: 'zz' }, 'Attribute[0]')
  const { indicators, notes } = gathering.finish('misp', HEADING)
  assert.equal(indicators[0]?.type, 'other')
  assert.deepEqual(notes[0], {
    code: 'odd-value',
    place: 'Attribute[0]',
    params: { type: 'sha256', value: 'zz' },
  })
})

test('an exercise is known by its title (R28), and the mark does not stand twice', () => {
  assert.deepEqual(exerciseMark('【訓練】EXERCISE 不審な請求書'), { text: '不審な請求書', marked: true })
  assert.deepEqual(exerciseMark('【訓練】不審な請求書'), { text: '不審な請求書', marked: true })
  assert.deepEqual(exerciseMark('EXERCISE: Locked doors'), { text: 'Locked doors', marked: true })
  assert.deepEqual(exerciseMark('Exercise equipment leaks data'), {
    text: 'Exercise equipment leaks data',
    marked: false,
  })
})

test('the language is told by the letters', () => {
  assert.equal(languageOf('不審なメールが届いています。添付を開かないでください。'), 'ja')
  assert.equal(languageOf('Emotet の感染が拡大 IPA'), 'ja')
  assert.equal(languageOf('The attackers use a new loader'), 'en')
  assert.equal(languageOf('Злоумышленники используют новый загрузчик'), null)
  assert.equal(languageOf('针对制造业的网络攻击活动分析报告'), null)
})

test('times are read as the formats write them, and nothing else is', () => {
  assert.equal(timeOf('2020-08-28T00:00:00.000000+00:00'), '2020-08-28T00:00:00.000Z')
  assert.equal(timeOf('2025-12-15'), '2025-12-15T00:00:00.000Z')
  assert.equal(timeOf('1603642920'), '2020-10-25T16:22:00.000Z')
  assert.equal(timeOf('2025-04-04T14:45:58+09:00'), '2025-04-04T05:45:58.000Z')
  for (const text of ['', '0', 'yesterday', '2020-13-40', '99999999999999999999'])
    assert.equal(timeOf(text), null, text)
})

test('a rating is read from its vector; nonsense is none', () => {
  assert.deepEqual(cvssOf('CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', 9.8), {
    version: '3.1',
    vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H',
    score: 9.8,
  })
  assert.equal(cvssOf('AV:N/AC:L/Au:N/C:C/I:C/A:C', null)?.version, '2.0')
  assert.equal(cvssOf('very high', 99), null)
})

test('a base score follows from its vector (CVSS 3.1 §7.1)', () => {
  const vectors = {
    'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H': 9.8,
    'CVSS:3.0/AV:N/AC:H/PR:N/UI:R/S:C/C:H/I:H/A:H': 8.3,
    'CVSS:3.1/AV:L/AC:L/PR:N/UI:R/S:U/C:H/I:N/A:L/E:F/RL:O/RC:C': 6.1,
    'CVSS:3.0/AV:N/AC:L/PR:L/UI:N/S:U/C:H/I:N/A:N': 6.5,
    'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N': 0,
  }
  for (const [vector, score] of Object.entries(vectors)) assert.equal(cvss3BaseScore(vector), score, vector)
  assert.equal(cvss3BaseScore('CVSS:3.1/AV:X'), null)
})

test('the marking line of a file comes off again and takes nothing else with it', () => {
  const part = {
    kind: 'technical',
    heading: '',
    tlp: 'AMBER+STRICT',
    pap: 'RED',
    handling: '自組織内で。',
    text: '**bold** first\n\nsecond',
  } as const
  assert.equal(unmarkedText(markedText(part)), part.text)
  assert.equal(unmarkedText(part.text), part.text)
})
