import { randomUUID } from 'node:crypto'
import type { Act } from '#base/db/index.ts'
import { notFound, Refusal } from '#core/errors/index.ts'
import type { ObjectionCause, ObjectionOutcome } from './objection.ts'
import { hasObjected, insertObjection, putReply } from './objection-store.ts'
import { openItem } from './open.ts'

/** What a reader says against a part. `named`: the source may see which team it is. */
export type Objection = {
  readonly part: string
  readonly cause: ObjectionCause
  readonly statement: string
  readonly named: boolean
}

/**
 * Objects to a part (R32): from now on it is closed to everybody who does not have it yet, until its source has
 * answered. Once for each team and version.
 *
 * @param dueAt by when the source is to answer
 * @returns the item's id
 * @throws Refusal `not_found`, `objection_not_yours`, `objected_already`
 */
export async function objectTo(act: Act, number: string, objection: Objection, dueAt: Date): Promise<string> {
  const item = await openItem(act, number, { fresh: false, channel: 'portal' })
  const part = item.parts.find(
    ({ id, state, superseded }) => id === objection.part && state === 'released' && !superseded,
  )
  if (!part) throw notFound()
  const { appointment, team, kind } = act.viewer
  if (part.mine || kind !== 'person' || !appointment) throw new Refusal('objection_not_yours')
  if (await hasObjected(act.sql, part.id, part.version)) throw new Refusal('objected_already')
  await insertObjection(act.sql, {
    id: randomUUID(),
    item_id: item.id,
    part_id: part.id,
    version: part.version,
    team_id: team ?? null,
    appointment_id: appointment,
    cause: objection.cause,
    statement: objection.statement,
    named: objection.named,
    at: act.at,
    due_at: dueAt,
  })
  return item.id
}

/**
 * Answers an objection as originator of the part; both statements stand side by side from then on, and the part goes
 * on where no other objection waits.
 *
 * @returns the item's id
 * @throws Refusal `not_found`
 */
export async function answerObjection(
  act: Act,
  objection: string,
  given: { readonly reply: string; readonly outcome: ObjectionOutcome },
): Promise<string> {
  const item = await putReply(act.sql, objection, given.reply, given.outcome)
  if (!item) throw notFound()
  return item
}
