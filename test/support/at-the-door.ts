import { createHash, generateKeyPairSync, randomBytes, randomUUID, sign } from 'node:crypto'
import type { TestContext } from 'node:test'
import { isoCBOR } from '@simplewebauthn/server/helpers'
import { Secret, TOTP } from 'otpauth'
import { auditChain } from '../../src/base/audit/index.ts'
import type { Database } from '../../src/base/db/index.ts'
import { createGround, type HttpDeps, hang } from '../../src/base/http/index.ts'
import { throwawayKeys } from '../../src/base/keys/index.ts'
import type { Letter } from '../../src/base/outbound/index.ts'
import { createAuthenticator, createIdentity } from '../../src/people/identity/index.ts'
import { issueSession } from '../../src/people/identity/issue-session.ts'
import { routes } from '../../src/people/identity/routes.ts'
import { confirmTotp, insertTotp, savePassword } from '../../src/people/identity/store.ts'
import { newDevice } from '../../src/people/identity/take-attempt.ts'
import { makeRecoveryCodes, newTotpSecret, sealTotp } from '../../src/people/identity/verify-code.ts'
import { hashPassword } from '../../src/people/identity/verify-password.ts'
import { freshDatabase } from './database.ts'
import { smallWorld } from './small-world.ts'

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'

/** A database whose time stands still until it is moved. */
function timed(database: Database, now: () => Date): Database {
  return { ...database, asViewer: (asker, options) => database.asViewer(asker, { at: now(), ...options }) }
}

/** A small association with the doors of sign-in, a clock to be moved, and its post. */
export async function atTheDoor(
  t: TestContext,
  {
    demo = false,
    origin = 'http://localhost:3000',
    byHand = false,
  }: { demo?: boolean; origin?: string; byHand?: boolean } = {},
) {
  const keys = throwawayKeys()
  const fresh = await freshDatabase(t, { beforeCommit: auditChain(keys).beforeCommit })
  const { owner } = fresh
  const world = await smallWorld(owner)
  if (demo) await owner.query(`update association.association set mode = 'demo'`)
  let now = new Date('2026-11-24T08:00:00Z')
  const db = timed(fresh.database, () => now)
  const identity = createIdentity({ db, keys, origin: () => origin, ticks: () => now.getTime(), byHand })
  const lines: unknown[] = []
  const write = (what: object, message: string) => void lines.push({ message, ...what })
  const deps: HttpDeps = {
    db,
    authenticator: createAuthenticator(identity),
    rateLimiter: { take() {} },
    log: { info: write, warn: write, error: write },
    origin: () => origin,
    language: () => 'ja',
    now: () => now,
    proxies: 1,
  }
  const app = createGround(deps)
  hang(app, deps, routes({ identity }))

  const email = async (person: string): Promise<string> => {
    const { rows } = await owner.query('select email from directory.persons where id = $1', [person])
    return rows[0].email
  }

  return {
    ...fresh,
    db,
    world,
    identity,
    keys,
    app,
    deps,
    log: lines,
    email,
    now: () => now,
    pass: (seconds: number) => {
      now = new Date(now.getTime() + seconds * 1_000)
    },
    /** A browser in some network. */
    browser: (network = '192.0.2.1') => browser(app, origin, network),
    /** What was posted, oldest first. */
    letters: async (): Promise<Letter[]> => {
      const { rows } = await owner.query('select id, letter from outbox.letters order by created_at, ctid')
      return rows.map(({ id, letter }) =>
        JSON.parse(keys.unseal(letter, { table: 'outbox.letters', column: 'letter', row: id })),
      )
    },
    audited: async (
      act: string,
    ): Promise<{ act: string; subject: unknown; detail: Record<string, unknown> }[]> =>
      (
        await owner.query(
          'select act, actor, subject, detail from audit.entries where act = $1 order by seq',
          [act],
        )
      ).rows,
  }
}

type App = ReturnType<typeof createGround>

export interface Answered {
  status: number
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  body: any
  headers: Headers
}

/** Keeps cookies as a browser does. */
export function browser(app: App, origin: string, network: string) {
  const cookies = new Map<string, string>()
  const send = async (
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answered> => {
    const answer = await app.request(`${origin}${path}`, {
      method,
      headers: {
        origin,
        'x-forwarded-for': network,
        'accept-language': 'en',
        'user-agent': firefox,
        ...(cookies.size > 0 && {
          cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (/Max-Age=0\b/.test(line)) cookies.delete(name)
      else cookies.set(name, value)
    }
    const text = await answer.text()
    return {
      status: answer.status,
      body: text === '' ? undefined : JSON.parse(text),
      headers: answer.headers,
    }
  }
  return {
    cookies,
    send,
    get: (path: string, headers?: Record<string, string>) => send('GET', path, undefined, headers),
    post: (path: string, body?: unknown, headers?: Record<string, string>) =>
      send('POST', path, body, headers),
    put: (path: string, body?: unknown) => send('PUT', path, body),
    delete: (path: string) => send('DELETE', path),
    /** The session's cookie, as a thief would copy it. */
    stolen: () => [...cookies].filter(([name]) => !name.endsWith('-device')),
  }
}

export type Browser = ReturnType<typeof browser>

/** The code that a generator shows at a moment. */
export const codeAt = (secret: string, at: Date): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at.getTime() })

/** An authenticator in software: one passkey on P-256, with whatever flags and counter the test wants. */
export function authenticator(origin: string, rpId = new URL(origin).hostname) {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const id = randomBytes(32)
  let counter = 0
  const { x, y } = publicKey.export({ format: 'jwk' })
  const cose = isoCBOR.encode(
    new Map<number, number | Uint8Array>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, Uint8Array.from(Buffer.from(x ?? '', 'base64url'))],
      [-3, Uint8Array.from(Buffer.from(y ?? '', 'base64url'))],
    ]) as never,
  )
  const clientData = (type: string, challenge: string, from = origin) =>
    Buffer.from(JSON.stringify({ type, challenge, origin: from, crossOrigin: false }))
  const authData = (flags: number, attested: boolean) => {
    const head = Buffer.alloc(37)
    createHash('sha256').update(rpId).digest().copy(head)
    head[32] = flags
    head.writeUInt32BE(counter, 33)
    if (!attested) return head
    const length = Buffer.alloc(2)
    length.writeUInt16BE(id.length)
    return Buffer.concat([head, Buffer.alloc(16), length, id, cose])
  }
  const common = {
    id: id.toString('base64url'),
    rawId: id.toString('base64url'),
    type: 'public-key',
    clientExtensionResults: {},
  }
  const UP = 0x01
  const UV = 0x04
  return {
    id: id.toString('base64url'),
    create: (options: { challenge: string }, { verified = true, from = origin } = {}) => ({
      ...common,
      response: {
        clientDataJSON: clientData('webauthn.create', options.challenge, from).toString('base64url'),
        attestationObject: Buffer.from(
          isoCBOR.encode(
            new Map<string, unknown>([
              ['fmt', 'none'],
              ['attStmt', new Map()],
              ['authData', Uint8Array.from(authData(UP | (verified ? UV : 0) | 0x40, true))],
            ]) as never,
          ),
        ).toString('base64url'),
        transports: ['internal'],
      },
    }),
    get: (options: { challenge: string }, { verified = true, from = origin, count = true } = {}) => {
      if (count) counter += 1
      const data = authData(UP | (verified ? UV : 0), false)
      const client = clientData('webauthn.get', options.challenge, from)
      const signature = sign(
        'sha256',
        Buffer.concat([data, createHash('sha256').update(client).digest()]),
        privateKey,
      )
      return {
        ...common,
        response: {
          clientDataJSON: client.toString('base64url'),
          authenticatorData: data.toString('base64url'),
          signature: signature.toString('base64url'),
        },
      }
    },
  }
}

export type AtTheDoor = Awaited<ReturnType<typeof atTheDoor>>

export const goodPassword = 'kumo wa shiroku nagareru'

/** Hashing takes a tenth of a second, so a test process hashes once. */
let hashed: Promise<string> | undefined

/** A person who has a password, a generator and recovery codes, and a browser that is known and signed in. */
export async function enrolled(door: AtTheDoor, person: string, network?: string) {
  const { keys } = door
  const secret = newTotpSecret()
  hashed ??= hashPassword(goodPassword)
  const hash = await hashed
  const made = await door.db.asViewer({ kind: 'system', purpose: 'test' }).act(async (act) => {
    const id = randomUUID()
    await savePassword(act.sql, { person_id: person, hash, changed_at: act.at })
    await insertTotp(act.sql, {
      id,
      person_id: person,
      name: 'TOTP',
      secret: sealTotp(keys, id, secret),
      made_at: act.at,
    })
    await confirmTotp(act.sql, id, 0, act.at)
    const recoveryCodes = await makeRecoveryCodes(act, keys, person)
    return { recoveryCodes, issued: await issueSession(act, person, 'enrolment', firefox) }
  })
  const at = door.browser(network)
  const { session, device } = door.identity.cookies()
  at.cookies.set(session, made.issued.token).set(device, newDevice(keys, person))
  return {
    person,
    email: await door.email(person),
    secret,
    recoveryCodes: made.recoveryCodes,
    browser: at,
    code: () => codeAt(secret, door.now()),
  }
}

/** Sets up a password and a generator through the doors, with the link that was sent. */
export async function enrolByLink(door: AtTheDoor, link: string, password = goodPassword) {
  const token = link.slice(link.indexOf('#') + 1)
  const at = door.browser()
  const { body: totp } = await at.post('/api/enrolment/totp', { token })
  const code = codeAt(totp.secret, door.now())
  const answer = await at.post('/api/enrolment/password', { token, password, code })
  return { token, browser: at, secret: totp.secret as string, ...answer }
}

/** Proves the person for one act, with the next code of the generator. */
export async function prove(
  door: AtTheDoor,
  who: Awaited<ReturnType<typeof enrolled>>,
  act: string,
  subject: string,
) {
  door.pass(60)
  return who.browser.post('/api/session/fresh', { act, subject, code: who.code() })
}
