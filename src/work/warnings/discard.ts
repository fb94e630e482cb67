import type { Act } from '#base/db/index.ts'
import { Refusal } from '#core/errors/index.ts'
import { ownParts, saveParts } from '#people/access/index.ts'

/** Throws away what was never released: a whole draft, or the unreleased next version of a warning. */
export async function discardWarning(act: Act, number: string, revision: number): Promise<void> {
  const rows = await ownParts(act, number)
  const first = rows[0]
  if (!first || !rows.some((row) => row.state === 'draft')) throw new Refusal('nothing_to_release')
  await saveParts(act, rows, [], revision, { urgency: first.urgency })
  act.record({
    act: 'warning.discard',
    subject: { kind: 'item', id: first.item_id },
    sealedActor: first.attribution === 'withheld',
  })
}
