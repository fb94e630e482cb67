import type { Act } from '#base/db/index.ts'
import { notFound, Refusal, refuseField } from '#core/errors/index.ts'
import { chairs, isSystem, keepsDirectory, runsTeam } from '#core/policy/index.ts'
import { type Appointment, isOver } from './appointment.ts'
import { loadAppointment, others, setUntil } from './people-store.ts'

/** Who may end it: the person, who runs the team or leads the group, the secretariat. */
export const mayEnd = (act: Act, appointment: Appointment): boolean =>
  keepsDirectory(act.viewer) ||
  (act.viewer.kind === 'person' && act.viewer.person === appointment.person) ||
  (appointment.team !== null && runsTeam(act.viewer, appointment.team)) ||
  (appointment.group !== null && chairs(act.viewer, appointment.group))

/**
 * Ends an appointment at once or at a later time (R22: who has left reads nothing from then on).
 *
 * @throws {Refusal} not_found, not_your_role, appointment_ended, last_officer
 */
export async function endAppointment(act: Act, id: string, until: Date | null = null): Promise<void> {
  const appointment = await loadAppointment(act.sql, id)
  if (!appointment) throw notFound()
  if (!mayEnd(act, appointment)) {
    throw new Refusal('not_your_role', { params: { who: appointment.team ? 'team' : 'chair' } })
  }
  if (isOver(appointment, act.at)) throw new Refusal('appointment_ended')
  const end = until ?? act.at
  if (end < act.at && !isSystem(act.viewer)) throw refuseField('until', 'invalid')
  // an association without an officer could not let anybody in again
  if (appointment.role === 'officer') {
    const { group, person } = appointment
    if (!(await others(act.sql, { group: group ?? '', role: 'officer', except: person })))
      throw new Refusal('last_officer')
  }
  await setUntil(act.sql, id, end)
  act.record({
    act: 'appointment.end',
    subject: { kind: 'appointment', id },
    detail: { person: appointment.person, at: end.toISOString() },
  })
  await act.announce({ name: 'appointment.changed', person: appointment.person })
}
