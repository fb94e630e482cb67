import { type Gathering, numberAt, type Sighted, textAt, textsAt, timeAt } from '#core/capture/index.ts'
import type { Confidence, ObservableType } from '#core/observables/index.ts'
import { findInPattern, type InPattern } from './in-pattern.ts'
import { recordsOf, type StixObject } from './object.ts'
import { type Found, found } from './observable.ts'
import { parsePattern } from './pattern.ts'
import { PatternFault } from './tokens.ts'
import type { World } from './world.ts'

/** Kinds of pattern that are rules for other programs (STIX 2.1 §10.17). */
const RULES: Readonly<Record<string, ObservableType>> = {
  yara: 'yara',
  sigma: 'sigma',
  snort: 'snort',
  suricata: 'suricata',
}

/** What an indicator says beside its value. */
export type Facts = Pick<Sighted, 'objective' | 'confidence' | 'firstSeen' | 'lastSeen'> & {
  readonly comment: string
}

/** Confidence 0–100 in three steps (STIX 2.1 appendix A, "None / Low / Med / High"). */
export function confidenceOf({ raw }: StixObject): Confidence | null {
  const said = numberAt(raw, 'confidence')
  if (said === null || said < 1) return null
  if (said < 30) return 'low'
  return said < 70 ? 'medium' : 'high'
}

/** Tells what the pattern of an indicator asks to look for. What cannot be looked up stays as its text. */
export function takeIndicator(indicator: StixObject, world: World, into: Gathering): void {
  const pattern = textAt(indicator.raw, 'pattern')
  if (pattern === '') into.note('left-out', indicator.place, { what: 'indicator without a pattern' })
  else if (isBenign(indicator)) into.note('left-out', indicator.place, { what: 'benign', value: pattern })
  else
    takeByKind(textAt(indicator.raw, 'pattern_type').toLowerCase() || 'stix', {
      pattern,
      place: `${indicator.place}.pattern`,
      facts: factsOf(indicator, world),
      into,
    })
}

function takeByKind(kind: string, taking: Taking): void {
  const { pattern, place, facts, into } = taking
  const rule = Object.hasOwn(RULES, kind) ? RULES[kind] : undefined
  if (rule !== undefined) into.indicator(sighted(found([rule], pattern), facts), place)
  else if (kind === 'stix') takePattern(taking)
  else {
    into.note('kept-as-text', place, { what: `pattern_type ${kind}` })
    into.indicator(sighted(found(['other'], pattern, { aside: kind }), facts), place)
  }
}

interface Taking {
  readonly pattern: string
  readonly place: string
  readonly facts: Facts
  readonly into: Gathering
}

function takePattern({ pattern, place, facts, into }: Taking): void {
  let inside: InPattern
  try {
    inside = findInPattern(parsePattern(pattern))
  } catch (fault) {
    if (!(fault instanceof PatternFault)) throw fault
    const params = { type: `pattern: ${fault.message}`, value: pattern }
    into.note('odd-value', `${place}, character ${fault.at + 1}`, params)
    into.indicator(sighted(found(['other'], pattern), facts), place)
    return
  }
  for (const name of inside.senderNames) into.circumstance('senderNames', name)
  if (inside.namesRecipients) into.text('victim', 'Patterns that name recipients', pattern)
  // whom a mail went to does not travel with the technical part
  const told = inside.whole || inside.namesRecipients ? '' : pattern
  if (inside.namesRecipients) into.note('kept-as-text', place, { what: 'pattern that names recipients' })
  else if (!inside.whole) into.note('kept-as-text', place, { what: 'pattern', value: pattern })
  if (inside.found.length === 0 && told !== '') into.indicator(sighted(found(['other'], told), facts), place)
  const comment = joined([facts.comment, told === '' ? '' : `pattern: ${told}`])
  for (const one of inside.found) {
    if (one.types[0] === 'mail-subject') into.circumstance('mailSubjects', one.value)
    into.indicator(sighted(one, { ...facts, comment }), place)
  }
}

export const sighted = ({ types, value, names, size, aside }: Found, facts: Facts): Sighted => ({
  types,
  value,
  names,
  size,
  ...facts,
  comment: joined([aside, facts.comment]),
})

const isBenign = (indicator: StixObject): boolean => {
  const types = typesOf(indicator)
  return types.length > 0 && types.every((type) => type === 'benign')
}

/** In 2.0 the labels of an indicator were its types. */
const typesOf = ({ raw }: StixObject): string[] => {
  const types = textsAt(raw, 'indicator_types')
  return types.length > 0 || textAt(raw, 'spec_version') !== '' ? types : textsAt(raw, 'labels')
}

/** Kinds that say what something looks like, not that it is bad. */
const TO_STUDY = /^(?:anomalous-activity|attribution|unknown)$/

function factsOf(indicator: StixObject, world: World): Facts {
  const seen = seenOf(indicator, world)
  const from = timeAt(indicator.raw, 'valid_from')
  // tools write the moment of creation where they know nothing better
  const isKnown = from !== null && from !== timeAt(indicator.raw, 'created')
  const types = typesOf(indicator)
  return {
    objective: types.length > 0 && types.every((type) => TO_STUDY.test(type)) ? 'research' : 'detect',
    confidence: confidenceOf(indicator),
    firstSeen: seen.first ?? (isKnown ? from : null),
    lastSeen: seen.last,
    comment: commentOf(indicator, world),
  }
}

/** First and last time that a sighting, or the observed data that it is based on, tells. */
function seenOf(indicator: StixObject, world: World): { first: string | null; last: string | null } {
  const based = world
    .from(indicator.id)
    .filter(({ raw }) => textAt(raw, 'relationship_type') === 'based-on')
    .flatMap(({ raw }) => world.get(textAt(raw, 'target_ref')) ?? [])
  const witnesses = [...world.sightings(indicator.id), ...based]
  const times = (...keys: string[]) =>
    witnesses.flatMap(({ raw }) => keys.flatMap((key) => timeAt(raw, key) ?? [])).sort()
  return {
    first: times('first_seen', 'first_observed')[0] ?? null,
    last: times('last_seen', 'last_observed').at(-1) ?? null,
  }
}

function commentOf(indicator: StixObject, world: World): string {
  const { raw } = indicator
  const name = textAt(raw, 'name')
  const text = textAt(raw, 'description')
  const targets = world
    .from(indicator.id)
    .filter((one) => textAt(one.raw, 'relationship_type') === 'indicates')
    .map((one) => world.name(textAt(one.raw, 'target_ref')))
  const phases = recordsOf(raw, 'kill_chain_phases').map((one) => textAt(one, 'phase_name'))
  const until = timeAt(raw, 'valid_until')
  return joined([
    textAt(raw, 'pattern').includes(name) ? '' : name, // a name that only repeats the value says nothing
    text === name ? '' : text,
    listed('indicates', targets),
    listed('phase', phases),
    until === null ? '' : `valid until ${until}`,
  ])
}

const listed = (what: string, names: readonly string[]): string => {
  const said = [...new Set(names)].filter((name) => name !== '')
  return said.length === 0 ? '' : `${what}: ${said.join(', ')}`
}

const joined = (texts: readonly string[]): string => texts.filter((text) => text !== '').join(' · ')
