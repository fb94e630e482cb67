import assert from 'node:assert/strict'
import { test } from 'node:test'
import { passwordFault } from './password.ts'

const about = ['Hanako Tanaka', '田中花子', 'tanaka@csirt.example', 'Trial', '試験協']

test('a password that people guess first is refused, however it is adorned', () => {
  for (const poor of [
    'passwordpassword',
    'P@ssw0rd2026!!',
    'qwertyuiop1234',
    '123456789012',
    '111111111111',
    'abcdefghijkl',
    'lkjihgfedcba',
    '1q2w3e4r5t6y',
    'Summer-2026-2026',
    'さくらさくらさくらさくら',
  ])
    assert.equal(passwordFault(poor, about), 'common_password', poor)
})

test('a password that is one’s own name or address is refused', () => {
  for (const poor of ['tanaka-csirt-2026', 'HanakoTanaka1', 'tanaka@csirt.example'])
    assert.equal(passwordFault(poor, about), 'password_tells_name', poor)
})

test('a long sentence of one’s own passes, in any language and with any signs', () => {
  for (const good of [
    'kumo wa shiroku nagareru',
    '夕焼けの橋を渡る黒い犬たち',
    'vK8#mQ2$xW9z!',
    'tanaka rides a violet tram',
  ])
    assert.equal(passwordFault(good, about), null, good)
})

test('length is counted in characters as people see them, not in code units', () => {
  assert.equal(passwordFault('🌊🏔️🦊🎣🧭', about), 'too_short')
  assert.equal(passwordFault('x'.repeat(11), about), 'too_short')
  assert.equal(passwordFault('a9'.repeat(129), about), 'too_long')
})
