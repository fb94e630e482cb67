import * as openpgp from 'openpgp'
import type { KeyFacts } from './key.ts'

/** Why a text is not a key that we take; text at `errors.pgp_<fault>`. */
export type KeyFault = 'too_large' | 'private_key' | 'several_keys' | 'unreadable' | 'weak'

/** Carries a {@link KeyFault} out of the worker thread. */
export class BadKey extends Error {
  readonly fault: KeyFault
  constructor(fault: KeyFault) {
    super(fault)
    this.name = 'BadKey'
    this.fault = fault
  }
}

export const MOST_KEY_BYTES = 64 * 1024
const MOST_IDENTITIES = 50
const MOST_SUBKEYS = 20

/**
 * Reads one armored public key and checks its self-signatures as of `at`. Runs in the worker thread: what it reads
 * was made by a stranger. @throws BadKey
 */
export async function inspect(armored: string, at: Date): Promise<KeyFacts> {
  if (Buffer.byteLength(armored) > MOST_KEY_BYTES) throw new BadKey('too_large')
  if (/PRIVATE KEY BLOCK/.test(armored)) throw new BadKey('private_key')
  // The library reads the first block and passes over the rest in silence.
  if (armored.split('BEGIN PGP PUBLIC KEY BLOCK').length > 2) throw new BadKey('several_keys')
  const key = await onlyKey(armored)
  if (key.isPrivate()) throw new BadKey('private_key')
  if (key.users.length > MOST_IDENTITIES || key.subkeys.length > MOST_SUBKEYS) throw new BadKey('too_large')
  for (const user of key.users) user.otherCertifications = []

  const revoked = await key.isRevoked(undefined, undefined, at)
  const encrypting = revoked ? [] : await encryptionKeys(key, at)
  if (
    isWeak(key.getAlgorithmInfo()) ||
    (encrypting.length === 0 && key.subkeys.some((one) => isWeak(one.getAlgorithmInfo())))
  ) {
    throw new BadKey('weak')
  }
  return {
    fingerprint: key.getFingerprint().toUpperCase(),
    version: key.keyPacket.version,
    algorithm: algorithmWords(key.getAlgorithmInfo()),
    created: key.getCreationTime().toISOString(),
    encryptsUntil: isoOrNull(await encryptionEnd(key, encrypting)),
    canEncrypt: encrypting.length > 0,
    revoked,
    userIds: await identities(key, at),
    armored: key.armor(),
  }
}

async function onlyKey(armored: string): Promise<openpgp.Key> {
  let keys: openpgp.Key[]
  try {
    keys = await openpgp.readKeys({ armoredKeys: armored })
  } catch {
    throw new BadKey('unreadable')
  }
  const [key, ...others] = keys
  if (others.length > 0) throw new BadKey('several_keys')
  if (key === undefined) throw new BadKey('unreadable')
  return key
}

/** The primary key or subkeys that may encrypt, whatever the time; their strength and binding are checked. */
async function encryptionKeys(key: openpgp.Key, at: Date): Promise<(openpgp.Key | openpgp.Subkey)[]> {
  const found: (openpgp.Key | openpgp.Subkey)[] = []
  for (const one of [key, ...key.subkeys]) {
    if (isWeak(one.getAlgorithmInfo())) continue
    const mine = (date: Date | null) =>
      key.getEncryptionKey(one.getKeyID(), date).then(
        () => true,
        () => false,
      )
    // `null` leaves time out of it, but a revoked subkey would then still count: ask for it at `at` as well.
    if (!(await mine(null))) continue
    if (one instanceof openpgp.Subkey && (await isRevokedSubkey(key, one, at))) continue
    found.push(one)
  }
  return found
}

async function isRevokedSubkey(key: openpgp.Key, subkey: openpgp.Subkey, at: Date): Promise<boolean> {
  const binding = subkey.bindingSignatures.at(-1)
  return binding === undefined || subkey.isRevoked(binding, key.keyPacket, at)
}

/** The end of the last key that encrypts, but never after the end of the whole. */
async function encryptionEnd(
  key: openpgp.Key,
  encrypting: readonly (openpgp.Key | openpgp.Subkey)[],
): Promise<number> {
  const whole = await endOf(key)
  const ends = await Promise.all(encrypting.map(endOf))
  return Math.min(whole, Math.max(...ends, encrypting.length === 0 ? Infinity : 0))
}

async function endOf(key: openpgp.Key | openpgp.Subkey): Promise<number> {
  const end = await key.getExpirationTime()
  return end instanceof Date ? end.getTime() : Infinity
}

const isoOrNull = (time: number): string | null =>
  Number.isFinite(time) ? new Date(time).toISOString() : null

async function identities(key: openpgp.Key, at: Date): Promise<KeyFacts['userIds']> {
  const vouched: KeyFacts['userIds'][number][] = []
  for (const user of key.users) {
    if (user.userID === null) continue // a picture
    const holds = await user.verify(at).then(
      () => true,
      () => false,
    )
    if (holds)
      vouched.push({ name: user.userID.name.slice(0, 200), address: user.userID.email.slice(0, 254) })
  }
  return vouched
}

/** Below what RFC 9580 §12.4 and NIST SP 800-57 still allow, and what openpgp.js itself refuses to use. */
function isWeak({ algorithm, bits, curve }: openpgp.AlgorithmInfo): boolean {
  if (algorithm.startsWith('rsa')) return (bits ?? 0) < 2048
  return ['dsa', 'elgamal'].includes(algorithm) || curve === 'secp256k1'
}

function algorithmWords({ algorithm, bits, curve }: openpgp.AlgorithmInfo): string {
  if (algorithm.startsWith('rsa')) return `RSA ${bits}`
  const name = (curve ?? algorithm).replace(/Legacy$/, '')
  return name.startsWith('nistP') ? name.replace('nistP', 'NIST P-') : name
}
