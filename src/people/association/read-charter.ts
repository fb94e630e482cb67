import type { Act } from '#base/db/index.ts'
import type { Charter } from '#core/charter/index.ts'
import { Refusal } from '#core/errors/index.ts'
import { rulingCharter } from './store.ts'

/** The charter that rules, for acts of other modules. @throws {Refusal} not_founded */
export async function charterOf(act: Pick<Act, 'sql'>): Promise<Charter> {
  const { rows } = await rulingCharter().execute(act.sql)
  const [ruling] = rows
  if (!ruling) throw new Refusal('not_founded')
  return ruling.charter
}
