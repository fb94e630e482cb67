import { createRoute, disclosed, door, fields, json, z } from '#base/http/index.ts'
import { language, tlp } from '#core/envelope/index.ts'
import {
  CONFIDENCES,
  indicator,
  NEARNESS,
  OBJECTIVES,
  OBSERVABLE_TYPES,
  VALUE_MAX,
} from '#core/observables/index.ts'
import { changeIndicators } from './change.ts'
import { listIndicators } from './list.ts'
import { lookUp, MOST_ASKED } from './look-up.ts'
import { markRoutes } from './mark-routes.ts'

const tags = ['indicators']
const number = z.string().regex(/^RNK-[2-9A-HJKMNP-TW-Z]{4}-[2-9A-HJKMNP-TW-Z]{2}$/)
const part = z.strictObject({ number, part: fields.id() })
const type = z.enum(OBSERVABLE_TYPES)

/** What is added or taken away in one call; a body holds no more anyway. */
const MOST_CHANGED = 5000
/** Longest value that is looked up. */
const ASKED_MAX = 2048

/** Lists in answers: whoever makes them need not make them changeable. */
const many = <S extends z.ZodType>(schema: S) => z.array(schema).readonly()

/** The value is judged by its type; what is said of it is read like every text. */
const written = fields.plainWithin(indicator, { prose: ['comment'], asIs: ['value'] })

const row = z.strictObject({
  ...indicator.shape,
  position: z.int(),
  firstSeen: fields.instant().nullable(),
  lastSeen: fields.instant().nullable(),
})

const hit = z.strictObject({
  /** Place in `values`, from 0. */
  asked: z.int(),
  /** Null: the value itself; else what it is part of. */
  near: z.enum(NEARNESS).nullable(),
  type,
  value: z.string(),
  objective: z.enum(OBJECTIVES),
  confidence: z.enum(CONFIDENCES).nullable(),
  firstSeen: fields.instant().nullable(),
  lastSeen: fields.instant().nullable(),
  number: z.string(),
  tlp,
  headline: z.string(),
  language,
  releasedAt: fields.instant(),
})

export const getIndicators = createRoute({
  method: 'get',
  path: '/api/warnings/{number}/parts/{part}/indicators',
  operationId: 'getIndicators',
  tags,
  summary: 'One page of the indicators of a part’s version; the first page tells how many there are',
  who: 'member-or-key',
  request: {
    params: part,
    query: z.strictObject({
      after: fields.count(0, 1_000_000).optional(),
      version: fields.count(1, 1_000_000),
      /** RED, after a fresh sign-in, as the warning itself. */
      red: z.literal('open').optional(),
    }),
  },
  responses: {
    200: json(
      z.strictObject({
        indicators: many(disclosed(row)),
        /** How many of each type; null on later pages. */
        counts: many(disclosed(z.strictObject({ type: z.string(), count: z.int() }))).nullable(),
        /** What `after` of the next page is; null: this is the last. */
        next: z.int().nullable(),
      }),
    ),
  },
})

export const postIndicators = createRoute({
  method: 'post',
  path: '/api/warnings/{number}/parts/{part}/indicators',
  operationId: 'postIndicators',
  tags,
  summary:
    'Adds and takes away indicators of a part that is written; of a released part it begins the next version',
  who: 'member',
  request: {
    params: part,
    body: json(
      z.strictObject({
        revision: fields.revision(),
        add: z.array(written).max(MOST_CHANGED).default([]),
        remove: z
          .array(z.strictObject({ type, value: z.string().min(1).max(VALUE_MAX) }))
          .max(MOST_CHANGED)
          .default([]),
      }),
    ),
  },
  responses: { 200: json(z.strictObject({ revision: z.int() })) },
})

export const postLookup = createRoute({
  method: 'post',
  path: '/api/indicators/lookup',
  operationId: 'postLookup',
  tags,
  summary: 'Has anything that I may read warned about any of these values?',
  who: 'member-or-key',
  scope: 'read:warnings',
  rate: 'costly',
  request: {
    body: json(
      z.strictObject({
        values: z.array(z.string().min(1).max(ASKED_MAX)).min(1).max(MOST_ASKED),
        /** Also what a value is part of: networks, names above it, the host of a web address. */
        near: z.boolean().default(true),
      }),
    ),
  },
  responses: { 200: json(z.strictObject({ hits: many(disclosed(hit)) })) },
})

/** The doors of indicators. */
export const routes = () => [
  ...markRoutes(),
  door(getIndicators, async ({ db, asker, params, query, demandFresh }) => {
    const fresh = query.red === 'open'
    if (fresh) await demandFresh('warning.read-red')
    const channel = asker.kind === 'key' ? 'machine' : 'portal'
    const version = { id: params.part, version: query.version }
    return listIndicators(db, asker, params.number, version, { fresh, channel }, query.after ?? null)
  }),
  door(postIndicators, ({ db, asker, params, body: { revision, ...change } }) =>
    db.asViewer(asker).act(async (act) => ({
      revision: await changeIndicators(act, params.number, params.part, revision, change),
    })),
  ),
  door(postLookup, async ({ db, asker, body }) => ({
    hits: await lookUp(db, asker, body.values, body.near),
  })),
]
