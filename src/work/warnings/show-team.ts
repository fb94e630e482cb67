import type { Act } from '#base/db/index.ts'
import { Refusal } from '#core/errors/index.ts'
import { inGoodStanding } from '#core/policy/index.ts'
import { deleteShown, insertShown } from './board-store.ts'

/**
 * Lets the sources of warnings see the viewer's team by name on their boards, or not any longer (R15).
 *
 * @throws Refusal `not_your_role` for anybody but the team's point of contact and administrator, `acting_as_refused`
 */
export async function showTeam(act: Act, shown: boolean): Promise<void> {
  const { team, appointment, role, kind } = act.viewer
  if (kind !== 'person' || !team || !appointment || !['poc', 'team_admin'].includes(role ?? ''))
    throw new Refusal('not_your_role')
  if (!inGoodStanding(act.viewer)) throw new Refusal('acting_as_refused')
  if (shown) await insertShown(act.sql, team, appointment, act.at)
  else await deleteShown(act.sql, team)
  act.record({ act: 'warnings.show-team', subject: { kind: 'team', id: team }, detail: { shown } })
}
