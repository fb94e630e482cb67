import { randomUUID } from 'node:crypto'
import type { Act, Database } from '#base/db/index.ts'
import { type Keys, Unreadable } from '#base/keys/index.ts'
import type { Pgp } from '#base/pgp/index.ts'
import { keepMailKey, sealedSigningKey } from './store.ts'

/** The association's own OpenPGP key, as who sends mail needs it. */
export interface SigningKey {
  readonly fingerprint: string
  readonly privateKey: string
}

export interface SigningDeps {
  readonly db: Database
  readonly keys: Keys
  readonly pgp: Pick<Pgp, 'generate'>
  /** What the key calls itself: the association, and the address that mail comes from. */
  readonly identity: () => Promise<{ readonly name: string; readonly address: string }>
}

/**
 * Finds the key that signs, or makes it: the first time, and when the one that is kept cannot be opened (restored
 * without its secret key). Several processes end up with the same.
 */
export async function findSigningKey(deps: SigningDeps): Promise<SigningKey> {
  const { db, keys, pgp } = deps
  const step = <T>(fn: (act: Act) => Promise<T>) => db.asViewer({ kind: 'system', purpose: 'mail' }).act(fn)
  const { kept, at } = await step(async ({ sql, at }) => ({ kept: await sealedSigningKey(sql), at }))
  const found = kept && opened(keys, kept)
  if (found) return found
  const { name, address } = await deps.identity()
  const pair = await pgp.generate({ name, address, at: new Date(at.getTime() - A_MINUTE) })
  const id = randomUUID()
  await step(({ sql }) =>
    keepMailKey(sql, {
      id,
      insteadOf: kept?.id ?? null,
      fingerprint: pair.fingerprint,
      publicKey: pair.publicKey,
      sealed: keys.seal(pair.privateKey, place(id)),
    }),
  )
  const now = await step(({ sql }) => sealedSigningKey(sql))
  const made = now && opened(keys, now)
  if (!made) throw new Error('the signing key was not kept')
  return made
}

/** A reader's clock may be behind: a key from the future signs nothing. */
const A_MINUTE = 60_000

function opened(
  keys: Keys,
  kept: { id: string; fingerprint: string; privateKey: string },
): SigningKey | undefined {
  try {
    return { fingerprint: kept.fingerprint, privateKey: keys.unseal(kept.privateKey, place(kept.id)) }
  } catch (error) {
    if (error instanceof Unreadable) return undefined
    throw error
  }
}

const place = (id: string) => ({ table: 'association.mail_keys', column: 'private_key', row: id })
