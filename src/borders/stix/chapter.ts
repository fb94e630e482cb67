import { type Capture, type CaptureFormat, Gathering, textAt, textsAt, timeAt } from '#core/capture/index.ts'
import type { Language } from '#core/envelope/index.ts'
import type { Chapter } from './divide.ts'
import { takeIndicator } from './indicator.ts'
import { type MarkingTable, markBy } from './markings.ts'
import { nameOf, type StixObject } from './object.ts'
import { OBSERVABLES } from './observable.ts'
import { takeObserved } from './observed.ts'
import {
  cvesIn,
  noteCustom,
  TOLD,
  takeReferences,
  takeVulnerability,
  tell,
  tellFacts,
  tellRelationship,
  tellSighting,
  tellUnknown,
} from './tell.ts'
import { type World, worldOf } from './world.ts'

/** What all chapters of a file share. */
export interface StixFile {
  readonly format: CaptureFormat
  readonly id: string
  readonly table: MarkingTable
  /** Everything in the file: who made something may stand outside of the chapter. */
  readonly all: World
}

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

/** Makes the capture of one chapter. `before`: what is told first. */
export function captureOf(
  { lead, members }: Chapter,
  file: StixFile,
  before: (into: Gathering) => void,
): Capture {
  const into = new Gathering()
  before(into)
  const world = worldOf(members)
  const heads = lead === null ? naming(members) : [lead]
  for (const member of members) markBy(member, file.table, into)
  if (lead !== null) takeLead(lead, file.all, into)
  else for (const { raw } of heads) into.text('summary', '', textAt(raw, 'description'))
  const byType = Map.groupBy(
    members.filter((member) => member !== lead),
    ({ type }) => type,
  )
  for (const indicator of byType.get('indicator') ?? []) {
    takeIndicator(indicator, world, into)
    noteCustom(indicator, into)
  }
  takeObserved(members, world, into)
  tellObjects(byType, heads, world, into)
  for (const member of members) if (member !== lead) takeReferences(member, into)
  return into.finish(file.format, {
    reference: lead?.id || file.id || heads[0]?.id || '',
    source: sourceOf(lead, members, file.all),
    title: heads.map(nameOf).join(', '),
    language: languageOf(lead),
    observedAt: earliest(members),
  })
}

/** What a bundle is never about. */
const ASIDE: ReadonlySet<string> = new Set([
  'extension-definition',
  'marking-definition',
  'location',
  'relationship',
  'identity',
])

/** What a bundle without a report is about: the few objects of the most telling type. None: nothing tells. */
function naming(members: readonly StixObject[]): readonly StixObject[] {
  const named = members.filter(({ raw }) => textAt(raw, 'name') !== '')
  for (const type of NAMING) {
    const some = named.filter((member) => member.type === type)
    if (some.length > 0 && some.length <= (type === 'indicator' ? 1 : 3)) return some
  }
  const told = named.filter(({ type }) => !OBSERVABLES.has(type) && !ASIDE.has(type))
  if (told.length === 1) return told
  return told.length === 0 && named.length === 1 ? named : []
}

/** R28: labelled as an exercise. (A title that says so is seen when the capture is finished.) */
const EXERCISE = /^(?:exercise|訓練)(?::|$)/i

function takeLead(lead: StixObject, all: World, into: Gathering): void {
  into.text('summary', '', textAt(lead.raw, 'description'))
  if (textsAt(lead.raw, 'labels').some((label) => EXERCISE.test(label))) into.exercise()
  tellFacts(lead, into)
  takeReferences(lead, into)
  for (const [index, id] of textsAt(lead.raw, 'object_refs').entries()) {
    if (all.get(id) === undefined) {
      into.note('left-out', `${lead.place}.object_refs[${index}]`, {
        what: 'an object that is not in the file',
        value: id,
      })
    }
  }
}

type ByType = ReadonlyMap<string, readonly StixObject[]>

function tellObjects(byType: ByType, heads: readonly StixObject[], world: World, into: Gathering): void {
  const authors = new Set([...byType.values()].flat().map(({ raw }) => textAt(raw, 'created_by_ref')))
  for (const type of TOLD) {
    for (const object of byType.get(type) ?? []) {
      if (type === 'vulnerability') takeVulnerability(object, into)
      if (type === 'identity' && (authors.has(object.id) || isVictim(object, world))) continue
      if (type === 'location' && isVictim(object, world)) continue
      tell(object, into, !heads.includes(object))
    }
  }
  for (const [type, objects] of byType) for (const object of objects) tellOther(type, object, world, into)
}

function tellOther(type: string, object: StixObject, world: World, into: Gathering): void {
  if (type === 'relationship') tellRelationship(object, world, into)
  else if (type === 'sighting') tellSighting(object, world, into)
  else if (type === 'marking-definition' || type === 'extension-definition') return
  else if (TOLD.includes(type) || OBSERVABLES.has(type) || type === 'indicator' || type === 'observed-data')
    return
  else
    for (const id of cvesIn(tellUnknown(object, into)))
      into.vulnerability({ id, cvss: null, exploited: null })
}

/** Whom an attack targets, and who has seen it: told on the victim's side alone (R1). */
const isVictim = ({ id }: StixObject, world: World): boolean =>
  world.to(id).some(({ raw }) => textAt(raw, 'relationship_type') === 'targets') || world.hasSighted(id)

/** Who made the report; without one, who made most of it. */
function sourceOf(lead: StixObject | null, members: readonly StixObject[], all: World): string {
  if (lead !== null) return all.name(textAt(lead.raw, 'created_by_ref'))
  const counts = new Map<string, number>()
  for (const { raw } of members) {
    const id = textAt(raw, 'created_by_ref')
    if (id !== '') counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  const [most] = [...counts].sort(([, a], [, b]) => b - a)
  return most === undefined ? '' : all.name(most[0])
}

function languageOf(lead: StixObject | null): Language | null {
  const said = lead === null ? '' : textAt(lead.raw, 'lang').toLowerCase()
  if (/^ja(?:-|$)/.test(said)) return 'ja'
  return /^en(?:-|$)/.test(said) ? 'en' : null
}

function earliest(members: readonly StixObject[]): string | null {
  const times = members
    .filter(({ type }) => type === 'observed-data' || type === 'sighting')
    .flatMap(({ raw }) => timeAt(raw, 'first_observed') ?? timeAt(raw, 'first_seen') ?? [])
  return times.sort()[0] ?? null
}
