import { createRoute, door, fields, json, nothing, z } from '#base/http/index.ts'
import { teamLine } from './answer-schemas.ts'
import { HELPS } from './answering.ts'
import { isShown } from './board-store.ts'
import { readBoard } from './read-board.ts'
import { number } from './schemas.ts'
import { showTeam } from './show-team.ts'
import { ANSWERS } from './warning.ts'

const tags = ['warnings']
const count = z.int()
const many = <S extends z.ZodType>(schema: S) => z.array(schema).readonly()

export const getBoard = createRoute({
  method: 'get',
  path: '/api/warnings/{number}/board',
  operationId: 'getBoard',
  tags,
  summary: 'For the source: how far it has come, as counts; teams by name where they allow it',
  who: 'member',
  request: { params: z.strictObject({ number }) },
  responses: {
    200: json(
      z.strictObject({
        /** Null where a group that hides its members was addressed. */
        addressed: count.nullable(),
        opened: count,
        answered: count,
        silent: count.nullable(),
        began: fields.instant().nullable(),
        firstRead: fields.instant().nullable(),
        /** When nine in ten had answered, "checking" included. */
        mostAnswered: fields.instant().nullable(),
        mail: z.strictObject({ sent: count, waiting: count, failed: count }).nullable(),
        answers: many(z.strictObject({ answer: z.enum(ANSWERS), teams: count })),
        sightings: many(z.strictObject({ hour: fields.instant(), teams: count })),
        teams: many(
          z.strictObject({
            team: teamLine,
            openedAt: fields.instant().nullable(),
            answer: z.enum(ANSWERS).nullable(),
            help: z.enum(HELPS),
            byTelephone: z.boolean(),
            answeredAt: fields.instant().nullable(),
          }),
        ),
      }),
    ),
  },
})

export const getShowing = createRoute({
  method: 'get',
  path: '/api/showing',
  operationId: 'getShowing',
  tags,
  summary: 'Whether sources see our team by name on their boards',
  who: 'member',
  responses: { 200: json(z.strictObject({ shown: z.boolean() })) },
})

export const putShowing = createRoute({
  method: 'put',
  path: '/api/showing',
  operationId: 'putShowing',
  tags,
  summary: 'Lets sources see our team by name on their boards, or not',
  who: 'member',
  request: { body: json(z.strictObject({ shown: z.boolean() })) },
  responses: { 204: nothing },
})

export const boardRoutes = () => [
  door(getBoard, ({ db, asker, params }) => db.asViewer(asker).act((act) => readBoard(act, params.number))),
  door(getShowing, ({ db, asker }) =>
    db.asViewer(asker).act(async (act) => ({ shown: await isShown(act.sql) })),
  ),
  door(putShowing, ({ db, asker, body }) => db.asViewer(asker).act((act) => showTeam(act, body.shown))),
]
