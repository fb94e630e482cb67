import { type Found, findObservables, harmless, hostOf, parseBlock } from '#core/observables/index.ts'
import type { Dictionary, Subject } from './dictionary.ts'
import type { FindingKind } from './finding.ts'

/** Something found in one text, before it is known whether it may be said here. */
export interface Hit {
  readonly from: number
  readonly to: number
  readonly kind: FindingKind
  readonly key: string
  readonly subject: Subject | null
  /** Written so that nobody opens it: its author means the attacker's. */
  readonly meant: boolean
}

const INSIDE: ReadonlySet<string> = new Set(['url', 'domain', 'email'])

/** Hosts, addresses, mail addresses and URLs in a text, with whom they belong to. */
export function hitsOfObservables(text: string, dictionary: Dictionary): { hits: Hit[]; inside: Found[] } {
  const found = findObservables(text)
  const hits = found.flatMap((one) => {
    const hit = hitOf(one, dictionary)
    return hit ? [{ ...hit, from: one.at, to: one.end }] : []
  })
  return { hits, inside: found.filter(({ type }) => INSIDE.has(type)) }
}

/** Whom one observable belongs to; null where it says nothing of anybody. */
export function hitOf(
  { type, value, defanged: meant }: Pick<Found, 'type' | 'value' | 'defanged'>,
  dictionary: Dictionary,
): Omit<Hit, 'from' | 'to'> | null {
  switch (type) {
    case 'domain': {
      const subject = dictionary.ownerOfHost(value)
      return subject && { kind: 'domain', key: `host:${value}`, subject, meant }
    }
    case 'url': {
      const host = hostOf(value)
      const key = `url:${value}`
      const subject = dictionary.ownerOfHost(host) ?? dictionary.ownerOfAddress(host)
      if (subject) return { kind: 'domain', key, subject, meant }
      const why = harmless('url', value)?.reason
      return why === 'private' || why === 'local-name'
        ? { kind: 'internal-url', key, subject: null, meant }
        : null
    }
    case 'email': {
      const subject = dictionary.ownerOfHost(value.slice(value.lastIndexOf('@') + 1))
      const known = subject === null && isKnown(value)
      return known ? null : { kind: 'mail', key: `mail:${value}`, subject, meant }
    }
    case 'ipv4':
    case 'ipv6':
    case 'network': {
      const why = harmless(type, value)?.reason
      // RFC 5737: nobody's, and what we write instead
      if (why === 'documentation') return null
      const subject = dictionary.ownerOfAddress(value)
      if (subject) return { kind: 'network', key: `ip:${value}`, subject, meant }
      const isOne = type !== 'network' && why === 'private'
      return isOne ? { kind: 'private-address', key: `ip:${value}`, subject: null, meant } : null
    }
    default:
      return null
  }
}

/** Addresses of examples and of public offices: nobody is given away by them. */
function isKnown(address: string): boolean {
  const host = address.slice(address.lastIndexOf('@') + 1)
  const why = harmless('domain', host)?.reason
  return why === 'example-name' || (why === 'well-known' && /\.(?:go|or)\.jp$|\.gov$|\.org$/.test(host))
}

const USER_PATHS = [
  /(?<![a-z0-9])(?:[a-z]:)?\\{1,2}users\\{1,2}([^\\\s"'<>|:*?]{1,64})(?=\\)/gi,
  /(?<![^\s"'(（「:=])\/(?:home|Users)\/([^/\s"'<>、。]{1,64})(?=\/)/g,
]
const ANYBODY =
  /^(?:public|default|all|admin|administrator|user|users|username|guest|root|test|victim|shared|user-?\d+|%.*%|\$.*|\[.*|\{.*|<.*|x{2,}|\*+)$/i

const HOSTS = [
  // \\server\share; a path that was escaped has a letter or a colon before it
  /(?<![\\:\w])\\\\([a-z0-9][a-z0-9_-]{1,62})(?=\\[^\s\\])/gi,
  /(?<![\w.@/-])((?:[a-z0-9][a-z0-9-]{0,62}\.){1,6}(?:local|internal|intranet|intra|lan|corp|localdomain))(?![\w-]|\.[a-z0-9])/gi,
  /(?<![\w-])((?:DESKTOP|LAPTOP)-[A-Z0-9]{7})(?![\w-])/g,
  /(?<!攻撃(?:者|元|側)の[^\n]{0,8})(?:ホスト名|コンピュータ(?:ー)?名|端末名|マシン名|サーバ(?:ー)?名)\s{0,3}[:：=は]\s{0,3}[「"'`]?([a-z0-9][a-z0-9_-]{2,62})(?![\w.])/gi,
  /(?<!attacker[^\n]{0,12})(?:host ?name|computer ?name)\s{0,3}(?:[:=]|is)\s{0,3}["'`]?([a-z0-9][a-z0-9_-]{2,62})(?![\w.])/gi,
]
const ANY_HOST =
  /^(?:localhost|host-?\d*|server|hostname|(?:.*\.)?(?:example|contoso|company|domain)\.[a-z]+)$/i

function each(text: string, rules: readonly RegExp[], kind: 'user' | 'host', anything: RegExp): Hit[] {
  return rules.flatMap((rule) =>
    Array.from(text.matchAll(rule)).flatMap((match): Hit[] => {
      const said = match[1] ?? ''
      if (said === '' || anything.test(said) || parseBlock(said) !== null) return []
      const from = match.index + match[0].lastIndexOf(said)
      const key = `${kind}:${said.toLowerCase()}`
      return [{ from, to: from + said.length, kind, key, subject: null, meant: false }]
    }),
  )
}

/** Names of users in paths, and of machines: what nobody outside knows. */
export const hitsOfPlaces = (text: string): Hit[] => [
  ...each(text, USER_PATHS, 'user', ANYBODY),
  ...each(text, HOSTS, 'host', ANY_HOST),
]
