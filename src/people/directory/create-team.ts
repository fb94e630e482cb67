import { randomUUID } from 'node:crypto'
import type { Act } from '#base/db/index.ts'
import { hasCode } from '#core/charter/index.ts'
import { Refusal, refuseField } from '#core/errors/index.ts'
import { keepsDirectory } from '#core/policy/index.ts'
import { charterOf } from '#people/association/index.ts'
import type { NewTeam } from './team.ts'
import { handleTaken, insertTeam, replaceDomains, replaceFact, replaceNetworks } from './team-store.ts'

const FACTS = ['sector', 'district', 'kind'] as const

/**
 * Enters a team into the directory; the secretariat. It has no standing yet: people/membership enrols it.
 *
 * @throws {Refusal} not_your_role, handle_taken, code_unknown
 */
export async function createTeam(act: Act, team: NewTeam): Promise<{ id: string }> {
  if (!keepsDirectory(act.viewer)) throw new Refusal('not_your_role', { params: { who: 'secretariat' } })
  const charter = await charterOf(act)
  for (const field of FACTS) {
    if (!hasCode(charter, field, team[field]))
      throw new Refusal('code_unknown', { params: { code: team[field] } })
  }
  if (team.releaseRoles.length === 0) throw refuseField('releaseRoles', 'too_few', { min: 1 })
  if (await handleTaken(act.sql, team.handle))
    throw new Refusal('handle_taken', { params: { handle: team.handle } })
  const id = randomUUID()
  await insertTeam(act.sql, id, team, act.at)
  for (const field of FACTS) await replaceFact(act.sql, randomUUID(), id, field, team[field], act.at)
  await replaceDomains(act.sql, id, team.domains, act.at)
  await replaceNetworks(act.sql, id, team.networks, act.at)
  act.record({ act: 'team.create', subject: { kind: 'team', id } })
  return { id }
}
