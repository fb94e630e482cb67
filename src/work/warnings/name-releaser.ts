import type { Act } from '#base/db/index.ts'
import { nameReleaser, ownParts } from '#people/access/index.ts'
import { requireInState, versionOf } from './warning.ts'

/**
 * The author names who releases what belongs to the author alone: RED, and all that a withheld source wrote.
 *
 * @throws Refusal `not_found`, `releaser_not_fit`, `state_forbids`
 */
export async function nameReleaserOf(
  act: Act,
  number: string,
  releaser: { readonly appointment: string; readonly tag: string },
): Promise<void> {
  const rows = await ownParts(act, number)
  requireInState('release', rows.map(versionOf), act.at)
  await nameReleaser(act, number, releaser)
  const first = rows[0]
  // a releaser points at the team: sealed, for the source may be withheld
  act.record({
    act: 'warning.name-releaser',
    subject: { kind: 'item', id: first?.item_id ?? '' },
    sealedActor: first?.attribution === 'withheld',
  })
  await act.announce({ name: 'warning.changed', item: first?.item_id ?? '' })
}
