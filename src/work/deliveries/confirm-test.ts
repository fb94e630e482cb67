import type { Act } from '#base/db/index.ts'
import type { Keys } from '#base/keys/index.ts'
import { notFound } from '#core/errors/index.ts'
import { tagOf } from './begin-test.ts'
import { proveTest } from './store.ts'

/**
 * The viewer types the word of a test: from now on mail to this address may be encrypted to that key.
 *
 * @returns whether it was the word; a wrong one counts as one of five tries
 * @throws {Refusal} not_found for a test that is not open (any more)
 */
export async function confirmTest(act: Act, keys: Keys, test: string, word: string): Promise<boolean> {
  const right = await proveTest(act.sql, test, tagOf(keys, test, word))
  if (right === null) throw notFound()
  if (right) act.record({ act: 'delivery.prove', subject: { kind: 'person', id: act.viewer.person ?? '' } })
  return right
}
