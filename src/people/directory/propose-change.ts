import { randomUUID } from 'node:crypto'
import type { Act } from '#base/db/index.ts'
import { hasCode } from '#core/charter/index.ts'
import { notFound, Refusal, refuseField } from '#core/errors/index.ts'
import { actsForTeam, keepsDirectory, speaksForTeam } from '#core/policy/index.ts'
import { charterOf } from '#people/association/index.ts'
import { lacksFirm } from './appointment.ts'
import { appointmentsInSeat, loadAppointment, personPage } from './people-store.ts'
import { type Change, targetOf } from './proposal.ts'
import { insertProposal, openChanges } from './proposal-store.ts'
import { namesAddress } from './read-key.ts'
import { teamExists } from './team-store.ts'

/**
 * Proposes a change of what bears access. Nothing changes until it is confirmed.
 *
 * @throws {Refusal} not_found, not_your_role, code_unknown, proposal_open, pgp_other_address
 */
export async function proposeChange(act: Act, team: string, change: Change): Promise<{ id: string }> {
  if (!(await teamExists(act.sql, team))) throw notFound()
  if (!speaksForTeam(act.viewer, team) && !keepsDirectory(act.viewer) && !isOwn(act, team, change))
    throw new Refusal('not_your_role', { params: { who: 'team_speaker' } })
  await check(act, team, change)
  const open = await openChanges(act.sql, team, change.field)
  if (open.some((other) => targetOf(other) === targetOf(change))) throw new Refusal('proposal_open')
  const id = randomUUID()
  await insertProposal(act.sql, { id, team, change, by: act.viewer.appointment as string }, act.at)
  act.record({
    act: 'proposal.make',
    subject: { kind: 'team', id: team },
    detail: { proposal: id, field: change.field },
  })
  return { id }
}

/** Everybody proposes the own mail address and the own key. */
const isOwn = ({ viewer }: Act, team: string, { field, value }: Change): boolean =>
  (field === 'email' || field === 'keys') && actsForTeam(viewer, team) && value.person === viewer.person

async function check(act: Act, team: string, change: Change): Promise<void> {
  switch (change.field) {
    case 'sector':
    case 'district':
    case 'kind':
      if (!hasCode(await charterOf(act), change.field, change.value))
        throw new Refusal('code_unknown', { params: { code: change.value } })
      return
    case 'releaseRoles':
      if (change.value.length === 0) throw refuseField('value', 'too_few', { min: 1 })
      return
    case 'email':
      await servingHere(act, team, change.value.person)
      return
    case 'keys': {
      if (change.value.person === null) return
      const { email } = await servingHere(act, team, change.value.person)
      if (!namesAddress(change.value.key, email))
        throw new Refusal('pgp_other_address', { params: { address: email } })
      return
    }
    case 'poc': {
      const { person, replaces } = change.value
      if (lacksFirm(change.value)) throw refuseField('value.firm', 'missing')
      if ('id' in person) await servingHere(act, team, person.id)
      if (replaces === null) return
      const before = await loadAppointment(act.sql, replaces)
      if (before?.team !== team || before.role !== 'poc') throw refuseField('value.replaces', 'invalid')
    }
  }
}

/** The person, if serving in this team now. @throws {Refusal} not_found */
async function servingHere(act: Act, team: string, person: string) {
  const [found] = (await personPage(person).execute(act.sql)).rows
  if (!found || (await appointmentsInSeat(act.sql, person, { team }, act.at)).length === 0) throw notFound()
  return found
}
