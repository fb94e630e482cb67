import { createRoute, door, fields, json, nothing, z } from '#base/http/index.ts'
import { OBJECTION_CAUSES, OBJECTION_OUTCOMES } from '#people/access/index.ts'
import { charterOf } from '#people/association/index.ts'
import { teamLine } from './answer-schemas.ts'
import { objectToWarning, replyToObjection } from './object.ts'
import { readObjections } from './read-objections.ts'
import { number } from './schemas.ts'
import { tellMisdirected } from './tell-misdirected.ts'

const tags = ['warnings']
const params = z.strictObject({ number })

export const getObjections = createRoute({
  method: 'get',
  path: '/api/warnings/{number}/objections',
  operationId: 'getObjections',
  tags,
  summary:
    'Objections with the replies of the source beside them; for the source also who says it was not meant for them',
  who: 'member',
  request: { params },
  responses: {
    200: json(
      z.strictObject({
        objections: z
          .array(
            z.strictObject({
              id: z.string(),
              part: z.string(),
              version: z.int(),
              cause: z.enum(OBJECTION_CAUSES),
              statement: z.string(),
              /** For the source where the objector allows it, and for the objector. */
              team: teamLine.nullable(),
              mine: z.boolean(),
              at: fields.instant(),
              dueAt: fields.instant(),
              reply: z.string().nullable(),
              outcome: z.enum(OBJECTION_OUTCOMES).nullable(),
              answeredAt: fields.instant().nullable(),
            }),
          )
          .readonly(),
        misdirected: z.array(z.strictObject({ team: teamLine.nullable(), note: z.string() })).readonly(),
        saidMisdirected: z.boolean(),
      }),
    ),
  },
})

export const postObjection = createRoute({
  method: 'post',
  path: '/api/warnings/{number}/objections',
  operationId: 'postObjection',
  tags,
  summary: 'Objects to a part: it stops for new readers until the source has answered',
  who: 'member',
  request: {
    params,
    body: json(
      z.strictObject({
        part: fields.id(),
        cause: z.enum(OBJECTION_CAUSES),
        statement: fields.prose(2000).min(1),
        named: z.boolean(),
      }),
    ),
  },
  responses: { 204: nothing },
})

export const postObjectionReply = createRoute({
  method: 'post',
  path: '/api/warnings/{number}/objections/{objection}/reply',
  operationId: 'postObjectionReply',
  tags,
  summary: 'Answers an objection as source; the part goes on',
  who: 'member',
  request: {
    params: z.strictObject({ number, objection: fields.id() }),
    body: json(z.strictObject({ reply: fields.prose(2000).min(1), outcome: z.enum(OBJECTION_OUTCOMES) })),
  },
  responses: { 204: nothing },
})

export const postMisdirected = createRoute({
  method: 'post',
  path: '/api/warnings/{number}/misdirected',
  operationId: 'postMisdirected',
  tags,
  summary: 'Tells the source that this was not meant for us',
  who: 'member',
  request: { params, body: json(z.strictObject({ note: fields.line(500), named: z.boolean() })) },
  responses: { 204: nothing },
})

export const objectionRoutes = () => [
  door(getObjections, ({ db, asker, params }) =>
    db.asViewer(asker).act((act) => readObjections(act, params.number)),
  ),
  door(postObjection, ({ db, asker, params, body }) =>
    db.asViewer(asker).act(async (act) => objectToWarning(act, params.number, body, await charterOf(act))),
  ),
  door(postObjectionReply, ({ db, asker, params, body }) =>
    db.asViewer(asker).act((act) => replyToObjection(act, params.number, params.objection, body)),
  ),
  door(postMisdirected, ({ db, asker, params, body }) =>
    db.asViewer(asker).act((act) => tellMisdirected(act, params.number, body)),
  ),
]
