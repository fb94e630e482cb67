import type { Database } from '#base/db/index.ts'
import type { App } from './ground.ts'
import type { Door, HttpDeps, Identified } from './index.ts'
import { createGround, createRateLimiter, hang, nobody } from './index.ts'

/** A router over given doors, for tests of the ground itself: who asks is told by the test. */
export function ground(doors: readonly Door[], more: Partial<HttpDeps> = {}) {
  const logged: string[] = []
  const freshActs = new Set<string>()
  const log = (what: object, message: string) => void logged.push(JSON.stringify({ ...what, message }))
  const deps: HttpDeps = {
    db: undefined as unknown as Database,
    authenticator: {
      authenticate: async (request) =>
        JSON.parse(request.headers.get('x-test-identified') ?? 'null') ?? nobody,
      isFresh: async (_identified, { act, subject }) => freshActs.has(`${act} ${subject}`),
    },
    rateLimiter: createRateLimiter(Date.now),
    log: { info: log, warn: log, error: log },
    origin: () => 'http://localhost',
    language: () => 'ja',
    now: () => new Date(),
    proxies: 0,
    ...more,
  }
  const app = createGround(deps)
  hang(app, deps, doors)
  return { app, deps, logged, freshActs }
}

export const stranger: Identified = nobody
export const person: Identified = {
  asker: { kind: 'person', person: 'p', appointment: 'a', tag: '00' },
  session: { id: 's', person: 'p' },
  language: null,
  by: 'cookie',
  scopes: [],
}
export const teamKey: Identified = {
  asker: { kind: 'key', key: 'k' },
  session: null,
  language: null,
  by: 'key',
  scopes: ['read', 'write'],
}

/** Sends one request as somebody. An empty header value leaves the header out. */
export async function callAs(
  who: Identified,
  app: App,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
  raw?: BodyInit,
  host = 'http://localhost',
) {
  const sent = new Headers({ 'x-test-identified': JSON.stringify(who), origin: 'http://localhost' })
  if (body !== undefined) sent.set('content-type', 'application/json')
  for (const [name, value] of Object.entries(headers)) {
    if (value === '') sent.delete(name)
    else sent.set(name, value)
  }
  const content = raw ?? (body === undefined ? null : JSON.stringify(body))
  const answer = await app.request(`${host}${path}`, { method, headers: sent, body: content })
  const text = await answer.text()
  const type = answer.headers.get('content-type')
  return {
    status: answer.status,
    headers: answer.headers,
    type,
    text,
    // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever came
    body: (type?.includes('json') && text ? JSON.parse(text) : undefined) as any,
  }
}
