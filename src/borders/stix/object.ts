import { type Loose, objectAt, objectsAt, textAt } from '#core/capture/index.ts'

/** An object of a bundle as it came: nothing about it is believed but that it has a type. */
export interface StixObject {
  readonly type: string
  /** Empty where the object has none (observables inside an `observed-data` of 2.0, and broken ones). */
  readonly id: string
  /** Where in the file: `objects[12]`. */
  readonly place: string
  readonly raw: Loose
}

/** An object within an object; an empty one where there is none. */
export const insideOf = (holder: Loose, key: string): Loose => objectAt(holder, key) ?? {}

/** The objects of a list, without their indexes. */
export const recordsOf = (holder: Loose, key: string): Loose[] => objectsAt(holder, key).map(([one]) => one)

/** What an object is called by people: its name, or what stands in for one. */
export const nameOf = ({ raw, id, type }: StixObject): string =>
  textAt(raw, 'name') ||
  textAt(raw, 'value') ||
  textAt(raw, 'abstract') ||
  textAt(raw, 'pattern').slice(0, 120) ||
  id ||
  type

/** Where an object is described outside of the file (STIX 2.1 §2.5). */
export const externalReferences = ({ raw, place }: StixObject) =>
  objectsAt(raw, 'external_references').map(([one, index]) => ({
    source: textAt(one, 'source_name'),
    id: textAt(one, 'external_id'),
    url: textAt(one, 'url'),
    place: `${place}.external_references[${index}]`,
  }))
