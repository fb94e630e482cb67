import type { Language } from '#core/envelope/index.ts'
import type { FindingKind, Replacement } from '#core/sanitise/index.ts'

/** One thing that was replaced: what stood there, what stands there now, at how many places. */
export interface Removal extends Replacement {
  readonly kind: FindingKind
  /** As it stood in the text, each way of writing once. */
  readonly said: readonly string[]
  readonly places: number
}

/** What was replaced in an item at one moment. */
export interface Removed {
  readonly at: Date
  readonly what: readonly Removal[]
}

/** Chosen words by key, for one language. */
export const wordsIn = (language: Language, chosen: readonly Replacement[]): ReadonlyMap<string, string> =>
  new Map(chosen.filter((one) => one.language === language).map(({ key, to }) => [key, to]))
