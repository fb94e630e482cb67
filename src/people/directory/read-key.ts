import { type Pgp, unusable } from '#base/pgp/index.ts'
import { Refusal } from '#core/errors/index.ts'
import type { ParsedKey } from './proposal.ts'

/** What reads uploaded keys, in a thread of its own. */
export type KeyReader = Pick<Pgp, 'inspect'>

/** Parses an uploaded public key; before the act, for it may take seconds. @throws {Refusal} pgp_… */
export async function readKey(reader: KeyReader, armored: string, at: Date): Promise<ParsedKey> {
  const key = await reader.inspect(armored, at)
  const fault = unusable(key, at)
  if (fault !== null) throw new Refusal(`pgp_${fault}`)
  return {
    armored: key.armored,
    fingerprint: key.fingerprint,
    algorithm: key.algorithm,
    userIds: key.userIds.map(({ name, address }) => (name ? `${name} <${address}>` : address)),
    createdAt: key.created,
    expiresAt: key.encryptsUntil,
  }
}

/** Does the key say that it belongs to this address? */
export const namesAddress = (key: Pick<ParsedKey, 'userIds'>, address: string): boolean =>
  key.userIds.some((userId) => {
    const written = /<([^>]*)>$/.exec(userId)?.[1] ?? userId
    return written.trim().toLowerCase() === address.trim().toLowerCase()
  })
