import type { Act } from '#base/db/index.ts'
import { Refusal } from '#core/errors/index.ts'
import { openItem } from '#people/access/index.ts'
import { insertMisdirected } from './objection-store.ts'

/**
 * Tells the source that a warning was not meant for this reader (R14). It changes nothing by itself: the source
 * corrects the audience or withdraws.
 *
 * @throws Refusal `not_found`, `objection_not_yours`
 */
export async function tellMisdirected(
  act: Act,
  number: string,
  { note, named }: { readonly note: string; readonly named: boolean },
): Promise<void> {
  const item = await openItem(act, number, { fresh: false, channel: 'portal' })
  const { kind, appointment, team } = act.viewer
  if (item.mine || kind !== 'person' || !appointment) throw new Refusal('objection_not_yours')
  await insertMisdirected(act.sql, {
    item: item.id,
    team: team ?? null,
    appointment,
    note,
    named,
    at: act.at,
  })
  act.record({ act: 'warning.misdirected', subject: { kind: 'item', id: item.id } })
  await act.announce({ name: 'warning.answered', item: item.id })
}
