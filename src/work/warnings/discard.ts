import type { Act } from '#base/db/index.ts'
import { discardDrafts, ownParts } from '#people/access/index.ts'
import { requireInState, versionOf } from './warning.ts'

/** Throws away what was never released: a whole draft, or the unreleased next version of a warning. */
export async function discardWarning(act: Act, number: string, revision: number): Promise<void> {
  const rows = await ownParts(act, number)
  requireInState('discard', rows.map(versionOf), act.at)
  await discardDrafts(act, rows, revision)
  act.record({
    act: 'warning.discard',
    subject: { kind: 'item', id: rows[0]?.item_id ?? '' },
    sealedActor: rows[0]?.attribution === 'withheld',
  })
}
