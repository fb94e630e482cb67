import type { Act } from '#base/db/index.ts'
import { enterAppointment, type NewPerson, type NewTeam } from '#people/directory/index.ts'
import { changeStanding } from './change-standing.ts'
import { enrolTeam } from './enrol-team.ts'

/**
 * Enters a team as the secretariat meets it: with its point of contact, for nobody reads or speaks for a team that
 * has none, and as a member at once where the association has decided so already.
 *
 * @returns the team, and the person who is its point of contact
 * @throws {Refusal} as enrolTeam, changeStanding, enterAppointment
 */
export async function enterTeam(
  act: Act,
  { team, poc, admit }: { team: NewTeam; poc: NewPerson | null; admit: boolean },
): Promise<{ id: string; poc: string | null }> {
  const { id } = await enrolTeam(act, team)
  if (admit) await changeStanding(act, 'admit', id, null)
  if (!poc) return { id, poc: null }
  const terms = { role: 'poc', tie: 'employee', firm: null } as const
  const { person } = await enterAppointment(act, { seat: { team: id }, person: poc, terms, since: null })
  return { id, poc: person }
}
