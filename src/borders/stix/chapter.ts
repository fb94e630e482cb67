import { type Capture, type CaptureFormat, Gathering, textAt, textsAt } from '#core/capture/index.ts'
import { cvesIn, takeCves, takeNamedTechnique, takeReferences, takeVulnerability } from './catalogues.ts'
import type { Chapter } from './divide.ts'
import { earliest, languageOf, naming, sourceOf } from './heading.ts'
import { takeIndicator } from './indicator.ts'
import { noteLeftOut } from './left-out.ts'
import { type MarkingTable, markBy, tellMarkings } from './markings.ts'
import { nameOf, type StixObject } from './object.ts'
import { OBSERVABLES } from './observable.ts'
import { takeObserved } from './observed.ts'
import { TOLD, tell, tellFacts, tellRelationship, tellSighting, tellUnknown } from './tell.ts'
import { type World, worldOf } from './world.ts'

/** What all chapters of a file share. */
export interface StixFile {
  readonly format: CaptureFormat
  readonly id: string
  readonly table: MarkingTable
  /** Everything in the file: who made something may stand outside of the chapter. */
  readonly all: World
}

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
  if (members.every(({ type }) => type === 'marking-definition')) tellMarkings(members, file.table, into)
  if (lead !== null) takeLead(lead, file.all, into)
  else for (const { raw } of heads) into.text('summary', '', textAt(raw, 'description'))
  const byType = Map.groupBy(
    members.filter((member) => member !== lead),
    ({ type }) => type,
  )
  for (const indicator of byType.get('indicator') ?? []) takeIndicator(indicator, world, into)
  takeObserved(members, world, into)
  tellObjects(byType, heads, world, into)
  for (const member of members) if (member !== lead) takeReferences(member, into)
  for (const head of heads) takeCves(head, into)
  noteLeftOut(
    members.filter(({ type }) => isKnown(type)),
    into,
  )
  return into.finish(file.format, {
    reference: lead?.id || file.id || heads[0]?.id || '',
    source: sourceOf(lead, members, file.all),
    title: heads.map(nameOf).join(', '),
    language: languageOf(lead),
    observedAt: earliest(members),
  })
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
  const isElsewhere = (object: StixObject): boolean =>
    (object.type === 'identity' && (authors.has(object.id) || isVictim(object, world))) ||
    (object.type === 'location' && isVictim(object, world))
  for (const type of TOLD) {
    for (const object of byType.get(type) ?? []) {
      takeListed(object, into)
      if (!isElsewhere(object)) tell(object, into, !heads.includes(object))
    }
  }
  for (const [type, objects] of byType) for (const object of objects) tellOther(type, object, world, into)
}

function takeListed(object: StixObject, into: Gathering): void {
  if (object.type === 'vulnerability') takeVulnerability(object, into)
  if (object.type === 'attack-pattern') takeNamedTechnique(object, into)
  if (/^(?:campaign|incident|report)$/.test(object.type)) takeCves(object, into)
}

function tellOther(type: string, object: StixObject, world: World, into: Gathering): void {
  if (type === 'relationship') tellRelationship(object, world, into)
  else if (type === 'sighting') tellSighting(object, world, into)
  else if (!isKnown(type) && !OBSERVABLES.has(type) && !type.endsWith('-definition')) {
    for (const id of cvesIn(tellUnknown(object, into)))
      into.vulnerability({ id, cvss: null, exploited: null })
  }
}

/** Types that this border reads, but for the observables. */
const KNOWN: ReadonlySet<string> = new Set([
  ...TOLD,
  'indicator',
  'observed-data',
  'relationship',
  'sighting',
])
const isKnown = (type: string): boolean => KNOWN.has(type)

/** Whom an attack targets, and who has seen it: told on the victim's side alone (R1). */
const isVictim = ({ id }: StixObject, world: World): boolean =>
  world.to(id).some(({ raw }) => textAt(raw, 'relationship_type') === 'targets') || world.hasSighted(id)
