import { randomUUID } from 'node:crypto'
import { auditChain } from '../../src/base/audit/index.ts'
import { type App, createRateLimiter, openLiveHub } from '../../src/base/http/index.ts'
import { type Keys, throwawayKeys } from '../../src/base/keys/index.ts'
import { openPgp } from '../../src/base/pgp/index.ts'
import { openIntake } from '../../src/borders/intake/index.ts'
import type { Asker } from '../../src/core/policy/index.ts'
import { createApi } from '../../src/doors/api/index.ts'
import { sourceSeal } from '../../src/people/access/index.ts'
import { createAuthenticator, createIdentity, type Identity } from '../../src/people/identity/index.ts'
import { issueSession } from '../../src/people/identity/issue-session.ts'
import { type FreshDatabase, freshDatabase } from './database.ts'

/** The whole HTTP interface over a database of its own, called as a function. No port is opened. */
export interface TestHouse {
  readonly fresh: FreshDatabase
  readonly app: App
  readonly keys: Keys
  readonly identity: Identity
  /** Everything that was written to the log. */
  readonly log: string[]
  /** A request as somebody: signed in by a session of his own, acting under his appointment; null is a stranger. */
  ask(
    asker: (Asker & { kind: 'person' }) | null,
    method: string,
    path: string,
    /** Bytes go as a file, everything else as JSON. */
    body?: unknown,
  ): Promise<Response>
}

const ORIGIN = 'http://localhost:3000'

export async function testHouse(
  t: { after(fn: () => void | Promise<void>): unknown },
  /** Everybody has just proved himself, whatever the act. */
  { fresh: alwaysFresh = false } = {},
): Promise<TestHouse> {
  const keys = throwawayKeys()
  const fresh = await freshDatabase(t, { beforeCommit: auditChain(keys).beforeCommit })
  const log: string[] = []
  const write = (what: object, message: string) => void log.push(`${JSON.stringify(what)} ${message}`)
  const identity = createIdentity({
    db: fresh.database,
    keys,
    origin: () => ORIGIN,
    ticks: () => performance.now(),
  })
  const live = openLiveHub(fresh.database.listen, randomUUID())
  t.after(() => live.close())
  const pgp = openPgp()
  // its threads keep no process alive
  const intake = openIntake({ told: (failure) => write({ failure }, 'intake') })
  const app = createApi(
    {
      db: fresh.database,
      log: { info: write, warn: write, error: write },
      now: () => new Date(),
      authenticator: {
        ...createAuthenticator(identity),
        ...(alwaysFresh && { isFresh: async () => true }),
      },
      // A test asks more in a second than a person in an hour.
      rateLimiter: { ...createRateLimiter(Date.now), take: () => {} },
      origin: () => ORIGIN,
      language: () => 'ja',
      proxies: 0,
      keys,
      identity,
      pgp,
      intake,
      ...sourceSeal(keys),
    },
    { version: 'test', live },
  )
  const cookies = new Map<string, string>()
  const signIn = async (asker: Asker & { kind: 'person' }): Promise<string> => {
    const known = cookies.get(asker.person)
    if (known) return known
    const issued = await fresh.database
      .asViewer({ kind: 'system', purpose: 'test' })
      .act((act) => issueSession(act, asker.person, 'passkey', 'test'))
    const cookie = `${identity.cookies().session}=${issued.token}`
    cookies.set(asker.person, cookie)
    return cookie
  }
  return {
    fresh,
    app,
    keys,
    identity,
    log,
    async ask(asker, method, path, body) {
      const headers = new Headers({ host: 'localhost:3000', origin: ORIGIN, 'accept-language': 'en' })
      if (asker) {
        headers.set('cookie', await signIn(asker))
        headers.set('x-renkei-acting-as', asker.appointment)
      }
      const bytes = body instanceof Uint8Array
      if (body !== undefined)
        headers.set('content-type', bytes ? 'application/octet-stream' : 'application/json')
      return app.request(`${ORIGIN}${path}`, {
        method,
        headers,
        ...(body === undefined ? {} : { body: bytes ? Buffer.from(body) : JSON.stringify(body) }),
      })
    },
  }
}
