/** What may happen in a world, and how often. */
import { DAY, MINUTE } from './found.ts'
import {
  accept,
  appoint,
  changeFact,
  changeGroup,
  changeKeys,
  changeStanding,
  changeTeam,
  endAppointment,
  giveTask,
  joinGroup,
  lapse,
  leaveGroup,
  newAgreementVersion,
} from './people.ts'
import type { Scene, Step } from './scene.ts'
import { create, edit, object, open, release, reply, undo } from './sharing.ts'

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
  [5, object],
  [3, reply],
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
