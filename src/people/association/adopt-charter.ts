import { isDeepStrictEqual } from 'node:util'
import type { Act } from '#base/db/index.ts'
import { type Charter, charterFaults, charter as charterSchema } from '#core/charter/index.ts'
import { Refusal } from '#core/errors/index.ts'
import { adoptsCharter, isOfficer, isSystem } from '#core/policy/index.ts'
import { insertCharter, rulingCharter } from './store.ts'

/**
 * Adopts a new version of the charter: the chair of the steering committee; an officer of the secretariat where the
 * change opens nothing to anybody.
 * Codes that are gone stay with the teams that have them, under their code as name.
 *
 * @param basedOn the version that the editor saw
 * @throws {Refusal} not_your_role, changed_meanwhile
 */
export async function adoptCharter(
  act: Act,
  input: { charter: Charter; basedOn: number },
): Promise<{ version: number }> {
  if (!adoptsCharter(act.viewer)) throw new Refusal('not_your_role', { params: { who: 'charter' } })
  requireSound(input.charter)
  const [ruling] = (await rulingCharter().execute(act.sql)).rows
  if (!ruling) throw new Refusal('not_founded')
  if (ruling.version !== input.basedOn) throw new Refusal('changed_meanwhile')
  const changed = changedFields(ruling.charter, input.charter)
  // Who decides what opens reading must not be who runs the office (R16: operators and secretariat cannot widen).
  if (changed.some((field) => OPENS_READING.has(field)) && isOfficer(act.viewer) && !isSystem(act.viewer))
    throw new Refusal('not_your_role', { params: { who: 'committee_chair' } })
  const version = ruling.version + 1
  const adopted = await insertCharter(
    act.sql,
    { version, charter: charterSchema.parse(input.charter), adoptedBy: act.viewer.appointment ?? null },
    act.at,
  )
  if (!adopted) throw new Refusal('changed_meanwhile')
  act.record({ act: 'charter.adopt', detail: { version, changed } })
  await act.announce({ name: 'charter.adopted', version })
  return { version }
}

/** Fields that decide who reads, what is shown of sources, and how long a release can be taken back. */
const OPENS_READING: ReadonlySet<string> = new Set([
  'needToKnowRoles',
  'sourceRoles',
  'breakGlassRoles',
  'k',
  'holdSeconds',
  'trustChangeHours',
  'sessions',
  'channels',
] satisfies (keyof Charter)[])

const changedFields = (before: Charter, after: Charter): string[] =>
  (Object.keys(after) as (keyof Charter)[]).filter((field) => !isDeepStrictEqual(before[field], after[field]))

/** @throws {Refusal} invalid_request naming each fault */
export function requireSound(charter: Charter): void {
  const faults = charterFaults(charter)
  if (faults.length === 0) return
  throw new Refusal('invalid_request', {
    place: faults.map(({ path, reason }) => ({ path: `charter.${path}`, reason })),
  })
}
