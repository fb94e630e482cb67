/**
 * Random worlds and histories: teams of every standing, people with several hats, parts of every label and reach;
 * joins, leaves, lapses, releases, versions, withdrawals, with time passing by itself. At every moment the database
 * must let each viewer read exactly what `decide` allows, worked out from the facts by a model of its own.
 *
 * No maintenance takes part: nothing in access opens or closes by a job, so there is none to switch off.
 */
import assert from 'node:assert/strict'
import { sql } from 'kysely'
import type pg from 'pg'
import type { Database } from '../src/base/db/index.ts'
import {
  type Asker,
  type Decision,
  decide,
  PUBLIC,
  readViewer,
  type Viewer,
} from '../src/core/policy/index.ts'
import { diceOf } from './worlds/dice.ts'
import type { PartVersion, World } from './worlds/facts.ts'
import { drawWorld } from './worlds/found.ts'
import { happen, pass, share } from './worlds/history.ts'
import { factsOfPart, floorsOf, viewerOf } from './worlds/model.ts'
import { askerOf, type Scene } from './worlds/scene.ts'
import { clear, stage, stageCharter } from './worlds/stage.ts'

export type Lane = { readonly database: Database; readonly owner: pg.Pool }

/** Counts what was compared, so that a run can say how much it proved. */
export type Tally = { worlds: number; decisions: number; reads: number; lines: number }

export const prepareLane = ({ owner }: Lane) => stageCharter(owner)

const ref = (part: { id: string; version: number }) => `${part.id}:${part.version}`
const nameOf = (asker: Asker) =>
  asker.kind === 'person'
    ? `${asker.person} as ${asker.appointment}`
    : asker.kind === 'key'
      ? asker.key
      : asker.kind

/** Everybody who may ask: each appointment, ended ones too, each key, the public, the system, and a borrowed appointment. */
function askersOf(world: World): Asker[] {
  const [one] = world.appointments
  const forged = world.persons.find((person) => person !== one?.person)
  return [
    ...world.appointments.map(askerOf),
    ...world.keys.map((key): Asker => ({ kind: 'key', key: key.id })),
    ...(one && forged
      ? [{ kind: 'person', person: forged, appointment: one.id, tag: `tag-${one.id}` } as const]
      : []),
    PUBLIC,
    { kind: 'system', purpose: 'test' },
  ]
}

type Memory = {
  /** As previewed: who was let in when release was pressed and at every moment since, by part and version. */
  readonly could: Map<string, { pressedAt: number; readers: Set<string> }>
  /** What each viewer was when a version was pressed; a viewer who is the same now is untouched. */
  readonly was: Map<string, Map<string, string>>
}

/** Whether the viewer fits the part, whatever its state and its times, and without owning it or having a task on it. */
function fits(viewer: Viewer, part: PartVersion): Decision {
  const facts = factsOfPart(part)
  const bare = {
    ...facts,
    owners: [],
    supersededAt: null,
    notBefore: null,
    readableUntil: null,
    stopped: false,
    state: 'released' as const,
  }
  return decide({ ...viewer, tasks: [] }, bare, 'read', part.releasedAt ?? 0)
}

const same = ({ holds, bound, standing }: Viewer) =>
  JSON.stringify([standing, Object.entries(holds).sort(), Object.entries(bound).sort()])

/** Notes who is let in at the moment of release; to be called after every step, before time passes. */
function remember(world: World, memory: Memory): void {
  for (const part of world.parts) {
    const key = ref(part)
    if (part.pressedAt === null) {
      memory.could.delete(key)
      continue
    }
    if (memory.could.get(key)?.pressedAt === part.pressedAt) continue
    const viewers = askersOf(world).map((asker) => ({
      name: nameOf(asker),
      viewer: viewerOf(world, asker, world.now),
    }))
    memory.could.set(key, {
      pressedAt: part.pressedAt,
      readers: new Set(viewers.filter(({ viewer }) => fits(viewer, part).allowed).map(({ name }) => name)),
    })
    memory.was.set(key, new Map(viewers.map(({ name, viewer }) => [name, same(viewer)])))
  }
}

const READS = [
  sql<{ id: string; version: number }>`select id, version from access.parts`,
  sql<{ id: string; version: number }>`select part_id as id, version from access.inbox`,
  sql<{ id: string; version: number }>`select distinct part_id as id, version from access.entries`,
  sql<{
    viewer: unknown
    floors: unknown
  }>`select access.viewer() || jsonb_build_object('bound', access.bound(), 'holds',
      (select coalesce(jsonb_object_agg(h.key, h.value::timestamptz), '{}') from jsonb_each_text(access.holds()) h)) as viewer,
    access.floors() as floors`,
  sql<{ id: string; version: number }>`select part_id as id, version from access.consents`,
  sql<{ id: string; version: number }>`select part_id as id, version from access.kept(200, null, null)`,
] as const

const readMoments = (map: unknown) => readViewer({ holds: map, bound: {} }).holds
const tidy = ({ at: _at, purpose: _for, tasks, ...viewer }: Viewer & { at?: number; purpose?: string }) => ({
  ...viewer,
  tasks: [...tasks].sort(),
})

/** One viewer at one moment: (a) parts, (b) lines and entries, (c) what enter found, (d) as previewed gains nobody. */
async function compare(
  { world, database }: Scene,
  asker: Asker,
  memory: Memory,
  tally: Tally,
): Promise<void> {
  const viewer = viewerOf(world, asker, world.now)
  const holder = viewer.appointment ?? viewer.key
  const [parts, lines, entries, [found], consents, kept] = await database
    .asViewer(asker, { at: new Date(world.now) })
    .read(...READS)
  assert.deepEqual(tidy(readViewer(found?.viewer)), tidy(viewer), '(c) enter finds who asks')
  assert.deepEqual(readMoments(found?.floors), floorsOf(viewer), '(c) and what labels ask of him')
  const decisions = new Map(
    world.parts.map((part) => {
      const had = world.receipts.has(`${ref(part)}:${holder}`)
      return [ref(part), decide(viewer, factsOfPart(part), 'read', world.now, had)]
    }),
  )
  const may = (key: string) => decisions.get(key)?.allowed === true
  const readable = parts.map(ref)
  const allowed = [...decisions.keys()].filter(may)
  assert.deepEqual(readable.sort(), allowed.sort(), '(a) the database lets read what decide allows')
  assert.deepEqual(
    lines.map(ref).filter((key) => !may(key)),
    [],
    '(b) an inbox line only for what may be read',
  )
  assert.deepEqual(
    [...entries, ...kept].map(ref).filter((key) => !may(key)),
    [],
    '(b) an entry only for what may be read',
  )
  const shown = new Set(lines.map(ref))
  const again = new Set(kept.map(ref))
  for (const part of world.parts) {
    const key = ref(part)
    const decision = decisions.get(key)
    // What is for the public anybody reads, joiner or not.
    const byAudience =
      decision?.allowed === true &&
      decision.because.some((reason) => reason.code === 'audience' && reason.principal !== 'public')
    if (byAudience && part.state === 'released' && (part.supersededAt ?? Infinity) > world.now)
      if (!fromTeamOf(world, part, viewer)) untouched(part, viewer, asker, shown, memory)
    const openNow = part.state === 'released' && (part.supersededAt ?? Infinity) > world.now
    const letIn =
      decision?.allowed === true
        ? decision.because.flatMap((one) => (one.code === 'audience' ? [one.principal] : []))
        : []
    const excluded = decision?.because.some((one) => one.code === 'named-despite-exclude')
    if (openNow && letIn.length > 0 && (!excluded || letIn.includes(`appointment:${viewer.appointment}`)))
      assert.ok(again.has(key), `(b) ${key} is not found again`)
    // A key is its team's arm: made later, it reads what the team was shown.
    const made = world.keys.find((one) => one.id === viewer.key)?.createdAt ?? -Infinity
    if (byAudience && part.envelope.reach === 'as-previewed' && made <= (part.pressedAt ?? 0))
      assert.ok(memory.could.get(key)?.readers.has(nameOf(asker)), `(d) ${key} gained a reader`)
  }
  const owned = (key: string) =>
    world.parts.some((part) => ref(part) === key && part.owners.some((owner) => owner in viewer.holds))
  assert.ok(
    consents.every((row) => owned(ref(row))),
    'a consent is for the originator alone',
  )
  tally.reads += parts.length
  tally.decisions += decisions.size
  tally.lines += lines.length
}

/** Whoever was addressed and is what he was at release finds the part in the inbox (the public has none). */
function untouched(
  part: PartVersion,
  viewer: Viewer,
  asker: Asker,
  shown: ReadonlySet<string>,
  memory: Memory,
) {
  if (viewer.team !== undefined && viewer.team === part.originator) return // nobody is warned of his own warning
  if (memory.was.get(ref(part))?.get(nameOf(asker)) !== same(viewer)) return
  assert.ok(
    shown.has(ref(part)),
    `(b) ${ref(part)} is not in the inbox of ${nameOf(asker)}, who was addressed`,
  )
}

/** The source's own team gets no line: it finds its own warning among what it may read. */
const fromTeamOf = (world: World, part: PartVersion, viewer: Viewer): boolean =>
  viewer.team !== undefined &&
  world.appointments.some((one) => one.team === viewer.team && part.owners.includes(`appointment:${one.id}`))

/** As previewed: whoever is not let in now is never let in again. */
function narrow(world: World, memory: Memory): void {
  const viewers = askersOf(world).map((asker) => ({
    name: nameOf(asker),
    viewer: viewerOf(world, asker, world.now),
  }))
  for (const part of world.parts) {
    const readers = part.envelope.reach === 'as-previewed' ? memory.could.get(ref(part))?.readers : undefined
    if (!readers) continue
    for (const { name, viewer } of viewers) if (!fits(viewer, part).allowed) readers.delete(name)
  }
}

/** Lives one world through; throws with its whole story where the two disagree. */
export async function live(seed: number, lane: Lane, tally: Tally): Promise<void> {
  const dice = diceOf(seed)
  const world = drawWorld(dice)
  const scene: Scene = { dice, world, ...lane }
  const memory: Memory = { could: new Map(), was: new Map() }
  try {
    await stage(lane.owner, world)
    for (let moments = dice.int(2, 4); moments > 0; moments--) {
      const steps = memory.could.size === 0 ? share : []
      for (const step of [...steps, ...Array.from({ length: dice.int(1, 4) }, () => undefined)]) {
        await happen(scene, step)
        remember(world, memory)
        // The lock on memberships lets one act after the other: no two have the same moment.
        world.now += 1
      }
      if (dice.chance(70)) world.log.push(pass(scene))
      narrow(world, memory)
      await Promise.all(
        askersOf(world).map((asker) =>
          compare(scene, asker, memory, tally).catch((error: Error) => {
            throw new Error(`${error.message}\n  as ${JSON.stringify(asker)}`, { cause: error })
          }),
        ),
      )
    }
    tally.worlds += 1
  } catch (error) {
    const story = `world ${seed} at ${new Date(world.now).toISOString()}:\n  ${world.log.join('\n  ')}`
    throw new Error(`${(error as Error).message}\n${story}`, { cause: error })
  } finally {
    await clear(lane.owner)
  }
}
