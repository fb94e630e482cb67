import type { Act } from '#base/db/index.ts'
import type { Keys } from '#base/keys/index.ts'
import type { Removal, Removed } from './removal.ts'
import { removalsOf } from './store.ts'

/** What the check needs of the house: what was taken out is sealed under the key outside the database. */
export type SanitisationDeps = { readonly keys: Keys }

export const placeOf = (id: string) => ({ table: 'sanitisation.removals', column: 'what', row: id })

/** What was taken out of an item so far, oldest first. Nothing for anybody but its originator. */
export async function readRemovals(act: Act, item: string, keys: Keys): Promise<Removed[]> {
  const rows = await removalsOf(act.sql, item).execute()
  return rows.map(({ id, what, taken_at }) => ({
    at: taken_at,
    what: JSON.parse(keys.unseal(what, placeOf(id))) as Removal[],
  }))
}
