import { createRoute, door, json, nothing, z } from '#base/http/index.ts'
import { charterOf } from '#people/association/index.ts'
import { aYearBefore, noteObstacle } from './note.ts'
import { OBSTACLE_WHAT, OBSTACLE_WHY } from './obstacle.ts'
import { ownNotes, totals } from './store.ts'

const tags = ['obstacles']
const what = z.enum(OBSTACLE_WHAT)
const why = z.enum(OBSTACLE_WHY)
const many = <S extends z.ZodType>(schema: S) => z.array(schema).readonly()

export const postObstacle = createRoute({
  method: 'post',
  path: '/api/obstacles',
  operationId: 'postObstacle',
  tags,
  summary:
    'Notes why a release was refused, cut down, delayed or dropped; private to my team, without the item',
  who: 'member',
  request: { body: json(z.strictObject({ what, why })) },
  responses: { 204: nothing },
})

export const getObstacles = createRoute({
  method: 'get',
  path: '/api/obstacles',
  operationId: 'getObstacles',
  tags,
  summary:
    'My team’s notes of the last year, by month; totals of k teams and more for bodies that study sharing',
  who: 'member',
  responses: {
    200: json(
      z.strictObject({
        k: z.int(),
        own: many(z.strictObject({ month: z.string(), what, why, notes: z.int() })),
        totals: many(z.strictObject({ what, why, notes: z.int(), teams: z.int() })),
      }),
    ),
  },
})

export const routes = () => [
  door(postObstacle, ({ db, asker, body }) =>
    db.asViewer(asker).act((act) => noteObstacle(act, body.what, body.why)),
  ),
  door(getObstacles, ({ db, asker }) =>
    db.asViewer(asker).act(async (act) => {
      const since = aYearBefore(act.at)
      const own = act.viewer.team ? await ownNotes(act.sql, since).execute() : []
      return {
        k: (await charterOf(act)).k,
        own: own.map((row) => ({ ...row, notes: Number(row.notes) })),
        totals: await totals(act.sql, since),
      }
    }),
  ),
]
