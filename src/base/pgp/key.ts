/**
 * What a public OpenPGP key says of itself, after its self-signatures were checked. Plain data: it travels from
 * the worker thread and is stored beside the key.
 */
export interface KeyFacts {
  /** Upper-case hex; 40 digits for version 4. */
  readonly fingerprint: string
  readonly version: number
  /** `ed25519`, `RSA 4096`, `NIST P-256` …: for people. */
  readonly algorithm: string
  readonly created: string
  /** From then on nothing can be encrypted to it; null: never ends. */
  readonly encryptsUntil: string | null
  readonly canEncrypt: boolean
  readonly revoked: boolean
  /** Identities that the key itself vouches for. */
  readonly userIds: readonly { readonly name: string; readonly address: string }[]
  /** The key without other people's signatures, comments and version lines. */
  readonly armored: string
}

/** Why a key cannot be used now; text at `errors.pgp_<reason>`. */
export type Unusable = 'revoked' | 'cannot_encrypt' | 'not_yet' | 'expired'

/** Can a message be encrypted to this key at that time? `null` is a yes. */
export function unusable(
  key: Pick<KeyFacts, 'revoked' | 'canEncrypt' | 'created' | 'encryptsUntil'>,
  at: Date,
): Unusable | null {
  if (key.revoked) return 'revoked'
  if (!key.canEncrypt) return 'cannot_encrypt'
  if (new Date(key.created) > at) return 'not_yet'
  if (key.encryptsUntil !== null && new Date(key.encryptsUntil) <= at) return 'expired'
  return null
}

/** Shorthand of {@link unusable} where the reason does not matter. */
export const usable = (key: Parameters<typeof unusable>[0], at: Date): boolean => unusable(key, at) === null

/** Does one of the key's identities name this address? Addresses are compared without regard to case. */
export function names(key: Pick<KeyFacts, 'userIds'>, address: string): boolean {
  const wanted = address.trim().toLowerCase()
  return key.userIds.some((userId) => userId.address.toLowerCase() === wanted)
}

/** `AAAA BBBB CCCC DDDD EEEE  FFFF …`: as people compare fingerprints aloud. */
export function fingerprintWords(fingerprint: string): string {
  const fours = fingerprint.match(/.{1,4}/g) ?? []
  const half = Math.ceil(fours.length / 2)
  return `${fours.slice(0, half).join(' ')}  ${fours.slice(half).join(' ')}`
}
