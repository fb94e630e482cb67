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
type Fixed = Readonly<Record<string, string>>

const answers: Fixed = Object.freeze({ ...always, 'content-security-policy': noPage })
const overHttps = (headers: Fixed): Fixed =>
  Object.freeze({ ...headers, 'strict-transport-security': 'max-age=31536000; includeSubDomains' })
const ofJson = (headers: Fixed): Fixed =>
  Object.freeze({ ...headers, 'content-type': 'application/json; charset=UTF-8' })
const answersOverHttps = overHttps(answers)
const jsonAnswers = ofJson(answers)
const jsonAnswersOverHttps = ofJson(answersOverHttps)

/** Whether the association's address is https. */
export const isHttps = (origin: string): boolean => origin.startsWith('https:')

/** Headers of every answer that is no page. */
export const answerHeaders = (https: boolean): Fixed => (https ? answersOverHttps : answers)

/** Headers of every answer that is JSON. */
export const jsonHeaders = (https: boolean): Fixed => (https ? jsonAnswersOverHttps : jsonAnswers)

/** Stands on a response that was made with the headers that every response carries. */
export const whole = Symbol('whole')

/** Puts onto a response what it lacks of the headers that every response carries. */
export function secure(headers: Headers, https: boolean, nonce: () => string): void {
  if ((headers.get('content-type') ?? '').startsWith('text/html'))
    headers.set('content-security-policy', contentSecurityPolicy(nonce()))
  for (const [name, value] of Object.entries(answerHeaders(https)))
    if (!headers.has(name)) headers.set(name, value)
}
