import type { ProblemDocument, Received, Sent } from '#base/http/index.ts'

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete'

/** What a route asks for; parts it does not have are left out. */
export type Asking<R> = {
  [K in keyof Sent<R> as Sent<R>[K] extends undefined ? never : K]: Sent<R>[K]
}

/** A refusal as it came over the wire (RFC 9457); thrown by `call`. */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly document: ProblemDocument
  constructor(document: ProblemDocument) {
    super(document.code)
    this.document = document
  }
}

/** The code of a refusal: `problemCode(error) === 'changed_meanwhile'`; null for anything else. */
export const problemCode = (error: unknown): string | null =>
  error instanceof Problem ? error.document.code : null

/** The line is down or the server is away: nothing was heard, the act may be tried again. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable'
}

/** Something that went wrong in this browser alone, in words for the person: a passkey dialogue that was closed. */
export class LocalFault extends Error {
  override readonly name = 'LocalFault'
  readonly title: string
  constructor(title: string, detail: string, cause?: unknown) {
    super(detail, cause === undefined ? undefined : { cause })
    this.title = title
  }
}

interface Caller {
  /** Appointment under which this tab acts. */
  readonly actingAs: string | null
  readonly language: string
}

let caller: Caller = { actingAs: null, language: 'ja' }

/** Says who this tab is for every later call. */
export const callAs = (next: Partial<Caller>): void => {
  caller = { ...caller, ...next }
}

/** Under which appointment this tab acts now. */
export const actingNow = (): string | null => caller.actingAs

/**
 * Calls one door of the API, typed by the route's value:
 * `call<typeof getTeam>('get', '/api/teams/{team}', { params: { team } })`.
 * @throws {Problem} any refusal, in the person's language  @throws {Unreachable}
 */
export const call = <R extends { readonly method: string; readonly path: string }>(
  method: R['method'] & Method,
  path: R['path'],
  ...[input]: keyof Asking<R> extends never ? [input?: undefined] : [input: Asking<R>]
): Promise<Received<R>> => send(method, path, input ?? {}) as Promise<Received<R>>

/** The same without types, for the hooks, whose own types have already checked the input. */
export async function send(
  method: string,
  path: string,
  input: object,
  as: string | null = caller.actingAs,
): Promise<unknown> {
  const { params, query, body } = input as { params?: object; query?: object; body?: unknown }
  const headers = new Headers({ accept: 'application/json', 'accept-language': caller.language })
  if (as) headers.set('x-renkei-acting-as', as)
  const bytes = body instanceof Blob
  if (body !== undefined) headers.set('content-type', bytes ? BYTES : 'application/json')

  let answer: Response
  try {
    answer = await fetch(addressOf(path, params) + queryOf(query), {
      method: method.toUpperCase(),
      headers,
      credentials: 'same-origin',
      cache: 'no-store',
      ...(body !== undefined && { body: bytes ? body : JSON.stringify(body) }),
    })
  } catch (cause) {
    throw new Unreachable('unreachable', { cause })
  }
  const type = answer.headers.get('content-type') ?? ''
  if (!answer.ok) {
    if (type.startsWith('application/problem+json'))
      throw new Problem((await answer.json()) as ProblemDocument)
    throw new Unreachable(`status ${answer.status}`)
  }
  // a file to be taken away is nothing that a screen reads, whatever it is written in
  if (answer.headers.get('content-disposition')?.startsWith('attachment')) return answer
  if (type.startsWith('application/json')) return await answer.json()
  return answer.status === 204 ? undefined : answer
}

/** A file goes as it is (`fileBody` of base/http). */
const BYTES = 'application/octet-stream'

/** Puts params into `/api/teams/{team}`. */
const addressOf = (path: string, params: object | undefined): string =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String((params as Record<string, unknown> | undefined)?.[name] ?? '')),
  )

function queryOf(query: object | undefined): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query ?? {}))
    for (const one of Array.isArray(value) ? value : [value])
      if (one !== undefined && one !== null && one !== '') search.append(name, String(one))
  const written = search.toString()
  return written ? `?${written}` : ''
}
