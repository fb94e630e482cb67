import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Place } from '#core/errors/index.ts'
import { notFound, Refusal } from '#core/errors/index.ts'
import { parseJson } from './json.ts'
import { limits } from './limits.ts'
import { placesOf } from './places.ts'
import { BYTES, type DoorRoute } from './route.ts'

/** What the schemas made of a request. */
export interface Taken {
  params: unknown
  query: unknown
  body: unknown
}

/** Takes a request in. Waits only where a body has to be read. */
export type Intake = (context: Context) => Taken | Promise<Taken>

const empty = Object.freeze({})
const noQuery = z.strictObject({})

/**
 * How a door takes params, query and body in: through the route's schemas, all faults at once. A path that no
 * identifier can have leads nowhere: it answers as an identifier that never existed.
 * @throws {Refusal} not_found, invalid_request, malformed_json, malformed_encoding, unsupported_media_type, body_too_large, busy
 */
export function intakeOf(route: DoorRoute): Intake {
  const params = route.request?.params as z.ZodType | undefined
  const query = route.request?.query as z.ZodType | undefined
  const body = route.request?.body
  const schema = jsonSchema(body)
  const types = schema ? ['application/json'] : Object.keys(body?.content ?? {})

  /** What stands in the address. Faults of the query are put into `places`. */
  const address = (context: Context, places: Place[]) => {
    const parsedParams = params && z.safeDecode(params, context.req.param() as never)
    if (parsedParams?.success === false) throw notFound()
    const sent = queryOf(context)
    if (sent === empty && !query) return { params: parsedParams?.data ?? empty, query: empty }
    const parsedQuery = z.safeDecode(query ?? noQuery, sent as never)
    if (!parsedQuery.success) places.push(...placesOf(parsedQuery.error.issues, sent, ['query']))
    return { params: parsedParams?.data ?? empty, query: parsedQuery.data }
  }
  const refuse = (places: Place[]): void => {
    if (places.length > 0) throw new Refusal('invalid_request', { place: places })
  }

  if (schema)
    return async (context) => {
      const places: Place[] = []
      const stood = address(context, places)
      requireMediaType(context, types)
      const sent = parseJson(await readBody(context.req.raw, limits.body))
      const result = z.safeDecode(schema, sent as never)
      if (!result.success) places.push(...placesOf(result.error.issues, sent))
      refuse(places)
      return { ...stood, body: result.data }
    }
  if (types.includes(BYTES)) {
    const receive = fileReceiver()
    return async (context) => {
      const places: Place[] = []
      const stood = address(context, places)
      requireMediaType(context, types)
      // before 25 MB are read for nothing
      refuse(places)
      return { ...stood, body: await receive(context.req.raw) }
    }
  }
  return (context) => {
    const places: Place[] = []
    const stood = address(context, places)
    if (types.length > 0) requireMediaType(context, types)
    refuse(places)
    return { ...stood, body: undefined }
  }
}

/** The JSON schema of declared content, if it has one. */
export const jsonSchema = (declared: unknown): z.ZodType | undefined =>
  (declared as { content?: { 'application/json'?: { schema?: z.ZodType } } } | undefined)?.content?.[
    'application/json'
  ]?.schema

/** The query as names and values; a name given several times is a list, which only a list schema accepts. */
function queryOf(context: Context): Readonly<Record<string, string | string[]>> {
  if (!context.req.url.includes('?')) return empty
  const query = new Map<string, string | string[]>()
  const written = new URL(context.req.url).searchParams
  for (const [name, value] of written) {
    const known = query.get(name)
    query.set(name, known === undefined ? value : [...(Array.isArray(known) ? known : [known]), value])
  }
  return Object.fromEntries(query)
}

function requireMediaType(context: Context, expected: readonly string[]): void {
  const [type = '', ...parameters] = (context.req.header('content-type') ?? '').toLowerCase().split(';')
  const charset = parameters.map((p) => p.trim()).find((p) => p.startsWith('charset='))
  const known = expected.includes(type.trim()) && (!charset || /^charset="?utf-8"?$/.test(charset))
  if (!known) throw new Refusal('unsupported_media_type', { params: { expected: expected.join(', ') } })
}

/**
 * Reads the files of one door. All its callers share what may lie half received in memory.
 * @throws {Refusal} body_too_large, busy
 */
function fileReceiver(): (request: Request) => Promise<Uint8Array> {
  let receiving = 0
  return async (request) => {
    const announced = Number(request.headers.get('content-length') ?? limits.file)
    const expected = announced >= 0 ? Math.min(announced, limits.file) : limits.file
    if (receiving + expected > limits.filesAtOnce) throw new Refusal('busy')
    receiving += expected
    try {
      return await readBody(request, limits.file)
    } finally {
      receiving -= expected
    }
  }
}

/**
 * Reads a body up to a limit; what announces more, or turns out to be more, is refused without reading on.
 * @throws {Refusal} body_too_large
 */
export async function readBody(request: Request, max: number): Promise<Uint8Array> {
  const tooLarge = () => new Refusal('body_too_large', { params: { max } })
  if (Number(request.headers.get('content-length') ?? 0) > max) throw tooLarge()
  if (!request.body) return new Uint8Array()
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength
    if (size > max) throw tooLarge()
    chunks.push(chunk)
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, size)
}
