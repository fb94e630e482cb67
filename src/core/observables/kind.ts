import type { ObservableType } from './choices.ts'
import { findObservables } from './find.ts'
import { normalise } from './normalise.ts'

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
