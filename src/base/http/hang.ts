import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { translator } from '#base/i18n/index.ts'
import { Refusal } from '#core/errors/index.ts'
import { clientAddress } from './address.ts'
import type { Asked, Door } from './door.ts'
import { Reply } from './door.ts'
import { isWrite, passGate, passOrigin } from './gate.ts'
import type { App, HttpDeps, HttpEnv } from './ground.ts'
import { jsonSchema, takeIn } from './intake.ts'
import { problemSchema, problemType } from './problem.ts'
import type { DoorRoute, Who } from './route.ts'
import { answerHeaders } from './security.ts'

/** A door of the running router, as `listDoors` tells it. */
export interface ListedDoor {
  readonly method: string
  /** As the router has it: `/api/warnings/:id`. */
  readonly path: string
  /** Null for what is no door of the API: pages, files, streams that were hung by hand. */
  readonly who: Who | null
  readonly operationId: string | null
  readonly fresh: string | null
  readonly tags: readonly string[]
}

// keyed by the function that the router holds, so that the list is what runs and not what was meant
const doorOf = new WeakMap<object, DoorRoute>()

/** Hangs doors into the router, one by one. */
export function hang(app: App, deps: HttpDeps, doors: readonly Door[]): void {
  for (const door of doors) {
    if (!door.route.hide) describe(app, door.route)
    const handle = (context: Context<HttpEnv>) => answer(context, deps, door)
    doorOf.set(handle, door.route)
    app.on(door.route.method.toUpperCase(), routerPath(door.route.path), handle)
  }
}

/** Tells OpenAPI of a door. */
function describe(app: App, route: DoorRoute): void {
  const { who, fresh, scope, rate: _rate, hide: _hide, middleware: _middleware, ...config } = route
  app.openAPIRegistry.registerPath({
    ...config,
    responses: {
      ...config.responses,
      default: { description: 'Problem', content: { [problemType]: { schema: problemSchema } } },
    },
    security: who === 'public' ? [] : [{ session: [] }, ...(who.includes('key') ? [{ key: [] }] : [])],
    'x-renkei-who': who,
    ...(fresh && { 'x-renkei-fresh': fresh }),
    ...(scope && { 'x-renkei-scope': scope }),
  } as typeof config)
}

/** Every path of the running router: doors with what they promise, everything else by its path alone. */
export function listDoors(app: App): ListedDoor[] {
  return app.routes
    .filter(({ method, path }) => !(method === 'ALL' && (path === '*' || path === '/*')))
    .map(({ method, path, handler }) => {
      const route = doorOf.get(handler)
      return {
        method,
        path,
        who: route?.who ?? null,
        operationId: route?.operationId ?? null,
        fresh: route?.fresh ?? null,
        tags: route?.tags ?? [],
      }
    })
}

const routerPath = (path: string): string => path.replaceAll(/\{(.+?)\}/g, ':$1')

async function answer(context: Context<HttpEnv>, deps: HttpDeps, { route, handle }: Door): Promise<Response> {
  const request = context.req.raw
  const address = clientAddress(context, deps.proxies)
  deps.rateLimiter.take(route.rate ?? (isWrite(route.method) ? 'write' : 'usual'), address)

  const identified = await deps.authenticator.authenticate(request)
  if (identified.language) context.set('language', identified.language)
  passOrigin(request, identified, deps.origin())
  passGate(route, identified)
  const taken = await takeIn(context, route)

  const demandFresh = async (act: string) => {
    const wanted = { act, subject: `${request.method} ${context.req.path}` }
    if (!(await deps.authenticator.isFresh(identified, wanted)))
      throw new Refusal('fresh_sign_in_required', { params: wanted })
  }
  if (route.fresh) await demandFresh(route.fresh)

  let headers: Headers | undefined
  const language = context.get('language')
  const said = await handle({
    ...(taken as Pick<Asked<DoorRoute>, 'params' | 'query' | 'body'>),
    asker: identified.asker,
    session: identified.session,
    scopes: identified.scopes,
    language,
    t: translator(language),
    db: deps.db,
    at: deps.now(),
    deps,
    request,
    address,
    get headers() {
      headers ??= new Headers()
      return headers
    },
    demandFresh,
    context,
  })
  const made = checked(route, said)
  if (made instanceof Response) {
    for (const [name, value] of headers ?? []) made.headers.append(name, value)
    return made
  }
  // handed over whole, so that the server writes it without unpacking it again
  context.set('secured', true)
  const common = {
    ...answerHeaders(deps.origin().startsWith('https:')),
    ...(made.body !== null && { 'content-type': 'application/json; charset=UTF-8' }),
  }
  if (headers)
    for (const [name, value] of Object.entries(common)) if (!headers.has(name)) headers.set(name, value)
  return new Response(made.body, { status: made.status, headers: headers ?? common })
}

/**
 * What a handler returned, held against the schema of its status: a field that the schema does not name is a
 * fault of ours and does not leave the house.
 */
function checked(route: DoorRoute, said: unknown): Response | { status: number; body: string | null } {
  if (said instanceof Response) return said
  const declared = Object.keys(route.responses).map(Number)
  const status =
    said instanceof Reply ? said.status : (declared.find((code) => code >= 200 && code < 300) ?? 200)
  const value: unknown = said instanceof Reply ? said.value : said
  if (!(status in route.responses)) throw new Error(`${route.operationId} does not declare ${status}`)
  const schema = jsonSchema(route.responses[status])
  if (schema) return { status, body: JSON.stringify(z.encode(schema, value as never)) }
  if (value !== undefined)
    throw new Error(`${route.operationId} answers ${status} with a value and no schema`)
  return { status, body: null }
}
