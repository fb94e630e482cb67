import { randomUUID } from 'node:crypto'
import type { Act } from '#base/db/index.ts'
import { notFound, Refusal, refuseField } from '#core/errors/index.ts'
import { keepsDirectory, runsTeam } from '#core/policy/index.ts'
import { isOver, lacksFirm, laterOf, TEAM_ROLES, type TeamRole, type Terms } from './appointment.ts'
import { appointmentsInSeat, insertAppointment, loadAppointment, setUntil } from './people-store.ts'

/**
 * A change of role or tie in a team: the old appointment ends, a new one begins (R26). What was read as previewed
 * under the old one stays with the old one.
 *
 * @throws {Refusal} not_found, not_your_role, appointment_ended, already_appointed
 */
export async function changeAppointment(
  act: Act,
  id: string,
  terms: Terms,
): Promise<{ appointment: string }> {
  const before = await loadAppointment(act.sql, id)
  if (!before || before.team === null) throw notFound()
  const keeper = keepsDirectory(act.viewer)
  if (!keeper && !runsTeam(act.viewer, before.team))
    throw new Refusal('not_your_role', { params: { who: 'team' } })
  if (!TEAM_ROLES.includes(terms.role as TeamRole))
    throw new Refusal('role_not_here', { params: { role: terms.role } })
  if (terms.role === 'poc' && before.role !== 'poc' && !keeper)
    throw new Refusal('not_your_role', { params: { who: 'second_person' } })
  if (lacksFirm(terms)) throw refuseField('firm', 'missing')
  if (isOver(before, act.at)) throw new Refusal('appointment_ended')
  const seat = { team: before.team }
  const others = await appointmentsInSeat(act.sql, before.person, seat, act.at)
  if (others.some((one) => one.id !== id && one.role === terms.role)) throw new Refusal('already_appointed')
  const appointment = randomUUID()
  const since = laterOf(before.since, act.at)
  await setUntil(act.sql, id, since)
  await insertAppointment(act.sql, { id: appointment, person: before.person, seat, terms, since })
  act.record({
    act: 'appointment.change',
    subject: { kind: 'appointment', id },
    detail: { appointment, person: before.person, role: terms.role, tie: terms.tie },
  })
  await act.announce({ name: 'appointment.changed', person: before.person })
  return { appointment }
}
