import type { Act } from '#base/db/index.ts'
import { notFound, Refusal } from '#core/errors/index.ts'
import {
  type Appointed,
  type Appointee,
  type BodyRole,
  enterAppointment,
  rolesOfBody,
  type Terms,
} from '#people/directory/index.ts'
import { BODIES, mayAppoint } from './group.ts'
import { loadGroup } from './store.ts'

/**
 * Appoints somebody in a group or body: an officer of the secretariat; in a working group also its chair, who
 * appoints vice chairs, members, outside cooperators and guests. Whoever is already in the directory has to accept.
 *
 * @throws {Refusal} not_found, not_your_role, role_not_here, group_closed
 */
export async function appointInGroup(
  act: Act,
  group: string,
  input: { person: Appointee; terms: Terms; since: Date | null },
): Promise<Appointed> {
  const found = await loadGroup(act.sql, group)
  if (!found) throw notFound()
  if (found.closedAt !== null) throw new Refusal('group_closed')
  if (!mayAppoint(act.viewer, found, input.terms.role))
    throw new Refusal('not_your_role', { params: { who: BODIES.includes(found.kind) ? 'officer' : 'chair' } })
  if (!rolesOfBody(found.kind).includes(input.terms.role as BodyRole))
    throw new Refusal('role_not_here', { params: { role: input.terms.role } })
  return enterAppointment(act, { ...input, seat: { group } })
}
