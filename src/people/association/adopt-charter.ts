import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { Act } from '#base/db/index.ts'
import {
  type Charter,
  charterFaults,
  charter as charterSchema,
  differences,
  openingSteps,
  withoutOpening,
} from '#core/charter/index.ts'
import { Refusal } from '#core/errors/index.ts'
import { adoptsCharter, proposesCharter } from '#core/policy/index.ts'
import { insertChange, insertCharter, rulingCharter } from './store.ts'

/** What came of a wanted charter. */
export interface Adopted {
  /** The version that rules now. */
  readonly version: number
  /** The change that waits for a second person; null: nothing of it opens reading. */
  readonly proposed: string | null
}

/**
 * Changes the charter to the one that is wanted. What closes, or opens nothing, holds at once as a new version, by the
 * chair of the committee or an officer. What opens reading is only proposed, by an officer or anybody in the
 * committee, and waits for another person: see confirm-change.ts.
 * Codes that are gone stay with the teams that have them, under their code as name.
 *
 * @param basedOn the version that the editor saw
 * @throws {Refusal} not_your_role, changed_meanwhile, invalid_request
 */
export async function adoptCharter(
  act: Act,
  { basedOn, charter: wanted }: { charter: Charter; basedOn: number },
): Promise<Adopted> {
  if (!proposesCharter(act.viewer)) throw new Refusal('not_your_role', { params: { who: 'charter' } })
  requireSound(wanted)
  const [ruling] = (await rulingCharter().execute(act.sql)).rows
  if (!ruling) throw new Refusal('not_founded')
  if (ruling.version !== basedOn) throw new Refusal('changed_meanwhile')
  const steps = openingSteps(ruling.charter, wanted)
  const atOnce = withoutOpening(ruling.charter, wanted)
  const version = isDeepStrictEqual(ruling.charter, atOnce)
    ? ruling.version
    : await adoptAtOnce(act, ruling, atOnce)
  if (steps.length === 0) return { version, proposed: null }
  const id = randomUUID()
  await insertChange(act.sql, { id, steps, proposedBy: act.viewer.appointment ?? '' }, act.at)
  act.record({
    act: 'charter.propose',
    subject: { kind: 'charter-change', id },
    detail: { fields: steps.map(({ path }) => path.join('.')) },
  })
  await act.announce({ name: 'charter.changing', change: id })
  return { version, proposed: id }
}

async function adoptAtOnce(
  act: Act,
  ruling: { version: number; charter: Charter },
  charter: Charter,
): Promise<number> {
  if (!adoptsCharter(act.viewer)) throw new Refusal('not_your_role', { params: { who: 'charter_at_once' } })
  // an entry that replaces the last one waits, so a list that needs one may be left with none
  const parsed = charterSchema.safeParse(charter)
  if (!parsed.success) {
    const place = parsed.error.issues.map(({ path }) => ({
      path: ['charter', ...path].join('.'),
      reason: 'too_few' as const,
      params: { min: 1 },
    }))
    throw new Refusal('invalid_request', { place })
  }
  requireSound(parsed.data)
  const version = ruling.version + 1
  const adoptedBy = act.viewer.appointment ?? null
  if (!(await insertCharter(act.sql, { version, charter: parsed.data, adoptedBy }, act.at)))
    throw new Refusal('changed_meanwhile')
  const changed = differences(ruling.charter, charter).map(({ path }) => path.join('.'))
  act.record({ act: 'charter.adopt', detail: { version, changed } })
  await act.announce({ name: 'charter.adopted', version })
  return version
}

/** @throws {Refusal} invalid_request naming each fault */
export function requireSound(charter: Charter): void {
  const faults = charterFaults(charter)
  if (faults.length === 0) return
  throw new Refusal('invalid_request', {
    place: faults.map(({ path, reason }) => ({ path: `charter.${path}`, reason })),
  })
}
