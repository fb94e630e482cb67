import type { RouteConfig } from '@hono/zod-openapi'
import { z } from '@hono/zod-openapi'
import type { Disclosed } from '#core/policy/index.ts'
import type { Rate } from './limits.ts'

/**
 * Who may knock at all; the fine rule is in the act.
 * `signed-in`: a person, with or without an appointment. `member`: a person acting under a live appointment.
 * `key`: a team's key.
 */
export type Who = 'public' | 'signed-in' | 'member' | 'key' | 'member-or-key'

/** What a door promises, as data. Read by the router, by OpenAPI, by the screens' types, by the leak cases. */
export interface DoorRoute extends RouteConfig {
  readonly path: `/${string}`
  readonly operationId: string
  readonly who: Who
  /** Name of the act for which a fresh sign-in is demanded at the door. */
  readonly fresh?: string
  /** Scope a key needs; else `read` for GET, `write` for the rest. */
  readonly scope?: string
  /** Rate class; else `usual` for GET, `write` for the rest. */
  readonly rate?: Rate
}

/** Declares a door. A plain value, kept with its exact type for `door` and `call`. */
export const createRoute = <const P extends `/${string}`, R extends Omit<DoorRoute, 'path'> & { path: P }>(
  route: R,
): R => route

/** JSON content, for `request.body` and for `responses[200]`. The schema must be strict to the bottom. */
export const json = <S extends z.ZodType>(schema: S, description = 'OK') => ({
  description,
  required: true as const,
  content: { 'application/json': { schema } },
})

/** The media type of a body that is bytes and nothing that we parse. */
export const BYTES = 'application/octet-stream'

/** A file as the body of a request, for `request.body`: taken byte by byte, up to `limits.file`. */
export const fileBody = (description: string) =>
  ({
    description,
    required: true,
    // a body of bytes has no schema in OpenAPI 3.1; the media type says it
    content: { [BYTES]: { schema: {} } },
  }) as const

/** The response of an act that has nothing to tell. */
export const nothing = { description: 'Done' } as const

/** Content that is no JSON: a file, a calendar. The handler returns a `Response`. */
export const file = <T extends string>(type: T, description: string) => ({
  description,
  content: { [type]: { schema: z.string() } } as { [K in T]: { schema: z.ZodString } },
})

/**
 * Marks a value of an answer that comes from a part or from a field with an audience: the handler can return
 * there only what `core/policy` has disclosed.
 */
export function disclosed<S extends z.ZodType>(
  schema: S,
): z.ZodType<Disclosed<z.output<S> & object>, z.input<S>>
export function disclosed(schema: z.ZodType): z.ZodType {
  return schema
}

type ParsedBy<T> = T extends z.ZodType ? z.output<T> : Record<never, never>
type SentTo<T> = T extends z.ZodType ? z.input<T> : undefined
type JsonOf<T> = T extends { content: { 'application/json': { schema: infer S extends z.ZodType } } }
  ? S
  : never
type TakesBytes<T> = T extends { content: { [BYTES]: unknown } } ? true : false
type Part<R, K extends string> = R extends { request: { [key in K]: infer V } } ? V : undefined

/** Params, query, body as the handler gets them. */
export interface Parsed<R> {
  readonly params: ParsedBy<Part<R, 'params'>>
  readonly query: ParsedBy<Part<R, 'query'>>
  readonly body: TakesBytes<Part<R, 'body'>> extends true ? Uint8Array : ParsedBy<JsonOf<Part<R, 'body'>>>
}

/** Params, query, body as the caller writes them. */
export interface Sent<R> {
  params: SentTo<Part<R, 'params'>>
  query: SentTo<Part<R, 'query'>>
  body: TakesBytes<Part<R, 'body'>> extends true
    ? Blob
    : JsonOf<Part<R, 'body'>> extends never
      ? undefined
      : SentTo<JsonOf<Part<R, 'body'>>>
}

type Success<R> = R extends { responses: infer A }
  ? A extends { 200: infer S }
    ? S
    : A extends { 201: infer S }
      ? S
      : A extends { 202: infer S }
        ? S
        : A extends { 204: infer S }
          ? S
          : never
  : never

/** What the handler returns: the value of the success schema, `Response` where the content is no JSON. */
export type Answer<R> =
  Success<R> extends { content: infer C }
    ? C extends { 'application/json': { schema: infer S extends z.ZodType } }
      ? z.output<S>
      : Response
    : // an act that answers with nothing needs not say so
      // biome-ignore lint/suspicious/noConfusingVoidType: what a function without an answer returns
      void

/** What the caller receives: the same value as JSON carries it. */
export type Received<R> =
  Success<R> extends { content: infer C }
    ? C extends { 'application/json': { schema: infer S extends z.ZodType } }
      ? z.input<S>
      : Response
    : undefined
