/** Parts are written, released, changed, taken back, withdrawn and read: the way the app does it, refusals included. */
import assert from 'node:assert/strict'
import { Refusal } from '../../src/core/errors/index.ts'
import { type Asker, decide } from '../../src/core/policy/index.ts'
import {
  answerObjection,
  createItem,
  objectTo,
  openItem,
  ownParts,
  releaseParts,
  saveParts,
  takeBack,
  withdrawParts,
} from '../../src/people/access/index.ts'
import { revisionOf } from '../../src/people/access/save.ts'
import { drawEnvelope, drawNext } from './envelopes.ts'
import type { Appointment, PartVersion, World } from './facts.ts'
import { factsOfPart, viewerOf } from './model.ts'
import { askerOf, type Scene, type Step } from './scene.ts'

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

export const create: Step = async (scene) => {
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
      stopped: false,
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

export const release: Step = async (scene) => {
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
    const before = outBefore(world, part)
    if (before?.state === 'released') before.supersededAt = part.releasedAt
  }
  return `${who.one.id} releases ${who.number}, held ${holdSeconds} s`
}

const OUT = ['released', 'withdrawn-wrong', 'withdrawn-shared']
/** The latest version that was out before this one. */
const outBefore = (world: World, part: PartVersion): PartVersion | undefined =>
  world.parts
    .filter((other) => other.id === part.id && other.version < part.version && OUT.includes(other.state))
    .sort((a, b) => b.version - a.version)[0]
const wideningOf = ({ world }: Scene, part: PartVersion): boolean => {
  const before = outBefore(world, part)
  return before !== undefined && isWider(part.envelope, before)
}

/** Somebody was asked about exactly this version, whether done by now or not. */
const isReviewed = (world: World, part: PartVersion): boolean =>
  world.tasks.some((task) => task.part === part.id && task.version === part.version)

export const edit: Step = async (scene) => {
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
  const next = kept.map((part) => {
    const envelope = drawNext(dice, world, part.envelope)
    const stays = part.state === 'draft' && isReviewed(world, part)
    return { part, envelope, stays, isSame: JSON.stringify(envelope) === JSON.stringify(part.envelope) }
  })
  // Somebody of a narrower circle (RED) may have written the next version unseen.
  const isLast = (part: PartVersion) =>
    !world.parts.some((other) => other.id === part.id && other.version > part.version)
  const may =
    rows.length > 0 &&
    next.every(
      ({ part, stays, isSame }) =>
        decide(viewer, factsOfPart(part), 'edit', world.now).allowed &&
        (isLast(part) || (part.state === 'draft' && (!stays || isSame))),
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
  for (const { part, envelope, stays, isSame } of next) {
    if (stays && isSame) continue
    const hidden = part.owners[0]?.startsWith('owner:') ? part.owners[0] : null
    if (part.state === 'draft' && !stays) {
      if (!hidden && envelope.tlp !== part.envelope.tlp)
        part.owners = ownersBy(who.one, envelope.tlp, null, part.owners)
      part.envelope = envelope
    } else {
      // who reviews goes on reading exactly what he was asked about
      if (stays) part.state = 'overtaken'
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
  }
  for (const part of rows)
    if (part.state === 'draft' && !kept.some((one) => one.id === part.id))
      part.state = isReviewed(world, part) ? 'overtaken' : 'discarded'
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

export const undo: Step = async (scene) => {
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
      const isOver = rows.some(
        (other) => other.id === part.id && other.version > part.version && other.state !== 'discarded',
      )
      Object.assign(part, { state: isOver ? 'discarded' : 'draft', releasedAt: null, pressedAt: null })
      const instead = rows.find(
        (other) =>
          other.id === part.id &&
          other.version > part.version &&
          other.state === 'released' &&
          (other.releasedAt ?? 0) <= world.now,
      )
      const before = outBefore(world, part)
      if (before?.state === 'released') before.supersededAt = instead?.releasedAt ?? null
    }
  }
  if (!held) discardUnreleased(world, rows)
  return `${who.one.id} ${held ? 'takes back' : `withdraws as ${cause}`} ${who.number}`
}

/** What is withdrawn has nothing more to come: its drafts go, and what of them somebody was asked about. */
function discardUnreleased(world: World, rows: readonly PartVersion[]): void {
  const gone = rows.filter(
    (part) =>
      part.state === 'draft' ||
      (part.state === 'overtaken' &&
        !rows.some(
          (other) => other.id === part.id && other.version > part.version && OUT.includes(other.state),
        )),
  )
  for (const part of gone) {
    part.state = 'discarded'
    for (const task of world.tasks)
      if (task.part === part.id && task.version === part.version)
        task.doneAt = Math.min(task.doneAt, world.now)
  }
}

/** R32: a reader objects; the part stops for whoever does not have it yet, in all of its versions. */
export const object: Step = async ({ dice, world, database, owner }) => {
  const part = dice.pickOr(world.parts.filter((one) => one.state === 'released'))
  if (!part) return
  const seats = world.appointments.filter((one) => {
    const had = world.receipts.has(`${part.id}:${part.version}:${one.id}`)
    return decide(viewerOf(world, askerOf(one), world.now), factsOfPart(part), 'read', world.now, had).allowed
  })
  const one = dice.pickOr(seats) ?? dice.pick(world.appointments)
  const viewer = viewerOf(world, askerOf(one), world.now)
  const given = { part: part.id, cause: 'wrong', statement: 'x', named: false } as const
  const no = await refusal(
    database
      .asViewer(askerOf(one), at(world))
      .act((act) => objectTo(act, part.number, given, new Date(world.now))),
  )
  if (no) return `${one.id} may not object to ${part.id}: ${no}`
  assert.ok(seats.includes(one), `${one.id} objects to what he does not read`)
  // Opening it is part of objecting, and leaves receipts.
  for (const other of world.parts) {
    if (other.number !== part.number || other.envelope.tlp === 'RED' || other.state === 'discarded') continue
    if (other.owners.some((principal) => principal in viewer.holds)) continue
    const key = `${other.id}:${other.version}:${one.id}`
    if (decide(viewer, factsOfPart(other), 'read', world.now, world.receipts.has(key)).allowed)
      world.receipts.add(key)
  }
  const { rows } = await owner.query<{ id: string }>(
    'select id from access.objections where part_id = $1 and appointment_id = $2 order by at desc limit 1',
    [part.id, one.id],
  )
  world.objections.push({ id: rows[0]?.id ?? '', part: part.id, open: true })
  stop(world)
  return `${one.id} objects to ${part.id}`
}

/** Mostly the source, sometimes anybody, who must be refused. */
export const reply: Step = async (scene) => {
  const { dice, world, database } = scene
  const objection = dice.pickOr(world.objections.filter((one) => one.open))
  if (!objection) return
  const versions = world.parts.filter((one) => one.id === objection.part)
  const owns = (one: Appointment) => {
    const { holds } = viewerOf(world, askerOf(one), world.now)
    return versions.some((part) => part.owners.some((principal) => principal in holds))
  }
  const one = actor(scene, owns)
  const no = await refusal(
    database
      .asViewer(askerOf(one), at(world))
      .act((act) => answerObjection(act, objection.id, { reply: 'x', outcome: 'stands' })),
  )
  assert.equal(no === undefined, owns(one), `${one.id} answers an objection: ${no}`)
  if (no) return `${one.id} may not answer the objection to ${objection.part}`
  objection.open = false
  stop(world)
  return `${one.id} answers an objection to ${objection.part}`
}

const stop = (world: World) => {
  const stopped = new Set(world.objections.filter(({ open }) => open).map(({ part }) => part))
  for (const part of world.parts) part.stopped = stopped.has(part.id)
}

/** Reads as the screen does: receipts are written for what was shown. */
export const open: Step = async ({ dice, world, database }) => {
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
