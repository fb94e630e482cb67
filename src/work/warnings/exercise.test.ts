import assert from 'node:assert/strict'
import { test } from 'node:test'
import { realAddresses } from './exercise.ts'

test('an exercise with documentation addresses and invented names passes (R28)', () => {
  assert.deepEqual(
    realAddresses('通信先 203.0.113.99、hxxps://cdn.example[.]com/x、soc@csirt.example.jp、192[.]0[.]2[.]1'),
    [],
  )
})

test('an exercise with what may be real is found, fanged or not', () => {
  assert.deepEqual(
    realAddresses('8.8.8[.]8 と https://www.renkei-sample.net/a と a@renkei-sample.org、10.0.0.1'),
    ['8.8.8.8', '10.0.0.1', 'www.renkei-sample.net', 'renkei-sample.org'],
  )
})
