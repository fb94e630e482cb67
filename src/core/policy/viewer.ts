/** Epoch milliseconds; `-Infinity` for always, `Infinity` for no end. */
export type Moment = number

export type Standing =
  | 'public'
  | 'system'
  | 'body'
  | 'prospect'
  | 'active'
  | 'restricted'
  | 'suspended'
  | 'ended'
  | 'none'

/**
 * Who reads, as of one moment: a person under one live appointment, a team's key, or the public. What the viewer
 * holds is a map principal → since; what the person was bound to in any capacity is a map principal → until.
 */
export type Viewer = {
  readonly kind: 'public' | 'person' | 'key' | 'system'
  readonly standing: Standing
  readonly person?: string
  readonly appointment?: string
  readonly key?: string
  readonly team?: string
  readonly group?: string
  /** Kind of the body (committee, secretariat, …) when the appointment is in a body. */
  readonly body?: string
  readonly role?: string
  readonly roles?: readonly string[]
  readonly tie?: string
  readonly firm?: string
  readonly holds: Readonly<Record<string, Moment>>
  readonly bound: Readonly<Record<string, Moment>>
  /** `part:version` of each live task. */
  readonly tasks: readonly string[]
}

const moment = (text: unknown): Moment =>
  text === 'infinity' ? Infinity : text === '-infinity' ? -Infinity : new Date(String(text)).getTime()

const moments = (map: unknown): Record<string, Moment> =>
  Object.fromEntries(Object.entries((map ?? {}) as Record<string, unknown>).map(([k, v]) => [k, moment(v)]))

/** Reads what `access.enter` answers: the same viewer, with moments as numbers. */
export function readViewer(found: unknown): Viewer & { readonly at: Moment } {
  const row = found as Viewer & { at: unknown }
  return { ...row, holds: moments(row.holds), bound: moments(row.bound), at: moment(row.at) }
}

const GOOD_STANDING: ReadonlySet<Standing> = new Set(['public', 'body', 'prospect', 'active', 'restricted'])

/** SHARING, step 1: people of suspended and ended teams, and of ended appointments, read nothing and do nothing. */
export const inGoodStanding = ({ standing }: Viewer): boolean => GOOD_STANDING.has(standing)
