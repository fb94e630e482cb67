import { type Gathering, isLoose, type Loose, memberOf, textAt, textsAt } from '#core/capture/index.ts'
import { isUntold } from './left-out.ts'
import { nameOf, recordsOf, type StixObject } from './object.ts'
import type { World } from './world.ts'

/** Headings of the technical text, in the order in which a reader wants them. What is not here stands under its type. */
const HEADINGS: Readonly<Record<string, string>> = {
  incident: 'Incident',
  campaign: 'Campaign',
  report: 'Report',
  grouping: 'Grouping',
  'intrusion-set': 'Intrusion set',
  'threat-actor': 'Threat actor',
  malware: 'Malware',
  'malware-analysis': 'Malware analysis',
  tool: 'Tool',
  infrastructure: 'Infrastructure',
  vulnerability: 'Vulnerability',
  'course-of-action': 'Course of action',
  note: 'Note',
  opinion: 'Opinion',
  'attack-pattern': 'Technique',
  identity: 'Identity',
  location: 'Location',
}

/** Types that are told in words here. */
export const TOLD: readonly string[] = Object.keys(HEADINGS)

/** Properties that are read elsewhere, or say nothing to people. */
const SILENT = new Set([
  'type',
  'spec_version',
  'id',
  'created',
  'modified',
  'revoked',
  'defanged',
  'lang',
  'name',
  'description',
  'content',
  'explanation',
  'abstract',
  'confidence',
  'external_references',
  'kill_chain_phases',
  'is_family',
  'granular_markings',
  'definition_type',
])

/**
 * Tells an object in words: name, description (where it is not told already), and every property that is a text or a
 * list of texts.
 */
export function tell(object: StixObject, into: Gathering, withWords = true): void {
  const { raw, type } = object
  const heading = HEADINGS[type] ?? type
  const phases = recordsOf(raw, 'kill_chain_phases').map((one) => textAt(one, 'phase_name'))
  const facts = [
    ...factsOf(object),
    ...(phases.length > 0 ? [`phase: ${[...new Set(phases)].join(', ')}`] : []),
  ]
  const words = (withWords ? ['description', 'content', 'explanation'] : [])
    .map((key) => textAt(raw, key))
    .filter((text) => text !== '')
  // whose words are told above: a name alone says nothing more
  if (!withWords && facts.length === 0) return
  const title = nameOf(object) === object.id ? '' : nameOf(object)
  const head = [
    title === '' ? '' : `**${title.replaceAll('*', '')}**`,
    facts.length > 0 ? `(${facts.join('; ')})` : '',
  ]
  into.text(
    'technical',
    heading,
    [head.filter((text) => text !== '').join(' '), ...words].filter((text) => text !== '').join('\n\n'),
  )
}

/** What the lead of a chapter says beside its name and description. */
export function tellFacts(lead: StixObject, into: Gathering): void {
  for (const fact of factsOf(lead)) into.text('technical', HEADINGS[lead.type] ?? lead.type, fact)
}

/** `threat actor types: spy, nation-state`. What is no text is told by `noteLeftOut`. */
function factsOf({ raw }: StixObject): string[] {
  return Object.keys(raw).flatMap((key) => {
    if (SILENT.has(key) || /_refs?$/.test(key) || isUntold(key, memberOf(raw, key))) return []
    const value = memberOf(raw, key)
    const text = typeof value === 'boolean' ? String(value) : textsAt(raw, key).join(', ')
    return text === '' ? [] : [`${key.replaceAll('_', ' ')}: ${text}`]
  })
}

const MOST_LINES = 400

/** A type that nobody told us of, as lines `path: text`, so that nothing in it is lost. Returns its texts. */
export function tellUnknown(object: StixObject, into: Gathering): string {
  const lines: string[] = []
  const walk = (value: unknown, path: string): void => {
    if (lines.length >= MOST_LINES) return
    if (Array.isArray(value)) {
      for (const [index, one] of value.slice(0, MOST_LINES).entries()) walk(one, `${path}[${index}]`)
    } else if (isLoose(value))
      for (const key of Object.keys(value)) walk(value[key], path === '' ? key : `${path}.${key}`)
    else if (typeof value === 'string' || typeof value === 'number') lines.push(`${path}: ${value}`)
  }
  const rest: Loose = Object.fromEntries(
    Object.entries(object.raw).filter(([key]) => !SILENT.has(key) && !/_refs?$/.test(key)),
  )
  walk(rest, '')
  const cutShort = lines.length >= MOST_LINES
  into.note(cutShort ? 'left-out' : 'kept-as-text', object.place, { what: object.type })
  const text = [textAt(object.raw, 'description'), lines.join('\n')].filter((one) => one !== '').join('\n\n')
  into.text('technical', object.type, `**${nameOf(object).replaceAll('*', '')}**\n\n${text}`)
  return text
}

/** `Ugly Gorilla uses PoisonIvy`. Who is targeted, or has seen it, is the victim's side (R1). */
export function tellRelationship({ raw, place }: StixObject, world: World, into: Gathering): void {
  const kind = textAt(raw, 'relationship_type')
  const [source, target] = [world.get(textAt(raw, 'source_ref')), world.get(textAt(raw, 'target_ref'))]
  if (source === undefined || target === undefined) {
    into.note('left-out', place, { what: 'relationship to an object that is not here' })
    return
  }
  if (kind === 'indicates' || kind === 'based-on') return // told with the indicator
  const about = textAt(raw, 'description')
  const words = `${nameOf(source)} ${kind.replaceAll('-', ' ')} ${nameOf(target)}${about === '' ? '' : `: ${about}`}`
  if (kind === 'impersonates') into.circumstance('impersonated', nameOf(target))
  const isVictim = kind === 'targets' && (target.type === 'identity' || target.type === 'location')
  into.text(isVictim ? 'victim' : 'technical', isVictim ? 'Targets' : 'Relationships', words)
}

export function tellSighting({ raw, place }: StixObject, world: World, into: Gathering): void {
  const of = world.name(textAt(raw, 'sighting_of_ref'))
  const where = textsAt(raw, 'where_sighted_refs')
    .map(world.name)
    .filter((name) => name !== '')
  const facts = ['count', 'first_seen', 'last_seen', 'summary', 'description']
    .map((key) => [key, textAt(raw, key)])
    .filter(([, text]) => text !== '')
    .map(([key, text]) => `${key?.replaceAll('_', ' ')}: ${text}`)
  if (of === '') into.note('left-out', place, { what: 'sighting of an object that is not here' })
  else into.text('technical', 'Sightings', [of, ...facts].join('; '))
  if (where.length > 0) into.text('victim', 'Seen by', where.join(', '))
}
