import { textAt, timeAt } from '#core/capture/index.ts'
import type { Language } from '#core/envelope/index.ts'
import type { StixObject } from './object.ts'
import { OBSERVABLES } from './observable.ts'
import type { World } from './world.ts'

/** Types that name a bundle without a report, the most telling first. */
const NAMING = [
  'incident',
  'campaign',
  'malware',
  'intrusion-set',
  'threat-actor',
  'infrastructure',
  'tool',
  'vulnerability',
  'note',
  'indicator',
]

/** What a bundle is never about. */
const ASIDE: ReadonlySet<string> = new Set([
  'extension-definition',
  'marking-definition',
  'location',
  'relationship',
  'identity',
])

/** What a bundle without a report is about: the few objects of the most telling type. None: nothing tells. */
export function naming(members: readonly StixObject[]): readonly StixObject[] {
  const named = members.filter(({ raw }) => textAt(raw, 'name') !== '')
  for (const type of NAMING) {
    const some = named.filter((member) => member.type === type)
    if (some.length > 0 && some.length <= (type === 'indicator' ? 1 : 3)) return some
  }
  const told = named.filter(({ type }) => !OBSERVABLES.has(type) && !ASIDE.has(type))
  if (told.length === 1) return told
  return told.length === 0 && named.length === 1 ? named : []
}

/** Who made the report; without one, who made most of it. */
export function sourceOf(lead: StixObject | null, members: readonly StixObject[], all: World): string {
  if (lead !== null) return all.name(textAt(lead.raw, 'created_by_ref'))
  const counts = new Map<string, number>()
  for (const { raw } of members) {
    const id = textAt(raw, 'created_by_ref')
    if (id !== '') counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  const [most] = [...counts].sort(([, a], [, b]) => b - a)
  return most === undefined ? '' : all.name(most[0])
}

export function languageOf(lead: StixObject | null): Language | null {
  const said = lead === null ? '' : textAt(lead.raw, 'lang').toLowerCase()
  if (/^ja(?:-|$)/.test(said)) return 'ja'
  return /^en(?:-|$)/.test(said) ? 'en' : null
}

export function earliest(members: readonly StixObject[]): string | null {
  const times = members
    .filter(({ type }) => type === 'observed-data' || type === 'sighting')
    .flatMap(({ raw }) => timeAt(raw, 'first_observed') ?? timeAt(raw, 'first_seen') ?? [])
  return times.sort()[0] ?? null
}
