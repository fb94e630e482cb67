import type { Act } from '#base/db/index.ts'
import { notFound, Refusal, refuseField } from '#core/errors/index.ts'
import { chairs, isOfficer } from '#core/policy/index.ts'
import { listTeams } from '#people/directory/index.ts'
import { checkCharter } from './create-group.ts'
import { BODIES, type GroupCharter } from './group.ts'
import { endMemberships, loadGroup, setClosed, updateCharter, updateWords } from './store.ts'

/** Names and purpose: the group's chair, or an officer. @throws {Refusal} */
export async function editGroup(
  act: Act,
  id: string,
  words: { nameJa: string; nameEn: string; purposeJa: string; purposeEn: string },
): Promise<void> {
  if (!(await loadGroup(act.sql, id))) throw notFound()
  if (!chairs(act.viewer, id) && !isOfficer(act.viewer))
    throw new Refusal('not_your_role', { params: { who: 'chair' } })
  await updateWords(act.sql, id, words)
  act.record({ act: 'group.edit', subject: { kind: 'group', id } })
}

/**
 * Changes who may belong and what must be accepted: an officer. Hidden members stay hidden: what was joined under
 * that promise is not shown by a later setting.
 *
 * @throws {Refusal} not_found, not_your_role
 */
export async function editGroupCharter(act: Act, id: string, charter: GroupCharter): Promise<void> {
  const group = await loadGroup(act.sql, id)
  if (!group) throw notFound()
  if (!isOfficer(act.viewer)) throw new Refusal('not_your_role', { params: { who: 'officer' } })
  if (group.hiddenMembers && !charter.hiddenMembers) throw refuseField('hiddenMembers', 'invalid')
  await checkCharter(act, charter)
  await updateCharter(act.sql, id, charter)
  for (const kind of charter.barredKinds) await takeOut(act, id, kind)
  act.record({ act: 'group.charter', subject: { kind: 'group', id } })
  await act.announce({ name: 'group.changed', group: id })
}

/** Closes a group: nobody holds it from now on. An officer. @throws {Refusal} */
export async function closeGroup(act: Act, id: string): Promise<void> {
  const group = await loadGroup(act.sql, id)
  if (!group) throw notFound()
  if (!isOfficer(act.viewer)) throw new Refusal('not_your_role', { params: { who: 'officer' } })
  if (BODIES.includes(group.kind)) throw refuseField('group', 'invalid')
  if (group.closedAt !== null) throw new Refusal('group_closed')
  await endMemberships(act.sql, { group: id }, act.at)
  await setClosed(act.sql, id, act.at)
  act.record({ act: 'group.close', subject: { kind: 'group', id } })
  await act.announce({ name: 'group.changed', group: id })
}

/** R20 holds from the moment it is a rule: who is of a barred kind is out. */
async function takeOut(act: Act, group: string, kind: string): Promise<void> {
  for (const { id: team } of (await listTeams({ kind, limit: 10_000 }).execute(act.sql)).rows) {
    if ((await endMemberships(act.sql, { group, team }, act.at)) === 0) continue
    act.record({
      act: 'group.leave',
      subject: { kind: 'group', id: group },
      detail: { team, because: 'barred' },
    })
    await act.announce({ name: 'membership.changed', team })
  }
}
