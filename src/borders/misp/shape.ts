import { isLoose, type Loose, memberOf, textAt } from '#core/capture/index.ts'

/** One thing in a file that becomes a draft, and where it stands. `loose`: attributes or objects without an event. */
export interface Found {
  readonly event: Loose
  readonly place: string
  readonly loose: boolean
}

export type MispShape =
  | { readonly is: 'events'; readonly found: readonly Found[] }
  /** The list of a feed's events: no event itself. */
  | { readonly is: 'manifest' }
  /** A scenario in the Common Exercise Format. */
  | { readonly is: 'scenario'; readonly scenario: Loose }

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/**
 * What of MISP a file is: an event with its wrapper or without (both occur), a list of them, an answer of the API
 * (`response`), attributes or objects alone, the manifest of a feed, or a scenario. Null: nothing of MISP.
 */
export function mispShape(json: unknown): MispShape | null {
  if (isLoose(json)) {
    if (isLoose(json.exercise) && (Array.isArray(json.injects) || Array.isArray(json.inject_flow)))
      return { is: 'scenario', scenario: json }
    const entries = Object.entries(json)
    if (entries.length > 0 && entries.every(([key, one]) => UUID.test(key) && isLoose(one) && 'info' in one))
      return { is: 'manifest' }
  }
  const found = eventsIn(json, '')
  return found === null || found.length === 0 ? null : { is: 'events', found }
}

/** Null as soon as one thing in a list is nothing of MISP. */
function eventsIn(json: unknown, place: string): Found[] | null {
  if (Array.isArray(json)) return inList(json, place)
  if (!isLoose(json)) return null
  const within = (key: string) => (place === '' ? key : `${place}.${key}`)
  const response = memberOf(json, 'response')
  if (response !== undefined && place === '') return eventsIn(response, 'response')
  const event = memberOf(json, 'Event')
  if (isLoose(event) && !Array.isArray(json.Attribute))
    return [{ event, place: within('Event'), loose: false }]
  if (isEvent(json)) return [{ event: json, place, loose: false }]
  const parts = [memberOf(json, 'Attribute'), memberOf(json, 'Object')]
  return parts.some((part) => Array.isArray(part) && isPart(part[0]))
    ? [{ event: json, place, loose: true }]
    : null
}

function inList(list: readonly unknown[], place: string): Found[] | null {
  const objects = list.filter(
    (one) => isLoose(one) && !isLoose(one.Event) && (isLoose(one.Object) || isLoose(one.Attribute)),
  )
  if (objects.length > 0 && objects.length === list.length)
    return [{ event: gathered(objects as Loose[]), place, loose: true }]
  const found: Found[] = []
  for (const [index, one] of list.entries()) {
    const more = Array.isArray(one) ? null : eventsIn(one, `${place}[${index}]`)
    if (more === null) return null
    found.push(...more)
  }
  return found
}

/** `[{Object}, {Object}]`, as the API answers a search for parts: one collection. */
const gathered = (parts: readonly Loose[]): Loose => ({
  Attribute: parts.map((part) => part.Attribute).filter(isLoose),
  Object: parts.map((part) => part.Object).filter(isLoose),
})

const isEvent = (json: Loose): boolean =>
  textAt(json, 'info') !== '' &&
  ('Attribute' in json ||
    'Object' in json ||
    'Orgc' in json ||
    ('uuid' in json && 'date' in json && 'threat_level_id' in json))

const isPart = (part: unknown): boolean =>
  isLoose(part) &&
  'uuid' in part &&
  (('type' in part && 'value' in part) || ('name' in part && 'Attribute' in part))
