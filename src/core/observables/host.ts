import tlds from 'tlds' with { type: 'json' }
import { parseBlock } from './ip.ts'
import { type Normal, odd } from './odd.ts'

/** Characters that would make `URL` see something else than a host, and those that no name has. */
const NOT_IN_A_NAME = /[\s/?#@:\\%[\]<>^|"'`{},;!$&()*+=~]/

/** The host as a browser would understand it: lower case, IDN as punycode; null: it would refuse. */
function asBrowser(name: string): string | null {
  if (name.length > 1000) return null
  const url = URL.parse(`http://${name}/`)
  return url === null || url.hostname === '' ? null : url.hostname
}

/** Lower-case ASCII whose last label is no number: nothing to convert, and no address. */
const PLAIN = /^[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.[a-z][a-z0-9-]*$/

/**
 * A name in the DNS: lower case, A-labels (punycode), no dot at the end. Underscores are let through, for services
 * and malware use them. A name needs a dot.
 */
export function domain(text: string): Normal {
  const bare = text.replace(/\.$/, '')
  // nearly all names; a browser would only say the same
  if (PLAIN.test(bare) && !bare.includes('xn--')) return isName(bare) ? { value: bare } : odd('not-a-name')
  if (/^\*?\./.test(bare)) return odd('wildcard')
  if (/^[a-z][a-z0-9+.-]{0,30}:\/\//i.test(bare) || /^[^@]+@[^@]+$/.test(bare)) return odd('another-type')
  if (NOT_IN_A_NAME.test(bare)) return odd('not-a-name')
  const name = asBrowser(bare)?.replace(/\.$/, '')
  if (name === undefined) return odd('not-a-name')
  if (parseBlock(name) !== null) return odd('another-type')
  return isName(name) ? { value: name } : odd('not-a-name')
}

/** Labels of 1 to 63, 253 in all (RFC 1035 §2.3.4), two or more. */
function isName(name: string): boolean {
  return (
    name.length <= 253 && name.includes('.') && name.split('.').every((one) => /^[a-z0-9_-]{1,63}$/.test(one))
  )
}

/** In use, and in no list of ICANN's; the rest is reserved (RFC 2606, 6761) and appears in exercises. */
const UNLISTED = ['onion', 'bit', 'i2p', 'test', 'example', 'invalid']

let topLevel: ReadonlySet<string> | null = null

/** Made when first asked for: a screen that only shows values does not carry the list with it. */
function topLevels(): ReadonlySet<string> {
  const asLabel = (tld: string) => (/^[a-z0-9-]+$/.test(tld) ? tld : (asBrowser(`a.${tld}`)?.slice(2) ?? tld))
  topLevel ??= new Set([...tlds.map(asLabel), ...UNLISTED])
  return topLevel
}

/** Whether the last label of a normal name is a top-level domain: what tells a name from a file in a text. */
export const hasTopLevel = (name: string): boolean => topLevels().has(name.slice(name.lastIndexOf('.') + 1))

/**
 * A mail address, all lower case: in theory the local part tells cases apart (RFC 5321 §2.4), in practice no provider
 * does, and a lookup must find it.
 */
export function email(text: string): Normal {
  const bare = text.replace(/^mailto:/i, '')
  const [local = '', host, more] = bare.split('@', 3)
  if (host === undefined || more !== undefined) return odd('not-an-address')
  if (!/^[^\s"<>(),:;\\[\]{}]{1,64}$/.test(local)) return odd('not-an-address')
  const name = domain(host)
  return 'odd' in name ? odd('not-an-address') : { value: `${local.toLowerCase().normalize()}@${name.value}` }
}
