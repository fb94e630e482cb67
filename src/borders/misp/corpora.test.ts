import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CAPTURE_LIMITS, readJson } from '#core/capture/index.ts'
import { indicator } from '#core/observables/index.ts'
import { realFiles } from '../../../test/support/corpora.ts'
import { mispShape, readMisp } from './index.ts'

test('real MISP files of many makers come in, with their indicators', (t) => {
  const files = realFiles(
    t,
    'misp-events-*/*.json',
    'misp-feed-pymisp/*-*.json',
    'misp-stix-pairs/*_collection_[12].json',
  )
  if (files.length === 0) return
  const refused: string[] = []
  let [formed, captures, indicators, others] = [0, 0, 0, 0]
  for (const { name, bytes } of files) {
    const json = readJson(bytes)
    if (!json.ok) {
      t.diagnostic(`not well-formed: ${name}: ${json.refusal.place}: ${json.refusal.reason}`)
      continue
    }
    formed++
    const reading = readMisp(json.value)
    if (!reading.ok) refused.push(`${name}: ${reading.refusal.place}: ${reading.refusal.reason}`)
    for (const capture of reading.ok ? reading.captures : []) {
      captures++
      assert.notEqual(capture.title, '', name)
      assert.notEqual(capture.summary, '', name)
      for (const one of capture.indicators) indicator.parse(one)
      indicators += capture.indicators.length
      others += capture.notes.reduce(
        (sum, { code, params }) => sum + (code === 'odd-value' ? Number(params?.count ?? 1) : 0),
        0,
      )
    }
  }
  t.diagnostic(`${formed - refused.length} of ${formed} well-formed files, ${captures} captures`)
  t.diagnostic(`${indicators} indicators, ${others} that their type refused`)
  for (const one of refused) t.diagnostic(`refused: ${one}`)
  assert.ok(refused.length <= formed * 0.05)
  assert.ok(others <= indicators * 0.01, 'too much is not understood')
})

test('the manifest of a real feed is told from an event', (t) => {
  for (const { bytes } of realFiles(t, 'misp-feed-pymisp/manifest.json')) {
    const json = readJson(bytes)
    assert.ok(json.ok)
    assert.equal(mispShape(json.value)?.is, 'manifest')
    const reading = readMisp(json.value)
    assert.ok(!reading.ok && /manifest/.test(reading.refusal.reason))
  }
})

test('a real scenario for exercises is an exercise from birth (R28)', (t) => {
  for (const { bytes } of realFiles(t, 'misp-events-training/misp-01.json')) {
    const json = readJson(bytes)
    const reading = json.ok ? readMisp(json.value) : json
    assert.ok(reading.ok && 'captures' in reading)
    assert.equal(reading.captures[0]?.exercise, true)
  }
})

test('half of a real file is refused with the line where it ends', (t) => {
  for (const { name, bytes } of realFiles(t, 'misp-events-eset/t*.json')) {
    const json = readJson(bytes.subarray(0, bytes.length / 2))
    assert.ok(!json.ok, name)
    assert.equal(json.refusal.code, 'capture_broken')
    assert.match(json.refusal.place, /^line \d+, column \d+$/)
  }
})

test('the largest real event stays within the limits', (t) => {
  for (const { bytes } of realFiles(t, 'misp-events-large/*.json')) {
    const json = readJson(bytes)
    const reading = json.ok ? readMisp(json.value) : json
    assert.ok(reading.ok && 'captures' in reading)
    const [capture] = reading.captures
    assert.ok(
      capture && capture.indicators.length > 4_000 && capture.indicators.length <= CAPTURE_LIMITS.indicators,
    )
  }
})
