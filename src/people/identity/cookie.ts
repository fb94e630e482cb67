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
  for (let start = 0; start < header.length; ) {
    const semicolon = header.indexOf(';', start)
    const end = semicolon < 0 ? header.length : semicolon
    while (header[start] === ' ') start += 1
    const value = start + name.length + 1
    if (value <= end && header[value - 1] === '=' && header.startsWith(name, start))
      return header.slice(value, end).trim()
    start = end + 1
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
