import { randomUUID } from 'node:crypto'
import type { Act } from '#base/db/index.ts'
import { notFound, Refusal } from '#core/errors/index.ts'
import { isAnotherPerson } from '#people/directory/index.ts'
import type { PartRow } from './part.ts'
import { breakGlass, finishTask, insertTask, mayBreakGlass, unopenedReviews } from './task-store.ts'

/**
 * Asks one person to review exactly these versions, until a date or until done. Nothing else opens to that person,
 * and nothing later (SHARING, "Task").
 */
export async function askForReview(
  act: Act,
  rows: readonly PartRow[],
  review: { appointment: string; until: Date; reason: string },
): Promise<void> {
  const drafts = rows.filter((row) => row.state === 'draft')
  if (drafts.length === 0) throw new Refusal('nothing_to_release')
  // under another hat it would still be the own eyes
  if (!(await isAnotherPerson(act.sql, review.appointment))) throw new Refusal('author_is_no_second')
  for (const row of drafts) {
    await insertTask(act.sql, {
      id: randomUUID(),
      appointment_id: review.appointment,
      part_id: row.id,
      version: row.version,
      purpose: 'review',
      reason: review.reason,
      given_at: act.at,
      until: review.until,
    })
  }
}

/** Nobody says of RED that it is reviewed who has not opened it. @throws Refusal `review_unopened` */
export async function requireOpened(act: Act, number: string): Promise<void> {
  const unopened = await unopenedReviews(act.sql, number, act.at).execute()
  if (unopened.length > 0) throw new Refusal('review_unopened')
}

/** Ends the viewer's own tasks on an item: from now on it is closed to him again. @throws Refusal `not_found`, `review_unopened` */
export async function finishTasks(act: Act, number: string): Promise<void> {
  await requireOpened(act, number)
  if ((await finishTask(act.sql, number, act.at)) === 0) throw notFound()
}

const HOUR = 3_600_000

/**
 * Break-glass (R16): opens an item to its asker for an hour, for the roles that the charter names. The reason is on
 * record, the audit has it before anything is read, and the source is told on the item's page.
 *
 * @throws Refusal `glass_not_yours` for every other role, whether the item exists or not; `not_found`
 */
export async function breakTheGlass(act: Act, number: string, reason: string): Promise<void> {
  if (!(await mayBreakGlass(act.sql))) throw new Refusal('glass_not_yours')
  const parts = await breakGlass(act.sql, number, reason, new Date(act.at.getTime() + HOUR))
  if (parts.length === 0) throw notFound()
  for (const part of parts)
    act.record({ act: 'part.break-glass', subject: { kind: 'part', id: part }, detail: { reason } })
}
