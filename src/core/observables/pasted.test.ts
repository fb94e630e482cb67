import assert from 'node:assert/strict'
import { test } from 'node:test'
import { valuesIn } from './pasted.ts'

const shown = (text: string, type: Parameters<typeof valuesIn>[1] = null) =>
  valuesIn(text, type).found.map(({ type, shown }) => `${type} ${shown}`)

test('values are found in a note as it was written, each once, and shown so that nobody opens them', () => {
  const note = '通信先は hxxps://evil[.]example/a でした。\n198.51.100[.]7\nEVIL.example\nevil[.]example'
  assert.deepEqual(shown(note), [
    'url hxxps://evil[.]example/a',
    'ipv4 198[.]51[.]100[.]7',
    'domain evil[.]example',
  ])
})

test('what is probably no indicator is told with its reason', () => {
  const [own, real] = valuesIn('10.0.0.1\n93.184.216.34', null).found
  assert.equal(own?.harmless?.reason, 'private')
  assert.equal(real?.harmless, null)
})

test('a word alone on its line that is no value is told; a sentence is not', () => {
  const { unread } = valuesIn('ご確認ください、 お願いします\nGlobal_Mutex_7\n198.51.100.7', null)
  assert.deepEqual(unread, [{ line: 'Global_Mutex_7', odd: null }])
})

test('with a type every line is a value of it, or the reason why not', () => {
  assert.deepEqual(shown('Global_Mutex_7\n\nOther', 'mutex'), ['mutex Global_Mutex_7', 'mutex Other'])
  const { found, unread } = valuesIn('d41d8cd98f00b204e9800998ecf8427e\nxyz', 'md5')
  assert.equal(found.length, 1)
  assert.equal(unread[0]?.line, 'xyz')
  assert.notEqual(unread[0]?.odd, null)
})

test('a rule is one value, whatever its lines', () => {
  const rule = 'rule a {\n  condition: true\n}'
  assert.deepEqual(
    valuesIn(rule, 'yara').found.map(({ value }) => value),
    [rule],
  )
})
