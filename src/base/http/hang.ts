import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { clientAddress } from './address.ts'
import { Asking, requireFresh } from './asking.ts'
import type { Door } from './door.ts'
import { Reply } from './door.ts'
import { isWrite, passGate, passOrigin } from './gate.ts'
import type { App, HttpDeps, HttpEnv } from './ground.ts'
import { type Intake, intakeOf, jsonSchema } from './intake.ts'
import type { Rate } from './limits.ts'
import { problemSchema, problemType } from './problem.ts'
import type { DoorRoute, Who } from './route.ts'
import { answerHeaders, isHttps, jsonHeaders, whole } from './security.ts'

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
    const ready = readied(door)
    const handle = (context: Context<HttpEnv>) => answer(context, deps, ready)
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

/** A door with all that can be known of it before somebody knocks. */
interface Ready extends Door {
  readonly rate: Rate
  readonly intake: Intake
  /** The status of what a handler just returns. */
  readonly usual: number
  /** Each declared status with the schema of its JSON. */
  readonly answers: ReadonlyMap<number, z.ZodType | undefined>
}

function readied({ route, handle }: Door): Ready {
  const answers = new Map(
    Object.entries(route.responses).map(([status, said]) => [Number(status), jsonSchema(said)]),
  )
  return {
    route,
    handle,
    rate: route.rate ?? (isWrite(route.method) ? 'write' : 'usual'),
    intake: intakeOf(route),
    usual: [...answers.keys()].find((status) => status >= 200 && status < 300) ?? 200,
    answers,
  }
}

async function answer(context: Context<HttpEnv>, deps: HttpDeps, ready: Ready): Promise<Response> {
  const { route, handle, intake } = ready
  const request = context.req.raw
  const address = clientAddress(context, deps.proxies)
  deps.rateLimiter.take(ready.rate, address)

  // who was here a moment ago is known at once
  const known = deps.authenticator.authenticate(request)
  const identified = known instanceof Promise ? await known : known
  try {
    passOrigin(request, identified, deps.origin())
    passGate(route, identified)
    const taken = intake(context)
    const asking = new Asking(
      context,
      deps,
      address,
      identified,
      taken instanceof Promise ? await taken : taken,
    )
    if (route.fresh) await requireFresh(deps, context, identified, route.fresh)
    return respond(ready, await handle(asking), asking.headersAdded, isHttps(deps.origin()))
  } catch (error) {
    // a refusal speaks the language of the person, too
    if (identified.language) context.set('language', identified.language)
    throw error
  }
}

/** Writes what a handler returned as the response, with the headers that the handler added. */
function respond(ready: Ready, said: unknown, added: Headers | undefined, https: boolean): Response {
  if (said instanceof Response) {
    for (const [name, value] of added ?? []) said.headers.append(name, value)
    return said
  }
  const { status, body } = checked(ready, said)
  const common = body === null ? answerHeaders(https) : jsonHeaders(https)
  if (added) for (const [name, value] of Object.entries(common)) if (!added.has(name)) added.set(name, value)
  // handed over with all its headers, so that the server writes it without unpacking it again
  return Object.assign(new Response(body, { status, headers: added ?? common }), { [whole]: true })
}

/**
 * What a handler returned, held against the schema of its status: a field that the schema does not name is a
 * fault of ours and does not leave the house.
 */
function checked({ route, answers, usual }: Ready, said: unknown): { status: number; body: string | null } {
  const [status, value] = said instanceof Reply ? [said.status, said.value as unknown] : [usual, said]
  const schema = answers.get(status)
  if (schema) return { status, body: JSON.stringify(z.encode(schema, value as never)) }
  if (!answers.has(status)) throw new Error(`${route.operationId} does not declare ${status}`)
  if (value !== undefined)
    throw new Error(`${route.operationId} answers ${status} with a value and no schema`)
  return { status, body: null }
}
