import type { Act } from '#base/db/index.ts'
import { askForReview, ownParts } from '#people/access/index.ts'

/** Asks one person (a lawyer, a second pair of eyes) to review the drafts as they stand, and nothing else. */
export async function requestReview(
  act: Act,
  number: string,
  review: { appointment: string; until: Date; reason: string },
): Promise<void> {
  const rows = await ownParts(act, number)
  await askForReview(act, rows, review)
  const first = rows[0]
  act.record({
    act: 'warning.ask-review',
    subject: { kind: 'item', id: first?.item_id ?? '' },
    detail: { reviewer: review.appointment },
    sealedActor: first?.attribution === 'withheld',
  })
}
