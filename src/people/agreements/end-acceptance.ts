import type { Act } from '#base/db/index.ts'
import { notFound, Refusal } from '#core/errors/index.ts'
import { isOfficer, runsTeam } from '#core/policy/index.ts'
import { told } from './accept.ts'
import { endAcceptancesBy, loadAcceptance } from './store.ts'

/**
 * Ends what a party accepted: the party itself, or an officer of the secretariat (lapse). What the agreement
 * opened is closed from now on.
 *
 * @throws {Refusal} not_found, not_your_role, acceptance_ended
 */
export async function endAcceptance(act: Act, id: string): Promise<void> {
  const acceptance = await loadAcceptance(act.sql, id)
  if (!acceptance) throw notFound()
  const { team, appointment, agreement } = acceptance
  const own = team === null ? act.viewer.appointment === appointment : runsTeam(act.viewer, team)
  if (!own && !isOfficer(act.viewer)) throw new Refusal('not_your_role', { params: { who: 'officer' } })
  if (acceptance.until !== null && acceptance.until <= act.at) throw new Refusal('acceptance_ended')
  await endAcceptancesBy(act.sql, agreement, { team, appointment }, act.at)
  act.record({
    act: 'agreement.end-acceptance',
    subject: { kind: 'agreement', id: agreement },
    detail: { acceptance: id, team, appointment },
  })
  await told(act, team, acceptance.signedBy)
}
