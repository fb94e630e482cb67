import type { Context } from 'hono'
import type { Database } from '#base/db/index.ts'
import type { Language, Translate } from '#base/i18n/index.ts'
import type { Asker } from '#core/policy/index.ts'
import type { FreshAct, Session } from './authenticator.ts'
import type { HttpDeps, HttpEnv } from './ground.ts'
import type { Answer, DoorRoute, Parsed } from './route.ts'

/** What a handler gets: what was asked, by whom, in which language, and when. */
export interface Asked<R> extends Parsed<R> {
  readonly asker: Asker
  /** The signed-in browser; null for keys and strangers. */
  readonly session: Session | null
  /** Scopes of a key. */
  readonly scopes: readonly string[]
  readonly language: Language
  readonly t: Translate
  readonly db: Database
  /** When the request came. Acts use the time of their transaction. */
  readonly at: Date
  readonly deps: HttpDeps
  readonly request: Request
  /** Address of the caller, for rate limits and for nothing that is shown. */
  readonly address: string
  /** Headers of the answer: cookies, disposition. */
  readonly headers: Headers
  /** Demands a fresh sign-in where the door cannot know beforehand (reading RED). @throws {Refusal} */
  readonly demandFresh: (act: FreshAct['act']) => Promise<void>
  /** The router's own context, for streams alone. */
  readonly context: Context<HttpEnv>
  /** The same request, answered in another language. */
  readonly speaking: (language: Language) => Asked<DoorRoute>
}

/** An answer with another status than the route's first. Made by `reply`. */
export class Reply<T = unknown> {
  readonly status: number
  readonly value: T
  constructor(status: number, value: T) {
    this.status = status
    this.value = value
  }
}

/** Answers with another declared status (202 beside 200); the value is checked by that status' schema. */
export const reply = <T>(status: number, value?: T): Reply<T | undefined> => new Reply(status, value)

type Handler<R> = (asked: Asked<R>) => Promise<Answer<R> | Reply | Response> | Answer<R> | Reply | Response

/** A route and what happens behind it. */
export interface Door {
  readonly route: DoorRoute
  readonly handle: (asked: Asked<DoorRoute>) => unknown
}

/** Hangs a handler behind a route. The handler's types come from the route's schemas, both ways. */
export const door = <R extends DoorRoute>(route: R, handler: Handler<R>): Door => ({
  route,
  handle: handler as unknown as Door['handle'],
})
