import { randomUUID } from 'node:crypto'
import type { Act } from '#base/db/index.ts'
import { notFound, Refusal } from '#core/errors/index.ts'
import { isSystem, keepsDirectory, runsTeam } from '#core/policy/index.ts'
import { laterOf, type Seat } from './appointment.ts'
import { closeOffer, insertAppointment, loadOffer } from './people-store.ts'

/**
 * Accepts or declines an offered appointment. Runs as the system for the person whose session it is, who may have
 * no live appointment at the moment.
 *
 * @param person who is signed in
 * @throws {Refusal} not_found, offer_answered
 */
export async function answerOffer(
  act: Act,
  { offer: id, person, accept }: { offer: string; person: string; accept: boolean },
): Promise<{ appointment: string | null }> {
  if (!isSystem(act.viewer)) throw new Error('offers are answered through the system')
  const offer = await loadOffer(act.sql, id)
  if (!offer || offer.person !== person) throw notFound()
  if (!(await closeOffer(act.sql, id, accept ? 'accepted' : 'declined', act.at)))
    throw new Refusal('offer_answered')
  act.record({
    act: accept ? 'offer.accept' : 'offer.decline',
    subject: { kind: 'offer', id },
    detail: { person },
  })
  if (!accept) return { appointment: null }
  const appointment = randomUUID()
  const seat: Seat = offer.team === null ? { group: offer.group as string } : { team: offer.team }
  await insertAppointment(act.sql, {
    id: appointment,
    person,
    seat,
    terms: offer,
    // waiting for an answer never dates an appointment back
    since: laterOf(offer.since, act.at),
  })
  act.record({
    act: 'appointment.begin',
    subject: { kind: 'offer', id },
    detail: { appointment, person, role: offer.role },
  })
  await act.announce({ name: 'appointment.changed', person })
  return { appointment }
}

/** Takes an offer back; whoever could have made it. @throws {Refusal} */
export async function withdrawOffer(act: Act, id: string): Promise<void> {
  const offer = await loadOffer(act.sql, id)
  if (!offer) throw notFound()
  const own = offer.team !== null ? runsTeam(act.viewer, offer.team) : act.viewer.group === offer.group
  if (!own && !keepsDirectory(act.viewer)) throw new Refusal('not_your_role', { params: { who: 'team' } })
  if (!(await closeOffer(act.sql, id, 'withdrawn', act.at))) throw new Refusal('offer_answered')
  act.record({ act: 'offer.withdraw', subject: { kind: 'offer', id } })
}
