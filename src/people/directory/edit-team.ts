import type { Act } from '#base/db/index.ts'
import { notFound, Refusal } from '#core/errors/index.ts'
import { keepsDirectory, runsTeam } from '#core/policy/index.ts'
import type { PlainFields } from './team.ts'
import { teamExists, updatePlain } from './team-store.ts'

/**
 * Changes what opens nothing: names and language. The team's administrator or point of contact, or the secretariat.
 *
 * @param revision what the editor saw; who comes second is told, and what was typed is not lost
 * @throws {Refusal} not_found, not_your_role, changed_meanwhile
 */
export async function editTeam(
  act: Act,
  team: string,
  { revision, ...plain }: PlainFields & { revision: number },
): Promise<{ revision: number }> {
  if (!(await teamExists(act.sql, team))) throw notFound()
  if (!runsTeam(act.viewer, team) && !keepsDirectory(act.viewer))
    throw new Refusal('not_your_role', { params: { who: 'team' } })
  if (!(await updatePlain(act.sql, team, revision, plain))) throw new Refusal('changed_meanwhile')
  const fields = Object.entries(plain).flatMap(([field, value]) => (value === undefined ? [] : [field]))
  act.record({ act: 'team.edit', subject: { kind: 'team', id: team }, detail: { fields } })
  return { revision: revision + 1 }
}
