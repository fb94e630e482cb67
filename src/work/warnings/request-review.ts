import type { Act } from '#base/db/index.ts'
import type { Contained } from '#core/policy/index.ts'
import { askForReview, ownParts } from '#people/access/index.ts'
import { declare } from '#work/approval/index.ts'
import { requireInState, versionOf } from './warning.ts'

export type ReviewRequest = {
  readonly appointment: string
  /** Others who may do it instead: the first verdict of a reviewer ends what was asked of the other reviewers. */
  readonly also?: readonly string[] | undefined
  readonly until: Date
  readonly reason: string
  /** What the author says is in the text. */
  readonly contains?: readonly Contained[] | undefined
}

/** Asks one person (a lawyer, a second pair of eyes), or each of several, to review the drafts as they stand, and nothing else. */
export async function requestReview(act: Act, number: string, review: ReviewRequest): Promise<void> {
  const rows = await ownParts(act, number)
  requireInState('review', rows.map(versionOf), act.at)
  const { until, reason, contains = [] } = review
  const asked = [...new Set([review.appointment, ...(review.also ?? [])])]
  for (const appointment of asked) await askForReview(act, rows, { appointment, until, reason })
  const first = rows[0]
  const drafts = rows.filter(({ state }) => state === 'draft').map(({ id, version }) => ({ id, version }))
  if (first) {
    await declare(act.sql, first.item_id, drafts, contains)
    await act.announce({ name: 'warning.reviewed', item: first.item_id })
  }
  act.record({
    act: 'warning.ask-review',
    subject: { kind: 'item', id: first?.item_id ?? '' },
    detail: { reviewers: asked },
    sealedActor: first?.attribution === 'withheld',
  })
}
