import type { Act } from '#base/db/index.ts'
import { notFound, Refusal, refuseField } from '#core/errors/index.ts'
import { chairs, keepsDirectory, speaksForTeam } from '#core/policy/index.ts'
import { endMemberships, loadGroup } from './store.ts'

/**
 * A team leaves a group, or is taken out by its chair or the secretariat. What it may read through the group ends
 * at once. From the association itself a team leaves by its standing.
 *
 * @throws {Refusal} not_found, not_your_role, not_member
 */
export async function leaveGroup(act: Act, id: string, team: string): Promise<void> {
  const group = await loadGroup(act.sql, id)
  if (!group) throw notFound()
  const may = speaksForTeam(act.viewer, team) || chairs(act.viewer, id) || keepsDirectory(act.viewer)
  if (!may) throw new Refusal('not_your_role', { params: { who: 'chair' } })
  if (group.kind === 'association') throw refuseField('group', 'invalid')
  if ((await endMemberships(act.sql, { group: id, team }, act.at)) === 0) throw new Refusal('not_member')
  act.record({ act: 'group.leave', subject: { kind: 'group', id }, detail: { team } })
  await act.announce({ name: 'membership.changed', team })
}

/** A team that leaves the association leaves every group with it (R22). For people/membership. */
export async function leaveAllGroups(act: Act, team: string): Promise<void> {
  const left = await endMemberships(act.sql, { team }, act.at)
  if (left > 0)
    act.record({ act: 'group.leave-all', subject: { kind: 'team', id: team }, detail: { groups: left } })
}
