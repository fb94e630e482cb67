import type { Asker } from '#core/policy/index.ts'
import type { Self } from './person.ts'
import type { SessionFound } from './store.ts'

/** Shaped as base/http asks for it (`Identified`, `Authenticator`); an act may not know the doors. */
export interface Identified {
  readonly asker: Asker
  readonly session: { readonly id: string; readonly person: string } | null
  readonly language: Self['language'] | null
  readonly by: 'nothing' | 'cookie' | 'key'
  readonly scopes: readonly string[]
}

/**
 * Who was at the door a moment ago, so that a page's twenty requests do not ask the database twenty times. Holds for
 * two seconds; a revocation is told to every process at its commit and clears it at once. What a person may read
 * does not hang on it: `access.enter` computes that anew for each transaction.
 */
export interface Memory {
  get(key: string): Remembered | undefined
  /** A mark to take before asking the database: what was forgotten in between is not put back. */
  mark(): number
  put(key: string, found: Remembered, mark: number): void
  forgetSession(id: string): void
  forgetPerson(id: string): void
  forgetKey(id: string): void
  forgetAll(): void
}

/** A live session with whom it was as under each appointment (`''`: none), or a live key. */
export type Remembered =
  | {
      readonly kind: 'session'
      readonly session: SessionFound
      readonly identified: Map<string, Identified>
    }
  | { readonly kind: 'key'; readonly id: string; readonly identified: Identified }

const LIFETIME_MS = 2_000
const MOST = 20_000

/** @param ticks milliseconds that only go forward */
export function createMemory(ticks: () => number): Memory {
  const known = new Map<string, { found: Remembered; at: number }>()
  let forgotten = 0
  const forget = (which: (found: Remembered) => boolean) => {
    forgotten += 1
    for (const [key, { found }] of known) if (which(found)) known.delete(key)
  }
  return {
    get(key) {
      const entry = known.get(key)
      if (!entry) return undefined
      if (ticks() - entry.at < LIFETIME_MS) return entry.found
      known.delete(key)
      return undefined
    },
    mark: () => forgotten,
    put(key, found, mark) {
      if (mark !== forgotten) return
      known.delete(key)
      known.set(key, { found, at: ticks() })
      if (known.size > MOST) for (const [oldest] of known) if (known.delete(oldest)) break
    },
    forgetSession: (id) => forget((found) => found.kind === 'session' && found.session.id === id),
    forgetPerson: (id) => forget((found) => found.kind === 'session' && found.session.person?.id === id),
    forgetKey: (id) => forget((found) => found.kind === 'key' && found.id === id),
    forgetAll: () => forget(() => true),
  }
}
