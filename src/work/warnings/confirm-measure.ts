import type { Act } from '#base/db/index.ts'
import { notFound } from '#core/errors/index.ts'
import { openItem } from '#people/access/index.ts'
import { insertConfirmation } from './answer-store.ts'

/** Says for the viewer's team that another's countermeasure works. Twice is once. @throws Refusal `not_found` */
export async function confirmMeasure(act: Act, number: string, words: string): Promise<void> {
  const item = await openItem(act, number, { fresh: false, channel: 'portal' })
  if (!(await insertConfirmation(act.sql, words))) throw notFound()
  act.record({ act: 'warning.confirm-measure', subject: { kind: 'item', id: item.id } })
}
