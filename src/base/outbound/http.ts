import { lookup } from 'node:dns'
import type { IncomingMessage } from 'node:http'
import type { RequestOptions } from 'node:https'
import { Agent, request } from 'node:https'
import type { LookupFunction } from 'node:net'
import { isIP } from 'node:net'
import { Refusal } from '#core/errors/index.ts'
import { allowList, mayConnect } from './address.ts'

/** What a foreign server may cost us: ms for the whole exchange, bytes of its answer. */
export const outboundLimits = { ms: 10_000, answer: 64_000, sent: 1_000_000 } as const

export interface OutboundRequest {
  readonly method: 'GET' | 'POST' | 'PUT'
  /** `https://…`, without credentials. */
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Uint8Array | string
  /** Gives up earlier. */
  readonly signal?: AbortSignal
}

export interface OutboundAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

/** Sends one request out of the house. */
export type SendHttp = (request: OutboundRequest) => Promise<OutboundAnswer>

export interface OutboundOptions {
  /** Networks allowed though they are not public. */
  readonly allow?: readonly string[]
  /** Certificates trusted beside the usual ones, PEM. */
  readonly ca?: readonly string[]
  readonly ms?: number
}

/**
 * The one HTTP client that goes out to addresses which somebody typed in. https alone; every address that a name
 * resolves to is checked at the moment of connecting, so that a name cannot change its mind after the check (DNS
 * rebinding); no redirects, no proxy, no reuse of connections; bounded in time and size.
 * @throws {Refusal} outbound_refused: we do not go there; outbound_failed: we went and it did not work
 */
export function createOutbound(options: OutboundOptions = {}): SendHttp {
  const allowed = allowList(options.allow ?? [])
  const connectable = (address: string) => mayConnect(address, allowed)
  return async (asked) => {
    const url = requireHttps(asked.url)
    const host = url.hostname.replace(/^\[|\]$/g, '')
    if (isIP(host) && !connectable(host)) throw new Refusal('outbound_refused')
    if (asked.body !== undefined && Buffer.byteLength(asked.body) > outboundLimits.sent)
      throw new Refusal('outbound_refused')

    const signal = AbortSignal.any([
      AbortSignal.timeout(options.ms ?? outboundLimits.ms),
      ...(asked.signal ? [asked.signal] : []),
    ])
    const agent = new Agent({ keepAlive: false, maxSockets: 1 })
    try {
      return await exchange(url, asked, {
        agent,
        signal,
        method: asked.method,
        lookup: checkedLookup(connectable),
        minVersion: 'TLSv1.2',
        ...(options.ca && { ca: [...options.ca] }),
      })
    } catch (error) {
      if (error instanceof Refusal) throw error
      throw new Refusal('outbound_failed', { cause: error })
    } finally {
      agent.destroy()
    }
  }
}

function requireHttps(address: string): URL {
  const url = URL.parse(address)
  if (url?.protocol !== 'https:' || url.username || url.password || url.hostname === '')
    throw new Refusal('outbound_refused')
  return url
}

/** Resolves a name; one address that we may not connect to spoils them all. */
const checkedLookup =
  (connectable: (address: string) => boolean): LookupFunction =>
  (host, { all, ...options }, callback) => {
    lookup(host, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, [])
      const [first] = addresses
      if (!first || !addresses.every(({ address }) => connectable(address)))
        return callback(new Refusal('outbound_refused'), [])
      if (all) callback(null, addresses)
      else callback(null, first.address, first.family)
    })
  }

const exchange = (url: URL, asked: OutboundRequest, options: RequestOptions): Promise<OutboundAnswer> =>
  new Promise((resolve, reject) => {
    const sent = request(url, options, (answer) => {
      const { statusCode = 0 } = answer
      if (statusCode >= 300 && statusCode < 400) {
        answer.destroy()
        return reject(new Error('it redirects'))
      }
      readAnswer(answer).then(
        (body) => resolve({ status: statusCode, headers: plainHeaders(answer), body }),
        (error) => {
          answer.destroy()
          reject(error)
        },
      )
    })
    sent.on('error', reject)
    sent.setHeader('accept-encoding', 'identity')
    sent.setHeader('user-agent', 'Renkei')
    for (const [name, value] of Object.entries(asked.headers ?? {})) {
      if (/^(host|connection|transfer-encoding|content-length|upgrade)$/i.test(name)) continue
      sent.setHeader(name, value) // throws on CR, LF and what else a header may not hold
    }
    sent.end(asked.body)
  })

async function readAnswer(answer: IncomingMessage): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    size += chunk.byteLength
    if (size > outboundLimits.answer) throw new Error('it says too much')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks, size)
}

const plainHeaders = (answer: IncomingMessage): Record<string, string> =>
  Object.fromEntries(
    Object.entries(answer.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  )
