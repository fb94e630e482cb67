import { z } from 'zod'
import { createRoute, door, fields, json, nothing } from '#base/http/index.ts'
import { notFound } from '#core/errors/index.ts'
import { beginTest, type TestDeps } from './begin-test.ts'
import { confirmErasure } from './confirm-erasure.ts'
import { confirmTest } from './confirm-test.ts'
import { readTroubles } from './read-troubles.ts'
import { ownChannels, toErase, toldCounts } from './store.ts'

const channel = z.strictObject({
  key: z.string().nullable(),
  fingerprint: z.string().nullable(),
  algorithm: z.string().nullable(),
  own: z.boolean(),
  test: z.string().nullable(),
  sentAt: fields.instant().nullable(),
  open: z.boolean(),
  provenAt: fields.instant().nullable(),
})

export const getMailChannels = createRoute({
  method: 'get',
  path: '/api/me/mail',
  operationId: 'getMailChannels',
  tags: ['deliveries'],
  summary: 'The forms in which mail can reach the caller: in clear, and by each OpenPGP key; what was proven',
  who: 'member',
  responses: { 200: json(z.strictObject({ channels: z.array(channel) })) },
})

export const postMailTest = createRoute({
  method: 'post',
  path: '/api/me/mail-tests',
  operationId: 'postMailTest',
  tags: ['deliveries'],
  summary: 'Mails the caller a word, in clear or encrypted to a key of the caller or the team',
  who: 'member',
  request: { body: json(z.strictObject({ key: fields.id().nullable() })) },
  responses: { 204: nothing },
})

export const postMailTestWord = createRoute({
  method: 'post',
  path: '/api/me/mail-tests/{test}/word',
  operationId: 'postMailTestWord',
  tags: ['deliveries'],
  summary: 'Types the word of a test: mail in this form arrives. Five tries, seven days',
  who: 'member',
  request: {
    params: z.strictObject({ test: fields.id() }),
    body: json(z.strictObject({ word: fields.line(40) })),
  },
  responses: { 200: json(z.strictObject({ right: z.boolean() })) },
})

export const getErasures = createRoute({
  method: 'get',
  path: '/api/me/erasures',
  operationId: 'getErasures',
  tags: ['deliveries'],
  summary: 'What the caller was told of or had, and should delete, for it was wrongly shared: numbers alone',
  who: 'member',
  responses: {
    200: json(
      z.strictObject({
        erasures: z.array(
          z.strictObject({
            number: z.string(),
            exercise: z.boolean(),
            withdrawnAt: fields.instant(),
            channels: z.array(z.string()),
            erasedAt: fields.instant().nullable(),
          }),
        ),
      }),
    ),
  },
})

const params = z.strictObject({ number: fields.line(20) })

export const postErasure = createRoute({
  method: 'post',
  path: '/api/me/erasures/{number}',
  operationId: 'postErasure',
  tags: ['deliveries'],
  summary: 'Confirms that nothing of a wrongly shared item is left with the caller',
  who: 'member',
  request: { params },
  responses: { 204: nothing },
})

export const getTold = createRoute({
  method: 'get',
  path: '/api/warnings/{number}/told',
  operationId: 'getTold',
  tags: ['deliveries'],
  summary: 'For the source: how many persons were told, of what, and have deleted what was wrongly shared',
  who: 'member',
  request: { params },
  responses: {
    200: json(
      z.strictObject({
        told: z.array(
          z.strictObject({
            cause: z.enum(['release', 'withdrawn-wrong', 'withdrawn-shared', 'reminder']),
            told: z.int(),
            waiting: z.int(),
            failed: z.int(),
            erased: z.int(),
          }),
        ),
      }),
    ),
  },
})

export const getDeliverability = createRoute({
  method: 'get',
  path: '/api/deliverability',
  operationId: 'getDeliverability',
  tags: ['office'],
  summary: 'For the secretariat: whose mail does not arrive and why; never what it was about',
  who: 'member',
  responses: {
    200: json(
      z.strictObject({
        waiting: z.int(),
        oldest: fields.instant().nullable(),
        failed: z.int(),
        troubles: z.array(
          z.strictObject({
            person: z.string(),
            name: z.strictObject({ ja: z.string(), en: z.string() }),
            team: z.string().nullable(),
            shortName: z.string().nullable(),
            state: z.enum(['waiting', 'failed']),
            trouble: z.string(),
            mails: z.int(),
            lastAt: fields.instant(),
          }),
        ),
      }),
    ),
  },
})

export const routes = (deps: TestDeps) => [
  door(getMailChannels, async ({ db, asker }) => {
    const [channels] = await db.asViewer(asker).read(ownChannels())
    return { channels: [...channels] }
  }),
  door(postMailTest, ({ db, asker, body }) =>
    db.asViewer(asker).act((act) => beginTest(act, deps, body.key)),
  ),
  door(postMailTestWord, async ({ db, asker, params, body }) => ({
    right: await db.asViewer(asker).act((act) => confirmTest(act, deps.keys, params.test, body.word)),
  })),
  door(getErasures, async ({ db, asker }) => {
    const [rows] = await db.asViewer(asker).read(toErase())
    return { erasures: rows.map((row) => ({ ...row, channels: [...row.channels] })) }
  }),
  door(postErasure, ({ db, asker, params }) =>
    db.asViewer(asker).act((act) => confirmErasure(act, params.number)),
  ),
  door(getTold, async ({ db, asker, params }) => {
    const [told] = await db.asViewer(asker).read(toldCounts(params.number))
    if (told.length === 0) throw notFound()
    return { told: [...told] }
  }),
  door(getDeliverability, ({ db, asker }) => db.asViewer(asker).act(readTroubles)),
]
