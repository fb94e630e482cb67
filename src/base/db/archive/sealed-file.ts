/**
 * An encrypted file as a stream of chunks that cannot be changed, reordered, dropped or cut unseen: the STREAM
 * construction (Hoang, Reyhanitabar, Rogaway, Vizár 2015) over AES-256-GCM.
 *
 *     RENKEI-BACKUP 1\n
 *     { how the key is found }\n          authenticated with every chunk
 *     [ length | ciphertext | tag ] …     nonce = prefix(7) | counter(4) | last(1)
 */
import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  randomBytes,
  scryptSync,
} from 'node:crypto'

/** How an archive is locked: by a passphrase, to an X25519 public key, or not at all. */
export type Lock =
  | { readonly kind: 'passphrase'; readonly passphrase: string }
  | { readonly kind: 'public-key'; readonly pem: string }
  | { readonly kind: 'plain' }

export type Unlock =
  | { readonly kind: 'passphrase'; readonly passphrase: string }
  | { readonly kind: 'private-key'; readonly pem: string }
  | { readonly kind: 'none' }

/** The archive cannot be opened: wrong passphrase or key, damaged, or cut off. */
export class ArchiveRefused extends Error {
  override readonly name = 'ArchiveRefused'
}

interface Head {
  readonly lock: 'passphrase' | 'public-key' | 'plain'
  readonly prefix: string
  readonly salt: string
  /** The sender's half of the key agreement, DER, base64. */
  readonly ephemeral?: string
}

const MAGIC = 'RENKEI-BACKUP 1\n'
const CHUNK = 64 * 1024
const TAG = 16
const HEAD_MAX = 4_096
/** 128 MB and about half a second: a guess costs as much as a restore. */
const SCRYPT = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 }

const x25519 = (key: KeyObject): KeyObject => {
  if (key.asymmetricKeyType !== 'x25519') throw new ArchiveRefused('The key must be an X25519 key in PEM.')
  return key
}

function readKey(read: () => KeyObject): KeyObject {
  try {
    return x25519(read())
  } catch (error) {
    if (error instanceof ArchiveRefused) throw error
    throw new ArchiveRefused('The key file does not hold an X25519 key in PEM.')
  }
}

const agreed = (own: KeyObject, other: KeyObject, salt: Buffer) =>
  Buffer.from(
    hkdfSync('sha256', diffieHellman({ privateKey: own, publicKey: other }), salt, 'renkei backup', 32),
  )

function lockWith(lock: Lock): { head: Head; key: Buffer | undefined } {
  const salt = randomBytes(32)
  const base = { lock: lock.kind, prefix: randomBytes(7).toString('base64'), salt: salt.toString('base64') }
  if (lock.kind === 'plain') return { head: base, key: undefined }
  if (lock.kind === 'passphrase')
    return { head: base, key: scryptSync(lock.passphrase.normalize('NFKC'), salt, 32, SCRYPT) }
  const recipient = readKey(() => createPublicKey(lock.pem))
  const pair = generateKeyPairSync('x25519')
  const ephemeral = pair.publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
  return { head: { ...base, ephemeral }, key: agreed(pair.privateKey, recipient, salt) }
}

function unlockWith(head: Head, unlock: Unlock): Buffer | undefined {
  const salt = Buffer.from(head.salt, 'base64')
  if (head.lock === 'plain') return undefined
  if (head.lock === 'passphrase') {
    if (unlock.kind !== 'passphrase')
      throw new ArchiveRefused('This archive is locked by a passphrase: --passphrase-file.')
    return scryptSync(unlock.passphrase.normalize('NFKC'), salt, 32, SCRYPT)
  }
  if (unlock.kind !== 'private-key')
    throw new ArchiveRefused('This archive is locked to a key: --key with its private half.')
  const own = readKey(() => createPrivateKey(unlock.pem))
  const key = Buffer.from(head.ephemeral ?? '', 'base64')
  return agreed(
    own,
    readKey(() => createPublicKey({ key, format: 'der', type: 'spki' })),
    salt,
  )
}

function nonce(head: Head, counter: number, last: boolean): Buffer {
  const bytes = Buffer.alloc(12)
  Buffer.from(head.prefix, 'base64').copy(bytes)
  bytes.writeUInt32BE(counter, 7)
  bytes.writeUInt8(last ? 1 : 0, 11)
  return bytes
}

/** Encrypts a stream into an archive. */
export async function* seal(source: AsyncIterable<Buffer>, lock: Lock): AsyncGenerator<Buffer> {
  const { head, key } = lockWith(lock)
  const line = Buffer.from(`${JSON.stringify(head)}\n`)
  yield Buffer.concat([Buffer.from(MAGIC), line])
  let counter = 0
  const chunk = (bytes: Buffer, last: boolean): Buffer => {
    const own = nonce(head, counter, last)
    counter += 1
    // In clear the tag only proves that nothing was lost by accident.
    const cipher = createCipheriv('aes-256-gcm', key ?? Buffer.alloc(32), own)
    cipher.setAAD(line)
    const body = key ? Buffer.concat([cipher.update(bytes), cipher.final()]) : clear(cipher, bytes)
    const length = Buffer.alloc(4)
    length.writeUInt32BE((last ? 2 ** 31 : 0) + body.length)
    return Buffer.concat([length, body, cipher.getAuthTag()])
  }
  let waiting = Buffer.alloc(0)
  for await (const bytes of source) {
    waiting = Buffer.concat([waiting, bytes])
    while (waiting.length > CHUNK) {
      yield chunk(waiting.subarray(0, CHUNK), false)
      waiting = waiting.subarray(CHUNK)
    }
  }
  yield chunk(waiting, true)
}

function clear(cipher: ReturnType<typeof createCipheriv>, bytes: Buffer): Buffer {
  cipher.update(bytes)
  cipher.final()
  return bytes
}

/**
 * Decrypts an archive. What it yields is authentic; that it is whole is known only when it ends without throwing.
 *
 * @throws ArchiveRefused
 */
export async function* open(source: AsyncIterable<Buffer>, unlock: Unlock): AsyncGenerator<Buffer> {
  const read = reader(source)
  const magic = await read.exactly(MAGIC.length)
  if (magic?.toString('latin1') !== MAGIC) throw new ArchiveRefused('This is not a backup of Renkei.')
  const line = await read.line(HEAD_MAX)
  const head = parseHead(line)
  const key = unlockWith(head, unlock)
  for (let counter = 0; ; counter += 1) {
    const length = await read.exactly(4)
    if (!length) throw new ArchiveRefused('The archive is cut off.')
    const marked = length.readUInt32BE()
    const last = marked >= 2 ** 31
    const size = last ? marked - 2 ** 31 : marked
    if (size > CHUNK) throw new ArchiveRefused('The archive is damaged.')
    const body = await read.exactly(size + TAG)
    if (!body) throw new ArchiveRefused('The archive is cut off.')
    yield opened(body, { key, line, nonce: nonce(head, counter, last), first: counter === 0 })
    if (last) break
  }
  if (await read.exactly(1)) throw new ArchiveRefused('Something follows the end of the archive.')
}

function opened(
  body: Buffer,
  at: { key: Buffer | undefined; line: Buffer; nonce: Buffer; first: boolean },
): Buffer {
  const bytes = body.subarray(0, -TAG)
  const tag = body.subarray(-TAG)
  if (!at.key) {
    const cipher = createCipheriv('aes-256-gcm', Buffer.alloc(32), at.nonce)
    cipher.setAAD(at.line)
    clear(cipher, bytes)
    if (!cipher.getAuthTag().equals(tag)) throw new ArchiveRefused('The archive is damaged.')
    return bytes
  }
  const decipher = createDecipheriv('aes-256-gcm', at.key, at.nonce, { authTagLength: TAG })
  decipher.setAAD(at.line)
  decipher.setAuthTag(tag)
  try {
    return Buffer.concat([decipher.update(bytes), decipher.final()])
  } catch {
    throw new ArchiveRefused(
      at.first ? 'The passphrase or key does not fit, or the archive is damaged.' : 'The archive is damaged.',
    )
  }
}

function parseHead(line: Buffer): Head {
  try {
    const head = JSON.parse(line.toString()) as Head
    if (
      ['passphrase', 'public-key', 'plain'].includes(head.lock) &&
      Buffer.from(head.prefix, 'base64').length === 7
    ) {
      return head
    }
  } catch {}
  throw new ArchiveRefused('The archive is damaged.')
}

/** Reads exact lengths out of pieces of any length. */
export function reader(source: AsyncIterable<Buffer>) {
  const pieces = source[Symbol.asyncIterator]()
  let held: Buffer = Buffer.alloc(0)
  const more = async (): Promise<boolean> => {
    const next = await pieces.next()
    if (next.done) return false
    held = held.length === 0 ? next.value : Buffer.concat([held, next.value])
    return true
  }
  const take = (length: number): Buffer => {
    const taken = held.subarray(0, length)
    held = held.subarray(length)
    return taken
  }
  return {
    /** Undefined at the end, also when less than `length` is left. */
    async exactly(length: number): Promise<Buffer | undefined> {
      while (held.length < length) if (!(await more())) return undefined
      return take(length)
    },
    /** With its newline. */
    async line(max: number): Promise<Buffer> {
      for (;;) {
        const end = held.indexOf(10)
        if (end >= 0 && end < max) return take(end + 1)
        if (held.length >= max || !(await more())) throw new ArchiveRefused('The archive is damaged.')
      }
    },
  }
}
