import assert from 'node:assert/strict'
import { test } from 'node:test'
import { defaultCharter } from '#core/charter/index.ts'
import type { PartKind } from '#core/envelope/index.ts'
import { type MemberPlace, smallWorldOf } from './index.ts'

const members: MemberPlace[] = [
  ...Array.from({ length: 9 }, () => ({ sector: 'finance', district: 'kanto' })),
  ...Array.from({ length: 2 }, () => ({ sector: 'finance', district: 'kinki' })),
  ...Array.from({ length: 6 }, () => ({ sector: 'manufacturing', district: 'kinki' })),
  { sector: 'energy', district: 'chubu' },
]
const worlds = (text: string, kind: PartKind = 'technical') =>
  smallWorldOf(
    [
      {
        kind,
        content: { headline: '', text, doNow: '', changeNote: '' },
        envelope: { passOn: '', purpose: '', basis: '' },
      },
    ],
    members,
    defaultCharter,
  ).map(({ sector, district, said, keep }) => [sector, district, said.join(' '), keep])

test('sector and district that leave fewer than k members are told, with what may stay', () => {
  assert.deepEqual(worlds('関西の金融機関で感染'), [['finance', 'kinki', '関西 金融', 'sector']])
  assert.deepEqual(worlds('a finance company in Osaka'), [['finance', 'kinki', 'Osaka finance', 'sector']])
  assert.deepEqual(worlds('名古屋の電力会社'), [['energy', 'chubu', '名古屋 電力', 'none']])
})

test('enough members, no member at all, or half of a word give nobody away', () => {
  assert.deepEqual(worlds('東京の金融機関'), [])
  assert.deepEqual(worlds('北海道の製薬会社'), [])
  assert.deepEqual(worlds('Finances of Osakans'), [])
})

test('one of the two alone counts only where it is told what happened to somebody', () => {
  assert.deepEqual(worlds('電力の設備をねらう'), [])
  assert.deepEqual(worlds('電力の設備で停止', 'victim'), [['energy', null, '電力', 'none']])
})
