import { textAt, textsAt } from '#core/capture/index.ts'
import { nameOf, type StixObject } from './object.ts'

/** The objects of a file by id, and what is said between them. */
export interface World {
  get(id: string): StixObject | undefined
  /** The name of what an id names; empty where the file does not hold it. */
  name(id: string): string
  /** Relationships that begin, or end, at an object. */
  from(id: string): readonly StixObject[]
  to(id: string): readonly StixObject[]
  /** Sightings of an object. */
  sightings(id: string): readonly StixObject[]
  /** Is it an identity that has sighted something? */
  hasSighted(id: string): boolean
}

/** Makes the index of a file. */
export function worldOf(objects: readonly StixObject[]): World {
  const byId = new Map(objects.map((object) => [object.id, object]))
  const from = groupedBy(objects, 'relationship', 'source_ref')
  const to = groupedBy(objects, 'relationship', 'target_ref')
  const sightings = groupedBy(objects, 'sighting', 'sighting_of_ref')
  const witnesses = new Set(
    [...sightings.values()].flat().flatMap(({ raw }) => textsAt(raw, 'where_sighted_refs')),
  )
  return {
    get: (id) => byId.get(id),
    name(id) {
      const object = byId.get(id)
      return object === undefined ? '' : nameOf(object)
    },
    from: (id) => from.get(id) ?? [],
    to: (id) => to.get(id) ?? [],
    sightings: (id) => sightings.get(id) ?? [],
    hasSighted: (id) => witnesses.has(id),
  }
}

function groupedBy(objects: readonly StixObject[], type: string, key: string): Map<string, StixObject[]> {
  const groups = new Map<string, StixObject[]>()
  for (const object of objects) {
    if (object.type !== type) continue
    const id = textAt(object.raw, key)
    const known = groups.get(id)
    if (known === undefined) groups.set(id, [object])
    else known.push(object)
  }
  return groups
}
