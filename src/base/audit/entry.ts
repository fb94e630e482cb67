import type { Json } from '#base/db/index.ts'
import type { Asker } from '#core/policy/index.ts'

/** Who acted, as it stands in the chain. The tag of a person stays out: it would find the items it withholds. */
export type Actor =
  | { readonly kind: 'public' }
  | { readonly kind: 'person'; readonly person: string; readonly appointment: string }
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'system'; readonly purpose: string }

export function actorOf(asker: Asker): Actor {
  switch (asker.kind) {
    case 'person':
      return { kind: 'person', person: asker.person, appointment: asker.appointment }
    case 'key':
      return { kind: 'key', key: asker.key }
    case 'system':
      return { kind: 'system', purpose: asker.purpose }
    case 'public':
      return { kind: 'public' }
  }
}

/** One link of the chain, without its own mac. */
export interface Link {
  readonly seq: number
  /** ISO 8601 with microseconds, as the database says it. */
  readonly at: string
  readonly act: string
  readonly actor: Json
  readonly actorSealed: string | null
  readonly subject: Json
  readonly detail: Json
  readonly keyId: string
  /** Hex. */
  readonly prev: string
}

/** `2026-11-24T08:00:00.123000Z`; for a sealed actor the hour alone. */
export function timeOf(at: Date, sealed: boolean): string {
  const exact = at.toISOString().replace('Z', '000Z')
  return sealed ? exact.replace(/:\d\d:\d\d\.\d+Z$/, ':00:00.000000Z') : exact
}
