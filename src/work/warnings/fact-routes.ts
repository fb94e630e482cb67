import { createRoute, door, fields, json, nothing, z } from '#base/http/index.ts'
import { acknowledgeFacts, listFactReaders, ownParts } from '#people/access/index.ts'
import { teamNames } from '#people/directory/index.ts'
import { number } from './schemas.ts'

const tags = ['warnings']
const params = z.strictObject({ number })

export const postAcknowledgement = createRoute({
  method: 'post',
  path: '/api/warnings/{number}/acknowledgement',
  operationId: 'postAcknowledgement',
  tags,
  summary:
    'I have understood that parts may be undisclosed material facts, and stand on the source’s list (R30)',
  who: 'member',
  request: { params },
  responses: { 204: nothing },
})

export const getFactReaders = createRoute({
  method: 'get',
  path: '/api/warnings/{number}/fact-readers',
  operationId: 'getFactReaders',
  tags,
  summary: 'Who acknowledged an undisclosed material fact; for the source alone (R30)',
  who: 'member',
  request: { params },
  responses: {
    200: json(
      z.strictObject({
        readers: z
          .array(
            z.strictObject({
              part: z.string(),
              name: z.strictObject({ ja: z.string(), en: z.string() }),
              team: z.strictObject({ short: z.string(), ja: z.string(), en: z.string() }).nullable(),
              at: fields.instant(),
            }),
          )
          .readonly(),
      }),
    ),
  },
})

/** The doors of R30. */
export const factRoutes = () => [
  door(postAcknowledgement, ({ db, asker, params: { number } }) =>
    db.asViewer(asker).act((act) => acknowledgeFacts(act, number)),
  ),
  door(getFactReaders, ({ db, asker, params: { number } }) =>
    db.asViewer(asker).act(async (act) => {
      const [first] = await ownParts(act, number)
      const readers = await listFactReaders(act, first?.item_id ?? '')
      const teams = await teamNames(
        act.sql,
        readers.flatMap(({ team }) => team ?? []),
      )
      const nameOf = new Map(teams.map(({ id, name }) => [id, name]))
      return {
        readers: readers.map(({ part_id, team, name_ja, name_en, at }) => ({
          part: part_id,
          name: { ja: name_ja, en: name_en },
          team: (team && nameOf.get(team)) || null,
          at,
        })),
      }
    }),
  ),
]
