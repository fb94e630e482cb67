import {
  CaptureFault,
  type Gathering,
  isLoose,
  type Loose,
  memberOf,
  textAt,
  timeAt,
} from '#core/capture/index.ts'
import type { StixObject } from './object.ts'

/** More objects than any real file has (ATT&CK: about 25,000), and few enough to hold. */
export const MOST_OBJECTS = 200_000

/** Something odd about the file as a whole; told on each of its captures that it concerns. */
export type Oddity = Parameters<Gathering['note']>

/** The objects of a file, each once and in its newest version, and what was odd on the way. */
export interface Bundle {
  readonly version: '2.0' | '2.1'
  readonly id: string
  readonly objects: readonly StixObject[]
  readonly odd: readonly Oddity[]
}

/** `indicator--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f`: what only STIX writes. */
const ID = /^[a-z0-9][a-z0-9-]{1,248}--[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

const isObject = (value: unknown): boolean =>
  isLoose(value) && ID.test(textAt(value, 'id')) && textAt(value, 'type') !== ''

/** Does this JSON look like STIX 2: a bundle, a TAXII envelope, a list of objects or bundles, or one object? */
export function isStix(json: unknown): boolean {
  if (Array.isArray(json)) return json.slice(0, 20).some((one) => isLoose(one) && isStix(one))
  if (!isLoose(json)) return false
  if (json.type === 'bundle' || isObject(json)) return true
  return Array.isArray(json.objects) && json.objects.slice(0, 20).some(isObject)
}

/**
 * Takes the objects out of a bundle (STIX 2.1 §8), a TAXII envelope, a list, or one bare object. An odd object is left
 * out with a note. @throws {CaptureFault} where nothing can be read
 */
export function unpack(json: unknown): Bundle {
  const listed: Listed[] = []
  gather(json, '', listed)
  const odd: Oddity[] = []
  const objects = newest(
    listed.flatMap(({ value, place }) => {
      const type = isLoose(value) ? textAt(value, 'type') : ''
      if (isLoose(value) && type !== '' && type.length <= 250)
        return [{ type, id: textAt(value, 'id'), place, raw: value }]
      odd.push(['left-out', place, { what: 'no object with a type' }])
      return []
    }),
    odd,
  )
  if (objects.length === 0) throw new CaptureFault('capture_broken', 'objects', 'no object in it')
  const version = versionOf(json, objects)
  if (version === '2.0') odd.push(['old-version', 'spec_version', { version: '2.0' }])
  const id = isLoose(json) && json.type === 'bundle' ? textAt(json, 'id') : ''
  return { version, id, objects, odd }
}

interface Listed {
  readonly value: unknown
  readonly place: string
}

function gather(json: unknown, place: string, listed: Listed[]): void {
  if (Array.isArray(json)) {
    limit(json.length, place)
    for (const [index, one] of json.entries()) {
      const here = `${place}[${index}]`
      if (isLoose(one) && one.type === 'bundle') gather(one, here, listed)
      else listed.push({ value: one, place: here })
    }
    return
  }
  if (!isLoose(json)) throw new CaptureFault('capture_broken', place, 'an object was expected')
  if (
    json.type !== 'bundle' &&
    (memberOf(json, 'type') !== undefined || memberOf(json, 'objects') === undefined)
  ) {
    listed.push({ value: json, place: place || textAt(json, 'type') || 'object' })
    return
  }
  const here = place === '' ? 'objects' : `${place}.objects`
  const objects = memberOf(json, 'objects')
  if (!Array.isArray(objects))
    throw new CaptureFault('capture_broken', here, 'a list of objects was expected')
  limit(listed.length + objects.length, here)
  for (const [index, value] of objects.entries()) listed.push({ value, place: `${here}[${index}]` })
}

/** Before anything is made of them. */
function limit(objects: number, place: string): void {
  if (objects > MOST_OBJECTS) {
    throw new CaptureFault('capture_too_many', place || 'list', `more than ${MOST_OBJECTS} objects`)
  }
}

/** A version of an object is (id, modified): of several the latest stands (STIX 2.1 §3.6). */
function newest(objects: readonly StixObject[], odd: Oddity[]): StixObject[] {
  const byId = new Map<string, StixObject>()
  for (const [index, object] of objects.entries()) {
    const key = object.id === '' ? `#${index}` : object.id
    const known = byId.get(key)
    if (known !== undefined) odd.push(['left-out', object.place, { what: 'same id again', value: object.id }])
    if (known === undefined || age(object) > age(known)) byId.set(key, object)
  }
  return [...byId.values()]
}

const age = ({ raw }: StixObject): string => timeAt(raw, 'modified') ?? timeAt(raw, 'created') ?? ''

/**
 * 2.0 says its version on the bundle, and nothing on the objects. Some bundles of 2.1 say "2.1" where 2.0 did.
 * @throws {CaptureFault} for versions that we do not know
 */
function versionOf(json: unknown, objects: readonly StixObject[]): '2.0' | '2.1' {
  const said = new Set(
    objects.map(({ raw }) => memberOf(raw, 'spec_version')).filter((one) => one !== undefined),
  )
  const bundle: unknown = isLoose(json) && json.type === 'bundle' ? memberOf(json, 'spec_version') : undefined
  if (said.has('2.1')) return '2.1'
  const odd = [...said, bundle].find((one) => one !== undefined && one !== '2.0' && one !== '2.1')
  if (odd !== undefined) throw new CaptureFault('capture_broken', 'spec_version', 'neither STIX 2.0 nor 2.1')
  if (bundle === '2.1') return '2.1'
  if (bundle === '2.0' || said.has('2.0')) return '2.0'
  return objects.some(isOfTwo) ? '2.0' : '2.1'
}

/** Only in 2.0 has a versioned object no `spec_version`. */
const isOfTwo = ({ raw }: { raw: Loose }): boolean => memberOf(raw, 'modified') !== undefined
