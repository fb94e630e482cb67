import type { Act } from '#base/db/index.ts'
import { notFound } from '#core/errors/index.ts'
import { noteErasure } from './store.ts'

/**
 * The viewer confirms that nothing of a wrongly shared item is left: mails, files, prints, notes (R14). Twice is once.
 *
 * @throws {Refusal} not_found, as for a number that never existed
 */
export async function confirmErasure(act: Act, number: string): Promise<void> {
  if (!(await noteErasure(act.sql, number))) throw notFound()
  act.record({ act: 'delivery.erase', subject: { kind: 'person', id: act.viewer.person ?? '' } })
}
