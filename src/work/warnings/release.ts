import type { Act } from '#base/db/index.ts'
import type { Charter } from '#core/charter/index.ts'
import { type Envelope, isOpen } from '#core/envelope/index.ts'
import { Refusal } from '#core/errors/index.ts'
import type { Contained } from '#core/policy/index.ts'
import { ownParts, type PartContent, previewParts, releaseParts, revisionOf } from '#people/access/index.ts'
import { requireApproval } from '#work/approval/index.ts'
import { requireSanitised } from '#work/sanitisation/index.ts'
import { realAddresses } from './exercise.ts'
import { requireInState, versionOf } from './warning.ts'

/**
 * What the releaser confirms: the revision whose preview was on the screen, a wider audience where there is one, and
 * what he says is in the text (R8).
 */
export type Release = {
  readonly revision: number
  readonly widen: boolean
  readonly contains?: readonly Contained[] | undefined
}

/**
 * Releases every draft part of a warning. Above GREEN it is held for the charter's seconds and can be taken back
 * unseen (R14). What contradicts itself is refused with the places, in words (R3).
 *
 * @returns when readers may see it
 * @throws Refusal `changed_meanwhile` when the text is not the one that was confirmed; and those of each gate: the check
 *   of the text (R6), the team's authority matrix and its reviewer (R8), personal data without a basis (R10)
 */
export async function releaseWarning(
  act: Act,
  number: string,
  release: Release,
  charter: Charter,
): Promise<Date> {
  const rows = await ownParts(act, number)
  const drafts = rows.filter((row) => row.state === 'draft')
  requireInState('release', rows.map(versionOf), act.at)
  if (revisionOf(rows) !== release.revision) throw new Refusal('changed_meanwhile')
  if (drafts.some((row) => row.exercise)) requireInvented(drafts.map((row) => row.body as PartContent))
  const envelopes = drafts.map((row) => row.envelope as Envelope)
  const previews = await previewParts(act, envelopes, charter.k)
  const blocked = previews.flatMap((preview, index) =>
    preview.contradictions
      .filter((c) => c.severity === 'block')
      .map((c) => ({
        path: `parts.${index}.${c.place}`,
        reason: 'contradiction' as const,
        params: { ...c.params, code: c.code },
      })),
  )
  const untitled = drafts.flatMap((row, index) =>
    row.headline === '' ? [{ path: `parts.${index}.headline`, reason: 'missing' as const }] : [],
  )
  if (untitled.length > 0) throw new Refusal('release_contradicts', { place: untitled })
  if (blocked.length > 0) throw new Refusal('release_contradicts', { place: blocked })
  const contains = release.contains ?? []
  requireBasis(envelopes, contains)
  await requireSanitised(act, drafts)
  const standing = await requireApproval(act, drafts, contains)
  const released = await releaseParts(act, rows, {
    holdSeconds: holdFor(envelopes, drafts[0]?.urgency === 'immediate', charter),
    widen: release.widen,
  })
  const first = drafts[0]
  if (!first) throw new Refusal('nothing_to_release')
  act.record({
    act: 'warning.release',
    subject: { kind: 'item', id: first.item_id },
    detail: {
      parts: drafts.map((row) => ({
        part: row.id,
        version: row.version,
        tlp: (row.envelope as Envelope).tlp,
      })),
      contains: [...contains],
      standing,
    },
    sealedActor: first.attribution === 'withheld',
  })
  await act.announce({ name: 'warning.changed', item: first.item_id })
  await act.enqueue(
    'warnings.notify',
    { item: first.item_id },
    { runAt: released, key: `notify:${first.item_id}` },
  )
  return released
}

/** One hold for the whole warning, the longest that one of its parts asks for: parts of one warning appear together. */
function holdFor(envelopes: readonly Envelope[], immediate: boolean, charter: Charter): number {
  if (envelopes.every((envelope) => isOpen(envelope.tlp))) return 0
  return immediate ? charter.holdSeconds.immediate : charter.holdSeconds.normal
}

/** R10: personal data goes out for a purpose and on a basis that are written down. @throws Refusal `personal_data_wants_basis` */
function requireBasis(envelopes: readonly Envelope[], contains: readonly Contained[]): void {
  if (!contains.includes('personal-data')) return
  const place = envelopes.flatMap(({ purpose, basis }, index) =>
    [
      { name: 'purpose', value: purpose },
      { name: 'basis', value: basis },
    ]
      .filter(({ value }) => value.trim() === '')
      .map(({ name }) => ({ path: `parts.${index}.${name}`, reason: 'missing' as const })),
  )
  if (place.length > 0) throw new Refusal('personal_data_wants_basis', { place })
}

/** R28: what is an exercise from birth names nothing that may be real. @throws Refusal `exercise_with_real_addresses` */
function requireInvented(contents: readonly PartContent[]): void {
  const found = contents.flatMap(({ clearTitle = '', headline, text, doNow }) =>
    realAddresses([clearTitle, headline, text, doNow].join('\n')),
  )
  if (found.length > 0)
    throw new Refusal('exercise_with_real_addresses', { params: { found: found.slice(0, 5).join(', ') } })
}
