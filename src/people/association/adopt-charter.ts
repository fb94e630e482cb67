import type { Act } from '#base/db/index.ts'
import { type Charter, charterFaults, charter as charterSchema } from '#core/charter/index.ts'
import { Refusal } from '#core/errors/index.ts'
import { adoptsCharter } from '#core/policy/index.ts'
import { insertCharter, rulingCharter } from './store.ts'

/**
 * Adopts a new version of the charter: the chair of the steering committee, or an officer of the secretariat.
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
  const version = ruling.version + 1
  const adopted = await insertCharter(
    act.sql,
    { version, charter: charterSchema.parse(input.charter), adoptedBy: act.viewer.appointment ?? null },
    act.at,
  )
  if (!adopted) throw new Refusal('changed_meanwhile')
  act.record({ act: 'charter.adopt', detail: { version } })
  await act.announce({ name: 'charter.adopted', version })
  return { version }
}

/** @throws {Refusal} invalid_request naming each fault */
export function requireSound(charter: Charter): void {
  const faults = charterFaults(charter)
  if (faults.length === 0) return
  throw new Refusal('invalid_request', {
    place: faults.map(({ path, reason }) => ({ path: `charter.${path}`, reason })),
  })
}
