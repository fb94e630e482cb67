import { createRoute, door, fields, json, nothing, z } from '#base/http/index.ts'
import { attribution } from '#core/envelope/index.ts'
import { checkParts } from './check.ts'
import { checkSmallWorld } from './check-small-world.ts'
import { addWords, listWords, removeWord } from './edit-words.ts'
import { overrideFindings } from './override.ts'
import { asTold, readChecks } from './read-checks.ts'
import type { SanitisationDeps } from './read-removals.ts'
import { replaceFindings } from './replace.ts'
import * as schema from './schemas.ts'

const tags = ['warnings']
const params = z.strictObject({ number: schema.number })
const red = z.strictObject({ red: z.literal('open').optional() })

export const postCheck = createRoute({
  method: 'post',
  path: '/api/sanitisation/check',
  operationId: 'postCheck',
  tags,
  summary: 'What in a text may give somebody away, before it is saved (R6)',
  who: 'member',
  rate: 'costly',
  request: {
    body: json(
      z.strictObject({
        attribution,
        exercise: z.boolean(),
        parts: z.array(schema.toCheck).min(1).max(8),
      }),
    ),
  },
  responses: {
    200: json(
      z.strictObject({
        findings: z.array(schema.finding).readonly(),
        smallWorlds: z.array(schema.smallWorld).readonly(),
      }),
    ),
  },
})

export const getChecks = createRoute({
  method: 'get',
  path: '/api/warnings/{number}/checks',
  operationId: 'getChecks',
  tags,
  summary: 'How the check of a draft stands: findings, what to write instead, overrides, what was taken out',
  who: 'member',
  request: { params, query: red },
  responses: { 200: json(schema.checks) },
})

export const postReplacements = createRoute({
  method: 'post',
  path: '/api/warnings/{number}/replacements',
  operationId: 'postReplacements',
  tags,
  summary: 'Replaces findings everywhere in the drafts, and keeps a record of it for the originator',
  who: 'member',
  request: {
    params,
    body: json(
      z.strictObject({
        revision: fields.revision(),
        replacements: z.array(schema.replacement).min(1).max(2000),
      }),
    ),
  },
  responses: { 200: json(z.strictObject({ revision: z.int() })) },
})

export const postOverride = createRoute({
  method: 'post',
  path: '/api/warnings/{number}/override',
  operationId: 'postOverride',
  tags,
  summary: 'A second person lets exactly this text through, with a reason (R6)',
  who: 'member',
  fresh: 'warning.override',
  request: {
    params,
    body: json(
      z.strictObject({
        parts: z
          .array(z.strictObject({ id: fields.id(), digest: z.string().regex(/^[0-9a-f]{64}$/) }))
          .min(1)
          .max(8),
        reason: fields.name(500),
      }),
    ),
  },
  responses: { 204: nothing },
})

const word = z.strictObject({ kind: z.enum(['customer', 'product']), word: fields.name(200) })

export const getWords = createRoute({
  method: 'get',
  path: '/api/sanitisation/words',
  operationId: 'getWords',
  tags,
  summary: 'The own team’s list of customers and products that its texts must not tell',
  who: 'member',
  responses: {
    200: json(
      z.strictObject({
        words: z.array(z.strictObject({ id: z.string(), ...word.shape, word: z.string() })).readonly(),
        mayEdit: z.boolean(),
      }),
    ),
  },
})

export const postWords = createRoute({
  method: 'post',
  path: '/api/sanitisation/words',
  operationId: 'postWords',
  tags,
  summary: 'Adds to that list',
  who: 'member',
  request: { body: json(z.strictObject({ words: z.array(word).min(1).max(1000) })) },
  responses: { 204: nothing },
})

export const deleteWordRoute = createRoute({
  method: 'delete',
  path: '/api/sanitisation/words/{word}',
  operationId: 'deleteWord',
  tags,
  summary: 'Takes a word off that list',
  who: 'member',
  request: { params: z.strictObject({ word: fields.id() }) },
  responses: { 204: nothing },
})

/** The doors of the check before a release. */
export const routes = ({ keys }: SanitisationDeps) => [
  door(postCheck, ({ db, asker, body: { parts, ...item } }) =>
    db.asViewer(asker).act(async (act) => {
      const checked = await checkParts(act, item, parts)
      return {
        findings: checked.flatMap(({ findings }) => findings.map(asTold)),
        smallWorlds: await checkSmallWorld(
          act,
          item.attribution,
          parts.map(({ content, envelope }) => ({ content, envelope, kind: envelope.kind })),
        ),
      }
    }),
  ),
  door(getChecks, async ({ db, asker, params: { number }, query, demandFresh }) => {
    const fresh = query.red === 'open'
    if (fresh) await demandFresh('warning.read-red')
    return db.asViewer(asker).act((act) => readChecks(act, number, { fresh, channel: 'portal' }, keys))
  }),
  door(postReplacements, ({ db, asker, params: { number }, body }) =>
    db.asViewer(asker).act(async (act) => ({
      revision: await replaceFindings(act, number, body.revision, body.replacements, keys),
    })),
  ),
  door(postOverride, ({ db, asker, params: { number }, body }) =>
    // signed in just now: what RED asks for, too
    db.asViewer(asker).act((act) => overrideFindings(act, number, body, { fresh: true, channel: 'portal' })),
  ),
  door(getWords, ({ db, asker }) => db.asViewer(asker).act((act) => listWords(act))),
  door(postWords, ({ db, asker, body }) => db.asViewer(asker).act((act) => addWords(act, body.words))),
  door(deleteWordRoute, ({ db, asker, params: { word: id } }) =>
    db.asViewer(asker).act((act) => removeWord(act, id)),
  ),
]
