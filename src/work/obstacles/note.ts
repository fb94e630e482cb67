import { randomUUID } from 'node:crypto'
import type { Act } from '#base/db/index.ts'
import { Refusal } from '#core/errors/index.ts'
import { inGoodStanding } from '#core/policy/index.ts'
import type { ObstacleWhat, ObstacleWhy } from './obstacle.ts'
import { insertNote } from './store.ts'

/**
 * Notes why a release was refused, cut down, delayed or dropped: for the own team, without the item and without the day.
 *
 * @throws Refusal `acting_as_required` for who acts for no team, `acting_as_refused` for a suspended one
 */
export async function noteObstacle(act: Act, what: ObstacleWhat, why: ObstacleWhy): Promise<void> {
  const { team } = act.viewer
  if (!team || !act.viewer.appointment) throw new Refusal('acting_as_required')
  if (!inGoodStanding(act.viewer)) throw new Refusal('acting_as_refused')
  const month = `${act.at.toISOString().slice(0, 7)}-01`
  await insertNote(act.sql, { id: randomUUID(), team_id: team, what, why, month })
  // Who noted it, at that moment, would point at an item whose source is withheld.
  act.record({ act: 'obstacle.note', sealedActor: true })
}

const YEAR_MS = 365 * 86_400_000

/** Since when notes are shown and counted: a year back. */
export const aYearBefore = (at: Date): string => new Date(at.getTime() - YEAR_MS).toISOString().slice(0, 10)
