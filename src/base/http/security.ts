import { randomBytes } from 'node:crypto'

/** A nonce for one response (CSP Level 3 §2.3.1: at least 128 bits). */
export const newNonce = (): string => randomBytes(18).toString('base64')

/**
 * Content-Security-Policy of one page: nothing but our own files, scripts and style elements only with the
 * response's nonce. `data:` images are for QR codes; workers for OpenPGP come from our own files.
 */
export const contentSecurityPolicy = (nonce: string): string =>
  [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ')

/** A policy for what is no page: it may do nothing at all, even if a browser is talked into showing it. */
const noPage = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; sandbox"

/** Headers that every response carries. `https`: the association's address is https. */
export function secure(headers: Headers, more: { https: boolean; nonce: string }): void {
  const set = (name: string, value: string) => {
    if (!headers.has(name)) headers.set(name, value)
  }
  const isPage = (headers.get('content-type') ?? '').startsWith('text/html')
  set('content-security-policy', isPage ? contentSecurityPolicy(more.nonce) : noPage)
  set('x-content-type-options', 'nosniff')
  set('x-frame-options', 'DENY')
  set('referrer-policy', 'no-referrer')
  set('cross-origin-opener-policy', 'same-origin')
  set('cross-origin-resource-policy', 'same-origin')
  set(
    'permissions-policy',
    'camera=(self), geolocation=(), microphone=(), payment=(), usb=(), publickey-credentials-get=(self), publickey-credentials-create=(self)',
  )
  set('cache-control', 'no-store')
  if (more.https) set('strict-transport-security', 'max-age=31536000; includeSubDomains')
}
