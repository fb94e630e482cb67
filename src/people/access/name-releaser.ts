import type { Act } from '#base/db/index.ts'
import { notFound, Refusal } from '#core/errors/index.ts'
import { putReleaser } from './store.ts'

/**
 * The author of RED, or of what a withheld source wrote, names somebody of the own side who may release it: the drafts
 * belong to both from now on, also their next versions (SHARING, step 2).
 *
 * @param releaser.tag finds what belongs to a withheld source, as {@link Asker}'s does
 * @throws Refusal `not_found`, `releaser_not_fit`
 */
export async function nameReleaser(
  act: Act,
  number: string,
  releaser: { readonly appointment: string; readonly tag: string },
): Promise<void> {
  const outcome = await putReleaser(act.sql, number, releaser)
  if (outcome === 'nothing') throw notFound()
  if (outcome === 'not-fit') throw new Refusal('releaser_not_fit')
}
