const loopback = ['localhost', '127.0.0.1', '[::1]']

/**
 * The origin of a final address: https, or plain http on this machine alone; without credentials. Null for
 * anything else.
 */
export function finalOrigin(written: string): string | null {
  const url = URL.canParse(written) ? new URL(written) : null
  if (
    !url ||
    url.username ||
    url.password ||
    (url.pathname !== '/' && url.pathname !== '') ||
    url.search ||
    url.hash
  )
    return null
  if (url.protocol === 'https:' || (url.protocol === 'http:' && loopback.includes(url.hostname)))
    return url.origin
  return null
}
