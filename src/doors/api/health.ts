import type { HttpDeps } from '#base/http/index.ts'
import { createRoute, door, json, z } from '#base/http/index.ts'
import { Refusal } from '#core/errors/index.ts'

export const healthRoute = createRoute({
  method: 'get',
  path: '/healthz',
  operationId: 'health',
  tags: ['server'],
  summary: 'Whether this process serves and reaches its database; for proxies and supervisors',
  who: 'public',
  responses: { 200: json(z.strictObject({ status: z.literal('ok') })) },
})

/** Longer than any healthy answer, shorter than the patience of a supervisor. */
const patience = 2_000

/** Answers 200 when the database answers, else 503; tells nothing else. */
export const health = ({ db }: HttpDeps) =>
  door(healthRoute, async () => {
    const asked = db.asViewer({ kind: 'public' }).read()
    const late = new Promise<never>((_, reject) => setTimeout(reject, patience).unref())
    await Promise.race([asked, late]).catch((cause: unknown) => {
      throw new Refusal('stopping', { cause })
    })
    return { status: 'ok' as const }
  })
