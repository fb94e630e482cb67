import { z } from 'zod'
import { createRoute, door, fields, json } from '#base/http/index.ts'
import type { Identity } from './create.ts'
import {
  enrolPasskeyOptions,
  enrolTotp,
  enrolWithPasskey,
  enrolWithPassword,
  readEnrolment,
} from './enrol.ts'
import { creation, registration } from './forms.ts'
import { invite, showInvitation } from './invite.ts'
import { readLetters } from './read-letters.ts'
import { giveCookies, leaveFormer, sourceOf, typedSecret } from './session-routes.ts'

const tags = ['enrolment']

/** The token of a one-time link: the page reads it from the fragment of its address and posts it. */
const token = () => z.string().regex(/^[A-Za-z0-9_-]{43}$/)

export const postEnrolment = createRoute({
  method: 'post',
  path: '/api/enrolment',
  operationId: 'openEnrolment',
  tags,
  summary: 'Whom a one-time link is for; uses nothing up, however often it is asked',
  who: 'public',
  request: { body: json(z.strictObject({ token: token() })) },
  responses: {
    200: json(
      z.strictObject({
        purpose: z.enum(['invitation', 'recovery']),
        person: z.strictObject({
          nameJa: z.string(),
          nameEn: z.string(),
          email: z.string(),
          language: fields.language(),
        }),
        until: fields.instant(),
        /** Who was shown a link of this person instead of its being mailed; null: at founding, or in the server's shell. */
        shown: z.array(
          z.strictObject({
            at: fields.instant(),
            by: z.strictObject({ ja: z.string(), en: z.string() }).nullable(),
          }),
        ),
      }),
    ),
  },
})

export const postEnrolmentTotp = createRoute({
  method: 'post',
  path: '/api/enrolment/totp',
  operationId: 'beginEnrolmentTotp',
  tags,
  summary: 'Begins a generator of one-time codes',
  who: 'public',
  request: { body: json(z.strictObject({ token: token() })) },
  responses: { 200: json(z.strictObject({ secret: z.string(), address: z.string() })) },
})

export const postEnrolmentPassword = createRoute({
  method: 'post',
  path: '/api/enrolment/password',
  operationId: 'enrolWithPassword',
  tags,
  summary: 'Enrols with a password and the first one-time code, and signs in',
  who: 'public',
  rate: 'secret',
  request: {
    body: json(z.strictObject({ token: token(), password: typedSecret(1_000), code: typedSecret(60) })),
  },
  responses: { 200: json(z.strictObject({ recoveryCodes: z.array(z.string()) })) },
})

export const postEnrolmentPasskeyOptions = createRoute({
  method: 'post',
  path: '/api/enrolment/passkey/options',
  operationId: 'enrolmentPasskeyOptions',
  tags,
  summary: 'What the browser needs to make the first passkey',
  who: 'public',
  request: { body: json(z.strictObject({ token: token() })) },
  responses: { 200: json(creation) },
})

export const postEnrolmentPasskey = createRoute({
  method: 'post',
  path: '/api/enrolment/passkey',
  operationId: 'enrolWithPasskey',
  tags,
  summary: 'Enrols with a passkey, and signs in',
  who: 'public',
  rate: 'secret',
  request: {
    body: json(z.strictObject({ token: token(), name: fields.name(60), response: registration })),
  },
  responses: { 204: { description: 'Done' } },
})

export const postInvitation = createRoute({
  method: 'post',
  path: '/api/persons/{person}/invitation',
  operationId: 'invitePerson',
  tags,
  summary: 'Mails a person a one-time link to set up sign-in',
  who: 'member',
  rate: 'send',
  request: { params: z.strictObject({ person: fields.id() }) },
  responses: { 200: json(z.strictObject({ until: fields.instant() })) },
})

export const postInvitationLink = createRoute({
  method: 'post',
  path: '/api/persons/{person}/invitation-link',
  operationId: 'showInvitationLink',
  tags,
  summary: 'Where there is no mail server: shows an officer a one-time link to hand over; on record',
  who: 'member',
  rate: 'send',
  request: { params: z.strictObject({ person: fields.id() }) },
  responses: { 200: json(z.strictObject({ link: z.string(), until: fields.instant() })) },
})

export const getLetters = createRoute({
  method: 'get',
  path: '/api/letters',
  operationId: 'getLetters',
  tags: ['office'],
  summary: 'Whether letters wait because there is no mail server, and how many; for the secretariat',
  who: 'member',
  responses: { 200: json(z.strictObject({ byHand: z.boolean(), waiting: z.int() })) },
})

export const enrolmentRoutes = (identity: Identity) => [
  door(postEnrolment, async (asked) => {
    const { shown, ...opened } = await readEnrolment(identity, asked.body.token, sourceOf(identity, asked))
    return { ...opened, shown: [...shown] }
  }),

  door(postEnrolmentTotp, ({ body }) => enrolTotp(identity, body.token)),

  door(postEnrolmentPassword, async (asked) => {
    const enrolled = await enrolWithPassword(identity, asked.body, sourceOf(identity, asked))
    await leaveFormer(identity, asked)
    giveCookies(identity, asked.headers, enrolled)
    return { recoveryCodes: [...(enrolled.recoveryCodes ?? [])] }
  }),

  door(postEnrolmentPasskeyOptions, ({ body }) => enrolPasskeyOptions(identity, body.token)),

  door(postEnrolmentPasskey, async (asked) => {
    const enrolled = await enrolWithPasskey(identity, asked.body, sourceOf(identity, asked))
    await leaveFormer(identity, asked)
    giveCookies(identity, asked.headers, enrolled)
    return undefined
  }),

  door(postInvitation, ({ asker, params }) => invite(identity, asker, params.person)),

  door(postInvitationLink, ({ asker, params }) => showInvitation(identity, asker, params.person)),

  door(getLetters, ({ asker }) => readLetters(identity, asker)),
]
