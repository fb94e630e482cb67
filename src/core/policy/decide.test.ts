import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Term, Tlp } from '#core/envelope/index.ts'
import { type Action, decide, PART_STATES, type PartFacts, type Viewer } from './index.ts'

const [JOINED, PRESSED, NOW] = [100, 200, 300]

/** An analyst of an active team, employed there, member of group g since long before anything was released. */
const analyst = (
  change: Partial<Viewer> & { plus?: Record<string, number>; minus?: string[] } = {},
): Viewer => {
  const { plus = {}, minus = [], ...rest } = change
  const holds: Record<string, number> = {
    public: -Infinity,
    members: JOINED,
    active: JOINED,
    'team:t': JOINED,
    'concerned:t': JOINED,
    'sector:energy': JOINED,
    'group:g': JOINED,
    'appointment:a': JOINED,
    'need-to-know': JOINED,
    inside: JOINED,
    employee: JOINED,
    ...plus,
  }
  for (const principal of minus) delete holds[principal]
  return {
    kind: 'person',
    standing: 'active',
    person: 'p',
    appointment: 'a',
    team: 't',
    role: 'analyst',
    holds,
    bound: { 'person:p': Infinity, 'appointment:a': Infinity, 'team:t': Infinity, 'group:g': Infinity },
    tasks: [],
    ...rest,
  }
}

const MEMBERS: Term = { kind: 'members' }
const BY_NAME: Term = { kind: 'appointment', id: 'a' }

const part = (change: Partial<PartFacts> = {}): PartFacts => ({
  id: 'x',
  version: 1,
  state: 'released',
  tlp: 'AMBER',
  reach: 'live',
  owners: ['appointment:author', 'releaser:source', 'admin:source'],
  include: [MEMBERS],
  exclude: [],
  agreements: [],
  employeesOnly: false,
  machines: true,
  pressedAt: PRESSED,
  releasedAt: PRESSED,
  supersededAt: null,
  stopped: false,
  notBefore: null,
  readableUntil: null,
  embargoUntil: null,
  ...change,
})

test('R32: while an objection waits nobody new reads; who has it, and the source, read on', () => {
  const stopped = part({ stopped: true })
  const decision = decide(analyst(), stopped, 'read', NOW)
  assert.deepEqual(decision, { allowed: false, because: [{ code: 'objected' }] })
  assert.equal(decide(analyst(), stopped, 'read', NOW, true).allowed, true)
  assert.equal(decide(author(), stopped, 'read', NOW).allowed, true)
  assert.equal(decide(analyst(), stopped, 'pass-on', NOW, true).allowed, true)
})

const author = (plus: Record<string, number> = {}) =>
  analyst({
    appointment: 'author',
    team: 'source',
    plus: { 'appointment:author': JOINED, ...plus },
    minus: ['appointment:a'],
  })

const codes = (viewer: Viewer, facts: PartFacts, action: Action = 'read', had = false) => {
  const { allowed, because } = decide(viewer, facts, action, NOW, had)
  return [allowed, ...because.map((reason) => reason.code)]
}
const reads = (viewer: Viewer, facts: PartFacts, had = false) =>
  decide(viewer, facts, 'read', NOW, had).allowed
const refusal = (viewer: Viewer, facts: PartFacts, had = false) => {
  const { allowed, because } = decide(viewer, facts, 'read', NOW, had)
  assert.equal(allowed, false)
  return because[0]?.code
}

describe('the decision, step by step', () => {
  test('0: the system itself reads nothing', () => {
    const system: Viewer = {
      kind: 'system',
      standing: 'system',
      holds: { members: 0 },
      bound: {},
      tasks: ['x:1'],
    }
    assert.equal(refusal(system, part({ tlp: 'CLEAR', include: [{ kind: 'public' }] })), 'no-viewer')
  })
  test('1: people of a suspended or ended team read nothing, not even what they wrote', () => {
    for (const standing of ['suspended', 'ended', 'none'] as const)
      assert.equal(refusal({ ...author(), standing, tasks: ['x:1'] }, part()), 'standing')
  })
  test('2: author, releasers and admins of the source read in every state; a colleague does not', () => {
    for (const state of PART_STATES)
      for (const principal of ['appointment:author', 'releaser:source', 'admin:source'])
        assert.ok(
          reads(analyst({ team: 'source', plus: { [principal]: JOINED } }), part({ state, include: [] })),
        )
    assert.equal(refusal(analyst({ team: 'source' }), part({ state: 'draft' })), 'not-released')
  })
  test('3: a task opens one exact version, and nothing else', () => {
    const helper = analyst({ tasks: ['x:1'] })
    for (const state of ['draft', 'overtaken'] as const)
      assert.deepEqual(codes(helper, part({ state, include: [] })), [true, 'task'])
    assert.equal(refusal(analyst(), part({ state: 'overtaken' })), 'not-released')
    assert.equal(refusal(helper, part({ version: 2, state: 'draft' })), 'not-released')
  })
  test('4: not while held, not before its time, not from its last moment on', () => {
    assert.equal(refusal(analyst(), part({ releasedAt: NOW + 1 })), 'held')
    assert.equal(refusal(analyst(), part({ notBefore: NOW + 1 })), 'not-before')
    assert.equal(refusal(analyst(), part({ readableUntil: NOW })), 'no-longer-readable')
    assert.ok(reads(analyst(), part({ releasedAt: NOW, notBefore: NOW, readableUntil: NOW + 1 })))
  })
  test('4: withdrawn as wrong stays with those who had it; withdrawn as wrongly shared stays with nobody', () => {
    assert.equal(refusal(analyst(), part({ state: 'withdrawn-wrong' })), 'withdrawn-wrong')
    assert.ok(reads(analyst(), part({ state: 'withdrawn-wrong' }), true))
    assert.equal(refusal(analyst(), part({ state: 'withdrawn-shared' }), true), 'withdrawn-shared')
  })
  test('4: an older version stays with those who had it, from the moment the next may be seen', () => {
    assert.ok(reads(analyst(), part({ supersededAt: NOW + 1 })))
    assert.equal(refusal(analyst(), part({ supersededAt: NOW })), 'superseded')
    assert.ok(reads(analyst(), part({ supersededAt: NOW }), true))
  })
  test('5: a restricted team reads CLEAR, GREEN and what concerns itself', () => {
    const restricted = analyst({ standing: 'restricted', minus: ['active'] })
    assert.ok(reads(restricted, part({ tlp: 'CLEAR' })))
    assert.ok(reads(restricted, part({ tlp: 'GREEN' })))
    assert.equal(refusal(restricted, part()), 'restricted')
    assert.ok(reads(restricted, part({ include: [{ kind: 'concerned', id: 't' }] })))
    assert.equal(refusal(restricted, part({ tlp: 'RED', include: [BY_NAME] })), 'restricted')
  })
  test('6: an exclude binds the person in every capacity, also one that ended after release', () => {
    const exclude = [{ kind: 'team', id: 'rival' } as const]
    const bound = (until: number) => analyst({ bound: { 'team:rival': until } })
    assert.equal(refusal(bound(Infinity), part({ exclude })), 'excluded')
    assert.ok(reads(bound(PRESSED + 1), part({ exclude })), 'live: who has left the rival since reads')
    assert.equal(refusal(bound(PRESSED + 1), part({ exclude, reach: 'as-previewed' })), 'excluded')
    assert.ok(reads(bound(PRESSED - 1), part({ exclude, reach: 'as-previewed' })))
  })
  test('6: whom the source names reads in spite of another hat, and is told so', () => {
    const facts = part({ include: [MEMBERS, BY_NAME], exclude: [{ kind: 'team', id: 'rival' }] })
    assert.ok(codes(analyst({ bound: { 'team:rival': Infinity } }), facts).includes('named-despite-exclude'))
  })
  test('7: whom no term names does not read; as previewed, who joined later neither', () => {
    assert.equal(refusal(analyst(), part({ include: [{ kind: 'group', id: 'other' }] })), 'not-in-audience')
    const joiner = analyst({ plus: { 'group:g': PRESSED + 1 } })
    const facts = part({ include: [{ kind: 'group', id: 'g' }] })
    assert.ok(reads(joiner, facts))
    assert.equal(refusal(joiner, { ...facts, reach: 'as-previewed' }), 'joined-later')
  })
  test('8: RED reaches appointments by name and nobody through a group, a team or a key', () => {
    assert.ok(reads(analyst(), part({ tlp: 'RED', include: [BY_NAME] })))
    assert.equal(
      refusal(analyst(), part({ tlp: 'RED', include: [MEMBERS, { kind: 'team', id: 't' }] })),
      'not-in-audience',
    )
    const key: Viewer = { ...analyst({ minus: ['appointment:a'] }), kind: 'key' }
    assert.equal(refusal(key, part({ tlp: 'RED', include: [BY_NAME] })), 'not-in-audience')
  })
  test('8: AMBER needs a role with a need to know; AMBER+STRICT to be inside the organisation besides', () => {
    assert.equal(refusal(analyst({ minus: ['need-to-know'] }), part()), 'needs-need-to-know')
    assert.ok(reads(analyst({ minus: ['inside'] }), part()))
    assert.equal(refusal(analyst({ minus: ['inside'] }), part({ tlp: 'AMBER+STRICT' })), 'needs-inside')
    assert.ok(reads(analyst({ minus: ['need-to-know', 'inside'] }), part({ tlp: 'GREEN' })))
  })
  test('9: an agreement that is missing or lapsed closes the part', () => {
    assert.equal(refusal(analyst(), part({ agreements: ['nda'] })), 'agreement-missing')
    assert.ok(
      codes(analyst({ plus: { 'agreement:nda': JOINED } }), part({ agreements: ['nda'] })).includes(
        'agreement-held',
      ),
    )
    const again = analyst({ plus: { 'agreement:nda': PRESSED + 1 } })
    assert.equal(refusal(again, part({ agreements: ['nda'], reach: 'as-previewed' })), 'agreement-missing')
  })
  test('10: a yes tells every rule that let the reader in', () => {
    const facts = part({
      include: [MEMBERS, { kind: 'sector', code: 'energy' }, { kind: 'group', id: 'other' }],
    })
    assert.deepEqual(codes(analyst(), facts), [true, 'audience', 'audience', 'reach-live', 'label'])
  })
})

describe('rules in force', () => {
  test('R1: each part is decided by its own audience, whatever the others of the item say', () => {
    const victim = part({ include: [{ kind: 'team', id: 'csirt' }] })
    assert.ok(reads(analyst(), part()))
    assert.equal(refusal(analyst(), victim), 'not-in-audience')
  })
  test('R2: the public reads CLEAR that was published, and no other label whatever its audience says', () => {
    const stranger: Viewer = {
      kind: 'public',
      standing: 'public',
      holds: { public: -Infinity },
      bound: {},
      tasks: [],
    }
    for (const tlp of ['CLEAR', 'GREEN', 'AMBER', 'AMBER+STRICT', 'RED'] as const)
      for (const viewer of [stranger, analyst()])
        assert.equal(reads(viewer, part({ tlp, include: [{ kind: 'public' }] })), tlp === 'CLEAR')
  })
  test('R4: as previewed, nothing that is gained later opens the part', () => {
    const later = ['members', 'active', 'need-to-know', 'inside', 'employee']
    const facts = part({ reach: 'as-previewed', tlp: 'AMBER+STRICT', employeesOnly: true })
    assert.ok(reads(analyst(), facts))
    for (const principal of later)
      assert.equal(reads(analyst({ plus: { [principal]: PRESSED + 1 } }), facts), false, principal)
  })
  test('R5: a withheld source is held by one random owner; its team is not let in', () => {
    const facts = part({ state: 'draft', owners: ['owner:0123'] })
    assert.ok(reads(author({ 'owner:0123': -Infinity }), facts))
    assert.equal(
      refusal(analyst({ plus: { 'releaser:source': JOINED, 'admin:source': JOINED } }), facts),
      'not-released',
    )
  })
  test('R8: the authority matrix says who presses release; an author without it may write and not release', () => {
    const draft = part({ state: 'draft' })
    assert.deepEqual(codes(author(), draft, 'edit'), [true, 'originator'])
    assert.deepEqual(codes(author(), draft, 'release'), [false, 'not-releaser'])
    assert.deepEqual(codes(author({ 'releaser:source': JOINED }), draft, 'release'), [true, 'originator'])
    assert.deepEqual(codes(analyst({ plus: { 'releaser:t': JOINED } }), draft, 'release'), [
      false,
      'not-originator',
    ])
    assert.deepEqual(codes(author({ 'releaser:source': JOINED }), part(), 'release'), [false, 'wrong-state'])
  })
  test('R12: until the embargo ends the part is read, and goes nowhere', () => {
    const facts = part({ embargoUntil: NOW + 1 })
    assert.ok(reads(analyst(), facts))
    for (const action of ['export', 'pass-on'] as const)
      assert.deepEqual(codes(analyst(), facts, action), [false, 'embargo'])
    assert.deepEqual(codes(author({ 'releaser:source': JOINED }), facts, 'publish'), [false, 'embargo'])
    assert.ok(decide(analyst(), part({ embargoUntil: NOW }), 'export', NOW).allowed)
  })
  test('R14: a release is taken back while nobody may have seen it, and withdrawn afterwards', () => {
    const releaser = author({ 'releaser:source': JOINED })
    assert.ok(decide(releaser, part({ releasedAt: NOW + 1 }), 'take-back', NOW).allowed)
    assert.deepEqual(codes(releaser, part({ releasedAt: NOW }), 'take-back'), [false, 'wrong-state'])
    assert.ok(decide(releaser, part(), 'withdraw', NOW).allowed)
    assert.deepEqual(codes(author(), part(), 'withdraw'), [false, 'not-releaser'])
  })
  test('R16: who may read may not change; only the originator does', () => {
    for (const action of ['edit', 'release', 'take-back', 'withdraw', 'publish'] as const)
      assert.equal(decide(analyst(), part({ releasedAt: NOW + 1 }), action, NOW).allowed, false, action)
  })
  test('R20: whom a group keeps outside does not hold it, and so does not read what is for the group', () => {
    assert.equal(
      refusal(analyst({ minus: ['group:g'] }), part({ include: [{ kind: 'group', id: 'g' }] })),
      'not-in-audience',
    )
  })
  test('R26: a part for employees is closed to contractors of the same team', () => {
    assert.equal(
      refusal(analyst({ minus: ['employee'], tie: 'contractor' }), part({ employeesOnly: true })),
      'needs-employee',
    )
  })
  test('R33: what one reads for the secretariat is not read as team', () => {
    const forSecretariat = part({ include: [{ kind: 'group', id: 'secretariat' }] })
    const officer: Viewer = {
      kind: 'person',
      standing: 'body',
      person: 'p',
      appointment: 'o',
      group: 'secretariat',
      body: 'secretariat',
      holds: { active: JOINED, 'need-to-know': JOINED, 'group:secretariat': JOINED, 'appointment:o': JOINED },
      bound: { 'group:secretariat': Infinity, 'team:t': Infinity },
      tasks: [],
    }
    assert.ok(reads(officer, forSecretariat))
    assert.equal(refusal(analyst(), forSecretariat), 'not-in-audience')
    assert.equal(refusal(officer, part({ include: [{ kind: 'team', id: 't' }] })), 'not-in-audience')
  })
  test('keys fetch only what the source allows machines', () => {
    const key: Viewer = { ...analyst({ minus: ['appointment:a'] }), kind: 'key' }
    assert.ok(reads(key, part()))
    assert.equal(refusal(key, part({ machines: false })), 'needs-person')
  })
  test('prospects and guests read CLEAR, GREEN only where it names guests', () => {
    const prospect = analyst({
      standing: 'prospect',
      holds: {
        public: -Infinity,
        'prospect:t': JOINED,
        'guests:g': JOINED,
        'appointment:a': JOINED,
        'need-to-know': JOINED,
      },
    })
    const toGroup = (tlp: Tlp): PartFacts => part({ tlp, include: [{ kind: 'group', id: 'g' }] })
    assert.ok(reads(prospect, toGroup('CLEAR')))
    assert.ok(reads(prospect, part({ tlp: 'CLEAR', include: [{ kind: 'team', id: 't' }] })))
    assert.equal(refusal(prospect, toGroup('GREEN')), 'not-in-audience')
    assert.ok(reads(prospect, part({ tlp: 'GREEN', include: [{ kind: 'guests', id: 'g' }] })))
    assert.equal(refusal(prospect, part({ include: [{ kind: 'guests', id: 'g' }] })), 'standing')
  })
  test('the source does not answer its own warning', () => {
    assert.equal(decide(author(), part(), 'answer', NOW).allowed, false)
    assert.ok(decide(analyst(), part(), 'answer', NOW).allowed)
  })
})
