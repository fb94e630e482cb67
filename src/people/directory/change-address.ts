import type { Act } from '#base/db/index.ts'
import { notFound, Refusal } from '#core/errors/index.ts'
import { isOfficer, isSystem } from '#core/policy/index.ts'
import { appointmentsOfPerson, others, personPage, updatePerson } from './people-store.ts'
import type { TellOldAddress } from './tell-old-address.ts'

/**
 * Changes the mail address of a person who serves in bodies alone, where no team could propose it: an officer, and
 * not for himself while there is another. The old address is told.
 *
 * @throws {Refusal} not_found, not_your_role, own_proposal_needed, second_person_needed
 */
export async function changeAddress(
  act: Act,
  { person, email }: { person: string; email: string },
  tell: TellOldAddress,
): Promise<void> {
  const { viewer } = act
  const [before] = (await personPage(person).execute(act.sql)).rows
  if (!before) throw notFound()
  if (!isOfficer(viewer)) throw new Refusal('not_your_role', { params: { who: 'officer' } })
  const seats = (await appointmentsOfPerson(person).execute(act.sql)).rows
  if (seats.some((seat) => seat.team !== null)) throw new Refusal('own_proposal_needed')
  const self = !isSystem(viewer) && viewer.person === person
  if (self && (await others(act.sql, { group: viewer.group ?? '', role: 'officer', except: person })))
    throw new Refusal('second_person_needed')
  await updatePerson(act.sql, person, { email })
  await tell(act, before)
  act.record({ act: 'person.change-address', subject: { kind: 'person', id: person } })
  await act.announce({ name: 'appointment.changed', person })
}
