import { createRoute, door, json, z } from '#base/http/index.ts'
import { language, partKind } from '#core/envelope/index.ts'
import { ONWARD } from '#core/policy/index.ts'
import { passOn } from './pass-on.ts'
import { number } from './schemas.ts'

export const postOnward = createRoute({
  method: 'post',
  path: '/api/warnings/{number}/onward',
  operationId: 'postOnward',
  tags: ['warnings'],
  summary:
    'Makes the text with which a reader hands a warning on, of what its marking lets pass; sends nothing',
  who: 'member',
  request: {
    params: z.strictObject({ number }),
    body: json(z.strictObject({ to: z.enum(ONWARD), language })),
  },
  responses: {
    200: json(
      z.strictObject({
        made: z.strictObject({ subject: z.string(), text: z.string() }).nullable(),
        leftOut: z
          .array(
            z.strictObject({
              kind: partKind,
              tlp: z.string(),
              why: z.enum([
                'red',
                'embargo',
                'strict',
                'employees',
                'agreement',
                'victim',
                'outside',
                'withdrawn',
              ]),
            }),
          )
          .readonly(),
      }),
    ),
  },
})

export const onwardRoutes = () => [
  door(postOnward, ({ db, asker, params, body }) =>
    db.asViewer(asker).act((act) => passOn(act, params.number, body.to, body.language)),
  ),
]
