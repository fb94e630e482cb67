import { createHash } from 'node:crypto'

/**
 * The namespace of the ids that we make of names (RFC 9562 §5.5). Drawn once, never changed; never the namespace
 * 00abedb4-…, which STIX keeps for its observables (STIX 2.1 §2.9).
 */
const NAMESPACE = Buffer.from('c850772b8c0743bcba029677fbcc540f', 'hex')

/** `report--…`: the same name gives the same id, here and on every other server. */
export function stixId(type: string, ...name: readonly string[]): string {
  const hash = createHash('sha1')
    .update(NAMESPACE)
    .update(JSON.stringify([type, ...name]))
    .digest()
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6)
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = hash.toString('hex')
  const groups = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)]
  return `${type}--${groups.join('-')}`
}

/** A time as STIX wants it: UTC, milliseconds, `Z` (STIX 2.1 §2.13). */
export const stixTime = (time: string): string => new Date(time).toISOString()
