import { asText, memberOf, numberAt, objectAt, textAt, textsAt } from '#core/capture/index.ts'
import { type Meaning, meaningOf, type Types } from './meaning.ts'
import { insideOf, recordsOf, type StixObject } from './object.ts'
import { pathText } from './pattern.ts'

/** Something found, not yet normalised. */
export interface Found {
  readonly types: Types
  readonly value: string
  readonly names: readonly string[]
  readonly size: number | null
  /** What stands beside it: `mail sender`, `folder`. */
  readonly aside: string
}

export const found = (types: Types, text: string, more: Partial<Found> = {}): Found => ({
  types,
  value: text,
  names: [],
  size: null,
  aside: '',
  ...more,
})

/** What an observable object holds: what to look up, and what it tells of people. */
export interface Observed {
  readonly found: readonly Found[]
  readonly senderNames: readonly string[]
  /** Ids of the addresses that a mail went to. */
  readonly recipients: readonly string[]
}

/** Own properties of observables that stand for the whole. */
const SPEAKING = [
  'value',
  'path',
  'subject',
  'key',
  'number',
  'name',
  'iban',
  'account_number',
  'display_name',
]

/** Reads the own properties of one observable (STIX 2.1 §6, or an inline object of 2.0). */
export function observe(object: StixObject): Observed {
  const { raw } = object
  const isFile = object.type === 'file' || object.type === 'artifact'
  const seen = hashesOf(object)
  // a file with a hash is found by it; else its name is all we have
  if (isFile && seen.length === 0) {
    const name = textAt(raw, 'name')
    if (name !== '') seen.push(found(['filename'], name, { size: numberAt(raw, 'size') }))
  }
  const senderNames: string[] = []
  for (const property of SPEAKING) {
    const text = textAt(raw, property)
    if (text === '') continue
    const meaning = meaningOf({ type: object.type, steps: [property] })
    if (meaning.role === 'value') seen.push(found(meaning.types, text, { aside: asideOf(object, meaning) }))
    if (meaning.role === 'sender-name') senderNames.push(text)
  }
  seen.push(...deeper(object))
  const recipients = ['to_refs', 'cc_refs', 'bcc_refs'].flatMap((key) => textsAt(raw, key))
  return { found: seen, senderNames, recipients }
}

function hashesOf(object: StixObject): Found[] {
  const name = textAt(object.raw, 'name')
  const file = { names: name === '' ? [] : [name], size: numberAt(object.raw, 'size') }
  const hashes = Object.entries(insideOf(object.raw, 'hashes')).map(
    ([kind, text]) => [kind, asText(text)] as const,
  )
  return hashes
    .filter(([, text]) => text !== '')
    .map(([kind, text]) => {
      const path = { type: object.type, steps: ['hashes', kind] }
      const meaning = meaningOf(path)
      return meaning.role === 'value'
        ? found(meaning.types, text, { ...file, aside: meaning.aside })
        : found(['other'], `${pathText(path)} = ${text}`, file)
    })
}

/** The values of a registry key are told beside it: nobody looks them up. */
function asideOf(object: StixObject, meaning: Extract<Meaning, { role: 'value' }>): string {
  if (object.type !== 'windows-registry-key') return meaning.aside
  return recordsOf(object.raw, 'values')
    .map((one) => [textAt(one, 'name'), textAt(one, 'data')].join('='))
    .join('; ')
}

/** What hides in extensions, and what has no property that speaks for the whole. */
function deeper({ type, raw }: StixObject): Found[] {
  const headers = insideOf(insideOf(insideOf(raw, 'extensions'), 'http-request-ext'), 'request_header')
  const more = Object.keys(headers)
    .filter((name) => /^user-agent$/i.test(name))
    .flatMap((name) => textsAt(headers, name))
    .map((text) => found(['user-agent'], text))
  if (type === 'user-account') {
    const login = textAt(raw, 'account_login') || textAt(raw, 'user_id') || textAt(raw, 'display_name')
    more.push(found(['other'], login, { aside: `user account ${textAt(raw, 'account_type')}`.trim() }))
  }
  if (type === 'mac-addr') more.push(found(['other'], textAt(raw, 'value'), { aside: 'MAC address' }))
  if (type === 'process') more.push(found(['other'], textAt(raw, 'command_line'), { aside: 'command line' }))
  if (type === 'x509-certificate' && objectAt(raw, 'hashes') === null) {
    const facts = ['serial_number', 'issuer', 'subject'].filter((key) => memberOf(raw, key) !== undefined)
    more.push(
      found(['other'], facts.map((key) => `${key}: ${textAt(raw, key)}`).join('; '), {
        aside: 'certificate',
      }),
    )
  }
  return more.filter(({ value }) => value !== '')
}

/** The types of object that this reads. */
export const OBSERVABLES: ReadonlySet<string> = new Set([
  'artifact',
  'autonomous-system',
  'bank-account',
  'cryptocurrency-wallet',
  'directory',
  'domain-name',
  'email-addr',
  'email-message',
  'file',
  'hostname',
  'ipv4-addr',
  'ipv6-addr',
  'mac-addr',
  'mutex',
  'network-traffic',
  'phone-number',
  'process',
  'software',
  'url',
  'user-account',
  'user-agent',
  'windows-registry-key',
  'x509-certificate',
])
