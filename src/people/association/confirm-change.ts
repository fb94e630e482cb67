import type { Act } from '#base/db/index.ts'
import { notFound, Refusal } from '#core/errors/index.ts'
import { type NotNow, stateOf, whyNotConfirm } from './charter-change.ts'
import { confirmOpenChange, loadChange, whoAsks } from './store.ts'

const HOUR = 3_600_000

/**
 * Confirms a change of the charter that opens reading, as another person than its proposer: chair or vice chair of
 * the committee; another officer as long as the committee never had either. It rules after the charter's waiting
 * time by time alone, and can be taken back until then. Whoever confirms has held that appointment for as long, so
 * nobody seats a second hand for the purpose overnight.
 *
 * @throws {Refusal} not_found, not_your_role, second_person_needed, seat_too_new, proposal_decided
 */
export async function confirmChange(act: Act, id: string): Promise<{ inForceFrom: Date }> {
  const change = await loadChange(act.sql, id)
  if (!change) throw notFound()
  const [asking] = (await whoAsks().execute(act.sql)).rows
  if (!asking) throw new Refusal('not_founded')
  const asker = { ...asking, isAnother: change.isAnother }
  const why = whyNotConfirm(stateOf(change, act.at), asker, act.at)
  if (why) throw refusalOf(why, asking.waitHours)
  const inForceFrom = new Date(act.at.getTime() + asking.waitHours * HOUR)
  const confirmedBy = act.viewer.appointment ?? ''
  if (!(await confirmOpenChange(act.sql, id, { confirmedBy, inForceFrom }, act.at)))
    throw new Refusal('proposal_decided')
  act.record({
    act: 'charter.confirm',
    subject: { kind: 'charter-change', id },
    detail: {
      fields: change.steps.map(({ path }) => path.join('.')),
      inForceFrom: inForceFrom.toISOString(),
    },
  })
  await act.announce({ name: 'charter.changing', change: id })
  return { inForceFrom }
}

function refusalOf(why: NotNow, hours: number): Refusal {
  switch (why) {
    case 'same_person':
      return new Refusal('second_person_needed')
    case 'too_new':
      return new Refusal('seat_too_new', { params: { hours } })
    case 'decided':
    case 'in_force':
      return new Refusal('proposal_decided')
    case 'not_officer':
      return new Refusal('not_your_role', { params: { who: 'second_officer' } })
    default:
      return new Refusal('not_your_role', { params: { who: 'committee_chairs' } })
  }
}
