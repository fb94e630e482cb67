import type { Gathering, Loose, Sighted } from '#core/capture/index.ts'
import { textAt, timeAt } from '#core/capture/index.ts'
import type { Confidence } from '#core/observables/index.ts'

/** What is known while one event is read. */
export interface Context {
  readonly gathering: Gathering
  /** What each uuid of the event is called, for reports and references that name it. */
  readonly names: ReadonlyMap<string, string>
  /** Said of the whole event. */
  readonly confidence: Confidence | null
}

/** What every attribute says of its value. */
export type Said = Pick<Sighted, 'objective' | 'confidence' | 'firstSeen' | 'lastSeen' | 'comment'>

export const FIRST_SEEN = 'first_seen'
export const LAST_SEEN = 'last_seen'

/** An attribute's own times, or those of its object. */
export const timesOf = (attribute: Loose, object: Loose | null): Pick<Sighted, 'firstSeen' | 'lastSeen'> => ({
  firstSeen: timeAt(attribute, FIRST_SEEN) ?? (object ? timeAt(object, FIRST_SEEN) : null),
  lastSeen: timeAt(attribute, LAST_SEEN) ?? (object ? timeAt(object, LAST_SEEN) : null),
})

/** Texts that belong together, those that are empty left out. */
export const joined = (...texts: readonly string[]): string =>
  [...new Set(texts.filter((text) => text !== ''))].join(' · ')

/** What a reader would call an attribute or object. */
export function calledOf(part: Loose): string {
  const value = textAt(part, 'value')
  return value === '' ? textAt(part, 'name') : (value.split('|')[0] ?? value)
}
