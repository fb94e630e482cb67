import { randomUUID } from 'node:crypto'
import type { Act } from '#base/db/index.ts'
import { Refusal } from '#core/errors/index.ts'
import type { Opening } from '#people/access/index.ts'
import { isAnotherPerson } from '#people/directory/index.ts'
import { checkParts } from './check.ts'
import { openDrafts, toCheckOpen } from './open-drafts.ts'
import { insertOverride } from './store.ts'

/** What the second person saw, each part by the hash of what was checked, and why it may go out as it is. */
export interface Overriding {
  readonly parts: ReadonlyArray<{ readonly id: string; readonly digest: string }>
  readonly reason: string
}

/**
 * R6: a second person lets parts be released as they stand, findings and all. It holds for exactly this text: after any
 * change it counts for nothing. An author never overrides the own text; at the release whoever overrode is not counted.
 *
 * @throws Refusal `not_found`, `author_is_no_second`, `nothing_to_override` where nothing was found or the text is another
 */
export async function overrideFindings(
  act: Act,
  number: string,
  overriding: Overriding,
  opening: Opening,
): Promise<void> {
  const { item, parts, rows } = await openDrafts(act, number, opening)
  await requireSecondPerson(
    act,
    rows.flatMap(({ owners }) => owners),
  )
  const checked = await checkParts(act, item, parts.map(toCheckOpen))
  const agreed = parts.filter(({ id }, index) => {
    const one = checked[index]
    const seen = overriding.parts.find((part) => part.id === id)
    if (seen && seen.digest !== one?.digest) throw new Refusal('nothing_to_override')
    return seen !== undefined && one !== undefined && one.findings.length > 0
  })
  if (agreed.length === 0) throw new Refusal('nothing_to_override')
  const withheld = item.attribution === 'withheld'
  for (const part of agreed) {
    await insertOverride(act.sql, {
      id: randomUUID(),
      item_id: item.id,
      part_id: part.id,
      version: part.version,
      digest: overriding.parts.find(({ id }) => id === part.id)?.digest ?? '',
      reason: overriding.reason,
      // a colleague would point at the team; who was asked to review it, the task knows
      by_appointment: withheld ? null : (act.viewer.appointment ?? null),
      given_at: act.at,
    })
  }
  act.record({
    act: 'sanitisation.override',
    subject: { kind: 'item', id: item.id },
    detail: { parts: agreed.map(({ id, version }) => ({ part: id, version })) },
    sealedActor: withheld,
  })
  await act.announce({ name: 'warning.changed', item: item.id })
}

/** Nobody who wrote the text, under whatever appointment. A withheld source's owner is the author alone. */
export async function requireSecondPerson(act: Act, owners: readonly string[]): Promise<void> {
  for (const owner of new Set(owners)) {
    const [kind, id = ''] = owner.split(':')
    if (kind === 'owner') throw new Refusal('author_is_no_second')
    if (kind === 'appointment' && !(await isAnotherPerson(act.sql, id)))
      throw new Refusal('author_is_no_second')
  }
}
