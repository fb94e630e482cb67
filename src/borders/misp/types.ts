import type { ObservableType } from '#core/observables/index.ts'

/** What the value of an attribute type is for us (MISP core format, "types"). */
export type Meaning =
  /** Something to look for. `aside` goes into its comment, for our type says less than MISP's. */
  | {
      readonly is: 'value'
      readonly types: readonly [ObservableType, ...ObservableType[]]
      readonly aside?: string
    }
  /** A sentence, or a detail that is worth reading. */
  | { readonly is: 'text' }
  /** Describes something else: of no use alone, and told in the notes. */
  | { readonly is: 'detail' }
  /** Stands in another value already. */
  | { readonly is: 'known' }
  /** Who was hit: the victim's part. */
  | { readonly is: 'victim' }
  /** About a human being: refused without purpose and basis (R10). */
  | { readonly is: 'person' }
  | { readonly is: 'reference' | 'vulnerability' | 'product' | 'file' | 'sender-name' | 'lure' }

const value = (...types: readonly [ObservableType, ...ObservableType[]]): Meaning => ({ is: 'value', types })
const other = (aside: string): Meaning => ({ is: 'value', types: ['other'], aside })
const each = (names: string, meaning: Meaning | ((name: string) => Meaning)): [string, Meaning][] =>
  names.split(' ').map((name) => [name, typeof meaning === 'function' ? meaning(name) : meaning])

const address = value('ipv4', 'ipv6', 'network', 'domain')
const host = value('domain', 'ipv4', 'ipv6', 'network', 'url')

const MEANINGS: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ...each('md5 sha1 sha224 sha256 sha384 sha512 ssdeep tlsh imphash', (name) =>
    value(name as ObservableType),
  ),
  ...each(
    'sha512/224 sha512/256 sha3-224 sha3-256 sha3-384 sha3-512 authentihash pehash impfuzzy vhash telfhash cdhash dom-hash',
    other,
  ),
  ...each('ip ip-src ip-dst', address),
  ...each('domain hostname', host),
  ...each('email email-src email-dst email-reply-to whois-registrant-email dns-soa-email', value('email')),
  ...each('email-attachment', value('filename')),
  ...each('email-x-mailer', { is: 'value', types: ['user-agent'], aside: 'X-Mailer' }),
  ...each('email-message-id', { is: 'value', types: ['other'], aside: 'Message-ID' }),
  ...each('x509-fingerprint-sha1 x509-fingerprint-sha256', value('certificate')),
  ...each('btc xmr dash', value('crypto-address')),
  ...each('phone-number prtn whois-registrant-phone', value('phone')),
  ...each('iban bank-account-nr aba-rtn', value('bank-account')),
  ...each(
    'pdb hex cookie jarm-fingerprint mac-address mac-eui-64 x509-fingerprint-md5 favicon-mmh3 windows-scheduled-task windows-service-name windows-service-displayname pattern-in-file pattern-in-memory pattern-in-traffic stix2-pattern process-state mobile-application-id chrome-extension-id github-repository github-username twitter-id jabber-id jabber pgp-public-key ssh-fingerprint hasshserver-sha256 bic gene kusto-query zeek bro nids campaign-id dkim-signature dkim other eppn onion-address telegram-id email-thread-index email-mime-boundary',
    other,
  ),
  ['url', value('url')],
  ['uri', { is: 'value', types: ['url', 'other'], aside: 'uri' }],
  ['AS', value('asn')],
  ['filename', value('filename')],
  ['named pipe', value('named-pipe')],
  ['mutex', value('mutex')],
  ['regkey', { is: 'value', types: ['registry-key'] }],
  ['user-agent', value('user-agent')],
  ['http-user-agent', value('user-agent')],
  ['ja3-fingerprint-md5', value('ja3')],
  ['hassh-md5', value('hassh')],
  ['hasshserver-md5', { is: 'value', types: ['hassh'], aside: 'server' }],
  ['email-subject', value('mail-subject')],
  ['yara', value('yara')],
  ['sigma', value('sigma')],
  ['snort', value('snort')],
  ['suricata', value('suricata')],
  ...each(
    'text comment email-header whois-registrar whois-registrant-name whois-registrant-org whois-creation-date campaign-name threat-actor github-organisation weakness port identifier',
    {
      is: 'text',
    },
  ),
  ...each('datetime float boolean counter size-in-bytes mime-type anonymised cortex cpe-uri integer', {
    is: 'detail',
  }),
  ...each(
    'target-user target-email target-machine target-org target-location target-external email-dst-display-name',
    { is: 'victim' },
  ),
  ...each(
    'first-name middle-name last-name full-name date-of-birth place-of-birth gender passport-number passport-country passport-expiration redress-number nationality visa-number issue-date-of-the-visa primary-residence country-of-residence special-service-request frequent-flyer-number travel-details payment-details place-port-of-original-embarkation place-port-of-clearance place-port-of-onward-foreign-destination passenger-name-record-locator-number identity-card-number social-security-number cc-number bin',
    { is: 'person' },
  ),
  ['link', { is: 'reference' }],
  ['vulnerability', { is: 'vulnerability' }],
  ['cpe', { is: 'product' }],
  ['attachment', { is: 'file' }],
  ['email-src-display-name', { is: 'sender-name' }],
  ['email-body', { is: 'lure' }],
])

/** Null: a type that we do not know. */
export const meaningOf = (type: string): Meaning | null => MEANINGS.get(type) ?? null

/** Categories that say more than the type does. */
export const VICTIM_CATEGORY = 'Targeting data'
export const HIDDEN_CATEGORIES: readonly string[] = ['Internal reference', 'Person']

/** `CPE 2.2` (`cpe:/a:vendor:product:version`) and 2.3 (`cpe:2.3:a:…`): vendor, product, version. Null: neither. */
export function productOfCpe(cpe: string): { vendor: string; name: string; version: string } | null {
  const parts = /^cpe:(?:2\.3:|\/)[aoh*-]?:?(.*)$/i
    .exec(cpe)?.[1]
    ?.split(/(?<!\\):/)
    .slice(0, 3)
  if (!parts || parts.length < 2) return null
  const [vendor = '', name = '', version = ''] = parts.map((part) =>
    /^[*-]?$/.test(part) ? '' : part.replace(/\\(.)/g, '$1').replaceAll('_', ' '),
  )
  return name === '' ? null : { vendor, name, version }
}

/** Types of two values, at the first `|`: what each half is. `aside`: it only describes the other half. */
export const PAIRS: Readonly<Record<string, readonly [string, string]>> = {
  'domain|ip': ['domain', 'ip-dst'],
  'ip-src|port': ['ip-src', 'aside'],
  'ip-dst|port': ['ip-dst', 'aside'],
  'hostname|port': ['hostname', 'aside'],
  'regkey|value': ['regkey', 'aside'],
}
export const isPair = (type: string): boolean => Object.hasOwn(PAIRS, type)
/** A file name and one of its hashes. */
export const isNamed = (type: string): boolean => type === 'malware-sample' || type.startsWith('filename|')
