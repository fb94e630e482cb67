import { z } from 'zod'
import { createRoute, door, fields, json, nothing } from '#base/http/index.ts'
import type { Asker } from '#core/policy/index.ts'
import type { Identity } from './create.ts'
import { creation, registration } from './forms.ts'
import { listFactors } from './read-self.ts'
import { removeFactor } from './remove-factor.ts'
import {
  addPasskey,
  addPasskeyOptions,
  beginTotp,
  confirmTotpOf,
  renewRecoveryCodes,
  savePasswordOf,
} from './save-factor.ts'
import { mine, typedSecret } from './session-routes.ts'

const tags = ['sign-in']

/** The act for which whoever changes a way to sign in proves himself once more. */
const fresh = 'identity.change-factor'

const when = { madeAt: fields.instant(), usedAt: fields.instant().nullable() }

export const getFactors = createRoute({
  method: 'get',
  path: '/api/me/factors',
  operationId: 'listFactors',
  tags,
  summary: 'What one can sign in with',
  who: 'signed-in',
  responses: {
    200: json(
      z.strictObject({
        password: z.strictObject({ changedAt: fields.instant() }).nullable(),
        recoveryCodesLeft: z.int(),
        totps: z.array(z.strictObject({ id: z.string(), name: z.string(), ...when })),
        passkeys: z.array(
          z.strictObject({ id: z.string(), name: z.string(), ...when, backedUp: z.boolean() }),
        ),
      }),
    ),
  },
})

export const putPassword = createRoute({
  method: 'put',
  path: '/api/me/password',
  operationId: 'changePassword',
  tags,
  summary: 'Chooses another password; every other session ends',
  who: 'signed-in',
  fresh,
  request: { body: json(z.strictObject({ password: typedSecret(1_000) })) },
  responses: { 204: nothing },
})

export const postTotp = createRoute({
  method: 'post',
  path: '/api/me/totps',
  operationId: 'beginTotp',
  tags,
  summary: 'Begins a further generator of one-time codes',
  who: 'signed-in',
  request: { body: json(z.strictObject({ name: fields.name(60) })) },
  responses: { 200: json(z.strictObject({ id: z.string(), secret: z.string(), address: z.string() })) },
})

const factor = z.strictObject({ factor: fields.id() })

export const postTotpCode = createRoute({
  method: 'post',
  path: '/api/me/totps/{factor}/confirmation',
  operationId: 'confirmTotp',
  tags,
  summary: 'Shows the first code of a generator; from then on it counts',
  who: 'signed-in',
  fresh,
  rate: 'secret',
  request: { params: factor, body: json(z.strictObject({ code: typedSecret(60) })) },
  responses: { 204: nothing },
})

export const deleteTotp = createRoute({
  method: 'delete',
  path: '/api/me/totps/{factor}',
  operationId: 'removeTotp',
  tags,
  summary: 'Removes a generator; never the last way in',
  who: 'signed-in',
  fresh,
  request: { params: factor },
  responses: { 204: nothing },
})

export const postMyPasskeyOptions = createRoute({
  method: 'post',
  path: '/api/me/passkeys/options',
  operationId: 'addPasskeyOptions',
  tags,
  summary: 'What the browser needs to make a further passkey',
  who: 'signed-in',
  responses: { 200: json(creation) },
})

export const postMyPasskey = createRoute({
  method: 'post',
  path: '/api/me/passkeys',
  operationId: 'addPasskey',
  tags,
  summary: 'Keeps a further passkey',
  who: 'signed-in',
  fresh,
  request: { body: json(z.strictObject({ name: fields.name(60), response: registration })) },
  responses: { 201: json(z.strictObject({ id: z.string() })) },
})

export const deletePasskey = createRoute({
  method: 'delete',
  path: '/api/me/passkeys/{factor}',
  operationId: 'removePasskey',
  tags,
  summary: 'Removes a passkey; never the last way in',
  who: 'signed-in',
  fresh,
  request: { params: factor },
  responses: { 204: nothing },
})

export const postRecoveryCodes = createRoute({
  method: 'post',
  path: '/api/me/recovery-codes',
  operationId: 'renewRecoveryCodes',
  tags,
  summary: 'Makes ten new recovery codes, shown once; those before are void',
  who: 'signed-in',
  fresh,
  responses: { 200: json(z.strictObject({ recoveryCodes: z.array(z.string()) })) },
})

interface Signed {
  readonly session: { readonly id: string; readonly person: string } | null
  readonly asker: Asker
}

const own = ({ session, asker }: Signed) => ({
  session: mine(session).id,
  person: mine(session).person,
  asker,
})

export const factorRoutes = (identity: Identity) => [
  door(getFactors, ({ session, asker }) => listFactors(identity, mine(session), asker)),

  door(putPassword, (asked) => savePasswordOf(identity, own(asked), asked.body.password)),

  door(postTotp, (asked) => beginTotp(identity, own(asked), asked.body.name)),

  door(postTotpCode, (asked) => confirmTotpOf(identity, own(asked), asked.params.factor, asked.body.code)),

  door(deleteTotp, (asked) => removeFactor(identity, own(asked), 'totp', asked.params.factor)),

  door(postMyPasskeyOptions, (asked) => addPasskeyOptions(identity, own(asked))),

  door(postMyPasskey, async (asked) => ({ id: await addPasskey(identity, own(asked), asked.body) })),

  door(deletePasskey, (asked) => removeFactor(identity, own(asked), 'passkey', asked.params.factor)),

  door(postRecoveryCodes, async (asked) => ({
    recoveryCodes: await renewRecoveryCodes(identity, own(asked)),
  })),
]
