import type { Database } from '#base/db/index.ts'
import type { Keys } from '#base/keys/index.ts'
import type { Asker } from '#core/policy/index.ts'

/** What the demo is made with. */
export type DemoDeps = { readonly db: Database; readonly keys: Keys; readonly url: string }

export type Person = Asker & { kind: 'person' }

/** Who is who, by handles, while the demo is being made. */
export type Cast = {
  readonly teams: Map<string, string>
  readonly groups: Map<string, string>
  /** The point of contact of each team, by the team's handle. */
  readonly pocs: Map<string, Person>
  /** A reviewer of each team that has one, by the team's handle. */
  readonly reviewers: Map<string, Person>
  /** The chair of each group, by its handle. */
  readonly chairs: Map<string, Person>
  readonly now: Date
}

/** The point of contact of a team of the demo. */
export function pocOf(cast: Cast, handle: string): Person {
  const poc = cast.pocs.get(handle)
  if (!poc) throw new Error(`the demo has no point of contact for ${handle}`)
  return poc
}
