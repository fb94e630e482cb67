import { randomUUID } from 'node:crypto'
import type { Act } from '#base/db/index.ts'
import { notFound, Refusal, refuseField } from '#core/errors/index.ts'
import { decidesMembership } from '#core/policy/index.ts'
import { joinAssociation, leaveAllGroups } from '#people/groups/index.ts'
import { type Change, LEADS_TO, NEEDS_REASON, standingAfter } from './standing.ts'
import { standingOf, writeStanding } from './store.ts'

/**
 * Changes the standing of a team: the secretariat, or the chair of the committee. Takes effect at once and for
 * everything (R22); live doors look again, and find nothing. Runs under the exclusive lock, so that no release that
 * is being written misses it.
 *
 * @throws {Refusal} not_found, not_your_role, standing_forbids
 */
export async function changeStanding(
  act: Act,
  change: Change,
  team: string,
  reason: string | null,
): Promise<void> {
  if (!decidesMembership(act.viewer))
    throw new Refusal('not_your_role', { params: { who: 'committee_or_secretariat' } })
  const [before] = (await standingOf(team).execute(act.sql)).rows
  if (!before) throw notFound()
  const { from, to } = LEADS_TO[change]
  if (!from.includes(before.status))
    throw new Refusal('standing_forbids', { params: { standing: before.status } })
  if (NEEDS_REASON.includes(change) && !reason) throw refuseField('reason', 'missing')
  const by = { history: randomUUID(), appointment: act.viewer.appointment ?? null }
  await writeStanding(act.sql, team, standingAfter(before, to, reason, act.at), by)
  act.record({ act: `membership.${change}`, subject: { kind: 'team', id: team } })
  if (change === 'admit') await joinAssociation(act, team)
  if (change === 'end') await leaveAllGroups(act, team)
  await act.announce({ name: 'membership.changed', team })
}
