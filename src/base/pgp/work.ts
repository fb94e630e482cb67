import * as openpgp from 'openpgp'
import { inspect } from './inspect.ts'
import type { KeyFacts } from './key.ts'

/** What the worker thread can be asked. Plain data both ways. */
export interface Tasks {
  inspect: (asked: { armored: string; at: Date }) => Promise<KeyFacts>
  generate: (asked: NewKey) => Promise<KeyPair>
  encrypt: (asked: Encryption) => Promise<string>
  sign: (asked: { text: string; privateKey: string; at: Date }) => Promise<string>
}

/** A key to be made: for how long it is valid, in seconds; left out, without end. */
export interface NewKey {
  readonly name: string
  readonly address: string
  readonly at: Date
  readonly lifetime?: number
}

export interface KeyPair {
  readonly fingerprint: string
  readonly publicKey: string
  readonly privateKey: string
}

export interface Encryption {
  readonly content: string
  /** Armored public keys: one recipient's key, and the association's own if it keeps a copy. */
  readonly to: readonly string[]
  /** Armored private key that signs; the signature lies inside the encryption. */
  readonly privateKey?: string
  readonly at: Date
}

export const tasks: Tasks = {
  inspect: ({ armored, at }) => inspect(armored, at),

  // Version 4 with the older names of the curves: GnuPG 2.2 refuses version 6 and the algorithms of RFC 9580.
  async generate({ name, address, at, lifetime }) {
    const pair = await openpgp.generateKey({
      userIDs: [{ name, email: address }],
      type: 'ecc',
      curve: 'curve25519Legacy',
      date: at,
      ...(lifetime !== undefined && { keyExpirationTime: lifetime }),
      format: 'armored',
    })
    const key = await openpgp.readKey({ armoredKey: pair.publicKey })
    return {
      fingerprint: key.getFingerprint().toUpperCase(),
      publicKey: pair.publicKey,
      privateKey: pair.privateKey,
    }
  },

  // RFC 3156 §6.2: signed and encrypted in one OpenPGP message.
  async encrypt({ content, to, privateKey, at }) {
    const message = await openpgp.createMessage({ text: content })
    const encryptionKeys = await Promise.all(to.map(publicKey))
    const signing = privateKey === undefined ? {} : { signingKeys: await secretKey(privateKey) }
    return openpgp.encrypt({ message, encryptionKeys, ...signing, date: at, format: 'armored' })
  },

  async sign({ text, privateKey, at }) {
    const message = await openpgp.createCleartextMessage({ text })
    return openpgp.sign({ message, signingKeys: await secretKey(privateKey), date: at, format: 'armored' })
  },
}

// Parsing costs as much as encrypting: the same few hundred keys come again with every warning.
const KEPT = 1000
const kept = new Map<string, Promise<openpgp.Key>>()

function publicKey(armored: string): Promise<openpgp.Key> {
  return keep(armored, () => openpgp.readKey({ armoredKey: armored }))
}

function secretKey(armored: string): Promise<openpgp.PrivateKey> {
  return keep(armored, () => openpgp.readPrivateKey({ armoredKey: armored })) as Promise<openpgp.PrivateKey>
}

function keep(armored: string, parse: () => Promise<openpgp.Key>): Promise<openpgp.Key> {
  const known = kept.get(armored)
  if (known !== undefined) return known
  const oldest = kept.keys().next().value
  if (kept.size >= KEPT && oldest !== undefined) kept.delete(oldest)
  const parsed = parse()
  kept.set(armored, parsed)
  parsed.catch(() => kept.delete(armored))
  return parsed
}
