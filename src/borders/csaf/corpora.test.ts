import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isLoose, readJson } from '#core/capture/index.ts'
import { realFiles } from '../../../test/support/corpora.ts'
import { csafShape, readCsaf } from './index.ts'

test('real CSAF advisories of many publishers come in', (t) => {
  const files = realFiles(
    t,
    'csaf20-cisa/**/2*/*.json',
    'csaf20-oasis-examples/csaf__*.json',
    'csaf20-oasis-testcases/*/oasis*.json',
    'jvn-myjvn/oka/*jvncsaf.json',
  )
  if (files.length === 0) return
  const refused: string[] = []
  let [captures, vulnerabilities, products, faults] = [0, 0, 0, 0]
  for (const { name, bytes } of files) {
    const json = readJson(bytes)
    assert.ok(json.ok, name)
    const reading = readCsaf(json.value)
    if (!reading.ok) refused.push(`${name}: ${reading.refusal.place}: ${reading.refusal.reason}`)
    for (const capture of reading.ok ? reading.captures : []) {
      captures++
      vulnerabilities += capture.vulnerabilities.length
      products += capture.products.length
      faults += capture.notes.filter(({ code }) => code === 'not-valid').length
      assert.notEqual(capture.title, '', name)
      assert.notEqual(capture.summary, '', name)
    }
  }
  t.diagnostic(`${files.length - refused.length} of ${files.length} files, ${captures} captures`)
  t.diagnostic(
    `${vulnerabilities} vulnerabilities, ${products} products, ${faults} notes on what is not valid`,
  )
  for (const one of refused) t.diagnostic(`refused: ${one}`)
  assert.ok(refused.length <= files.length * 0.05)
})

test('what lies around advisories is told from an advisory', (t) => {
  const files = realFiles(
    t,
    'csaf20-cisa/IT/white/*feed*.json',
    'csaf20-oasis-examples/{aggregator,provider-metadata}__*.json',
    'csaf20-oasis-examples/ROLIE__*feed*.json',
  )
  for (const { name, bytes } of files) {
    const json = readJson(bytes)
    assert.ok(json.ok && isLoose(json.value), name)
    assert.equal(csafShape(json.value)?.is, 'other', name)
    assert.ok(!readCsaf(json.value).ok, name)
  }
})
