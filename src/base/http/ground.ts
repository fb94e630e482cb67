import { randomBytes } from 'node:crypto'
import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { Database } from '#base/db/index.ts'
import type { Language } from '#base/i18n/index.ts'
import { isLanguage, languageAsked } from '#base/i18n/index.ts'
import type { ErrorCode } from '#core/errors/index.ts'
import { notFound, Refusal } from '#core/errors/index.ts'
import type { Authenticator } from './authenticator.ts'
import { describeFault } from './fault.ts'
import { limits } from './limits.ts'
import { allowedMethods } from './methods.ts'
import type { ProblemDocument } from './problem.ts'
import { problemOf, problemType } from './problem.ts'
import type { RateLimiter } from './rate-limit.ts'
import { isHttps, newNonce, secure, whole } from './security.ts'

/** What the doors need of the house. Built once at start. */
export interface HttpDeps {
  readonly db: Database
  readonly authenticator: Authenticator
  readonly rateLimiter: RateLimiter
  readonly log: Log
  /** Where the association lives, `https://renkei.example.jp`: no slash at the end. */
  readonly origin: () => string
  /** The association's own language, for strangers who ask for none. */
  readonly language: () => Language
  readonly now: () => Date
  /** Proxies of our own between the world and us; 0: the socket tells who calls. */
  readonly proxies: number
}

/** Where the server writes what strangers are not told. Shaped like pino. */
export interface Log {
  info(what: object, message: string): void
  warn(what: object, message: string): void
  error(what: object, message: string): void
}

/** What a request carries through the router, each only once somebody needs it: ask `nonceOf` and `languageOf`. */
export interface HttpEnv {
  Variables: {
    nonce?: string
    language?: Language
  }
}

/** The nonce of this response's page. */
export function nonceOf(context: Context<HttpEnv>): string {
  const drawn = context.get('nonce') ?? newNonce()
  context.set('nonce', drawn)
  return drawn
}

/** The language of this answer: the signed-in person's, the one the address names, what the browser asks for, ours. */
export function languageOf(context: Context<HttpEnv>, ours: () => Language): Language {
  const known = context.get('language')
  if (known) return known
  const chosen = context.req.query('lang')
  return isLanguage(chosen) ? chosen : languageAsked(context.req.header('accept-language'), ours())
}

/** The router. */
export type App = OpenAPIHono<HttpEnv>

/** Writes a problem as a page, for people who followed a link. */
export type ProblemPage = (
  problem: ProblemDocument,
  frame: { readonly language: Language; readonly nonce: string; readonly path: string },
) => string | Promise<string>

/**
 * The router with what every response has in common: its language, its nonce, its security headers, and one way
 * to say no. Doors are hung into it by `hang`.
 */
export function createGround(deps: HttpDeps, problemPage?: ProblemPage): App {
  const app: App = new OpenAPIHono<HttpEnv>()
  const https = () => isHttps(deps.origin())

  app.use('*', async (context, next) => {
    requireSaneAddress(context.req.url)
    if (context.req.path !== '/healthz') requireHost(context.req.url, deps.origin())
    await next()
    if (whole in context.res) return
    secure(context.res.headers, https(), () => nonceOf(context))
  })

  const say = async (context: Context<HttpEnv>, refusal: Refusal): Promise<Response> => {
    const language = languageOf(context, deps.language)
    const problem = problemOf(refusal, language, deps.origin())
    const headers = headersOf(refusal)
    headers.set('content-language', language)
    if (problemPage && wantsPage(context)) {
      headers.set('content-type', 'text/html; charset=UTF-8')
      const frame = { language, nonce: nonceOf(context), path: context.req.path }
      secure(headers, https(), () => frame.nonce)
      return new Response(await problemPage(problem, frame), { status: problem.status, headers })
    }
    headers.set('content-type', problemType)
    secure(headers, https(), () => nonceOf(context))
    return new Response(JSON.stringify(problem), { status: problem.status, headers })
  }

  app.onError((error, context) => {
    const refusal = refusalOf(error)
    if (refusal.status < 500) return say(context, refusal)
    const reference = randomBytes(6).toString('hex')
    // the pattern, not the address: identifiers and queries stay out of the log
    deps.log.error(
      { reference, method: context.req.method, route: context.req.routePath, fault: describeFault(error) },
      'request failed',
    )
    return say(
      context,
      refusal.code === 'unknown_failure'
        ? new Refusal('unknown_failure', { params: { reference }, cause: error })
        : refusal,
    )
  })

  app.notFound((context) => {
    const allowed = allowedMethods(app, context.req.path)
    if (allowed.length === 0) return say(context, notFound())
    if (context.req.method === 'OPTIONS')
      return new Response(null, { status: 204, headers: { allow: allowed.join(', ') } })
    return say(context, new Refusal('method_not_allowed', { params: { allowed: allowed.join(', ') } }))
  })

  return app
}

/** People who follow a link get a page; programs, and whatever is under `/api/`, a problem document. */
const wantsPage = (context: Context): boolean =>
  !context.req.path.startsWith('/api/') && (context.req.header('accept') ?? '').includes('text/html')

/** Headers that belong to a refusal. */
function headersOf({ code, params }: Refusal): Headers {
  const headers = new Headers()
  // a challenge without a dialogue of the browser's own (RFC 9110 §11.6.1; step-up: RFC 9470 §3)
  if (code === 'sign_in_required' || code === 'sign_in_refused' || code === 'credential_refused')
    headers.set('www-authenticate', 'Bearer')
  if (code === 'fresh_sign_in_required')
    headers.set('www-authenticate', 'Bearer error="insufficient_user_authentication", max_age="300"')
  if (code === 'too_many_requests') headers.set('retry-after', String(params.seconds))
  if (code === 'stopping' || code === 'busy') headers.set('retry-after', '5')
  if (code === 'method_not_allowed') headers.set('allow', String(params.allowed))
  return headers
}

const byStatus: Readonly<Record<number, ErrorCode>> = {
  404: 'not_found',
  413: 'body_too_large',
  415: 'unsupported_media_type',
}

/** What a caller is told of an error. */
function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  if (error instanceof HTTPException)
    return new Refusal(byStatus[error.status] ?? 'unknown_failure', {
      params: { max: limits.body, expected: 'application/json' },
      cause: error,
    })
  const state = sqlState(error)
  // somebody was faster (serialization, deadlock, unique, exclusion): nothing was stored
  if (typeof state === 'string' && /^(40001|40P01|23505|23P01)$/.test(state))
    return new Refusal('changed_meanwhile', { cause: error })
  // a value that a schema let in and the database cannot hold: number, text or date out of its range
  if (typeof state === 'string' && /^(22003|22007|22008|22021|22P02|22P05)$/.test(state))
    return new Refusal('invalid_request', { cause: error })
  // admin_shutdown, crash_shutdown, cannot_connect_now
  if (state === '57P01' || state === '57P02' || state === '57P03')
    return new Refusal('stopping', { cause: error })
  return new Refusal('unknown_failure', { cause: error })
}

const sqlState = (error: unknown): unknown =>
  error instanceof Error && 'severity' in error && 'code' in error ? error.code : undefined

/** Printable ASCII without a percent sign: nothing is encoded in it. */
const plainAddress = /^[!-$&-~]*$/

/** Length and percent-encoding of the address. @throws {Refusal} */
function requireSaneAddress(address: string): void {
  if (address.length > limits.address) throw new Refusal('address_too_long')
  if (plainAddress.test(address)) return
  const written = address.replace(/^[a-z]+:\/\/[^/]*/i, '')
  let decoded: string
  try {
    decoded = decodeURIComponent(written)
  } catch (cause) {
    throw new Refusal('malformed_encoding', { cause })
  }
  if (/[\u0000-\u001f\u007f]/.test(decoded)) throw new Refusal('malformed_encoding')
}

let lastAddress = new URL('http://localhost')

/** Our own address, taken apart once and again when it has moved. */
function addressOf(origin: string): URL {
  if (lastAddress.origin !== origin) lastAddress = new URL(origin)
  return lastAddress
}

const loopback = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * We answer to our own name, and on the machine itself to its names for itself. Any other `Host` is a mistake or
 * an attack by DNS rebinding. @throws {Refusal} wrong_host
 */
function requireHost(address: string, origin: string): void {
  const ours = addressOf(origin)
  const host = address.indexOf('//') + 2
  if (address.startsWith(ours.host, host) && address[host + ours.host.length] === '/') return
  const asked = new URL(address)
  if (asked.host === ours.host) return
  if (loopback.has(asked.hostname) && loopback.has(ours.hostname)) return
  throw new Refusal('wrong_host', { params: { origin } })
}
