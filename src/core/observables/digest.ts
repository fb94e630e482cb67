import type { ObservableType } from './choices.ts'
import { type Normal, odd } from './odd.ts'

/** Digits of each kind of hexadecimal digest. */
const DIGITS: Partial<Readonly<Record<ObservableType, readonly number[]>>> = {
  md5: [32],
  sha1: [40],
  sha224: [56],
  sha256: [64],
  sha384: [96],
  sha512: [128],
  imphash: [32],
  ja3: [32],
  ja3s: [32],
  hassh: [32],
  // a fingerprint: SHA-1 or SHA-256 of the certificate
  certificate: [40, 64],
}

/** A digest in lower-case hexadecimal of the length that its kind has. */
export function digest(type: ObservableType, text: string): Normal {
  const bare = type === 'certificate' ? text.replace(/[\s:]/g, '') : text
  if (!/^[0-9a-f]+$/i.test(bare)) return odd('not-hexadecimal')
  return DIGITS[type]?.includes(bare.length) ? { value: bare.toLowerCase() } : odd('wrong-length')
}

/** Kinds of file hash by their number of digits. */
export const hashByDigits = (digits: number): ObservableType | null =>
  (['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512'] as const).find(
    (type) => DIGITS[type]?.[0] === digits,
  ) ?? null

/** `block size:digest:digest`; letters keep their case, for it counts. */
export const ssdeep = (text: string): Normal =>
  /^\d{1,10}:[A-Za-z0-9+/]{0,64}:[A-Za-z0-9+/]{0,64}$/.test(text) ? { value: text } : odd('unknown-form')

/** TLSH with its version in front; the older form without it has the same digits. */
export const tlsh = (text: string): Normal =>
  /^(?:T1)?[0-9A-F]{70}$/i.test(text) ? { value: `T1${text.slice(-70).toUpperCase()}` } : odd('unknown-form')

const HEX12 = '[0-9a-f]{12}'
/** JA4, JA4S, JA4H and JA4X, as the definitions of the family give their shapes. */
const JA4 = new RegExp(
  [
    `[tqd][0-9s][0-9][di]\\d{4}[0-9a-z]{2}_${HEX12}_${HEX12}`,
    `[tqd][0-9s][0-9]\\d{2}[0-9a-z]{2}_[0-9a-f]{4}_${HEX12}`,
    `[a-z]{2}\\d{2}[cn][rn]\\d{2}[0-9a-z]{4}_${HEX12}_${HEX12}_${HEX12}`,
    `${HEX12}_${HEX12}_${HEX12}`,
  ]
    .map((one) => `^${one}$`)
    .join('|'),
)

export function ja4(text: string): Normal {
  const value = text.toLowerCase()
  return JA4.test(value) ? { value } : odd('unknown-form')
}
