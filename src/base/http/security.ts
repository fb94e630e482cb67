import { randomFillSync } from 'node:crypto'

const pool = Buffer.alloc(18 * 256)
let used = pool.length

/** A nonce for one response (CSP Level 3 §2.3.1: at least 128 bits). Drawn in bulk: one draw costs as much as 256. */
export function newNonce(): string {
  if (used === pool.length) {
    randomFillSync(pool)
    used = 0
  }
  used += 18
  return pool.toString('base64', used - 18, used)
}

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

const always: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy':
    'camera=(self), geolocation=(), microphone=(), payment=(), usb=(), publickey-credentials-get=(self), publickey-credentials-create=(self)',
  'cache-control': 'no-store',
  vary: 'Accept-Language, Cookie',
}
const answers = { ...always, 'content-security-policy': noPage }
const answersOverHttps = { ...answers, 'strict-transport-security': 'max-age=31536000; includeSubDomains' }

/** Headers of every answer that is no page. `https`: the association's address is https. */
export const answerHeaders = (https: boolean): Readonly<Record<string, string>> =>
  https ? answersOverHttps : answers

/** Puts onto a response what it lacks of the headers that every response carries. */
export function secure(headers: Headers, more: { https: boolean; nonce: string }): void {
  if ((headers.get('content-type') ?? '').startsWith('text/html'))
    headers.set('content-security-policy', contentSecurityPolicy(more.nonce))
  for (const [name, value] of Object.entries(answerHeaders(more.https)))
    if (!headers.has(name)) headers.set(name, value)
}
