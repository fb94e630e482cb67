import type { Indicator, ObservableType } from '#core/observables/index.ts'
import { parsePattern, quoted } from './pattern.ts'
import { PatternFault } from './tokens.ts'

/** How an indicator is said: in the pattern language, or as a rule of another program. */
export interface Expression {
  readonly pattern: string
  readonly type: 'stix' | 'yara' | 'sigma' | 'snort' | 'suricata'
}

const HEADER = "network-traffic:extensions.'http-request-ext'.request_header.'User-Agent'"

/** One property, where one is enough. What STIX has no object for gets a type with `x-` (STIX 2.1 §11.2). */
const PROPERTIES: Partial<Readonly<Record<ObservableType, string>>> = {
  ipv4: 'ipv4-addr:value',
  ipv6: 'ipv6-addr:value',
  domain: 'domain-name:value',
  url: 'url:value',
  email: 'email-addr:value',
  md5: 'file:hashes.MD5',
  sha1: "file:hashes.'SHA-1'",
  sha224: "file:hashes.'SHA-224'",
  sha256: "file:hashes.'SHA-256'",
  sha384: "file:hashes.'SHA-384'",
  sha512: "file:hashes.'SHA-512'",
  ssdeep: 'file:hashes.SSDEEP',
  tlsh: 'file:hashes.TLSH',
  imphash: "file:extensions.'windows-pebinary-ext'.imphash",
  filename: 'file:name',
  mutex: 'mutex:name',
  'named-pipe': 'x-named-pipe:name',
  'registry-key': 'windows-registry-key:key',
  'user-agent': HEADER,
  ja3: 'network-traffic:x_ja3_hash',
  ja3s: 'network-traffic:x_ja3s_hash',
  ja4: 'network-traffic:x_ja4_hash',
  hassh: 'network-traffic:x_hassh_hash',
  'crypto-address': 'x-cryptocurrency-wallet:value',
  phone: 'x-phone-number:value',
  'bank-account': 'x-bank-account:value',
  'mail-subject': 'email-message:subject',
}

/** An indicator as STIX says it; null for free text, which is no pattern. */
export function express({ type, value }: Pick<Indicator, 'type' | 'value'>): Expression | null {
  const property = PROPERTIES[type]
  if (property !== undefined) return stix(`[${property} = ${quoted(value)}]`)
  if (type === 'yara' || type === 'sigma' || type === 'snort' || type === 'suricata')
    return { pattern: value, type }
  if (type === 'network')
    return stix(`[${value.includes(':') ? 'ipv6' : 'ipv4'}-addr:value ISSUBSET ${quoted(value)}]`)
  if (type === 'asn') return stix(`[autonomous-system:number = ${value.replace(/^AS/i, '')}]`)
  if (type === 'path') return stix(`[${pathPattern(value)}]`)
  if (type === 'certificate') {
    return stix(`[x509-certificate:hashes.'${value.length === 64 ? 'SHA-256' : 'SHA-1'}' = ${quoted(value)}]`)
  }
  return type === 'other' && isPattern(value) ? stix(value) : null
}

const stix = (pattern: string): Expression => ({ pattern, type: 'stix' })

/** Folder and file, where the path ends in one; else the folder alone. */
function pathPattern(path: string): string {
  const at = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'))
  const [folder, file] = [path.slice(0, at), path.slice(at + 1)]
  if (at <= 0 || file === '') return `directory:path = ${quoted(path)}`
  return `file:name = ${quoted(file)} AND file:parent_directory_ref.path = ${quoted(folder)}`
}

/** What came in as a pattern that could not be looked up goes out as that pattern. */
function isPattern(text: string): boolean {
  if (!text.startsWith('[') && !text.startsWith('(')) return false
  try {
    parsePattern(text)
    return true
  } catch (fault) {
    if (fault instanceof PatternFault) return false
    throw fault
  }
}
