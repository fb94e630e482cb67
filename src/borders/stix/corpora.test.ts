import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readJson } from '#core/capture/index.ts'
import { indicator } from '#core/observables/index.ts'
import { realFiles } from '../../../test/support/corpora.ts'
import { isStix, readStix } from './index.ts'

test('real STIX files of many makers come in, with their indicators', (t) => {
  const files = realFiles(
    t,
    'stix2*-{amnesty,attack-ics,extensions,mvt,oasis-examples,unit42}/*.{json,stix2,gz}',
    'misp-stix-pairs/*_stix2*.json',
    'jvn-myjvn/oka/*stix*.json',
  )
  let [captured, indicators, others, notes] = [0, 0, 0, 0]
  const refused: string[] = []
  for (const { name, bytes } of files) {
    const json = readJson(bytes)
    assert.ok(json.ok && isStix(json.value), name)
    const reading = readStix(json.value)
    if (!reading.ok) {
      refused.push(`${name}: ${reading.refusal.place}: ${reading.refusal.reason}`)
      continue
    }
    for (const capture of reading.captures) {
      captured++
      indicators += capture.indicators.length
      others += capture.indicators.filter(({ type }) => type === 'other').length
      notes += capture.notes.length
      for (const one of capture.indicators) indicator.parse(one)
    }
  }
  if (files.length === 0) return
  t.diagnostic(
    `${files.length - refused.length} of ${files.length} files, ${captured} captures, ${notes} kinds of note`,
  )
  t.diagnostic(`${indicators} indicators, ${others} of them kept as text`)
  for (const one of refused) t.diagnostic(one)
  assert.ok(refused.length <= files.length * 0.05)
  assert.ok(others <= indicators * 0.02, 'too much is not understood')
})
