import { randomUUID } from 'node:crypto'
import type { Act } from '#base/db/index.ts'
import type { Keys } from '#base/keys/index.ts'
import { notFound, Refusal } from '#core/errors/index.ts'
import type { SealSource } from './create.ts'
import { insertLook, readableParts, sealedSource } from './store.ts'

/** How sources are sealed and opened under the key outside the database: each only at its own item. */
export function sourceSeal(keys: Keys): { seal: SealSource; unseal: UnsealSource } {
  const place = (item: string) => ({ table: 'access.sources', column: 'sealed', row: item })
  return {
    seal: (item, source) => keys.seal(JSON.stringify(source), place(item)),
    unseal: (item, sealed) => JSON.parse(keys.unseal(sealed, place(item))),
  }
}

/** Opens what {@link SealSource} made. */
export type UnsealSource = (
  item: string,
  sealed: string,
) => { team: string | null; appointment: string; person: string }

/**
 * Shows a withheld source to a role that the charter names. The look is noted before the answer leaves, recorded in
 * the audit, and told to the source (R5, R16).
 *
 * @throws Refusal `source_not_shown` for other roles, `not_found` for an item the viewer cannot read
 */
export async function lookAtSource(act: Act, number: string, reason: string, unseal: UnsealSource) {
  const [row] = await readableParts(act.sql, number).execute()
  if (!row) throw notFound()
  if (row.attribution !== 'withheld' || !act.viewer.appointment) throw new Refusal('source_not_shown')
  await insertLook(act.sql, {
    id: randomUUID(),
    item: row.item_id,
    by: act.viewer.appointment,
    reason,
    at: act.at,
  }).catch((cause: unknown) => {
    throw new Refusal('source_not_shown', { cause })
  })
  const [found] = await sealedSource(act.sql, row.item_id).execute()
  if (!found) throw new Refusal('source_not_shown')
  act.record({ act: 'source.look', subject: { kind: 'item', id: row.item_id } })
  return unseal(row.item_id, found.sealed)
}
