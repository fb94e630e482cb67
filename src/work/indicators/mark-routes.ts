import { createRoute, door, fields, json, nothing, z } from '#base/http/index.ts'
import { OBSERVABLE_TYPES } from '#core/observables/index.ts'
import { confirmIndicator, decideFlag, readMarks, tellFalsePositive } from './tell-marks.ts'
import { VERDICTS } from './verdict.ts'

const tags = ['indicators']
const number = z.string().regex(/^RNK-[2-9A-HJKMNP-TW-Z]{4}-[2-9A-HJKMNP-TW-Z]{2}$/)
const params = z.strictObject({ number, part: fields.id() })
const named = { type: z.enum(OBSERVABLE_TYPES), value: z.string().min(1).max(10_000) }

export const getMarks = createRoute({
  method: 'get',
  path: '/api/warnings/{number}/parts/{part}/marks',
  operationId: 'getMarks',
  tags,
  summary: 'What teams say of the indicators of a part: false positives, confirmations; never which teams',
  who: 'member',
  request: { params },
  responses: {
    200: json(
      z.strictObject({
        indicators: z
          .array(
            z.strictObject({
              type: z.enum(OBSERVABLE_TYPES),
              value: z.string(),
              confirmed: z.int(),
              confirmedByUs: z.boolean(),
              /** R19: two teams besides the originator have seen it. */
              fitToBlock: z.boolean(),
              flags: z
                .array(
                  z.strictObject({
                    id: z.string(),
                    reason: z.string(),
                    at: fields.instant(),
                    mine: z.boolean(),
                    verdict: z.enum(VERDICTS).nullable(),
                    answer: z.string().nullable(),
                  }),
                )
                .readonly(),
            }),
          )
          .readonly(),
      }),
    ),
  },
})

export const postFlag = createRoute({
  method: 'post',
  path: '/api/warnings/{number}/parts/{part}/flags',
  operationId: 'postFlag',
  tags,
  summary: 'Flags an indicator as a false positive; the originator decides',
  who: 'member',
  request: { params, body: json(z.strictObject({ ...named, reason: fields.line(500).min(1) })) },
  responses: { 204: nothing },
})

export const postFlagVerdict = createRoute({
  method: 'post',
  path: '/api/warnings/{number}/flags/{flag}/verdict',
  operationId: 'postFlagVerdict',
  tags,
  summary: 'Decides a flag as originator; disagreement stays visible',
  who: 'member',
  request: {
    params: z.strictObject({ number, flag: fields.id() }),
    body: json(z.strictObject({ verdict: z.enum(VERDICTS), answer: fields.line(500) })),
  },
  responses: { 204: nothing },
})

export const postSeen = createRoute({
  method: 'post',
  path: '/api/warnings/{number}/parts/{part}/confirmations',
  operationId: 'postSeen',
  tags,
  summary: 'Says that our team has seen an indicator itself; two such make it fit to block',
  who: 'member',
  request: { params, body: json(z.strictObject(named)) },
  responses: { 204: nothing },
})

export const markRoutes = () => [
  door(getMarks, ({ db, asker, params }) =>
    db.asViewer(asker).act(async (act) => ({ indicators: await readMarks(act, params.number, params.part) })),
  ),
  door(postFlag, ({ db, asker, params, body }) =>
    db.asViewer(asker).act((act) => tellFalsePositive(act, params.number, params.part, body)),
  ),
  door(postFlagVerdict, ({ db, asker, params, body }) =>
    db.asViewer(asker).act((act) => decideFlag(act, params.number, params.flag, body)),
  ),
  door(postSeen, ({ db, asker, params, body }) =>
    db.asViewer(asker).act((act) => confirmIndicator(act, params.number, params.part, body)),
  ),
]
