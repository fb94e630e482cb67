import type { Act } from '#base/db/index.ts'
import { Refusal } from '#core/errors/index.ts'
import { isOfficer } from '#core/policy/index.ts'
import { face, updateNames } from './store.ts'

/** Renames the association; an officer of the secretariat. The address is not moved here. @throws {Refusal} */
export async function editNames(
  act: Act,
  names: { nameJa: string; nameEn: string; shortJa: string; shortEn: string },
): Promise<void> {
  if (!isOfficer(act.viewer)) throw new Refusal('not_your_role', { params: { who: 'officer' } })
  if ((await face().execute(act.sql)).rows.length === 0) throw new Refusal('not_founded')
  await updateNames(act.sql, names)
  act.record({ act: 'association.rename' })
}
