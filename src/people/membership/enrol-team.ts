import { randomUUID } from 'node:crypto'
import type { Act } from '#base/db/index.ts'
import { Refusal } from '#core/errors/index.ts'
import { keepsDirectory } from '#core/policy/index.ts'
import { createTeam, type NewTeam } from '#people/directory/index.ts'
import { standingAfter } from './standing.ts'
import { writeStanding } from './store.ts'

/** Enters a new team as a prospect: the secretariat. @throws {Refusal} not_your_role, handle_taken, code_unknown */
export async function enrolTeam(act: Act, team: NewTeam): Promise<{ id: string }> {
  if (!keepsDirectory(act.viewer)) throw new Refusal('not_your_role', { params: { who: 'secretariat' } })
  const { id } = await createTeam(act, team)
  const by = { history: randomUUID(), appointment: act.viewer.appointment ?? null }
  await writeStanding(act.sql, id, standingAfter(null, 'prospect', null, act.at), by)
  act.record({ act: 'membership.enrol', subject: { kind: 'team', id } })
  await act.announce({ name: 'membership.changed', team: id })
  return { id }
}
