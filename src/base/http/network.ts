import { isIPv4, isIPv6 } from 'node:net'

/**
 * Writes an IP network in the one way in which we store it: lower case, shortest form (RFC 5952), prefix always
 * given. A single address is its own network (`192.0.2.1/32`).
 * Null for what is no network, has bits set below its prefix, or hides an IPv4 address in an IPv6 one.
 */
export function canonicalNetwork(written: string): string | null {
  const match = /^([0-9A-Fa-f.:]{2,45})(?:\/(0|[1-9]\d{0,2}))?$/.exec(written)
  const address = match?.[1]
  if (!address) return null
  const bytes = addressBytes(address)
  if (!bytes) return null
  const width = bytes.length * 8
  const prefix = match?.[2] === undefined ? width : Number(match[2])
  if (prefix > width) return null
  for (let bit = prefix; bit < width; bit++) {
    if (((bytes[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1) return null
  }
  const canonical = bytes.length === 4 ? address : new URL(`http://[${address}]`).hostname.slice(1, -1)
  return `${canonical}/${prefix}`
}

/** The bytes of an address; null for what is none. IPv4 in IPv6 (`::ffff:0:0/96`) is none: write it as IPv4. */
function addressBytes(address: string): Uint8Array | null {
  if (isIPv4(address)) return Uint8Array.from(address.split('.').map(Number))
  if (!isIPv6(address)) return null
  const [head = '', tail = ''] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::')
  const groups = (half: string) =>
    half === '' ? [] : half.split(':').map((group) => Number.parseInt(group, 16))
  const before = groups(head)
  const after = groups(tail)
  const all = [...before, ...Array<number>(8 - before.length - after.length).fill(0), ...after]
  if (all.slice(0, 5).every((g) => g === 0) && all[5] === 0xffff) return null
  return Uint8Array.from(all.flatMap((group) => [group >> 8, group & 0xff]))
}
