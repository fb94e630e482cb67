import type { ObservableType } from '#core/observables/index.ts'
import type { ObjectPath } from './pattern.ts'

/** The first type that takes the value is right. */
export type Types = readonly [ObservableType, ...ObservableType[]]

/**
 * What one property of an observable means for us: a `value` is looked up; the rest describes one, or is nobody's to
 * share as an indicator (who received the mail is the victim's side).
 */
export type Meaning =
  | { readonly role: 'value'; readonly types: Types; readonly aside: string }
  | { readonly role: 'file-name' | 'file-size' | 'file-folder' | 'sender-name' | 'recipient' | 'detail' }

const HASHES: Readonly<Record<string, ObservableType>> = {
  MD5: 'md5',
  SHA1: 'sha1',
  SHA224: 'sha224',
  SHA256: 'sha256',
  SHA384: 'sha384',
  SHA512: 'sha512',
  SSDEEP: 'ssdeep',
  TLSH: 'tlsh',
  IMPHASH: 'imphash',
  JA3: 'ja3',
  JA3S: 'ja3s',
  JA4: 'ja4',
  HASSH: 'hassh',
}

/** `SHA-256`, `sha256`, `SHA_256`: real files write all of them. */
export const hashType = (name: string): ObservableType | null => {
  const plain = name.toUpperCase().replace(/[^A-Z0-9]/g, '')
  return Object.hasOwn(HASHES, plain) ? (HASHES[plain] ?? null) : null
}

const value = (types: Types, aside = ''): Meaning => ({ role: 'value', types, aside })
const IP: Types = ['ipv4', 'ipv6', 'network', 'domain']

/** Properties with one meaning, by `type:steps` without indexes. Types that are not of the specification are OpenCTI's and MISP's. */
const MEANINGS: Readonly<Record<string, Meaning>> = {
  'ipv4-addr:value': value(['ipv4', 'network', 'ipv6']),
  'ipv6-addr:value': value(['ipv6', 'network', 'ipv4']),
  'domain-name:value': value(['domain', 'ipv4', 'ipv6', 'url']),
  'hostname:value': value(['domain', 'ipv4', 'ipv6']),
  'url:value': value(['url', 'domain']),
  'email-addr:value': value(['email']),
  'email-addr:display_name': { role: 'sender-name' },
  'email-message:subject': value(['mail-subject']),
  'email-message:from_ref.value': value(['email'], 'mail sender'),
  'email-message:from_ref.display_name': { role: 'sender-name' },
  'email-message:sender_ref.value': value(['email'], 'mail sender'),
  'email-message:to_refs.value': { role: 'recipient' },
  'email-message:cc_refs.value': { role: 'recipient' },
  'email-message:bcc_refs.value': { role: 'recipient' },
  'email-message:body_multipart.body_raw_ref.name': value(['filename'], 'mail attachment'),
  'file:name': { role: 'file-name' },
  'file:size': { role: 'file-size' },
  'file:path': value(['path']),
  'file:parent_directory_ref.path': { role: 'file-folder' },
  'directory:path': value(['path'], 'folder'),
  'mutex:name': value(['mutex']),
  'windows-registry-key:key': value(['registry-key']),
  'process:name': value(['filename'], 'process'),
  'process:image_ref.name': value(['filename'], 'process'),
  'process:binary_ref.name': value(['filename'], 'process'),
  'autonomous-system:number': value(['asn']),
  'user-agent:value': value(['user-agent']),
  'cryptocurrency-wallet:value': value(['crypto-address']),
  'phone-number:value': value(['phone']),
  'bank-account:iban': value(['bank-account']),
  'bank-account:account_number': value(['bank-account']),
  'x-named-pipe:name': value(['named-pipe']),
  'x-cryptocurrency-wallet:value': value(['crypto-address']),
  'x-phone-number:value': value(['phone']),
  'x-bank-account:value': value(['bank-account']),
  'network-traffic:src_ref.value': value(IP),
  'network-traffic:dst_ref.value': value(IP),
  'domain-name:resolves_to_refs.value': value(IP),
}

/** The meaning of a property, in a pattern or of an observable; indexes do not matter. */
export function meaningOf(path: ObjectPath): Meaning {
  const steps = path.steps.filter((step) => !step.startsWith('['))
  const key = `${path.type}:${steps.join('.')}`
  const known = Object.hasOwn(MEANINGS, key) ? MEANINGS[key] : undefined
  if (known !== undefined) return known
  const at = steps.indexOf('hashes')
  const name = steps[at + 1]
  if (at >= 0 && name !== undefined) {
    if (path.type === 'x509-certificate') return value(['certificate'])
    const type = hashType(name)
    return type === null ? { role: 'detail' } : value([type])
  }
  const last = steps.at(-1) ?? ''
  if (/^user-agent$/i.test(last)) return value(['user-agent'])
  const fingerprint = /(?:^|[_-])(ja3s|ja3|ja4|hassh|imphash)(?:$|[_-])/i.exec(last)?.[1]
  return fingerprint === undefined ? { role: 'detail' } : value([fingerprint.toLowerCase() as ObservableType])
}
