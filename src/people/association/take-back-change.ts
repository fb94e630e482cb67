import type { Act } from '#base/db/index.ts'
import { notFound, Refusal } from '#core/errors/index.ts'
import { stateOf, whyNotTakeBack } from './charter-change.ts'
import { endOpenChange, loadChange, whoAsks } from './store.ts'

/**
 * Refuses a proposed change of the charter, or takes a confirmed one back before it is in force: any officer and
 * anybody in the committee, alone, for it only closes. It never takes effect.
 *
 * @throws {Refusal} not_found, not_your_role, proposal_decided, change_in_force
 */
export async function takeBackChange(act: Act, id: string): Promise<void> {
  const change = await loadChange(act.sql, id)
  if (!change) throw notFound()
  const [asking] = (await whoAsks().execute(act.sql)).rows
  const why = whyNotTakeBack(stateOf(change, act.at), { proposes: asking?.proposes === true })
  if (why === 'not_proposer') throw new Refusal('not_your_role', { params: { who: 'charter' } })
  if (why === 'in_force') throw new Refusal('change_in_force')
  if (why || !(await endOpenChange(act.sql, id, act.viewer.appointment ?? '', act.at)))
    throw new Refusal('proposal_decided')
  act.record({
    act: change.confirmedAt ? 'charter.take-back' : 'charter.refuse',
    subject: { kind: 'charter-change', id },
    detail: { fields: change.steps.map(({ path }) => path.join('.')) },
  })
  await act.announce({ name: 'charter.changing', change: id })
}
