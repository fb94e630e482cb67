import { randomUUID } from 'node:crypto'
import type { Act } from '#base/db/index.ts'
import { notFound, Refusal } from '#core/errors/index.ts'
import { runsTeam } from '#core/policy/index.ts'
import { acceptable, unbrokenSince } from './agreement.ts'
import { acceptancesBy, agreementRow, insertAcceptance, loadVersions } from './store.ts'

/**
 * Accepts a version: for the team by its point of contact or administrator; in a body each person under the
 * appointment. Accepting the next version early keeps what the present one opened.
 *
 * @throws {Refusal} not_found, not_your_role, agreement_not_in_force, agreement_accepted
 */
export async function accept(act: Act, agreement: string, version: number): Promise<{ id: string }> {
  if ((await agreementRow(agreement).execute(act.sql)).rows.length === 0) throw notFound()
  const { viewer } = act
  const party = {
    team: viewer.team ?? null,
    appointment: viewer.team === undefined ? (viewer.appointment ?? null) : null,
  }
  const may =
    party.team === null
      ? viewer.standing === 'body' && party.appointment !== null
      : runsTeam(viewer, party.team)
  if (!may || viewer.person === undefined) throw new Refusal('not_your_role', { params: { who: 'team' } })
  const versions = await loadVersions(act.sql, agreement)
  if (!acceptable(versions, act.at).includes(version)) throw new Refusal('agreement_not_in_force')
  const before = await acceptancesBy(act.sql, agreement, party)
  const open = before.some((one) => one.version === version && one.until === null)
  if (open) throw new Refusal('agreement_accepted')
  const id = randomUUID()
  await insertAcceptance(act.sql, {
    id,
    agreement,
    version,
    ...party,
    signedBy: viewer.person,
    since: act.at,
    unbrokenSince: unbrokenSince(versions, before, version, act.at),
    until: null,
  })
  act.record({
    act: 'agreement.accept',
    subject: { kind: 'agreement', id: agreement },
    detail: { acceptance: id, version, ...party },
  })
  await told(act, party.team, viewer.person)
  return { id }
}

/** What is held changed: live doors look again. */
export const told = (act: Act, team: string | null, person: string): Promise<void> =>
  act.announce(team === null ? { name: 'appointment.changed', person } : { name: 'membership.changed', team })
