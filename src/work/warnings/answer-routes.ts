import { createRoute, door, fields, json, nothing, z } from '#base/http/index.ts'
import { answerWarning } from './answer.ts'
import { answerByTelephone } from './answer-by-telephone.ts'
import * as schema from './answer-schemas.ts'
import { confirmMeasure } from './confirm-measure.ts'
import { readAnswers } from './read-answers.ts'
import { number } from './schemas.ts'

const tags = ['warnings']
const params = z.strictObject({ number })

export const getAnswers = createRoute({
  method: 'get',
  path: '/api/warnings/{number}/answers',
  operationId: 'getAnswers',
  tags,
  summary: 'Our answer in full, and what readers are told of others: counts from three teams on, in steps',
  who: 'member-or-key',
  request: { params },
  responses: { 200: json(schema.answers) },
})

export const postAnswer = createRoute({
  method: 'post',
  path: '/api/warnings/{number}/answers',
  operationId: 'postAnswer',
  tags,
  summary: 'Answers for the team',
  who: 'member-or-key',
  scope: 'answer',
  request: { params, body: json(schema.answerBody) },
  responses: { 204: nothing },
})

export const postTelephoneAnswer = createRoute({
  method: 'post',
  path: '/api/warnings/{number}/telephone-answers',
  operationId: 'postTelephoneAnswer',
  tags,
  summary: 'Enters what a team answered on the telephone; its own answer outweighs it',
  who: 'member',
  request: { params, body: json(schema.telephoneBody) },
  responses: { 204: nothing },
})

export const postMeasureConfirmation = createRoute({
  method: 'post',
  path: '/api/warnings/{number}/measures/{words}/confirmations',
  operationId: 'postMeasureConfirmation',
  tags,
  summary: 'Says that another team’s countermeasure works here too',
  who: 'member',
  request: { params: z.strictObject({ number, words: fields.id() }) },
  responses: { 204: nothing },
})

export const answerRoutes = () => [
  door(getAnswers, ({ db, asker, params }) =>
    db.asViewer(asker).act((act) => readAnswers(act, params.number)),
  ),
  door(postAnswer, ({ db, asker, params, body }) =>
    db.asViewer(asker).act((act) => answerWarning(act, params.number, body)),
  ),
  door(postTelephoneAnswer, ({ db, asker, params, body }) =>
    db.asViewer(asker).act((act) => answerByTelephone(act, params.number, body)),
  ),
  door(postMeasureConfirmation, ({ db, asker, params }) =>
    db.asViewer(asker).act((act) => confirmMeasure(act, params.number, params.words)),
  ),
]
