/**
 * Names of our cookies. They carry the installation's id, so that two associations under one host (or two checkouts
 * on `localhost`) do not sign each other's people out. On https the prefix `__Host-` keeps other hosts and paths
 * from setting them (RFC 6265bis §4.1.3.2).
 */
export const cookieNames = (installation: string, https: boolean) => {
  const prefix = https ? '__Host-' : ''
  return {
    session: `${prefix}renkei-${installation}`,
    device: `${prefix}renkei-${installation}-device`,
  } as const
}

/** The value of one cookie of a `Cookie` header, or null. Of two with one name the first counts, as browsers send it. */
export function readCookie(header: string | null, name: string): string | null {
  if (!header || header.length > 8_000) return null
  for (const pair of header.split(';')) {
    const at = pair.indexOf('=')
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim()
  }
  return null
}

/**
 * A `Set-Cookie` header: for our pages alone, out of reach of scripts. `Lax`, so that a link in a mail opens signed
 * in; reads change nothing, and writes from other sites are refused by their origin.
 * @param seconds how long the browser keeps it; 0 removes it; null: until the browser closes
 */
export const setCookie = (
  name: string,
  value: string,
  more: { https: boolean; seconds: number | null },
): string =>
  [
    `${name}=${value}`,
    'Path=/',
    'HttpOnly',
    'SameSite=Lax',
    ...(more.https ? ['Secure'] : []),
    ...(more.seconds === null ? [] : [`Max-Age=${more.seconds}`]),
  ].join('; ')
