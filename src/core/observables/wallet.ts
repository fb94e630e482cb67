import { sha256 } from '@noble/hashes/sha2.js'
import { keccak_256 } from '@noble/hashes/sha3.js'
import { type Normal, odd } from './odd.ts'

const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
const BECH32 = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'

/** Digits of base 58 as a number, written in `size` bytes; null where they do not fit. */
function fromBase58(text: string, size: number): Uint8Array | null {
  let number = 0n
  for (const char of text) number = number * 58n + BigInt(BASE58.indexOf(char))
  const bytes = new Uint8Array(size)
  for (let index = size - 1; index >= 0; index--) {
    bytes[index] = Number(number & 255n)
    number >>= 8n
  }
  return number === 0n ? bytes : null
}

const sameEnd = (bytes: Uint8Array, sum: Uint8Array): boolean =>
  bytes.slice(-4).every((byte, index) => byte === sum[index])

/** Base58Check of one version byte and 20 bytes: Bitcoin and its many relatives (Litecoin, Dogecoin, TRON …). */
function isBase58Check(text: string): boolean {
  const bytes = fromBase58(text, 25)
  return bytes !== null && sameEnd(bytes, sha256(sha256(bytes.slice(0, 21))))
}

/** BIP 173 and BIP 350: constant 1 for version 0, another from version 1 on. */
function isBech32(text: string): boolean {
  const cut = text.lastIndexOf('1')
  const prefix = text.slice(0, cut)
  const data = [...text.slice(cut + 1)].map((char) => BECH32.indexOf(char))
  if (data.length < 8 || data.includes(-1)) return false
  const codes = [...prefix].map((char) => char.charCodeAt(0))
  const sum = polymod([...codes.map((code) => code >> 5), 0, ...codes.map((code) => code & 31), ...data])
  return sum === (data[0] === 0 ? 1 : 0x2bc830a3)
}

const GENERATOR = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3]

function polymod(values: readonly number[]): number {
  let sum = 1
  for (const value of values) {
    const top = sum >>> 25
    sum = ((sum & 0x1ffffff) << 5) ^ value
    for (const [bit, factor] of GENERATOR.entries()) if ((top >> bit) & 1) sum ^= factor
  }
  return sum >>> 0
}

/** EIP-55: capitals carry a checksum; an address in one case has none. */
function isEthereum(text: string): boolean {
  const digits = text.slice(2)
  if (digits === digits.toLowerCase() || digits === digits.toUpperCase()) return true
  const hash = keccak_256(new TextEncoder().encode(digits.toLowerCase()))
  return [...digits].every((char, index) => {
    const nibble = ((hash[index >> 1] ?? 0) >> (index % 2 === 0 ? 4 : 0)) & 15
    return char === (nibble >= 8 ? char.toUpperCase() : char.toLowerCase())
  })
}

/** Bytes of a last, short block of Monero's base 58, by its number of characters. */
const SHORT_BLOCK: Readonly<Record<number, number>> = { 7: 5, 6: 4, 9: 6, 10: 7, 5: 3, 3: 2, 2: 1 }

/** Monero writes base 58 in blocks of 8 bytes, 11 characters each; the last 4 bytes are a Keccak checksum. */
function isMonero(text: string): boolean {
  const blocks = text.match(/.{1,11}/g) ?? []
  const parts = blocks.map((block) =>
    fromBase58(block, block.length === 11 ? 8 : (SHORT_BLOCK[block.length] ?? 0)),
  )
  if (parts.includes(null)) return false
  const bytes = Uint8Array.from(parts.flatMap((part) => [...(part ?? [])]))
  return sameEnd(bytes, keccak_256(bytes.slice(0, -4)))
}

/**
 * An address of a crypto currency: Bitcoin and relatives, Ethereum, Monero; the checksum must be right where the form
 * has one. Forms that do not tell cases apart become lower case.
 */
export function wallet(text: string): Normal {
  const checked = (right: boolean, value: string): Normal => (right ? { value } : odd('wrong-checksum'))
  if (/^0x[0-9a-f]{40}$/i.test(text)) return checked(isEthereum(text), text.toLowerCase())
  if (/^(?:bc|tb|ltc)1[0-9a-z]{8,87}$/i.test(text)) {
    if (text !== text.toLowerCase() && text !== text.toUpperCase()) return odd('unknown-form')
    return checked(isBech32(text.toLowerCase()), text.toLowerCase())
  }
  if (!/^[1-9A-HJ-NP-Za-km-z]+$/.test(text)) return odd('unknown-form')
  if (text.length === 95 || text.length === 106) return checked(isMonero(text), text)
  return text.length >= 26 && text.length <= 35 ? checked(isBase58Check(text), text) : odd('unknown-form')
}
