import type { ObservableType } from './choices.ts'
import { findObservables } from './find.ts'
import { MIGHT_BE_IPV4 } from './ip.ts'
import { lookupForm, normalise } from './normalise.ts'

/** Forms that say by themselves what they are, most telling first. */
const BY_SHAPE: readonly ObservableType[] = [
  'network',
  'ipv4',
  'ipv6',
  'email',
  'md5',
  'sha1',
  'sha224',
  'sha256',
  'sha384',
  'sha512',
  'registry-key',
  'tlsh',
  'ja4',
  'crypto-address',
]

const fits = (type: ObservableType, text: string): boolean => {
  if (type === 'network' && !text.includes('/')) return false
  return 'value' in normalise(type, text)
}

/** What a value most likely is, when nobody says; null: it could be anything. Defanged values are read too. */
export function typeOf(value: string): ObservableType | null {
  const text = value.trim()
  if (text.length <= 300) {
    const shape = BY_SHAPE.find((type) => fits(type, text))
    if (shape !== undefined) return shape
  }
  const found = findObservables(text)
  const whole = found.find(({ at, end }) => at === 0 && end >= text.length - 1)
  return whole?.type ?? null
}

/** Types whose values may stand alone in a list that somebody pastes, and do not say which they are. */
const ASKED: readonly ObservableType[] = [
  'ipv4',
  'ipv6',
  'network',
  'domain',
  'url',
  'email',
  'asn',
  'crypto-address',
  'registry-key',
  'named-pipe',
  'tlsh',
  'phone',
  'filename',
  'mutex',
]

/** Without this a value alone is not of the type, though its reader would take it. */
const SIGNS: Partial<Readonly<Record<ObservableType, RegExp>>> = {
  ipv4: MIGHT_BE_IPV4,
  ipv6: /:/,
  network: /\//,
  url: /\//,
  asn: /^as/i,
  'named-pipe': /pipe/i,
  phone: /^[+(]?[\d０-９][\d０-９\s()ー-]{5,}$/,
}

const HEXADECIMAL = /^[0-9a-f]{32,128}$/i
const FINGERPRINT = /^[0-9a-f]{2}(?:[: ][0-9a-f]{2}){19,31}$/i

/**
 * Every form under which a value that somebody asks for may be stored, whatever its type: `EVIL[.]example` may be a name,
 * a file or a mutex. What is looked up. Few, the likeliest first; none for an empty text.
 */
export function lookupForms(value: string): string[] {
  const text = value.trim()
  if (HEXADECIMAL.test(text)) return [text.toLowerCase()]
  if (FINGERPRINT.test(text)) return [text.replace(/[: ]/g, '').toLowerCase()]
  const forms = ASKED.filter((type) => SIGNS[type]?.test(text) ?? true).flatMap((type) => {
    const normal = normalise(type, text)
    return 'value' in normal ? [lookupForm(type, normal.value)] : []
  })
  return [...new Set(forms)]
}
