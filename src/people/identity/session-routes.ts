import { z } from 'zod'
import { type Asked, createRoute, door, fields, json, nothing } from '#base/http/index.ts'
import { Refusal } from '#core/errors/index.ts'
import { readCookie, setCookie } from './cookie.ts'
import type { Identity } from './create.ts'
import { assertion, request } from './forms.ts'
import { lifetimes } from './limits.ts'
import { actingAs, may } from './person.ts'
import { chooseLanguage, listSessions, readDemoCast, readSelf } from './read-self.ts'
import { revokeSession, signOut } from './revoke-session.ts'
import { signInAsDemo, signInOptions, signInWithPasskey, signInWithPassword } from './sign-in.ts'
import { stepUp, stepUpOptions } from './step-up.ts'
import type { House } from './store.ts'
import type { Source } from './take-attempt.ts'

const tags = ['sign-in']

/** A secret that somebody types: taken as it is, neither trimmed nor composed. */
export const typedSecret = (max: number) => z.string().min(1).max(max)

const body = z.strictObject({
  kind: z.string(),
  id: z.string(),
  handle: z.string(),
  nameJa: z.string(),
  nameEn: z.string(),
  status: z.string().nullable(),
})

const appointment = z.strictObject({
  id: z.string(),
  role: z.string(),
  tie: z.string(),
  firm: z.string().nullable(),
  until: z.string().nullable(),
  body,
})

export const getSession = createRoute({
  method: 'get',
  path: '/api/session',
  operationId: 'getSession',
  tags,
  summary: 'Who is signed in, under which appointment this request acts, and what that opens',
  who: 'public',
  responses: {
    200: json(
      z.strictObject({
        signedIn: z.boolean(),
        founded: z.boolean(),
        demo: z.boolean(),
        names: z
          .strictObject({ nameJa: z.string(), nameEn: z.string(), shortJa: z.string(), shortEn: z.string() })
          .nullable(),
        person: z
          .strictObject({
            id: z.string(),
            nameJa: z.string(),
            nameEn: z.string(),
            email: z.string(),
            language: fields.language(),
            appointments: z.array(appointment),
          })
          .nullable(),
        /** The appointment under which this very request acted; null for a person without any. */
        actingAs: z.string().nullable(),
        /** Letters go out by themselves; told to whoever is signed in. */
        mailed: z.boolean(),
        may: z.strictObject({
          keepTeam: z.boolean(),
          speak: z.boolean(),
          keepKeys: z.boolean(),
          write: z.boolean(),
          office: z.boolean(),
          standings: z.boolean(),
          charter: z.boolean(),
          audit: z.boolean(),
        }),
        session: z
          .strictObject({
            id: z.string(),
            factor: z.string(),
            begunAt: fields.instant(),
            endsAt: fields.instant(),
          })
          .nullable(),
        factors: z.strictObject({ passkeys: z.int(), totps: z.int(), hasPassword: z.boolean() }).nullable(),
      }),
    ),
  },
})

export const postPassword = createRoute({
  method: 'post',
  path: '/api/session/password',
  operationId: 'signInWithPassword',
  tags,
  summary: 'Signs in with a password and a one-time or recovery code',
  who: 'public',
  rate: 'secret',
  request: {
    body: json(
      z.strictObject({ email: fields.email(), password: typedSecret(1_000), code: typedSecret(60) }),
    ),
  },
  responses: { 204: nothing },
})

export const postPasskeyOptions = createRoute({
  method: 'post',
  path: '/api/session/passkey/options',
  operationId: 'passkeySignInOptions',
  tags,
  summary: 'What the browser needs to sign in with a passkey',
  who: 'public',
  responses: { 200: json(request) },
})

export const postPasskey = createRoute({
  method: 'post',
  path: '/api/session/passkey',
  operationId: 'signInWithPasskey',
  tags,
  summary: 'Signs in with a passkey',
  who: 'public',
  request: { body: json(z.strictObject({ response: assertion })) },
  responses: { 204: nothing },
})

export const deleteSession = createRoute({
  method: 'delete',
  path: '/api/session',
  operationId: 'signOut',
  tags,
  summary: 'Signs out',
  who: 'signed-in',
  responses: { 204: nothing },
})

export const getSessions = createRoute({
  method: 'get',
  path: '/api/me/sessions',
  operationId: 'listSessions',
  tags,
  summary: 'Where one is signed in',
  who: 'signed-in',
  responses: {
    200: json(
      z.strictObject({
        sessions: z.array(
          z.strictObject({
            id: z.string(),
            isThis: z.boolean(),
            factor: z.string(),
            agent: z.string(),
            begunAt: fields.instant(),
            seenAt: fields.instant(),
            endsAt: fields.instant(),
          }),
        ),
      }),
    ),
  },
})

export const deleteOneSession = createRoute({
  method: 'delete',
  path: '/api/me/sessions/{session}',
  operationId: 'revokeSession',
  tags,
  summary: 'Ends one of the own sessions',
  who: 'signed-in',
  request: { params: z.strictObject({ session: fields.id() }) },
  responses: { 204: nothing },
})

const purpose = { act: fields.word(), subject: fields.line(600) }

export const postFreshOptions = createRoute({
  method: 'post',
  path: '/api/session/fresh/options',
  operationId: 'freshSignInOptions',
  tags,
  summary: 'What the browser needs to prove the person for one act with a passkey',
  who: 'signed-in',
  request: { body: json(z.strictObject(purpose)) },
  responses: { 200: json(request) },
})

export const postFresh = createRoute({
  method: 'post',
  path: '/api/session/fresh',
  operationId: 'freshSignIn',
  tags,
  summary: 'Proves the person for one act; act and subject as fresh_sign_in_required named them',
  who: 'signed-in',
  request: {
    body: json(
      z.union([
        z.strictObject({ ...purpose, code: typedSecret(60) }),
        z.strictObject({ ...purpose, passkey: assertion }),
        z.strictObject({ ...purpose, demo: z.literal(true) }),
      ]),
    ),
  },
  responses: { 204: nothing },
})

export const putLanguage = createRoute({
  method: 'put',
  path: '/api/me/language',
  operationId: 'chooseLanguage',
  tags,
  summary: 'Chooses the language of screens and mail',
  who: 'signed-in',
  request: { body: json(z.strictObject({ language: fields.language() })) },
  responses: { 204: nothing },
})

export const getDemoPersons = createRoute({
  method: 'get',
  path: '/api/demo/persons',
  operationId: 'listDemoPersons',
  tags: ['demo'],
  summary: 'Whom one may be in a demo; not there anywhere else',
  who: 'public',
  responses: {
    200: json(
      z.strictObject({
        persons: z.array(
          z.strictObject({
            id: z.string(),
            nameJa: z.string(),
            nameEn: z.string(),
            appointments: z.array(appointment),
          }),
        ),
      }),
    ),
  },
})

export const postDemoSignIn = createRoute({
  method: 'post',
  path: '/api/demo/sign-in',
  operationId: 'signInAsDemoPerson',
  tags: ['demo'],
  summary: 'Signs in as a person of the demo; not there anywhere else',
  who: 'public',
  request: { body: json(z.strictObject({ appointment: fields.id() })) },
  responses: { 200: json(z.strictObject({ person: z.string(), actingAs: z.string() })) },
})

/** What sign-in wants to know of where a request comes from. */
export const sourceOf = (
  identity: Identity,
  { request, address }: Pick<Asked<never>, 'request' | 'address'>,
): Source => ({
  network: address,
  device: readCookie(request.headers.get('cookie'), identity.cookies().device),
  agent: request.headers.get('user-agent'),
})

/** Gives a browser its cookies. The session's ends with the browser, at the latest with the session. */
export function giveCookies(
  identity: Identity,
  headers: Headers,
  given: { token: string; device?: string },
): void {
  const { https, session, device } = identity.cookies()
  headers.append('set-cookie', setCookie(session, given.token, { https, seconds: null }))
  if (given.device)
    headers.append('set-cookie', setCookie(device, given.device, { https, seconds: lifetimes.device }))
}

function takeCookie(identity: Identity, headers: Headers): void {
  const { https, session } = identity.cookies()
  headers.append('set-cookie', setCookie(session, '', { https, seconds: 0 }))
}

/** The session of a door that only lets signed-in people pass. */
export function mine<T extends { id: string; person: string }>(session: T | null): T {
  if (!session) throw new Refusal('sign_in_required')
  return session
}

/** Whoever signs in anew leaves the session that the browser had. */
export async function leaveFormer(
  identity: Identity,
  { session, asker }: Pick<Asked<never>, 'session' | 'asker'>,
) {
  if (session) await signOut(identity, session, asker)
}

export const sessionRoutes = (identity: Identity) => [
  door(getSession, async ({ session, asker }) => {
    const { house, self, factors, current } = await readSelf(identity, session, asker)
    const general = { founded: house !== null, demo: house?.demo ?? false, names: house && namesOf(house) }
    if (!self || !factors || !current) return { ...general, ...nobody }
    const { word: _word, ...person } = self
    const acting = actingAs(self, asker.kind === 'person' ? asker.appointment : null)
    const now = acting === 'refused' || asker.kind !== 'person' ? null : acting
    return {
      ...general,
      signedIn: true,
      person: { ...person, appointments: [...person.appointments] },
      actingAs: now?.id ?? null,
      mailed: identity.byHand !== true,
      may: may(now),
      session: { id: current.id, factor: current.factor, begunAt: current.begun_at, endsAt: current.ends_at },
      factors,
    }
  }),

  door(postPassword, async (asked) => {
    const signedIn = await signInWithPassword(identity, asked.body, sourceOf(identity, asked))
    await leaveFormer(identity, asked)
    giveCookies(identity, asked.headers, signedIn)
    return undefined
  }),

  door(postPasskeyOptions, ({ at }) => signInOptions(identity, at)),

  door(postPasskey, async (asked) => {
    const signedIn = await signInWithPasskey(identity, asked.body.response, sourceOf(identity, asked))
    await leaveFormer(identity, asked)
    giveCookies(identity, asked.headers, signedIn)
    return undefined
  }),

  door(deleteSession, async ({ session, asker, headers }) => {
    await signOut(identity, mine(session), asker)
    takeCookie(identity, headers)
    return undefined
  }),

  door(getSessions, async ({ session, asker }) => ({
    sessions: await listSessions(identity, mine(session), asker),
  })),

  door(deleteOneSession, async ({ session, asker, params }) => {
    await revokeSession(identity, mine(session).person, asker, params.session)
    return undefined
  }),

  door(postFreshOptions, ({ session, body, at }) => stepUpOptions(identity, mine(session), body, at)),

  door(postFresh, async ({ session, asker, body, headers }) => {
    const { act, subject, ...shown } = body
    const token = await stepUp(identity, mine(session), asker, { act, subject }, shown)
    giveCookies(identity, headers, { token })
    return undefined
  }),

  door(putLanguage, async ({ session, asker, body }) => {
    await chooseLanguage(identity, mine(session), asker, body.language)
    return undefined
  }),

  door(getDemoPersons, async () => {
    const cast = await readDemoCast(identity)
    return { persons: cast.map((person) => ({ ...person, appointments: [...person.appointments] })) }
  }),

  door(postDemoSignIn, async (asked) => {
    const { appointment } = asked.body
    const issued = await signInAsDemo(identity, appointment, asked.request.headers.get('user-agent'))
    await leaveFormer(identity, asked)
    giveCookies(identity, asked.headers, issued)
    return { person: issued.person, actingAs: appointment }
  }),
]

const namesOf = ({ nameJa, nameEn, shortJa, shortEn }: House) => ({ nameJa, nameEn, shortJa, shortEn })

const nobody = {
  signedIn: false,
  person: null,
  actingAs: null,
  mailed: true,
  may: may(null),
  session: null,
  factors: null,
}
