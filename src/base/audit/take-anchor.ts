import type { Act, Database } from '#base/db/index.ts'
import type { Keys } from '#base/keys/index.ts'
import { type Anchor, keepAnchor, makeAnchor } from './anchor.ts'
import { lastAnchor, lockHead, noteAnchor, type Witness, witnesses } from './store.ts'

/** Where an anchor goes. */
export interface Witnesses {
  /** A file outside the data folder; an anchor a line. */
  readonly file?: string | undefined
  /** Writes to an auditor, in the same transaction. */
  readonly tell?: ((act: Act, keys: Keys, auditor: Witness, anchor: Anchor) => Promise<void>) | undefined
}

/**
 * Signs the end of the chain as it is now and gives it to the witnesses; that it was done is an entry of its own.
 *
 * @param onlyNews does nothing where only anchors were recorded since the last one
 * @returns undefined where there is nothing to sign
 */
export async function takeAnchor(
  { db, keys }: { readonly db: Database; readonly keys: Keys },
  { file, tell }: Witnesses,
  { onlyNews = false }: { onlyNews?: boolean } = {},
): Promise<Anchor | undefined> {
  const anchor = await db.asViewer({ kind: 'system', purpose: 'audit' }).act(async (act) => {
    const head = await lockHead(act.sql)
    const news = head.seq - (await lastAnchor(act.sql))
    if (head.seq === 0 || (onlyNews && head.seq > 1 && news <= 1)) return undefined
    const taken = makeAnchor(keys, head, act.at)
    await noteAnchor(act.sql, taken)
    if (tell) for (const auditor of await witnesses(act.sql)) await tell(act, keys, auditor, taken)
    act.record({ act: 'audit.anchor', detail: { seq: head.seq } })
    return taken
  })
  if (anchor !== undefined && file !== undefined) keepAnchor(file, anchor)
  return anchor
}
