import { createHash } from 'node:crypto'

/** The namespace of all ids that Renkei makes of names (RFC 9562 §5.5). Drawn once; never changed. */
const NAMESPACE = Buffer.from('6f0c1f7e5a0b4c0e9a5de1f2a4b86d13', 'hex')

/** A version 5 UUID: the same name gives the same id, here and on every other server. */
export function stableUuid(...name: readonly string[]): string {
  const hash = createHash('sha1').update(NAMESPACE).update(name.join('\0')).digest().subarray(0, 16)
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6)
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = hash.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
