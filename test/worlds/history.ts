/** What may happen in a world. Each step changes memory and database alike; acts on parts go the way the app goes. */
import assert from 'node:assert/strict'
import type pg from 'pg'
import type { Database } from '../../src/base/db/index.ts'
import { Refusal } from '../../src/core/errors/index.ts'
import type { Asker } from '../../src/core/policy/index.ts'
import { decide } from '../../src/core/policy/index.ts'
import {
  createItem,
  openItem,
  ownParts,
  releaseParts,
  saveParts,
  takeBack,
  withdrawParts,
} from '../../src/people/access/index.ts'
import { revisionOf } from '../../src/people/access/save.ts'
import { acceptable } from '../../src/people/agreements/agreement.ts'
import type { Dice } from './dice.ts'
import { drawEnvelope, drawNext } from './envelopes.ts'
import { type Appointment, during, type PartVersion, type Status, statusOf, type World } from './facts.ts'
import { CODES, DAY, drawAppointment, FIELDS, FIRMS, MINUTE } from './found.ts'
import { factsOfPart, viewerOf } from './model.ts'
import * as stage from './stage.ts'

export type Scene = {
  readonly dice: Dice
  readonly world: World
  readonly database: Database
  readonly owner: pg.Pool
}

/** A stand-in for the keyed hash: the same for an appointment each time. */
export const askerOf = (one: Appointment): Asker => ({
  kind: 'person',
  person: one.person,
  appointment: one.id,
  tag: `tag-${one.id}`,
})

type Step = (scene: Scene) => Promise<string | undefined>

// ── people come and go ────────────────────────────────────────────────────────────────────────────────

const joinGroup: Step = async ({ dice, world, owner }) => {
  const [group, team] = [dice.pick(world.groups), dice.pick(world.teams)]
  const since = world.now + (dice.chance(20) ? dice.int(1, 10) * DAY : 0)
  const until = dice.chance(15) ? since + dice.int(1, 30) * DAY : Infinity
  const one = {
    id: dice.id(),
    group: group.id,
    team: team.id,
    standing: dice.chance(85) ? ('member' as const) : ('guest' as const),
    since,
    until,
  }
  await stage.stageMembership(owner, one)
  world.memberships.push(one)
  return `${team.id} joins ${group.id} as ${one.standing}`
}

const leaveGroup: Step = async ({ dice, world, owner }) => {
  const one = dice.pickOr(world.memberships.filter((m) => during(m, world.now)))
  if (!one) return
  one.until = world.now
  await stage.stageEnd(owner, 'membership', one.id, world.now)
  return `${one.team} leaves ${one.group}`
}

const appoint: Step = async ({ dice, world, owner }) => {
  const where = dice.chance(70) ? { team: dice.pick(world.teams) } : { group: dice.pick(world.groups) }
  const one = drawAppointment(dice, world, where, world.now + (dice.chance(20) ? dice.int(1, 10) * DAY : 0))
  await stage.stageAppointment(owner, one)
  world.appointments.push(one)
  return `${one.person} is appointed ${one.role} as ${one.id}`
}

const endAppointment: Step = async ({ dice, world, owner }) => {
  const one = dice.pickOr(world.appointments.filter((a) => during(a, world.now)))
  if (!one) return
  one.until = world.now + (dice.chance(25) ? dice.int(1, 10) * DAY : 0)
  await stage.stageEnd(owner, 'appointment', one.id, one.until)
  if (dice.chance(50)) {
    const again = {
      ...drawAppointment(dice, world, {}, world.now),
      person: one.person,
      team: one.team,
      group: one.group,
      role: one.role,
    }
    await stage.stageAppointment(owner, again)
    world.appointments.push(again)
  }
  return `appointment ${one.id} ends at ${new Date(one.until).toISOString()}`
}

const NEXT: Record<Status, readonly Status[]> = {
  prospect: ['active', 'ended'],
  active: ['restricted', 'suspended', 'ended'],
  restricted: ['active', 'suspended'],
  suspended: ['active', 'restricted', 'ended'],
  ended: ['active', 'prospect'],
}

const changeStanding: Step = async ({ dice, world, owner }) => {
  const team = dice.pick(world.teams)
  const status = dice.pick(NEXT[statusOf(team)])
  team.statuses.push({ status, since: world.now })
  await stage.stageStanding(owner, team)
  return `${team.id} is now ${status}`
}

const changeFact: Step = async ({ dice, world, owner }) => {
  const [team, field] = [dice.pick(world.teams), dice.pick(FIELDS)]
  for (const one of world.facts)
    if (one.team === team.id && one.field === field && during(one, world.now)) {
      one.until = world.now
      await stage.stageEnd(owner, 'fact', one.id, world.now)
    }
  const one = {
    id: dice.id(),
    team: team.id,
    field,
    value: dice.pick(CODES[field]),
    since: world.now,
    until: Infinity,
  }
  await stage.stageFact(owner, one)
  world.facts.push(one)
  return `${team.id} is now ${field} ${one.value}`
}

const changeTeam: Step = async ({ dice, world, owner }) => {
  const team = dice.pick(world.teams)
  team.legalEntities = dice.some(FIRMS, 2)
  team.boundContractors = dice.some(FIRMS, 2)
  team.organisationSince = world.now
  if (dice.chance(50)) team.releaseRoles = dice.pick([['poc', 'deputy'], ['analyst'], ['reviewer']])
  await stage.stageTeam(owner, team)
  return `${team.id} redefines its organisation`
}

const changeGroup: Step = async ({ dice, world, owner }) => {
  const group = dice.pick(world.groups)
  if (dice.chance(30)) group.closedAt = world.now + (dice.chance(30) ? 3 * DAY : 0)
  else {
    const agreements = dice.some(world.agreements, 2).map((one) => one.id)
    if (group.agreements.some((one) => !agreements.includes(one))) group.loosenedAt = world.now
    group.agreements = agreements
  }
  await stage.stageGroup(owner, group)
  return `${group.id} asks for ${group.agreements.length} agreements, closes ${group.closedAt}`
}

// ── agreements ────────────────────────────────────────────────────────────────────────────────────────

const accept: Step = async ({ dice, world, owner }) => {
  const agreement = dice.pick(world.agreements)
  const team = dice.chance(75) ? dice.pick(world.teams).id : null
  const appointment = team ? null : dice.pickOr(world.appointments.filter((one) => one.group !== null))?.id
  if (appointment === undefined) return
  const version = dice.pickOr(acceptable(stage.versionsOf(world, agreement.id), new Date(world.now)))
  if (version === undefined) return
  const until = dice.chance(30) ? world.now + dice.int(1, 30) * DAY : Infinity
  const one = { id: dice.id(), agreement: agreement.id, version, team, appointment, since: world.now, until }
  await stage.stageAcceptance(owner, world, one)
  world.acceptances.push(one)
  return `${team ?? appointment} accepts ${agreement.id} v${version}`
}

const lapse: Step = async ({ dice, world, owner }) => {
  const one = dice.pickOr(world.acceptances.filter((a) => during(a, world.now)))
  if (!one) return
  // Whoever ends an acceptance ends those given in advance too: a chain never mends itself.
  for (const other of world.acceptances)
    if (
      other.agreement === one.agreement &&
      other.team === one.team &&
      other.appointment === one.appointment &&
      during(other, world.now)
    ) {
      other.until = world.now
      await stage.stageEnd(owner, 'acceptance', other.id, world.now)
    }
  return `${one.team ?? one.appointment} no longer accepts ${one.agreement}`
}

const newAgreementVersion: Step = async ({ dice, world, owner }) => {
  const agreement = dice.pick(world.agreements)
  const last = agreement.versions.at(-1)
  const from = Math.max(last?.from ?? 0, world.now) + (dice.chance(60) ? dice.int(1, 10) * DAY : 0)
  const one = { version: agreement.versions.length + 1, from }
  await stage.stageVersion(owner, agreement.id, one)
  agreement.versions.push(one)
  return `${agreement.id} v${one.version} in force from ${new Date(from).toISOString()}`
}

// ── keys and tasks ────────────────────────────────────────────────────────────────────────────────────

const changeKeys: Step = async ({ dice, world, owner }) => {
  const old = dice.chance(40) ? dice.pickOr(world.keys) : undefined
  if (old) {
    old.revokedAt = world.now
    await stage.stageEnd(owner, 'key', old.id, world.now)
    return `key ${old.id} revoked`
  }
  const one = {
    id: dice.id(),
    team: dice.pick(world.teams).id,
    roles: dice.pick([['poc'], ['reviewer']]),
    createdAt: world.now,
    expiresAt: world.now + dice.int(1, 60) * DAY,
    revokedAt: Infinity,
  }
  await stage.stageKey(owner, one)
  world.keys.push(one)
  return `key ${one.id} for ${one.team}`
}

const giveTask: Step = async ({ dice, world, owner }) => {
  const open = dice.chance(30)
    ? dice.pickOr(world.tasks.filter((task) => task.doneAt === Infinity))
    : undefined
  if (open) {
    open.doneAt = world.now
    await stage.stageEnd(owner, 'task', open.id, world.now)
    return `task ${open.id} done`
  }
  const part = dice.pickOr(world.parts)
  if (!part) return
  const until = world.now + dice.int(1, 10) * DAY
  const one = {
    id: dice.id(),
    appointment: dice.pick(world.appointments).id,
    part: part.id,
    version: part.version,
    givenAt: world.now,
    until,
    doneAt: Infinity,
  }
  await stage.stageTask(owner, one)
  world.tasks.push(one)
  return `${one.appointment} gets a task on ${part.id} v${part.version}`
}

// ── what is shared ────────────────────────────────────────────────────────────────────────────────────

const CONTENT = { headline: 'h', text: '', doNow: '', changeNote: '' }
/** Looks like something sealed; nobody unseals it here. */
const seal = () => `v1.00000000.${'x'.repeat(40)}`
const at = (world: World) => ({ at: new Date(world.now) })

/** Who holds a part: the words of step 2 of the decision. */
function ownersBy(
  one: Appointment,
  tlp: string,
  hidden: string | null,
  before: readonly string[] = [],
): string[] {
  if (hidden) return [hidden]
  const authors = [
    ...new Set([...before.filter((owner) => owner.startsWith('appointment:')), `appointment:${one.id}`]),
  ]
  if (tlp === 'RED') return authors
  return one.team
    ? [...authors, `releaser:${one.team}`, `admin:${one.team}`]
    : [...authors, `releaser:${one.group}`]
}

/** Mostly somebody whose live appointment may act; sometimes anybody, who must be refused. */
function actor({ dice, world }: Scene, wanted: (one: Appointment) => boolean): Appointment {
  const able = world.appointments.filter(wanted)
  return able.length > 0 && dice.chance(90) ? dice.pick(able) : dice.pick(world.appointments)
}

const canAct = (world: World) => (one: Appointment) =>
  Object.keys(viewerOf(world, askerOf(one), world.now).holds).length > 1

async function refusal(doing: Promise<unknown>): Promise<string | undefined> {
  try {
    await doing
    return undefined
  } catch (error) {
    if (error instanceof Refusal) return error.code
    if ((error as { code?: string }).code === '42501') return 'row-level security'
    throw error
  }
}

const create: Step = async (scene) => {
  const { dice, world, database } = scene
  const one = actor(scene, canAct(world))
  const envelopes = Array.from({ length: dice.int(1, 3) }, () => drawEnvelope(dice, world))
  const attribution = dice.chance(20) ? ('withheld' as const) : dice.pick(['off', 'named'] as const)
  let made: { id: string; number: string } | undefined
  const no = await refusal(
    database.asViewer(askerOf(one), at(world)).act(async (act) => {
      const traits = { kind: 'warning' as const, exercise: false, attribution, urgency: 'normal' as const }
      made = await createItem(
        act,
        traits,
        envelopes.map((envelope) => ({ envelope, content: CONTENT })),
        seal,
      )
    }),
  )
  const able = canAct(world)(one)
  assert.equal(no === undefined, able, `${one.id} creates: ${no}`)
  if (!made || no) return `${one.id} may not create`
  const rows = await scene.owner.query<{ id: string; owners: string[]; position: number }>(
    'select id, owners, position from access.parts where number = $1 order by position',
    [made.number],
  )
  const hidden = attribution === 'withheld' ? (rows.rows[0]?.owners[0] ?? null) : null
  if (hidden) world.hiddenOwners.set(one.id, [...(world.hiddenOwners.get(one.id) ?? []), hidden])
  for (const [n, envelope] of envelopes.entries()) {
    const row = rows.rows[n]
    assert.deepEqual(row?.owners, ownersBy(one, envelope.tlp, hidden))
    world.parts.push({
      id: row?.id ?? '',
      version: 1,
      item: made.id,
      number: made.number,
      originator: hidden ? null : one.team,
      owners: row?.owners ?? [],
      envelope,
      state: 'draft',
      pressedAt: null,
      releasedAt: null,
      supersededAt: null,
    })
  }
  return `${one.id} writes ${made.number}: ${envelopes.map((e) => `${e.tlp} ${e.reach} ${JSON.stringify(e.audience)}`).join(' | ')}`
}

const ownedBy = (world: World, one: Appointment, number: string): PartVersion[] => {
  const { holds } = viewerOf(world, askerOf(one), world.now)
  return world.parts.filter((part) => part.number === number && part.owners.some((owner) => owner in holds))
}

/** An item and somebody to act on it, mostly an owner. */
function chosen(
  scene: Scene,
  where: (part: PartVersion) => boolean,
): { number: string; one: Appointment } | undefined {
  const part = scene.dice.pickOr(scene.world.parts.filter(where))
  if (!part) return undefined
  return {
    number: part.number,
    one: actor(scene, (who) => ownedBy(scene.world, who, part.number).length > 0),
  }
}

const release: Step = async (scene) => {
  const { dice, world, database } = scene
  const who = chosen(scene, (part) => part.state === 'draft')
  if (!who) return
  const holdSeconds = dice.pick([0, 0, 10, 60])
  const widen = dice.chance(50)
  const rows = ownedBy(world, who.one, who.number)
  const viewer = viewerOf(world, askerOf(who.one), world.now)
  const drafts = rows.filter((part) => part.state === 'draft')
  const may =
    rows.length > 0 && drafts.every((part) => decide(viewer, factsOfPart(part), 'release', world.now).allowed)
  const wider = drafts.some((part) => wideningOf(scene, part))
  const no = await refusal(
    database.asViewer(askerOf(who.one), at(world)).act(
      async (act) => {
        await releaseParts(act, await ownParts(act, who.number), { holdSeconds, widen })
      },
      { lock: 'shared' },
    ),
  )
  if (!may)
    assert.ok(no === 'not_found' || no === 'not_releaser', `${who.one.id} releases ${who.number}: ${no}`)
  else if (wider && !widen) assert.equal(no, 'widening_needs_consent')
  else assert.equal(no, undefined)
  if (no) return `${who.one.id} may not release ${who.number}: ${no}`
  for (const part of drafts) {
    part.state = 'released'
    part.pressedAt = world.now
    part.releasedAt = world.now + holdSeconds * 1000
    const before = world.parts.find(
      (other) => other.id === part.id && other.version === part.version - 1 && other.state === 'released',
    )
    if (before) before.supersededAt = part.releasedAt
  }
  return `${who.one.id} releases ${who.number}, held ${holdSeconds} s`
}

const OUT = ['released', 'withdrawn-wrong', 'withdrawn-shared']
const wideningOf = ({ world }: Scene, part: PartVersion): boolean => {
  const before = world.parts.find((other) => other.id === part.id && other.version === part.version - 1)
  return before !== undefined && OUT.includes(before.state) && isWider(part.envelope, before)
}

const edit: Step = async (scene) => {
  const { dice, world, database } = scene
  const who = chosen(
    scene,
    (part) => part.state === 'released' || (part.state === 'draft' && dice.chance(30)),
  )
  if (!who) return
  const rows = ownedBy(world, who.one, who.number)
  const viewer = viewerOf(world, askerOf(who.one), world.now)
  const latest = rows.filter(
    (part) => !rows.some((other) => other.id === part.id && other.version > part.version),
  )
  const kept = latest.filter((part) => part.state !== 'discarded' && dice.chance(85))
  const next = kept.map((part) => ({ part, envelope: drawNext(dice, world, part.envelope) }))
  // Somebody of a narrower circle (RED) may have written the next version unseen.
  const isLast = (part: PartVersion) =>
    !world.parts.some((other) => other.id === part.id && other.version > part.version)
  const may =
    rows.length > 0 &&
    kept.every(
      (part) =>
        decide(viewer, factsOfPart(part), 'edit', world.now).allowed &&
        (isLast(part) || part.state === 'draft'),
    )
  const no = await refusal(
    database.asViewer(askerOf(who.one), at(world)).act(async (act) => {
      const own = await ownParts(act, who.number)
      const parts = next.map(({ part, envelope }) => ({ id: part.id, envelope, content: CONTENT }))
      await saveParts(act, own, parts, revisionOf(own), { urgency: 'normal' })
    }),
  )
  assert.equal(no === undefined, may, `${who.one.id} edits ${who.number}: ${no}`)
  if (no) return `${who.one.id} may not edit ${who.number}: ${no}`
  for (const { part, envelope } of next) {
    const hidden = part.owners[0]?.startsWith('owner:') ? part.owners[0] : null
    if (part.state === 'draft') {
      if (!hidden && envelope.tlp !== part.envelope.tlp)
        part.owners = ownersBy(who.one, envelope.tlp, null, part.owners)
      part.envelope = envelope
    } else
      world.parts.push({
        ...part,
        version: part.version + 1,
        originator: hidden ? null : who.one.team,
        owners: ownersBy(who.one, envelope.tlp, hidden, part.owners),
        envelope,
        state: 'draft',
        pressedAt: null,
        releasedAt: null,
        supersededAt: null,
      })
  }
  for (const part of rows)
    if (part.state === 'draft' && !kept.some((one) => one.id === part.id)) part.state = 'discarded'
  return `${who.one.id} edits ${who.number}: ${next.map(({ envelope }) => `${envelope.tlp} ${JSON.stringify(envelope.audience)}`).join(' | ')}`
}

/** R4 in other words than the code's: some label, term, reach or condition lets in more than before. */
function isWider(now: PartVersion['envelope'], { envelope: was }: PartVersion): boolean {
  const named = (list: readonly object[]) => new Set(list.map((one) => JSON.stringify(one)))
  const [terms, wasTerms] = [readable(now), readable(was)]
  return (
    RANK.indexOf(now.tlp) < RANK.indexOf(was.tlp) ||
    (now.reach === 'live' && was.reach === 'as-previewed') ||
    [...named(terms)].some((one) => !named(wasTerms).has(one)) ||
    [...named(was.audience.exclude)].some((one) => !named(now.audience.exclude).has(one)) ||
    (was.employeesOnly && !now.employeesOnly)
  )
}
const RANK = ['CLEAR', 'GREEN', 'AMBER', 'AMBER+STRICT', 'RED']
/** Terms that can let anybody in under this label. */
const readable = ({ tlp, audience }: PartVersion['envelope']) =>
  audience.include.filter((term) =>
    tlp === 'RED' ? term.kind === 'appointment' : term.kind !== 'public' || tlp === 'CLEAR',
  )

const undo: Step = async (scene) => {
  const { dice, world, database } = scene
  const held = dice.chance(50)
  const who = chosen(
    scene,
    (part) => part.state === 'released' && (!held || (part.releasedAt ?? 0) > world.now),
  )
  if (!who) return
  const cause = dice.pick(['wrong', 'shared'] as const)
  const rows = ownedBy(world, who.one, who.number)
  const viewer = viewerOf(world, askerOf(who.one), world.now)
  const out = rows.filter(
    (part) => part.state === 'released' && (!held || (part.releasedAt ?? 0) > world.now),
  )
  const may =
    out.length > 0 &&
    out.every((part) => decide(viewer, factsOfPart(part), held ? 'take-back' : 'withdraw', world.now).allowed)
  const no = await refusal(
    database.asViewer(askerOf(who.one), at(world)).act(
      async (act) => {
        const own = await ownParts(act, who.number)
        if (held) await takeBack(act, own)
        else await withdrawParts(act, own, cause)
      },
      { lock: 'shared' },
    ),
  )
  assert.equal(no === undefined, may, `${who.one.id} undoes ${who.number}: ${no}`)
  if (no) return `${who.one.id} may not undo ${who.number}: ${no}`
  for (const part of out) {
    if (!held) part.state = cause === 'wrong' ? 'withdrawn-wrong' : 'withdrawn-shared'
    else {
      const isOver = rows.some((other) => other.id === part.id && other.version > part.version && other.state !== 'draft')
      Object.assign(part, { state: isOver ? 'discarded' : 'draft', releasedAt: null, pressedAt: null })
      const before = world.parts.find((other) => other.id === part.id && other.version === part.version - 1)
      if (before) before.supersededAt = null
    }
  }
  return `${who.one.id} ${held ? 'takes back' : `withdraws as ${cause}`} ${who.number}`
}

/** Reads as the screen does: receipts are written for what was shown. */
const open: Step = async ({ dice, world, database }) => {
  const part = dice.pickOr(world.parts.filter((one) => one.state === 'released'))
  if (!part) return
  const keys = world.keys.map((key): Asker => ({ kind: 'key', key: key.id }))
  const askers = [...world.appointments.map(askerOf), ...keys]
  const readers = askers.filter(
    (asker) => decide(viewerOf(world, asker, world.now), factsOfPart(part), 'read', world.now).allowed,
  )
  const asker = dice.pickOr(readers) ?? dice.pick(askers)
  const viewer = viewerOf(world, asker, world.now)
  const holder = viewer.appointment ?? viewer.key
  const mine = (one: PartVersion) => one.owners.some((owner) => owner in viewer.holds)
  const should = world.parts.filter(
    (one) =>
      one.number === part.number &&
      one.state !== 'discarded' &&
      decide(
        viewer,
        factsOfPart(one),
        'read',
        world.now,
        world.receipts.has(`${one.id}:${one.version}:${holder}`),
      ).allowed,
  )
  let shown: { id: string; version: number }[] = []
  const no = await refusal(
    database.asViewer(asker, at(world)).act(async (act) => {
      shown = [...(await openItem(act, part.number, { fresh: true, channel: 'portal' })).parts]
    }),
  )
  assert.deepEqual(
    shown.map((one) => `${one.id}:${one.version}`).sort(),
    should.map((one) => `${one.id}:${one.version}`).sort(),
  )
  assert.equal(no, should.length === 0 ? 'not_found' : undefined)
  for (const one of should) if (!mine(one)) world.receipts.add(`${one.id}:${one.version}:${holder}`)
  return `${holder} opens ${part.number}`
}

/** Time passes by itself: some while, or up to the very moment at which something begins or ends. */
export function pass({ dice, world }: Scene): string {
  const iso = (text: string | null) => (text === null ? [] : [Date.parse(text)])
  const moments = [
    ...world.parts.flatMap((part) => [
      part.releasedAt ?? 0,
      part.supersededAt ?? 0,
      ...iso(part.envelope.notBefore),
      ...iso(part.envelope.readableUntil),
    ]),
    ...[...world.memberships, ...world.appointments, ...world.acceptances, ...world.facts].flatMap((span) => [
      span.since,
      span.until,
    ]),
    ...world.agreements.flatMap((one) => one.versions.map((version) => version.from)),
    ...world.groups.map((group) => group.closedAt),
    ...world.tasks.map((task) => task.until),
    ...world.keys.map((key) => key.expiresAt),
  ].filter((moment) => moment > world.now && moment < world.now + 60 * DAY)
  const edge = dice.chance(60) ? dice.pickOr(moments) : undefined
  world.now =
    edge === undefined
      ? world.now + dice.pick([1, 30_000, MINUTE, 30 * MINUTE, DAY, 10 * DAY])
      : Math.max(world.now, edge - dice.int(0, 1))
  return `it is ${new Date(world.now).toISOString()}`
}

const STEPS: readonly (readonly [number, Step])[] = [
  [12, create],
  [20, release],
  [10, edit],
  [8, undo],
  [12, open],
  [5, joinGroup],
  [5, leaveGroup],
  [5, appoint],
  [5, endAppointment],
  [7, changeStanding],
  [3, changeFact],
  [3, changeTeam],
  [3, changeGroup],
  [5, accept],
  [4, lapse],
  [3, newAgreementVersion],
  [3, changeKeys],
  [4, giveTask],
]
const LOTS = STEPS.flatMap(([weight, step]) => Array.from({ length: weight }, () => step))

export async function happen(scene: Scene, step: Step = scene.dice.pick(LOTS)): Promise<void> {
  const told = await step(scene)
  if (told) scene.world.log.push(told)
}

/** Every world shares something first. */
export const share: readonly Step[] = [create, release]
