import type { Look, Looks } from '#base/http/index.ts'
import { groupRow } from '#people/groups/index.ts'
import { warningLooks } from '#work/warnings/index.ts'

const standing: readonly Look[] = [{ about: 'standing' }]

/**
 * What of each event a viewer may look at again, read as the viewer. An event that is not named here does not
 * compile: a stream never says anything by oversight.
 */
export const looks: Looks = {
  ...warningLooks,
  'membership.changed': async ({ team }, { see }) =>
    (await see.act(async ({ viewer }) => viewer.team === team)) ? standing : [],
  'appointment.changed': async ({ person }, { asker }) =>
    asker.kind === 'person' && asker.person === person ? standing : [],
  'person.appointed': async ({ person }, { asker }) =>
    asker.kind === 'person' && asker.person === person ? standing : [],
  // who joins a hidden group is no news to its other members, not even that somebody did
  'group.changed': async ({ group }, { see }) => {
    const [[found]] = await see.read(groupRow(group))
    const own = await see.act(async ({ viewer }) => viewer.group === group)
    return found && (own || !found.hiddenMembers) ? [{ about: 'group', id: group }] : []
  },
  'charter.adopted': async () => [{ about: 'charter' }],
  'charter.changing': async () => [{ about: 'charter' }],
  // the stream of that session ends; nobody else is told
  'session.revoked': async () => [],
}
