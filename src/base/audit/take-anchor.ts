import type { Act, Database } from '#base/db/index.ts'
import type { Keys } from '#base/keys/index.ts'
import { type Anchor, keepAnchor, makeAnchor } from './anchor.ts'
import { lockHead, noteAnchor } from './store.ts'

/** Where an anchor goes. */
export interface Witnesses {
  /** A file outside the data folder; an anchor a line. */
  readonly file?: string | undefined
  /** Writes to the auditors, in the same transaction. */
  readonly tell?: ((act: Act, anchor: Anchor) => Promise<void>) | undefined
}

/**
 * Signs the end of the chain as it is now and gives it to the witnesses; that it was done is an entry of its own.
 * Undefined while the chain is empty.
 */
export async function takeAnchor(
  { db, keys }: { readonly db: Database; readonly keys: Keys },
  { file, tell }: Witnesses,
): Promise<Anchor | undefined> {
  const anchor = await db.asViewer({ kind: 'system', purpose: 'audit' }).act(async (act) => {
    const head = await lockHead(act.sql)
    if (head.seq === 0) return undefined
    const taken = makeAnchor(keys, head, act.at)
    await noteAnchor(act.sql, taken)
    await tell?.(act, taken)
    act.record({ act: 'audit.anchor', detail: { seq: head.seq } })
    return taken
  })
  if (anchor !== undefined && file !== undefined) keepAnchor(file, anchor)
  return anchor
}
