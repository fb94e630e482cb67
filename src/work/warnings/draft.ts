import type { Act } from '#base/db/index.ts'
import { Refusal } from '#core/errors/index.ts'
import {
  createItem,
  type DraftPart,
  type ItemTraits,
  ownParts,
  type SealSource,
  saveParts,
} from '#people/access/index.ts'
import { carryIndicators, keepingIndicators } from '#work/indicators/index.ts'
import { requireInState, versionOf } from './warning.ts'

/** A warning as its author sends it: what all parts share, and the parts. */
export type WarningDraft = Omit<ItemTraits, 'kind'> & { readonly parts: readonly DraftPart[] }

/** Standing of a viewer who may write: a member's person or a person in a body, never a prospect (SHARING, rule 1). */
const WRITERS = new Set(['active', 'restricted', 'body'])

/** @throws Refusal `acting_as_refused` */
export function requireWriter({ viewer }: Act): void {
  if (!WRITERS.has(viewer.standing)) throw new Refusal('acting_as_refused')
}

/**
 * Starts a warning. Whether the source is withheld is settled here and stays: a later change would leave the
 * source's trace in what was kept before (R5).
 */
export async function draftWarning(
  act: Act,
  draft: WarningDraft,
  seal: SealSource,
): Promise<{ number: string }> {
  requireWriter(act)
  const { parts, ...traits } = draft
  const item = await createItem(act, { kind: 'warning', ...traits }, parts, seal)
  act.record({
    act: 'warning.draft',
    subject: { kind: 'item', id: item.id },
    sealedActor: traits.attribution === 'withheld',
  })
  return { number: item.number }
}

/** Saves a warning's parts: drafts in place, released parts as new versions. @returns the new revision */
export async function saveWarning(
  act: Act,
  number: string,
  revision: number,
  draft: Pick<WarningDraft, 'parts' | 'urgency'>,
): Promise<number> {
  const rows = await ownParts(act, number)
  requireInState('edit', rows.map(versionOf), act.at)
  const parts = keepingIndicators(rows, draft.parts)
  const next = await saveParts(act, rows, parts, revision, { urgency: draft.urgency })
  await carryIndicators(act, rows, await ownParts(act, number))
  act.record({
    act: 'warning.save',
    subject: { kind: 'item', id: rows[0]?.item_id ?? '' },
    detail: { revision: next },
    sealedActor: rows[0]?.attribution === 'withheld',
  })
  return next
}
