import type { Act } from '#base/db/index.ts'
import { Refusal } from '#core/errors/index.ts'
import { face, updateAddress } from './store.ts'

/**
 * Moves the association to another address, from the server's shell alone: passkeys are bound to the host and end
 * with it, and links that were mailed lead to the old one.
 *
 * @throws {Refusal} not_founded
 */
export async function editAddress(act: Act, url: string): Promise<void> {
  const [known] = (await face().execute(act.sql)).rows
  if (!known) throw new Refusal('not_founded')
  await updateAddress(act.sql, url)
  act.record({ act: 'association.move', detail: { from: known.url, to: url } })
}
