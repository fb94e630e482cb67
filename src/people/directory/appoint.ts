import { randomUUID } from 'node:crypto'
import type { Act } from '#base/db/index.ts'
import { notFound, Refusal, refuseField } from '#core/errors/index.ts'
import { isSystem, keepsDirectory, runsTeam } from '#core/policy/index.ts'
import {
  type Appointment,
  isOver,
  lacksFirm,
  type NewPerson,
  type Seat,
  TEAM_ROLES,
  type TeamRole,
  type Terms,
} from './appointment.ts'
import {
  appointmentsInSeat,
  insertAppointment,
  insertOffer,
  insertPerson,
  others,
  personByEmail,
  personExists,
} from './people-store.ts'
import { teamExists } from './team-store.ts'

/** Who is to be appointed: somebody of the directory, or whoever has this mail address. */
export type Appointee = { readonly id: string } | NewPerson

/** What came of it. A person of another body has to accept first: then it is an offer. */
export type Appointed =
  | { readonly person: string; readonly appointment: string; readonly offer: null }
  | { readonly person: string; readonly appointment: null; readonly offer: string }

/**
 * Appoints somebody in a team: the team's administrator or point of contact, or the secretariat. A new point of
 * contact is a trust event and is proposed instead, unless the secretariat appoints.
 *
 * @throws {Refusal} not_found, not_your_role, already_appointed
 */
export async function appointInTeam(
  act: Act,
  input: { team: string; person: Appointee; terms: Terms; since: Date | null },
): Promise<Appointed> {
  const { team, terms } = input
  if (!(await teamExists(act.sql, team))) throw notFound()
  const keeper = keepsDirectory(act.viewer)
  if (!keeper && !runsTeam(act.viewer, team)) throw new Refusal('not_your_role', { params: { who: 'team' } })
  if (!TEAM_ROLES.includes(terms.role as TeamRole))
    throw new Refusal('role_not_here', { params: { role: terms.role } })
  if (terms.role === 'poc' && !keeper)
    throw new Refusal('not_your_role', { params: { who: 'second_person' } })
  return enterAppointment(act, { ...input, seat: { team } })
}

/** An appointment to enter. `quiet`: no invitation is mailed, for founding shows the links itself. */
export interface Entering {
  readonly seat: Seat
  readonly person: Appointee
  readonly terms: Terms
  readonly since: Date | null
  readonly quiet?: boolean
}

/**
 * Enters an appointment whose right the caller has established: people/groups for bodies, the decision on a new
 * point of contact. A person who is already in the directory through somebody else only gets an offer: whoever
 * could appoint strangers could shut them out of what excludes the own team (an exclude binds in every capacity).
 *
 * @param since not before the act: who joins never joins the past (as previewed counts what was held at release)
 */
export async function enterAppointment(
  act: Act,
  { seat, person: appointee, terms, since, quiet = false }: Entering,
): Promise<Appointed> {
  if (lacksFirm(terms)) throw refuseField('firm', 'missing')
  const from = since ?? act.at
  const backdated = from < act.at
  if (backdated && !isSystem(act.viewer)) throw refuseField('since', 'invalid')

  const known = 'id' in appointee ? appointee.id : await personByEmail(act.sql, appointee.email)
  if (known !== null && 'id' in appointee && !(await personExists(act.sql, known))) throw notFound()
  const person = known ?? randomUUID()
  if (known === null) await insertPerson(act.sql, person, appointee as NewPerson, backdated ? from : act.at)

  const serving = await appointmentsInSeat(act.sql, person, seat, act.at)
  if (serving.some((one) => one.role === terms.role && !isOver(one, from)))
    throw new Refusal('already_appointed')
  if (person === act.viewer.person && keepsDirectory(act.viewer)) await mustBeNew(act, seat, serving)
  const subject = seat.team ? { kind: 'team', id: seat.team } : { kind: 'group', id: seat.group as string }
  const stranger = known !== null && serving.length === 0
  if (stranger && !keepsDirectory(act.viewer)) {
    const offer = randomUUID()
    await insertOffer(
      act.sql,
      { id: offer, person, seat, terms, since: from, by: act.viewer.appointment as string },
      act.at,
    )
    act.record({ act: 'appointment.offer', subject, detail: { offer, person, role: terms.role } })
    await act.announce({ name: 'appointment.changed', person })
    return { person, appointment: null, offer }
  }
  const appointment = randomUUID()
  await insertAppointment(act.sql, { id: appointment, person, seat, terms, since: from })
  act.record({
    act: 'appointment.begin',
    subject,
    detail: { appointment, person, role: terms.role, tie: terms.tie },
  })
  if (!quiet) await act.announce({ name: 'person.appointed', person, appointment })
  await act.announce({ name: 'appointment.changed', person })
  return { person, appointment, offer: null }
}

/**
 * The secretariat cannot widen what it reads (R16): an officer takes a seat only where he sits already, or first in
 * a team that has nobody yet. @throws {Refusal} not_yourself
 */
async function mustBeNew(act: Act, seat: Seat, serving: readonly Appointment[]): Promise<void> {
  if (serving.length > 0 || (seat.team && !(await others(act.sql, { team: seat.team })))) return
  throw new Refusal('not_yourself')
}
