import type { ObservableType } from './choices.ts'
import { digest, ja4, ssdeep, tlsh } from './digest.ts'
import { domain, email } from './host.ts'
import { VALUE_MAX } from './indicator.ts'
import { ipv4, ipv6, network } from './ip.ts'
import { type Normal, odd } from './odd.ts'
import { refang } from './refang.ts'
import { asn, namedPipe, phone, registryKey } from './system.ts'
import { wallet } from './wallet.ts'
import { webAddress } from './web-address.ts'

const LINE_MAX = 4096

/** Undone before reading; a value in which it could be undone twice is refused, so that a normal form is final. */
function fromDefanged(read: (text: string) => Normal): (text: string) => Normal {
  return (text) => {
    const result = read(refang(text).trim())
    if ('odd' in result) return result
    return refang(result.value) === result.value ? result : odd('unknown-form')
  }
}

const spaced = (text: string): Normal => ({ value: text.replace(/\s+/g, ' ') })
const asIs = (text: string): Normal => ({ value: text })

const READ: Readonly<Record<Exclude<ObservableType, Rule>, (text: string) => Normal>> = {
  ipv4: fromDefanged(ipv4),
  ipv6: fromDefanged(ipv6),
  network: fromDefanged(network),
  asn,
  domain: fromDefanged(domain),
  url: fromDefanged(webAddress),
  email: fromDefanged(email),
  md5: (text) => digest('md5', text),
  sha1: (text) => digest('sha1', text),
  sha224: (text) => digest('sha224', text),
  sha256: (text) => digest('sha256', text),
  sha384: (text) => digest('sha384', text),
  sha512: (text) => digest('sha512', text),
  ssdeep,
  tlsh,
  imphash: (text) => digest('imphash', text),
  filename: asIs,
  path: asIs,
  mutex: asIs,
  'named-pipe': namedPipe,
  'registry-key': registryKey,
  certificate: (text) => digest('certificate', text),
  'user-agent': asIs,
  ja3: (text) => digest('ja3', text),
  ja3s: (text) => digest('ja3s', text),
  ja4,
  hassh: (text) => digest('hassh', text),
  'crypto-address': wallet,
  phone,
  'bank-account': (text) => spaced(text.normalize('NFKC')),
  'mail-subject': spaced,
  other: asIs,
}

const RULES = ['yara', 'sigma', 'snort', 'suricata'] as const
type Rule = (typeof RULES)[number]

/** A rule for a program that searches: a text of many lines, kept letter by letter. */
export const isRule = (type: ObservableType): type is Rule => (RULES as readonly string[]).includes(type)

/**
 * The one form in which a value of this type is kept, compared and looked up; defanging is undone first. Applying it
 * again changes nothing. Never throws: a value that its type refuses comes back with the reason.
 */
export function normalise(type: ObservableType, value: string): Normal {
  if (value.length > VALUE_MAX) return odd('too-long')
  // PostgreSQL keeps neither
  if (value.includes('\0') || !value.isWellFormed()) return odd('not-text')
  if (value.trim() === '') return odd('empty')
  if (isRule(type)) return { value }
  const line = value.trim()
  if (type === 'other') return { value: line }
  // a subject is folded over lines, a fingerprint copied with them
  const folded = type === 'mail-subject' || type === 'certificate' ? line.replace(/\s+/g, ' ') : line
  if (/[\u0000-\u001f\u007f]/.test(folded)) return odd('not-text')
  if (folded.length > (type === 'url' ? VALUE_MAX : LINE_MAX)) return odd('too-long')
  const result = READ[type](folded)
  return 'value' in result && result.value === '' ? odd('empty') : result
}

/** Types of which Windows, or everybody, does not tell capitals from small letters. */
const CASELESS: ReadonlySet<ObservableType> = new Set(['registry-key', 'filename', 'path', 'named-pipe'])

/** What two values have in common exactly when they are the same thing: what is hashed and looked up. */
export const lookupForm = (type: ObservableType, value: string): string =>
  CASELESS.has(type) ? value.toLowerCase().normalize() : value
