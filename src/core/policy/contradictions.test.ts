import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { defaultReach, defaultTlp, type Envelope, type Term } from '#core/envelope/index.ts'
import { contradictions, type NamedStandings } from './index.ts'

const AT = Date.UTC(2026, 0, 5)
const iso = (days: number) => new Date(AT + days * 86_400_000).toISOString()

const envelope = (change: Partial<Envelope> = {}, include: Term[] = [{ kind: 'members' }]): Envelope => ({
  kind: 'technical',
  language: 'ja',
  audience: { include, exclude: [] },
  reach: 'live',
  employeesOnly: false,
  agreements: [],
  observedAt: null,
  notBefore: null,
  respondBy: null,
  validUntil: null,
  readableUntil: null,
  embargoUntil: null,
  purpose: 'so that others can look for it',
  basis: '',
  tlp: 'AMBER',
  pap: null,
  iep: null,
  machines: false,
  passOn: '',
  ...change,
})

const found = (given: Envelope, named: NamedStandings = {}) =>
  contradictions(given, named, AT).map(({ severity, code }) => `${severity} ${code}`)

describe('an envelope that contradicts itself', () => {
  test('one that fits together is not stopped', () => assert.deepEqual(found(envelope()), []))
  test('nobody is named', () => assert.deepEqual(found(envelope({}, [])), ['block nobody-named']))
  test('R2: sharing never publishes', () => {
    for (const tlp of ['CLEAR', 'GREEN'] as const)
      assert.ok(found(envelope({ tlp }, [{ kind: 'public' }])).includes('block public-by-publishing'))
  })
  test('R3: RED without names, or by machine', () => {
    const names: Term[] = [{ kind: 'appointment', id: 'a' }]
    assert.deepEqual(found(envelope({ tlp: 'RED' })), ['block red-needs-names'])
    assert.deepEqual(found(envelope({ tlp: 'RED', machines: true }, names)), ['block red-never-by-machine'])
    assert.deepEqual(found(envelope({ tlp: 'RED' }, names)), [])
  })
  test('wider than the label: teams that are no members, guests above GREEN', () => {
    const team: Term[] = [{ kind: 'team', id: 't' }]
    for (const standing of ['active', 'restricted', 'suspended'] as const)
      assert.deepEqual(found(envelope({}, team), { t: standing }), [])
    for (const standing of ['prospect', 'ended', 'none'] as const) {
      assert.deepEqual(found(envelope({ tlp: 'GREEN' }, team), { t: standing }), [
        'block green-beyond-members',
      ])
      assert.deepEqual(found(envelope({}, team), { t: standing }), ['block amber-beyond-members'])
      assert.deepEqual(found(envelope({ tlp: 'CLEAR' }, team), { t: standing }), [])
    }
    assert.deepEqual(found(envelope({}, [{ kind: 'guests', id: 'g' }])), ['block guests-above-green'])
    assert.deepEqual(found(envelope({ tlp: 'GREEN' }, [{ kind: 'guests', id: 'g' }])), [])
  })
  test('victim information that others join into, or that is open to all', () => {
    assert.deepEqual(found(envelope({ kind: 'victim' })), ['warn live-victim-part'])
    assert.deepEqual(found(envelope({ kind: 'victim', reach: 'as-previewed', tlp: 'GREEN' })), [
      'warn open-victim-part',
    ])
  })
  test('times that cannot be', () => {
    assert.deepEqual(found(envelope({ respondBy: iso(0) })), ['block answer-in-the-past'])
    assert.deepEqual(found(envelope({ readableUntil: iso(-1) })), ['block times-out-of-order'])
    assert.deepEqual(found(envelope({ notBefore: iso(2), readableUntil: iso(1) })), [
      'block times-out-of-order',
    ])
    assert.deepEqual(found(envelope({ respondBy: iso(3), readableUntil: iso(2) })), [
      'block times-out-of-order',
    ])
    assert.deepEqual(found(envelope({ notBefore: iso(1), respondBy: iso(2), readableUntil: iso(3) })), [])
  })
  test('R12: an embargo on what anybody may pass on', () => {
    assert.deepEqual(found(envelope({ tlp: 'CLEAR', embargoUntil: iso(1) })), ['block embargo-and-clear'])
  })
  test('above GREEN a purpose is asked for; machines do not keep a part among employees', () => {
    assert.deepEqual(found(envelope({ purpose: ' ' })), ['warn purpose-missing'])
    assert.deepEqual(found(envelope({ employeesOnly: true, machines: true })), [
      'warn employees-and-machines',
    ])
  })
})

test('R3: a part starts with the label of its kind, and as previewed where others must not join in', () => {
  assert.equal(defaultTlp('victim'), 'AMBER+STRICT')
  assert.equal(defaultTlp('technical'), 'AMBER')
  assert.equal(defaultReach('technical', 'AMBER'), 'live')
  for (const label of ['RED', 'AMBER+STRICT'] as const)
    assert.equal(defaultReach('technical', label), 'as-previewed')
  for (const label of ['CLEAR', 'GREEN', 'AMBER'] as const)
    assert.equal(defaultReach('victim', label), 'as-previewed')
})
