import { textAt, textsAt } from '#core/capture/index.ts'
import type { StixObject } from './object.ts'

/** What becomes one capture: the report that leads it, if one does, and all that it is about. */
export interface Chapter {
  readonly lead: StixObject | null
  readonly members: readonly StixObject[]
}

const isLead = ({ type }: StixObject) => type === 'report' || type === 'grouping'

/** What is somebody's only as part of something else: it makes no chapter of its own. */
const CONTEXT = new Set([
  'identity',
  'marking-definition',
  'extension-definition',
  'language-content',
  'location',
])

/**
 * Divides a bundle by its reports and groupings. One leads the whole bundle; several make a chapter each, and what no
 * report names makes a last one. A report within a report belongs to the outer one.
 */
export function divide(objects: readonly StixObject[]): Chapter[] {
  const leads = outermost(objects.filter(isLead))
  const [only] = leads
  if (only === undefined || leads.length === 1) return [{ lead: only ?? null, members: objects }]
  const index = indexOf(objects)
  const taken = new Set<StixObject>()
  const chapters = leads.map((lead) => {
    const members = reach(lead, index)
    for (const member of members) taken.add(member)
    return { lead, members: inOrder(objects, members) }
  })
  const rest = objects.filter((object) => !taken.has(object))
  const hasSubstance = rest.some(
    ({ type }) => !CONTEXT.has(type) && type !== 'relationship' && type !== 'sighting',
  )
  return hasSubstance ? [...chapters, { lead: null, members: rest }] : chapters
}

function outermost(leads: readonly StixObject[]): StixObject[] {
  const named = new Map(leads.map((lead) => [lead.id, new Set(textsAt(lead.raw, 'object_refs'))]))
  const inner = new Set<string>()
  for (const [id, refs] of named) {
    for (const ref of refs) if (ref !== id && named.has(ref) && !named.get(ref)?.has(id)) inner.add(ref)
  }
  const outer = leads.filter(({ id }) => !inner.has(id))
  return outer.length > 0 ? outer : leads.slice(0, 1)
}

interface Index {
  readonly byId: ReadonlyMap<string, StixObject>
  /** Relationships and sightings by each of their ends, and notes by what they are about. */
  readonly about: ReadonlyMap<string, readonly StixObject[]>
}

function indexOf(objects: readonly StixObject[]): Index {
  const about = new Map<string, StixObject[]>()
  for (const object of objects) {
    for (const end of endsOf(object)) {
      const known = about.get(end)
      if (known === undefined) about.set(end, [object])
      else known.push(object)
    }
  }
  return { byId: new Map(objects.map((object) => [object.id, object])), about }
}

/** What a relationship, a sighting, a note or an opinion is about. */
function endsOf(object: StixObject): string[] {
  if (object.type === 'relationship')
    return [textAt(object.raw, 'source_ref'), textAt(object.raw, 'target_ref')]
  if (object.type === 'sighting') return [textAt(object.raw, 'sighting_of_ref')]
  return object.type === 'note' || object.type === 'opinion' ? textsAt(object.raw, 'object_refs') : []
}

/** Everything that a report names, what these name in turn, and what is said between two of them. */
function reach(lead: StixObject, { byId, about }: Index): Set<StixObject> {
  const members = new Set<StixObject>([lead])
  const queue = [lead]
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    for (const id of namedBy(next)) {
      const object = byId.get(id)
      if (object !== undefined && !members.has(object)) {
        members.add(object)
        queue.push(object)
      }
    }
  }
  for (const member of [...members]) {
    for (const object of about.get(member.id) ?? []) {
      const ends = endsOf(object).map((id) => byId.get(id))
      if (object.type !== 'relationship' || ends.every((end) => end !== undefined && members.has(end)))
        members.add(object)
    }
  }
  return members
}

/** Single references out of an object that belong with it: the parts of a mail, the folder of a file, the observed. */
const namedBy = (object: StixObject): string[] =>
  Object.entries(object.raw)
    .filter(([key]) => /_refs?$/.test(key) && !/^(?:created_by|object_marking)_refs?$/.test(key))
    .flatMap(([key]) => textsAt(object.raw, key))

const inOrder = (objects: readonly StixObject[], members: ReadonlySet<StixObject>) =>
  objects.filter((object) => members.has(object))
