import type { Gathering, Loose, Sighted } from '#core/capture/index.ts'
import { asLine, objectsAt, textAt, timeAt } from '#core/capture/index.ts'
import type { Confidence } from '#core/observables/index.ts'
import type { Meaning } from './types.ts'

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

/** What an object knows of the attributes in it. */
export interface Within {
  readonly object: Loose
  /** File names and size that go with the hashes. */
  readonly names: readonly string[]
  readonly size: number | null
  readonly comment: string
  /** What the object's template says that this attribute is; undefined: what its type says. */
  readonly meaning?: Meaning | undefined
}

/** One attribute, read so far. */
export interface One {
  readonly type: string
  readonly category: string
  readonly value: string
  readonly place: string
  readonly said: Said
  readonly context: Context
  readonly within: Within | null
}

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
  return asLine(value === '' ? textAt(part, 'name') : (value.split('|')[0] ?? value), 120)
}

/** What a reader would call an object: by the first of its attributes that names the thing. */
export function objectCalled(object: Loose): string {
  const parts = objectsAt(object, 'Attribute').map(([one]) => one)
  const naming =
    parts.find((one) => NAMING.has(textAt(one, 'object_relation'))) ??
    parts.find((one) => !['text', 'comment', 'datetime'].includes(textAt(one, 'type')))
  return naming ? calledOf(naming) : textAt(object, 'name')
}
const NAMING = new Set([
  'filename',
  'signature',
  'url',
  'domain',
  'hostname',
  'yara-rule-name',
  'id',
  'subject',
  'name',
  'title',
])
