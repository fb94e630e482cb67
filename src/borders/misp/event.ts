import {
  type Capture,
  Gathering,
  isLoose,
  type Loose,
  memberOf,
  numberAt,
  objectAt,
  objectsAt,
  textAt,
  timeAt,
} from '#core/capture/index.ts'
import type { Tlp } from '#core/envelope/index.ts'
import { takeAttribute } from './attribute.ts'
import { type Context, calledOf, objectCalled } from './context.ts'
import { takeObject } from './object.ts'
import { takeReport } from './report.ts'
import type { Found } from './shape.ts'
import { CONTEXT, confidenceOf, takeTags } from './tags.ts'

/** Reads one event. @throws {CaptureFault} where it holds more than a capture may */
export function readEvent({ event, place, loose }: Found): Capture {
  const gathering = new Gathering()
  const within = (key: string): string => (place === '' ? key : `${place}.${key}`)
  const context: Context = { gathering, names: namesOf(event), confidence: confidenceOf(event) }
  const uuid = textAt(event, 'uuid')

  for (const [report, index] of objectsAt(event, 'EventReport'))
    takeReport(report, within(`EventReport[${index}]`), uuid, context)
  for (const [object, index] of objectsAt(event, 'Object'))
    takeObject(object, within(`Object[${index}]`), context)
  for (const [attribute, index] of objectsAt(event, 'Attribute'))
    takeAttribute(attribute, within(`Attribute[${index}]`), context)
  takeRelations(event, within, context)
  takeStanding(event, gathering)
  takeTags(event, place, gathering, 'event')
  noteDistribution(event, within, gathering)
  noteTheRest(event, within, gathering)

  const orgc = objectAt(event, 'Orgc') ?? objectAt(event, 'Org')
  const title = textAt(event, 'info') || (loose ? titleOfParts(event) : '')
  if (title === '') gathering.note('left-out', within('info'), { what: 'info' })
  summarise(gathering, event, title)
  return gathering.finish('misp', {
    reference: uuid,
    source: orgc ? textAt(orgc, 'name') : '',
    title: title || uuid || 'MISP',
    language: null,
    observedAt: timeAt(event, 'date'),
  })
}

/** Parts alone, from a search: named by the one event that they come from, or by what they are. */
function titleOfParts(event: Loose): string {
  const parts = [...objectsAt(event, 'Attribute'), ...objectsAt(event, 'Object')].map(([part]) => part)
  const titles = new Set(parts.map((part) => textAt(objectAt(part, 'Event') ?? {}, 'info')))
  const [only = ''] = titles
  return titles.size === 1 && only !== ''
    ? only
    : `MISP: ${parts.slice(0, 3).map(calledOf).join(', ')}${parts.length > 3 ? ' …' : ''}`
}

const THREAT: Readonly<Record<number, string>> = { 1: 'high', 2: 'medium', 3: 'low' }
const ANALYSIS: Readonly<Record<number, string>> = { 0: 'initial', 1: 'ongoing', 2: 'completed' }

function takeStanding(event: Loose, gathering: Gathering): void {
  const threat = THREAT[numberAt(event, 'threat_level_id') ?? 4]
  const analysis = ANALYSIS[numberAt(event, 'analysis') ?? 9]
  if (threat !== undefined) gathering.text('technical', CONTEXT, `threat level: ${threat}`)
  if (analysis !== undefined) gathering.text('technical', CONTEXT, `analysis: ${analysis}`)
  const extended = textAt(event, 'extends_uuid')
  if (extended !== '') gathering.text('technical', CONTEXT, `extends: ${extended}`)
}

/** MISP has no summary; a comment under "External analysis" is what people write as one. */
function summarise(gathering: Gathering, event: Loose, title: string): void {
  if (gathering.has('summary')) return
  const comments = objectsAt(event, 'Attribute').flatMap(([one]) => {
    const isComment =
      ['comment', 'text'].includes(textAt(one, 'type')) && textAt(one, 'category') === 'External analysis'
    return isComment && textAt(one, 'value').length > 80 ? [textAt(one, 'value')] : []
  })
  gathering.lift(comments[0] ?? title)
}

function namesOf(event: Loose): Map<string, string> {
  const names = new Map<string, string>()
  for (const [one] of objectsAt(event, 'Attribute')) names.set(textAt(one, 'uuid'), calledOf(one))
  for (const [object] of objectsAt(event, 'Object')) {
    for (const [one] of objectsAt(object, 'Attribute')) names.set(textAt(one, 'uuid'), calledOf(one))
    names.set(textAt(object, 'uuid'), objectCalled(object))
  }
  return names
}

/** Relations that only say which parts of one file belong together. */
const STRUCTURAL = new Set([
  'included-in',
  'includes',
  'header-of',
  'contained-within',
  'related-to',
  'contains',
])
const RELATIONS = 100

function takeRelations(event: Loose, within: (key: string) => string, { gathering, names }: Context): void {
  let taken = 0
  for (const [object, index] of objectsAt(event, 'Object'))
    for (const [reference, at] of objectsAt(object, 'ObjectReference')) {
      const relation = textAt(reference, 'relationship_type')
      const [from, to] = [names.get(textAt(object, 'uuid')), names.get(textAt(reference, 'referenced_uuid'))]
      const place = within(`Object[${index}].ObjectReference[${at}]`)
      if (STRUCTURAL.has(relation) || from === undefined || to === undefined || taken >= RELATIONS)
        gathering.note('left-out', place, { what: `relation ${relation}` })
      else {
        gathering.text('technical', 'Relations', `${from} — ${relation} → ${to}`)
        taken++
      }
    }
}

const DISTRIBUTIONS = ['organisation', 'community', 'connected', 'all', 'sharing-group'] as const
/** A label says less than the number beside it, when it lets more people read than these. */
const NARROWER: Partial<Readonly<Record<(typeof DISTRIBUTIONS)[number], readonly Tlp[]>>> = {
  organisation: ['CLEAR', 'GREEN', 'AMBER'],
  community: ['CLEAR'],
  connected: ['CLEAR'],
  'sharing-group': ['CLEAR', 'GREEN'],
}

/** A tag and the number are two statements; where the number is narrower, whoever passes the thing on should know. */
function noteDistribution(event: Loose, within: (key: string) => string, gathering: Gathering): void {
  const label = gathering.tlp ?? 'AMBER'
  const tell = (part: Loose, place: string): void => {
    const named = DISTRIBUTIONS[numberAt(part, 'distribution') ?? 5]
    if (named !== undefined && NARROWER[named]?.includes(label))
      gathering.note('narrow-distribution', place, { distribution: named })
  }
  tell(event, within('distribution'))
  for (const key of ['Attribute', 'Object', 'EventReport'])
    for (const [part, index] of objectsAt(event, key)) tell(part, within(`${key}[${index}].distribution`))
}

/** What of an event is read, or says nothing that a reader would miss. */
const KNOWN = new Set(
  `Attribute Object EventReport Tag Galaxy Orgc Org uuid info date timestamp publish_timestamp published id org_id orgc_id
  distribution sharing_group_id threat_level_id analysis attribute_count proposal_email_lock locked disable_correlation
  extends_uuid protected event_creator_email sighting_timestamp user_id first_publication`.split(/\s+/),
)

function noteTheRest(event: Loose, within: (key: string) => string, gathering: Gathering): void {
  for (const key of Object.keys(event)) {
    const value = memberOf(event, key)
    const empty = value === null || value === '' || (Array.isArray(value) && value.length === 0)
    if (!KNOWN.has(key) && !empty) {
      const count = Array.isArray(value) ? value.length : 1
      for (let one = 0; one < Math.min(count, 1_000); one++)
        gathering.note('left-out', within(key), { what: key })
    }
  }
  for (const key of ['Attribute', 'Object', 'EventReport', 'Tag', 'Galaxy']) {
    const value = memberOf(event, key)
    if (value === undefined || value === null) continue
    if (!Array.isArray(value)) gathering.note('left-out', within(key), { what: `${key}: not a list` })
    else if (value.some((one) => !isLoose(one)))
      gathering.note('left-out', within(key), { what: `${key}: not an object` })
  }
}
