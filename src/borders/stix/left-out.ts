import { type Gathering, memberOf, objectAt } from '#core/capture/index.ts'
import type { StixObject } from './object.ts'

/** A person's way to be reached, and secrets: left out with a note, for the file itself is kept. */
const PRIVATE = /^(?:contact_information|credential)$/

/** Properties that hold objects and are read. */
const READ: ReadonlySet<string> = new Set([
  'external_references',
  'kill_chain_phases',
  'granular_markings',
  'hashes',
  'values',
  'objects',
])
/** Extensions that are read. */
const READ_EXTENSIONS: ReadonlySet<string> = new Set(['http-request-ext'])

/** Is it a property that is not told: custom, private, or more than a text or a list of texts? */
export function isUntold(key: string, value: unknown): boolean {
  if (PRIVATE.test(key) || key.startsWith('x_')) return true
  if (READ.has(key) || key === 'extensions') return false
  return Array.isArray(value) ? value.some((one) => typeof one === 'object') : typeof value === 'object'
}

const MOST_NAMES = 20

/** Tells which properties were left out, in one note for each type of object. */
export function noteLeftOut(objects: readonly StixObject[], into: Gathering): void {
  const byType = new Map<string, { place: string; names: Set<string> }>()
  for (const { type, raw, place } of objects) {
    const untold = Object.keys(raw).filter((key) => isUntold(key, memberOf(raw, key)))
    const extensions = Object.keys(objectAt(raw, 'extensions') ?? {}).filter((id) => !READ_EXTENSIONS.has(id))
    if (untold.length + extensions.length === 0) continue
    const known = byType.get(type) ?? { place, names: new Set() }
    byType.set(type, known)
    for (const name of [...untold, ...extensions]) if (known.names.size <= MOST_NAMES) known.names.add(name)
  }
  for (const [type, { place, names }] of byType) {
    const said = [...names].slice(0, MOST_NAMES).join(', ')
    into.note('left-out', place, { what: `${type}: ${said}${names.size > MOST_NAMES ? ', …' : ''}` })
  }
}
