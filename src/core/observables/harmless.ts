import type { ObservableType } from './choices.ts'
import { type Block, contains, parseBlock } from './ip.ts'
import type { WarningList } from './warning-list.ts'
import { hostOf } from './web-address.ts'

/** Why an indicator is probably none. */
export type HarmlessReason =
  /** RFC 1918, RFC 4193: somebody's own network. */
  | 'private'
  | 'loopback'
  | 'link-local'
  /** RFC 5737, RFC 3849, RFC 9637: addresses for examples. */
  | 'documentation'
  /** RFC 6598: between a provider and its customers. */
  | 'shared'
  | 'multicast'
  /** Not routed at all (RFC 6890): this network, benchmarks, future use. */
  | 'reserved'
  /** RFC 2606, RFC 6761: names for examples and tests. */
  | 'example-name'
  /** Names that no public name server knows: `.local`, `.internal`. */
  | 'local-name'
  /** The digest of nothing at all. */
  | 'empty-file'
  /** A name server that everybody may ask. */
  | 'public-resolver'
  /** A service that half the world uses: to block it hurts more than the attack. */
  | 'well-known'
  /** On a list that somebody keeps; its name is told. */
  | 'listed'

export interface Harmless {
  readonly reason: HarmlessReason
  /** Name of the list, for `listed`. */
  readonly list?: string
}

/** IANA's registries of special-purpose addresses (RFC 6890 and after); the first that fits gives the reason. */
const SPECIAL: readonly (readonly [HarmlessReason, readonly string[]])[] = [
  ['private', ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7']],
  ['loopback', ['127.0.0.0/8', '::1/128']],
  ['link-local', ['169.254.0.0/16', 'fe80::/10']],
  ['documentation', ['192.0.2.0/24', '198.51.100.0/24', '203.0.113.0/24', '2001:db8::/32', '3fff::/20']],
  ['shared', ['100.64.0.0/10']],
  ['multicast', ['224.0.0.0/4', 'ff00::/8']],
  [
    'reserved',
    ['0.0.0.0/8', '192.0.0.0/24', '198.18.0.0/15', '240.0.0.0/4', '::/128', '100::/64', '2001:2::/48'],
  ],
  [
    'public-resolver',
    [
      '8.8.8.8',
      '8.8.4.4',
      '1.1.1.1',
      '1.0.0.1',
      '9.9.9.9',
      '149.112.112.112',
      '208.67.222.222',
      '208.67.220.220',
    ],
  ],
  [
    'public-resolver',
    ['2001:4860:4860::8888', '2001:4860:4860::8844', '2606:4700:4700::1111', '2620:fe::fe'],
  ],
]

const BLOCKS = SPECIAL.map(
  ([reason, blocks]) =>
    [reason, blocks.flatMap((text): Block[] => [parseBlock(text)].filter((one) => one !== null))] as const,
)

const EMPTY = new Set([
  'd41d8cd98f00b204e9800998ecf8427e',
  'da39a3ee5e6b4b0d3255bfef95601890afd80709',
  'd14a028c2a3a2bc9476102bb288234c415a2b01f828ea62ac5b3e42f',
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '38b060a751ac96384cd9327eb1b1e36a21fdb71114be07434c0cc7bf63f6e1da274edebfe76f65fbd51ad2f14898b95b',
  'cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e',
  '3::',
])

const EXAMPLES =
  /(?:^|\.)(?:example|test|invalid|localhost|example\.(?:com|net|org|jp|co\.jp|or\.jp|ne\.jp))$/
const LOCAL = /(?:^|\.)(?:local|internal|intranet|lan|home|corp|home\.arpa|localdomain)$/

/** The services themselves, not what their customers put there: `docs.google.com` holds lures, `google.com` does not. */
const WELL_KNOWN = new Set(
  `google.com www.google.com google.co.jp www.google.co.jp microsoft.com www.microsoft.com login.microsoftonline.com
  windowsupdate.com office.com www.office.com apple.com www.apple.com amazon.com www.amazon.com amazon.co.jp
  www.amazon.co.jp yahoo.co.jp www.yahoo.co.jp yahoo.com www.yahoo.com facebook.com www.facebook.com x.com twitter.com
  youtube.com www.youtube.com wikipedia.org github.com www.github.com line.me rakuten.co.jp www.rakuten.co.jp gmail.com
  outlook.com cloudflare.com www.cloudflare.com akamai.com w3.org www.w3.org schemas.microsoft.com
  schemas.openxmlformats.org mozilla.org adobe.com www.adobe.com jpcert.or.jp www.jpcert.or.jp ipa.go.jp www.ipa.go.jp
  npa.go.jp nisc.go.jp jvn.jp cisa.gov www.cisa.gov nist.gov nvd.nist.gov mitre.org cve.mitre.org www.cve.org
  attack.mitre.org first.org virustotal.com www.virustotal.com`.split(/\s+/),
)

function ofBlock(block: Block): HarmlessReason | null {
  return BLOCKS.find(([, blocks]) => blocks.some((outer) => contains(outer, block)))?.[0] ?? null
}

function ofHost(host: string, whole: boolean): HarmlessReason | null {
  const block = parseBlock(host)
  if (block !== null) return ofBlock(block)
  if (EXAMPLES.test(host)) return 'example-name'
  if (LOCAL.test(host)) return 'local-name'
  return whole && WELL_KNOWN.has(host) ? 'well-known' : null
}

function built(type: ObservableType, value: string): HarmlessReason | null {
  switch (type) {
    case 'ipv4':
    case 'ipv6':
    case 'network':
    case 'domain':
      return ofHost(value, true)
    case 'url':
      // a lure may hide behind any path of a well-known service
      return ofHost(hostOf(value), /^[a-z]+:\/\/[^/]*\/$/.test(value))
    case 'email':
      return ofHost(value.slice(value.lastIndexOf('@') + 1), false)
    default:
      return EMPTY.has(value) ? 'empty-file' : null
  }
}

/**
 * Why a value is probably no indicator: reserved ranges and names, digests of nothing, what everybody uses, and the
 * lists that are given (own networks, MISP warning lists). Null: nothing speaks against it.
 * @param value in its normal form
 */
export function harmless(
  type: ObservableType,
  value: string,
  lists: readonly WarningList[] = [],
): Harmless | null {
  const reason = built(type, value)
  if (reason !== null) return { reason }
  const list = lists.find((one) => one.matches(type, value))
  return list === undefined ? null : { reason: 'listed', list: list.name }
}
