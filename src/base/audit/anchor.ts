import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import { closeSync, fsyncSync, openSync, readFileSync, realpathSync, writeSync } from 'node:fs'
import { dirname, relative, resolve } from 'node:path'
import type { Keys } from '#base/keys/index.ts'
import { canonical } from './canonical.ts'

/**
 * The end of the chain at one moment, signed, for witnesses outside: whoever keeps it can later prove that
 * everything up to `seq` was as it is, even against somebody who took the server with its keys.
 */
export interface Anchor {
  readonly seq: number
  /** Hex mac of entry `seq`: it fixes every entry up to there. */
  readonly mac: string
  readonly at: string
  readonly keyId: string
  /** Ed25519 (RFC 8032) over the canonical form of the other fields; base64url. */
  readonly signature: string
}

/** Why a line is no anchor of ours. */
export class AnchorFault extends Error {
  readonly line: number
  constructor(line: number, message: string) {
    super(message)
    this.name = 'AnchorFault'
    this.line = line
  }
}

export function makeAnchor(keys: Keys, head: { seq: number; mac: string }, at: Date): Anchor {
  const stated = { seq: head.seq, mac: head.mac, at: at.toISOString(), keyId: keys.current }
  const signature = sign(null, signedBytes(stated), signingKey(keys, keys.current)).toString('base64url')
  return { ...stated, signature }
}

/** The public key that checks our anchors without this software: raw Ed25519, base64url. */
export function anchorPublicKey(keys: Keys, keyId = keys.current): string {
  const spki = createPublicKey(signingKey(keys, keyId)).export({ format: 'der', type: 'spki' })
  return spki.subarray(-32).toString('base64url')
}

export function anchorHolds(keys: Keys, { signature, ...stated }: Anchor): boolean {
  if (!keys.ids.includes(stated.keyId)) return false
  const key = createPublicKey(signingKey(keys, stated.keyId))
  return verify(null, signedBytes(stated), key, Buffer.from(signature, 'base64url'))
}

/** Reads a witness's file, one anchor a line. @throws AnchorFault for a line that we did not sign */
export function parseAnchors(text: string, keys: Keys): Anchor[] {
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return []
    const anchor = anchorOf(line)
    if (anchor === undefined || !anchorHolds(keys, anchor)) {
      throw new AnchorFault(index + 1, `line ${index + 1} is not an anchor that this installation signed`)
    }
    return [anchor]
  })
}

export function readAnchors(path: string, keys: Keys): Anchor[] {
  return parseAnchors(readFileSync(path, 'utf8'), keys)
}

export const anchorLine = (anchor: Anchor): string => JSON.stringify(anchor)

/** Adds the anchor to the witness's file and waits for the disk. */
export function keepAnchor(path: string, anchor: Anchor): void {
  const file = openSync(path, 'a', 0o644)
  try {
    writeSync(file, `${anchorLine(anchor)}\n`)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/** A witness that lies in the data folder falls together with it. */
export function isOutside(path: string, folder: string): boolean {
  const way = relative(
    real(folder),
    resolve(real(dirname(resolve(path))), path.split(/[/\\]/).at(-1) as string),
  )
  return way.startsWith('..') || resolve(way) === way
}

function real(folder: string): string {
  try {
    return realpathSync(folder)
  } catch {
    return resolve(folder)
  }
}

function anchorOf(line: string): Anchor | undefined {
  try {
    const { seq, mac, at, keyId, signature } = JSON.parse(line)
    const texts = [mac, at, keyId, signature]
    if (!Number.isSafeInteger(seq) || texts.some((text) => typeof text !== 'string')) return undefined
    return { seq, mac, at, keyId, signature }
  } catch {
    return undefined
  }
}

const signedBytes = ({ seq, mac, at, keyId }: Omit<Anchor, 'signature'>): Buffer =>
  Buffer.from(canonical({ anchor: 'renkei audit v1', seq, mac, at, keyId }))

/** RFC 8410 §7: an Ed25519 private key is its 32-byte seed in this frame. */
const PKCS8_FRAME = Buffer.from('302e020100300506032b657004220420', 'hex')

function signingKey(keys: Keys, keyId: string): KeyObject {
  const seed = keys.derive('audit anchor', keyId)
  return createPrivateKey({ key: Buffer.concat([PKCS8_FRAME, seed]), format: 'der', type: 'pkcs8' })
}
