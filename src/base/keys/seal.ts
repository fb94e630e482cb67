import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/**
 * The text form of what is stored encrypted: `v1.<key id>.<base64url(nonce · ciphertext · tag)>`.
 * AES-256-GCM with a random 96-bit nonce (NIST SP 800-38D §8.2.2). Table, column and row are associated data,
 * so a value copied to another place does not open there.
 */
export interface Place {
  readonly table: string
  readonly column: string
  /** The row's primary key as text; several columns joined by `/` in the key's order. */
  readonly row: string
}

/** Why a sealed text does not open. Never says more: the plaintext's shape is nobody's business. */
export class Unreadable extends Error {
  readonly code: 'not-sealed' | 'no-such-key' | 'altered'
  constructor(code: Unreadable['code'], message: string) {
    super(message)
    this.name = 'Unreadable'
    this.code = code
  }
}

const SEALED = /^v1\.([0-9a-f]{8})\.([A-Za-z0-9_-]{38,})$/
const NONCE = 12
const TAG = 16

export function encrypt(plaintext: string, place: Place, keyId: string, key: Buffer): string {
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG })
  cipher.setAAD(associated(place, keyId))
  const body = Buffer.concat([nonce, cipher.update(plaintext, 'utf8'), cipher.final(), cipher.getAuthTag()])
  return `v1.${keyId}.${body.toString('base64url')}`
}

/** @throws Unreadable */
export function keyIdOf(sealed: string): string {
  const id = SEALED.exec(sealed)?.[1]
  if (id === undefined) throw new Unreadable('not-sealed', 'not a sealed value')
  return id
}

/** @throws Unreadable */
export function decrypt(sealed: string, place: Place, key: Buffer): string {
  const keyId = keyIdOf(sealed)
  const body = Buffer.from(sealed.slice('v1.'.length + keyId.length + 1), 'base64url')
  const decipher = createDecipheriv('aes-256-gcm', key, body.subarray(0, NONCE), { authTagLength: TAG })
  decipher.setAAD(associated(place, keyId))
  decipher.setAuthTag(body.subarray(body.length - TAG))
  try {
    return Buffer.concat([
      decipher.update(body.subarray(NONCE, body.length - TAG)),
      decipher.final(),
    ]).toString('utf8')
  } catch {
    throw new Unreadable(
      'altered',
      `sealed value does not belong to ${place.table}.${place.column} or was altered`,
    )
  }
}

/** JSON keeps the fields apart: ("ab","c") and ("a","bc") differ. */
function associated({ table, column, row }: Place, keyId: string): Buffer {
  return Buffer.from(JSON.stringify(['renkei sealed v1', keyId, table, column, row]))
}
