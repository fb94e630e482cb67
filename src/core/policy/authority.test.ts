import assert from 'node:assert/strict'
import { test } from 'node:test'
import { PART_KINDS, type Term, URGENCIES } from '#core/envelope/index.ts'
import {
  type AuthorityMatrix,
  authorityOver,
  OPEN_MATRIX,
  type ReviewCause,
  reviewCauses,
  type StandingApproval,
  standsIn,
} from './authority.ts'

const technical = { kind: 'technical', tlp: 'AMBER', urgency: 'normal' } as const
const group: Term = { kind: 'group', id: '0b7e8a52-7f8a-4a55-9a4e-111111111111' }

const matrix: AuthorityMatrix = {
  rules: [
    { kinds: ['technical'], widest: 'AMBER', urgencies: [...URGENCIES], roles: ['poc'], review: false },
    { kinds: ['technical'], widest: 'GREEN', urgencies: ['immediate'], roles: ['deputy'], review: true },
    { kinds: ['victim'], widest: 'AMBER+STRICT', urgencies: [...URGENCIES], roles: ['poc'], review: true },
  ],
  otherwise: 'nobody',
}

test('a team without a matrix releases as before', () => {
  for (const kind of PART_KINDS)
    assert.deepEqual(authorityOver(OPEN_MATRIX, { ...technical, kind }, 'deputy'), {
      may: true,
      review: false,
    })
})

test('the matrix says who may release by kind, widest label and urgency, and who may instead', () => {
  assert.deepEqual(authorityOver(matrix, technical, 'poc'), { may: true, review: false })
  assert.deepEqual(authorityOver(matrix, { ...technical, tlp: 'RED' }, 'poc'), { may: true, review: false })
  assert.deepEqual(authorityOver(matrix, technical, 'deputy'), { may: false, roles: ['poc'] })
  assert.deepEqual(authorityOver(matrix, { ...technical, tlp: 'GREEN', urgency: 'immediate' }, 'deputy'), {
    may: true,
    review: true,
  })
  assert.deepEqual(authorityOver(matrix, { ...technical, tlp: 'CLEAR' }, 'poc'), { may: false, roles: [] })
  assert.deepEqual(authorityOver(matrix, { ...technical, kind: 'victim' }, 'poc'), { may: false, roles: [] })
})

test('victim information, personal data, secrets of others and NDA-bound text need a reviewer (R8)', () => {
  assert.deepEqual(reviewCauses({ kind: 'victim' }, [], false), ['victim'])
  assert.deepEqual(reviewCauses({ kind: 'technical' }, ['nda-bound', 'personal-data'], true), [
    'personal-data',
    'nda-bound',
    'matrix',
  ])
  assert.deepEqual(reviewCauses({ kind: 'summary' }, [], false), [])
})

test('a standing approval stands in for what it names, for its time, and never for victim parts', () => {
  const approval: StandingApproval = {
    kinds: ['technical'],
    include: [group],
    widest: 'AMBER',
    since: 10,
    until: 20,
  }
  const part = { kind: 'technical', tlp: 'AMBER', include: [group] } as const
  const byMatrix: ReviewCause[] = ['matrix']
  assert.ok(standsIn(approval, part, byMatrix, 15))
  assert.ok(!standsIn(approval, part, byMatrix, 20), 'its time is over')
  assert.ok(!standsIn(approval, { ...part, tlp: 'GREEN' }, byMatrix, 15), 'wider than approved')
  assert.ok(!standsIn(approval, { ...part, include: [group, { kind: 'members' }] }, byMatrix, 15))
  assert.ok(standsIn({ ...approval, include: [{ kind: 'members' }] }, part, byMatrix, 15))
  assert.ok(!standsIn(approval, part, ['matrix', 'personal-data'], 15), 'the text holds what needs a look')
  const all = { ...approval, kinds: [...PART_KINDS] }
  assert.ok(!standsIn(all, { ...part, kind: 'victim' }, ['victim'], 15))
})
