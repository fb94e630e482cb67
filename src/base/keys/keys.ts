import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import { createKeyFile, newSecret, readKeyFile, replaceKeyFile, type Secret } from './key-file.ts'
import { decrypt, encrypt, keyIdOf, type Place, Unreadable } from './seal.ts'

/**
 * The installation's secrets and what may be done with them. No other module sees a key's bytes but through
 * {@link Keys.derive}, and none stores one.
 */
export interface Keys {
  /** Id of the key that seals now. */
  readonly current: string
  /** Ids of all keys held, oldest first. */
  readonly ids: readonly string[]
  /** Encrypts text for one place in the database (a column of type `keys.sealed`). */
  seal(plaintext: string, place: Place): string
  /** Opens what `seal` made for the same place under any key held. @throws Unreadable */
  unseal(sealed: string, place: Place): string
  /**
   * Keyed hash (HMAC-SHA256, 64 hex digits) of a value under a purpose of its own: finds a row without
   * storing what it is about. Always under the oldest key, so that what was stored stays findable after rotation.
   */
  tag(purpose: string, value: string): string
  /** A 32-byte sub-key of one purpose, of the current key or of the one named. @throws Unreadable */
  derive(purpose: string, keyId?: string): Buffer
}

/**
 * Opens the key file; makes it at the first start unless `create` is false (an operator who names a file of his
 * own should hear that it is missing). A key that is added while the process runs is found when it is first met.
 * @throws KeyFileFault
 */
export function openKeys(path: string, { create = true }: { create?: boolean } = {}): Keys {
  try {
    return keysOf(() => readKeyFile(path))
  } catch (error) {
    if (!create || (error as { code?: string }).code !== 'missing') throw error
    createKeyFile(path)
    return keysOf(() => readKeyFile(path))
  }
}

/** Adds a new key, which seals from now on; the others stay to open what they sealed. @throws KeyFileFault */
export function addKey(path: string): Keys {
  replaceKeyFile(path, [...readKeyFile(path), newSecret()])
  return openKeys(path, { create: false })
}

/** Keys that live in memory only, for tests. */
export function throwawayKeys(count = 1): Keys {
  const secrets = Array.from({ length: count }, newSecret)
  return keysOf(() => secrets)
}

function keysOf(load: () => readonly Secret[]): Keys {
  let secrets = load()
  const subkeys = new Map<string, Buffer>()
  const oldest = () => secrets[0] as Secret
  const newest = () => secrets.at(-1) as Secret
  const named = (id: string) => secrets.find((secret) => secret.id === id)

  /** Another process may have rotated: what it sealed names a key that this one has not read. */
  function find(keyId: string): Secret {
    const known = named(keyId)
    if (known !== undefined) return known
    secrets = load()
    const found = named(keyId)
    if (found === undefined) throw new Unreadable('no-such-key', `key ${keyId} is not in the key file`)
    return found
  }

  function derive(purpose: string, keyId = newest().id): Buffer {
    const name = `${keyId} ${purpose}`
    const known = subkeys.get(name)
    if (known !== undefined) return known
    // RFC 5869: the purpose as `info` separates the sub-keys; the secret is uniform, so no salt is needed (§3.1).
    const subkey = Buffer.from(
      hkdfSync('sha256', find(keyId).bytes, Buffer.alloc(0), `renkei ${purpose}`, 32),
    )
    subkeys.set(name, subkey)
    return subkey
  }
  const sealing = ({ table, column }: Place) => `seal ${table}.${column}`

  return {
    get current() {
      return newest().id
    },
    get ids() {
      return secrets.map(({ id }) => id)
    },
    derive,
    seal: (plaintext, place) => encrypt(plaintext, place, newest().id, derive(sealing(place))),
    unseal: (sealed, place) => decrypt(sealed, place, derive(sealing(place), keyIdOf(sealed))),
    tag: (purpose, value) =>
      createHmac('sha256', derive(`tag ${purpose}`, oldest().id))
        .update(value)
        .digest('hex'),
  }
}

/** Compares two secrets (hashes, tokens) in time that does not depend on where they differ. */
export function sameSecret(a: string, b: string): boolean {
  const left = Buffer.from(a)
  const right = Buffer.from(b)
  return left.length === right.length && timingSafeEqual(left, right)
}
