import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dedupe, type Indicator } from './index.ts'

const indicator = (change: Partial<Indicator>): Indicator => ({
  type: 'sha256',
  value: 'ab'.repeat(32),
  names: [],
  size: null,
  objective: 'detect',
  confidence: null,
  firstSeen: null,
  lastSeen: null,
  comment: '',
  ...change,
})

test('the same thing twice is one, with all that both say', () => {
  const { kept, duplicates } = dedupe([
    indicator({ names: ['a.exe'], confidence: 'low', firstSeen: '2026-11-02T00:00:00Z', comment: 'dropper' }),
    indicator({ type: 'domain', value: 'evil.example' }),
    indicator({
      names: ['b.exe', 'a.exe'],
      size: 7,
      objective: 'block',
      confidence: 'high',
      firstSeen: '2026-11-01T00:00:00Z',
      lastSeen: '2026-11-03T00:00:00Z',
      comment: 'dropper',
    }),
  ])
  assert.equal(duplicates.length, 1)
  assert.deepEqual(kept, [
    indicator({
      names: ['a.exe', 'b.exe'],
      size: 7,
      objective: 'block',
      confidence: 'high',
      firstSeen: '2026-11-01T00:00:00Z',
      lastSeen: '2026-11-03T00:00:00Z',
      comment: 'dropper',
    }),
    indicator({ type: 'domain', value: 'evil.example' }),
  ])
})

test('Windows does not tell capitals apart, so neither do keys and file names', () => {
  const key = (value: string) => indicator({ type: 'registry-key', value })
  assert.equal(dedupe([key('HKEY_USERS\\Evil'), key('HKEY_USERS\\EVIL')]).kept.length, 1)
  const mutex = (value: string) => indicator({ type: 'mutex', value })
  assert.equal(dedupe([mutex('evil'), mutex('EVIL')]).kept.length, 2)
})
