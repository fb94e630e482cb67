import type { Act } from '#base/db/index.ts'
import { Refusal } from '#core/errors/index.ts'
import { keepsDirectory } from '#core/policy/index.ts'
import { deliveryCounts, troubles } from './store.ts'

/** Whose mail does not arrive, and how many mails wait; never what they were about (R16). @throws {Refusal} not_your_role */
export async function readTroubles(act: Act) {
  if (!keepsDirectory(act.viewer)) throw new Refusal('not_your_role', { params: { who: 'secretariat' } })
  const { rows: counts } = await deliveryCounts().execute(act.sql)
  const { rows } = await troubles().execute(act.sql)
  const { waiting, oldest, failed } = counts[0] ?? { waiting: 0, oldest: null, failed: 0 }
  return { waiting, oldest, failed, troubles: rows }
}
