import { z } from 'zod'
import type { ObservableType } from './choices.ts'
import { type Block, masked, parseBlock } from './ip.ts'
import { lookupForm, normalise } from './normalise.ts'
import { hostOf } from './web-address.ts'

const LIST_MAX = 2_000_000
const SUBSTRINGS_MAX = 5_000

/** A file of the MISP warning lists (github.com/MISP/misp-warninglists, schema.json). */
const file = z.object({
  name: z.string().min(1).max(300),
  type: z.enum(['string', 'substring', 'hostname', 'cidr', 'regex']),
  list: z.array(z.string().max(4096)).max(LIST_MAX),
  matching_attributes: z.array(z.string().max(100)).max(300).optional(),
})

/** Values that are no reason for alarm, or that one must not block: own networks, well-known services. */
export interface WarningList {
  readonly name: string
  /** @param value in its normal form */
  matches(type: ObservableType, value: string): boolean
}

export type LoadedList =
  | { readonly ok: true; readonly list: WarningList }
  /** `regex-list`: patterns of strangers are never run. `too-many`: more substrings than are tried one by one. */
  | { readonly ok: false; readonly reason: 'not-a-list' | 'regex-list' | 'too-many' }

const HOSTS: readonly ObservableType[] = ['domain', 'url', 'email']
const ADDRESSES: readonly ObservableType[] = ['ipv4', 'ipv6', 'network', 'url']

/** Our types behind MISP's names of attributes; of a pair (`domain|ip`) both. */
const TYPES: Readonly<Record<string, readonly ObservableType[]>> = {
  domain: ['domain'],
  hostname: ['domain'],
  url: ['url'],
  uri: ['url'],
  link: ['url'],
  ip: ['ipv4', 'ipv6', 'network'],
  'ip-src': ['ipv4', 'ipv6', 'network'],
  'ip-dst': ['ipv4', 'ipv6', 'network'],
  email: ['email'],
  'email-src': ['email'],
  'email-dst': ['email'],
  AS: ['asn'],
  'x509-fingerprint-sha1': ['certificate'],
  'x509-fingerprint-sha256': ['certificate'],
  'ja3-fingerprint-md5': ['ja3', 'ja3s'],
  'hassh-md5': ['hassh'],
  btc: ['crypto-address'],
  xmr: ['crypto-address'],
  'phone-number': ['phone'],
  iban: ['bank-account'],
  'user-agent': ['user-agent'],
  ...Object.fromEntries(
    (
      [
        'md5',
        'sha1',
        'sha224',
        'sha256',
        'sha384',
        'sha512',
        'imphash',
        'ssdeep',
        'tlsh',
        'filename',
        'mutex',
      ] as const
    ).map((type) => [type, [type]]),
  ),
}

/** Types that a list speaks of; null: it does not say. */
function typesOf(attributes: readonly string[] | undefined): ReadonlySet<ObservableType> | null {
  if (attributes === undefined || attributes.length === 0) return null
  const parts = attributes.flatMap((one) => one.split('|'))
  return new Set(parts.flatMap((part) => (Object.hasOwn(TYPES, part) ? (TYPES[part] ?? []) : [])))
}

/** The host that a value names. */
function hostIn(type: ObservableType, value: string): string | null {
  if (type === 'domain') return value
  if (type === 'url') return hostOf(value)
  return type === 'email' ? value.slice(value.lastIndexOf('@') + 1) : null
}

type Match = (type: ObservableType, value: string) => boolean

/** The name or one above it: `login.example.com` is within `example.com`. */
function byHost(list: readonly string[]): Match {
  const names = new Set<string>()
  for (const entry of list) {
    const normal = normalise('domain', entry.trim().replace(/^\*?\./, ''))
    if ('value' in normal) names.add(normal.value)
  }
  return (type, value) => {
    const host = HOSTS.includes(type) ? hostIn(type, value) : null
    if (host === null) return false
    for (let at = 0; at >= 0; at = host.indexOf('.', at + 1)) {
      if (names.has(at === 0 ? host : host.slice(at + 1))) return true
    }
    return false
  }
}

const keyOf = ({ bytes, bits }: Block): string => `${bits} ${bytes.join('.')}`

/** One look for each length that the list holds, however long it is. */
function byBlock(list: readonly string[]): Match {
  const keys = new Set<string>()
  const lengths = new Map<number, Set<number>>()
  for (const entry of list) {
    const block = parseBlock(entry.trim())
    if (block === null) continue
    keys.add(keyOf(block))
    lengths.set(block.bytes.length, (lengths.get(block.bytes.length) ?? new Set<number>()).add(block.bits))
  }
  return (type, value) => {
    const block = ADDRESSES.includes(type) ? parseBlock(hostIn(type, value) ?? value) : null
    if (block === null) return false
    const fitting = [...(lengths.get(block.bytes.length) ?? [])].filter((bits) => bits <= block.bits)
    return fitting.some((bits) => keys.has(keyOf({ bytes: masked(block.bytes, bits), bits })))
  }
}

function byText(list: readonly string[]): Match {
  const texts = new Set(list.map((entry) => entry.trim().toLowerCase().replace(/^\./, '')))
  return (type, value) => {
    if (texts.has(lookupForm(type, value).toLowerCase())) return true
    const host = type === 'url' ? hostOf(value) : null
    return host !== null && texts.has(host)
  }
}

function bySubstring(list: readonly string[]): Match {
  // less than three letters would fit nearly everything
  const texts = list.map((entry) => entry.toLowerCase()).filter((entry) => entry.length >= 3)
  return (_type, value) => {
    const lower = value.toLowerCase()
    return texts.some((text) => lower.includes(text))
  }
}

const MATCHES = { hostname: byHost, cidr: byBlock, string: byText, substring: bySubstring } as const

/** A list of our own making: the association's networks (`cidr`), its members' domains (`hostname`) … */
export function warningList(name: string, kind: keyof typeof MATCHES, list: readonly string[]): WarningList {
  return { name, matches: MATCHES[kind](list) }
}

/**
 * Reads a warning list of MISP's shape. Never throws: what is no list, and lists of regular expressions, come back with
 * the reason. Entries that their kind cannot read are passed over.
 */
export function loadWarningList(json: unknown): LoadedList {
  const parsed = file.safeParse(json)
  if (!parsed.success) return { ok: false, reason: 'not-a-list' }
  const { name, type, list, matching_attributes } = parsed.data
  if (type === 'regex') return { ok: false, reason: 'regex-list' }
  if (type === 'substring' && list.length > SUBSTRINGS_MAX) return { ok: false, reason: 'too-many' }
  const types = typesOf(matching_attributes)
  const matches = MATCHES[type](list)
  return { ok: true, list: { name, matches: (of, value) => (types?.has(of) ?? true) && matches(of, value) } }
}
