import type { ErrorCode, Reason, RefusalStatus } from './codes.ts'
import { codes } from './codes.ts'

/** Values put into the text of a refusal. Never content of an item. */
export type TextParams = Readonly<Record<string, string | number>>

/**
 * One place in what was sent and why it was refused. `path` is dotted: a field of the body stands bare
 * (`parts.0.tlp`), others carry where they stood (`query.limit`, `params.id`, `headers.x-renkei-acting-as`).
 */
export interface Place {
  readonly path: string
  readonly reason: Reason
  readonly params?: TextParams
}

/**
 * A no that was foreseen. Thrown by acts and doors, turned into a problem document (RFC 9457) or an exit code
 * at the edge, in the caller's language. `params` fill the text of the code; `place` names the fields at fault;
 * `cause` is for the log alone and never leaves the house.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: ErrorCode
  readonly status: RefusalStatus
  readonly params: TextParams
  readonly place: readonly Place[]

  constructor(
    code: ErrorCode,
    more: { params?: TextParams; place?: readonly Place[]; cause?: unknown } = {},
  ) {
    super(code, more.cause === undefined ? undefined : { cause: more.cause })
    this.code = code
    this.status = codes[code]
    this.params = more.params ?? {}
    this.place = more.place ?? []
  }
}

/** The refusal for anything that is not there, or not for this asker: the two are never told apart (R24). */
export const notFound = (): Refusal => new Refusal('not_found')

/** The refusal of one field, for rules that a schema cannot say. */
export const refuseField = (path: string, reason: Reason, params?: TextParams): Refusal =>
  new Refusal('invalid_request', { place: [params ? { path, reason, params } : { path, reason }] })
