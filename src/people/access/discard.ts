import type { Act } from '#base/db/index.ts'
import { Refusal } from '#core/errors/index.ts'
import { isUnreleased, type PartRow } from './part.ts'
import { revisionOf } from './save.ts'
import { updatePart } from './store.ts'
import { endReviews } from './task-store.ts'

/**
 * Throws away what was never released: the drafts of an item, with the earlier texts of them that are still under
 * review. Nobody is asked about them any longer.
 *
 * @param seen the revision that was on the screen
 * @throws Refusal `nothing_to_release`, `changed_meanwhile`
 */
export async function discardDrafts(act: Act, rows: readonly PartRow[], seen: number): Promise<void> {
  if (!rows.some(({ state }) => state === 'draft')) throw new Refusal('nothing_to_release')
  if (revisionOf(rows) !== seen) throw new Refusal('changed_meanwhile')
  await dropUnreleased(act, rows)
}

/** The drafts of an item, and the earlier texts of them that are under review. */
export async function dropUnreleased(act: Act, rows: readonly PartRow[]): Promise<void> {
  const revision = revisionOf(rows) + 1
  for (const row of rows.filter((row) => isUnreleased(row, rows))) {
    await updatePart(act.sql, row.id, row.version, { state: 'discarded', revision })
    await endReviews(act.sql, row.id, row.version)
  }
}
