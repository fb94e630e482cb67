import { type Normal, odd } from './odd.ts'

/** An address as its bytes (4 or 16), with the bits that count (32 or 128, fewer for a network). */
export interface Block {
  readonly bytes: readonly number[]
  readonly bits: number
}

const DECIMAL = /^(?:0|[1-9]\d{0,2})$/

function parseV4(text: string): readonly number[] | null {
  const groups = text.split('.', 5)
  if (groups.length !== 4) return null
  if (!groups.every((group) => DECIMAL.test(group) && Number(group) < 256)) return null
  return groups.map(Number)
}

/** The groups of one side of `::`, as bytes; the last may be a dotted address. */
function groupsOf(side: string): number[] | null {
  if (side === '') return []
  const bytes: number[] = []
  const groups = side.split(':', 9)
  for (const [index, group] of groups.entries()) {
    if (/^[0-9a-f]{1,4}$/i.test(group)) {
      const word = Number.parseInt(group, 16)
      bytes.push(word >> 8, word & 255)
      continue
    }
    const dotted = index === groups.length - 1 ? parseV4(group) : null
    if (dotted === null) return null
    bytes.push(...dotted)
  }
  return bytes
}

function parseV6(text: string): readonly number[] | null {
  if (text.length > 45) return null
  const sides = text.split('::', 3)
  if (sides.length > 2) return null
  const [left, right] = sides.map(groupsOf)
  if (left === null || right === null || left === undefined) return null
  if (right === undefined) return left.length === 16 ? left : null
  if (left.length % 2 !== 0 || left.length + right.length > 14) return null
  return [...left, ...new Array<number>(16 - left.length - right.length).fill(0), ...right]
}

/** The longest run of two or more zero words, the first of equals (RFC 5952 §4.2). */
function longestGap(words: readonly number[]): { start: number; length: number } {
  let best = { start: -1, length: 1 }
  let start = -1
  for (const [index, word] of [...words, 1].entries()) {
    if (word === 0) {
      if (start < 0) start = index
      continue
    }
    if (start >= 0 && index - start > best.length) best = { start, length: index - start }
    start = -1
  }
  return best
}

/** RFC 5952: lower case, no leading zeros, the longest gap as `::`, mapped IPv4 addresses with dots. */
function writeV6(bytes: readonly number[]): string {
  const words = Array.from({ length: 8 }, (_, i) => ((bytes[2 * i] ?? 0) << 8) | (bytes[2 * i + 1] ?? 0))
  const mapped = words.slice(0, 5).every((word) => word === 0) && words[5] === 0xffff
  if (mapped) return `::ffff:${bytes.slice(12).join('.')}`
  const hex = (part: readonly number[]) => part.map((word) => word.toString(16)).join(':')
  const gap = longestGap(words)
  if (gap.start < 0) return hex(words)
  return `${hex(words.slice(0, gap.start))}::${hex(words.slice(gap.start + gap.length))}`
}

const write = (bytes: readonly number[]): string => (bytes.length === 4 ? bytes.join('.') : writeV6(bytes))

const parseAddress = (text: string): readonly number[] | null => parseV4(text) ?? parseV6(text)

/** Bits of a netmask written as an address (`255.255.0.0`). */
function maskBits(text: string): number | null {
  const mask = parseV4(text)
  if (mask === null) return null
  const digits = mask.map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return /^1*0*$/.test(digits) ? digits.replaceAll('0', '').length : null
}

/** The first `bits` bits, the rest zero. */
export function masked(bytes: readonly number[], bits: number): readonly number[] {
  return bytes.map((byte, index) => byte & (0xff00 >> Math.min(8, Math.max(0, bits - 8 * index))))
}

/** An address or a network (`10.0.0.0/8`, `2001:db8::/32`) as bytes, host bits cleared; null: neither. */
export function parseBlock(text: string): Block | null {
  const [address = '', length, more] = text.split('/', 3)
  if (more !== undefined) return null
  const bytes = parseAddress(address)
  if (bytes === null) return null
  const most = bytes.length * 8
  if (length === undefined) return { bytes, bits: most }
  const bits = DECIMAL.test(length) ? Number(length) : bytes.length === 4 ? maskBits(length) : null
  if (bits === null || bits > most) return null
  return { bytes: masked(bytes, bits), bits }
}

/** Whether every address of `inner` is in `outer`. */
export function contains(outer: Block, inner: Block): boolean {
  if (outer.bytes.length !== inner.bytes.length || inner.bits < outer.bits) return false
  return masked(inner.bytes, outer.bits).every((byte, index) => byte === outer.bytes[index])
}

function oddAddress(text: string): Normal {
  if (/^\d{1,9}(?:\.\d{1,9}){3}$/.test(text) && /(?:^|\.)0\d/.test(text)) return odd('leading-zero')
  const [head = ''] = text.split('/', 1)
  if (parseAddress(head) !== null || parseV4(head.split(':', 1)[0] ?? '') !== null) return odd('another-type')
  return odd('not-an-address')
}

const unbracketed = (text: string): string => (/^\[[^[\]]*\]$/.test(text) ? text.slice(1, -1) : text)

/** One address; `/32` and `/128` say the same and go away. */
function oneAddress(text: string, length: 4 | 16): Normal {
  const block = parseBlock(text)
  if (block === null || block.bits !== block.bytes.length * 8) return oddAddress(text)
  return block.bytes.length === length ? { value: write(block.bytes) } : odd('another-type')
}

export const ipv4 = (text: string): Normal => oneAddress(text, 4)
export const ipv6 = (text: string): Normal => oneAddress(unbracketed(text), 16)

/** A network by its first address; host bits are cleared, a bare address is a network of one. */
export function network(text: string): Normal {
  const block = parseBlock(text)
  return block === null ? oddAddress(text) : { value: `${write(block.bytes)}/${block.bits}` }
}

/** What might be an IPv4 address, defanged or not: digits, and the letters of a dot in words. Told in a moment. */
export const MIGHT_BE_IPV4 = /^[^a-ce-np-su-z]+$/i

/** Networks that people warn about: not wider than these. */
const WIDEST = { 4: 8, 16: 16 } as const
/** Beyond it IPv6 networks end at every fourth bit, where a digit ends. */
const EVERY_BIT = 64

/** Every network that might be stored and holds this address or network, the narrowest first; none for what is neither. */
export function networksAround(text: string): string[] {
  const block = parseBlock(text)
  if (block === null) return []
  const { bytes } = block
  const widest = WIDEST[bytes.length === 4 ? 4 : 16]
  const found: string[] = []
  for (let bits = text.includes('/') ? block.bits - 1 : block.bits; bits >= widest; bits--)
    if (bits <= EVERY_BIT || bits % 4 === 0) found.push(`${write(masked(bytes, bits))}/${bits}`)
  return found
}
