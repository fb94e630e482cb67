import { domain, hasTopLevel } from './host.ts'
import { parseBlock } from './ip.ts'
import { type Normal, odd } from './odd.ts'

/** Schemes that `URL` reads as the web does; others are read beside them and keep their name. */
const SPECIAL = new Set(['http', 'https', 'ws', 'wss', 'ftp'])
const NEVER = new Set(['javascript', 'data', 'vbscript', 'about', 'blob'])
const SCHEME = /^([a-z][a-z0-9+.-]{0,30}):\/\/(?=.)/i

/** Host of a text without a scheme, if it can only be the beginning of a web address: `evil.example/gate.php`. */
function looksLikeHost(text: string): boolean {
  const host = text.slice(0, 300).split(/[/:?#]/, 1)[0] ?? ''
  if (parseBlock(host)?.bytes.length === 4) return true
  const name = domain(host)
  return 'value' in name && hasTopLevel(name.value)
}

/** `URL` forgets the port that is usual for its scheme; two schemes never forget the same. */
function portOf(rest: string): string {
  return URL.parse(`http://${rest}`)?.port || URL.parse(`https://${rest}`)?.port || ''
}

function parsed(scheme: string, rest: string): URL | null {
  return URL.parse(`${SPECIAL.has(scheme) ? scheme : 'http'}://${rest}`)
}

/**
 * A web address as a browser would open it (WHATWG URL): scheme and host lower case, IDN as punycode, an address
 * written as a number undone, the usual port away, percent escapes in capitals. Userinfo, query and fragment stay, for
 * a lure lives in them. Without a scheme it is taken as `http`.
 */
export function webAddress(text: string): Normal {
  const said = SCHEME.exec(text)
  if (said === null && !looksLikeHost(text)) return odd('not-a-url')
  const scheme = (said?.[1] ?? 'http').toLowerCase()
  const rest = said === null ? text : text.slice(said[0].length)
  if (NEVER.has(scheme)) return odd('not-a-url')
  const host = rest.split(/[/?#\\]/, 1)[0] ?? ''
  if (host === '' || host.length > 1000) return odd('not-a-url')
  const url = parsed(scheme, rest)
  if (url === null || url.hostname === '') return odd('not-a-url')
  const port = SPECIAL.has(scheme) ? url.port : portOf(rest)
  const user = url.username + (url.password === '' ? '' : `:${url.password}`)
  const value = [
    `${scheme}://`,
    user === '' ? '' : `${user}@`,
    url.hostname.replace(/(?<=[^.])\.$/, ''),
    port === '' ? '' : `:${port}`,
    url.pathname,
    url.search,
    url.hash,
  ]
    .join('')
    .replace(/%[0-9a-f]{2}/gi, (code) => code.toUpperCase())
  return value.length <= 8192 ? { value } : odd('too-long')
}

/** The host of a normal web address, without port and brackets. */
export function hostOf(url: string): string {
  const rest = url.slice(url.indexOf('://') + 3)
  const authority = rest.split(/[/?#]/, 1)[0] ?? ''
  const host = authority.slice(authority.lastIndexOf('@') + 1)
  return /^\[/.test(host) ? host.slice(1, host.indexOf(']')) : host.replace(/:\d*$/, '')
}
