import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from '#base/http/index.ts'
import { draftPart, previewBody } from './schemas.ts'

const part = (envelope: object, details: object = {}) => ({
  envelope: {
    kind: 'technical',
    language: 'en',
    audience: { include: [], exclude: [] },
    reach: 'live',
    employeesOnly: false,
    agreements: [],
    observedAt: null,
    notBefore: null,
    respondBy: null,
    validUntil: null,
    readableUntil: null,
    embargoUntil: null,
    purpose: '',
    basis: '',
    tlp: 'GREEN',
    pap: null,
    iep: null,
    machines: false,
    passOn: '',
    ...envelope,
  },
  content: {
    headline: 'H',
    text: '',
    doNow: '',
    changeNote: '',
    details: {
      techniques: [],
      vulnerabilities: [],
      products: [],
      references: [],
      circumstances: {
        mailSubjects: [],
        senderNames: [],
        lures: [],
        impersonated: [],
        abusedCustoms: [],
        telephones: [],
        bankAccounts: [],
      },
      ...details,
    },
  },
})
const outside = { source: 'CERT', reference: null, label: null, permission: '' }
const takes = (value: unknown): boolean => z.safeDecode(draftPart, value as never).success

test('what stands beside the text of a part deceives nobody: no reversed, hidden or control characters', () => {
  assert.ok(takes(part({ purpose: '注意喚起', outside })))
  for (const bad of ['a\u202eb', 'a\u200bb', 'a\u0007b', 'a\nb', '\ufeffa\u2066']) {
    for (const envelope of [
      { purpose: bad },
      { basis: bad },
      { passOn: bad },
      { outside: { ...outside, source: bad } },
      { outside: { ...outside, reference: bad } },
      { outside: { ...outside, permission: bad } },
    ]) {
      assert.ok(!takes(part(envelope)), JSON.stringify(envelope))
      const asked = { parts: [part(envelope).envelope] }
      assert.ok(!z.safeDecode(previewBody, asked as never).success, JSON.stringify(envelope))
    }
    for (const details of [
      { techniques: [{ id: 'T1566', name: bad }] },
      { products: [{ vendor: bad, name: 'x', versions: '' }] },
      { references: [bad] },
    ])
      assert.ok(!takes(part({}, details)), JSON.stringify(details))
  }
  assert.ok(!takes(part({ outside: { ...outside, source: '   ' } })), 'a source of blanks is none')
})

test('blanks around a purpose are gone, and a purpose of blanks is an empty one', () => {
  const kept = z.decode(draftPart, part({ purpose: ' \u3000 ', basis: ' a ' }) as never)
  assert.equal(kept.envelope.purpose, '')
  assert.equal(kept.envelope.basis, 'a')
})
