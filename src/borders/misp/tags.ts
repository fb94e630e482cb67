import {
  asLine,
  flagAt,
  type Gathering,
  type Loose,
  objectAt,
  objectsAt,
  textAt,
  textsAt,
} from '#core/capture/index.ts'
import type { Confidence } from '#core/observables/index.ts'

const TECHNIQUE = /\bT\d{4}(?:\.\d{3})?\b/

/** Heading of what is said of the event as a whole. */
export const CONTEXT = 'MISP'

/** Galaxies that hold techniques: `mitre-attack-pattern`, `mitre-enterprise-attack-attack-pattern` … */
const isTechniques = (galaxy: string): boolean => /attack-pattern$/.test(galaxy)

/** Taxonomies of which a tag means that all of it is played (R28). */
const isExercise = (tag: string): boolean => /^exercise:/i.test(tag) || /^rsit:test=/i.test(tag)

/**
 * Takes the tags and galaxies of an event, object or attribute: labels, techniques, whether it is an exercise; the rest
 * is told in words. Those on a part count for the whole: a capture has one label, and it is the strictest.
 */
export function takeTags(holder: Loose, place: string, gathering: Gathering, of: 'event' | 'part'): void {
  const clusters = new Set<string>()
  for (const [galaxy, index] of objectsAt(holder, 'Galaxy'))
    for (const [cluster, at] of objectsAt(galaxy, 'GalaxyCluster')) {
      if (flagAt(cluster, 'deleted')) continue
      clusters.add(textAt(cluster, 'tag_name'))
      const type = textAt(cluster, 'type') || textAt(galaxy, 'type')
      const meta = objectAt(cluster, 'meta')
      const ids = meta ? textsAt(meta, 'external_id') : []
      takeCluster(
        type,
        asLine(textAt(cluster, 'value'), 1_000),
        ids,
        `${place}.Galaxy[${index}].GalaxyCluster[${at}]`,
        gathering,
      )
    }
  for (const [tag, index] of objectsAt(holder, 'Tag')) {
    const name = asLine(textAt(tag, 'name'), 1_000)
    if (name === '' || clusters.has(name)) continue
    takeTag(name, `${place}.Tag[${index}]`, gathering, of)
  }
}

function takeTag(name: string, place: string, gathering: Gathering, of: 'event' | 'part'): void {
  if (gathering.tag(name, place)) return
  if (isExercise(name)) gathering.exercise()
  const [, galaxy = '', value = ''] = /^misp-galaxy:([^=]+)="(.*)"$/s.exec(name) ?? []
  if (galaxy !== '') takeCluster(galaxy, value, [], place, gathering)
  else if (name.startsWith('renkei:') || confidenceOfTag(name)) return
  else if (of === 'event') gathering.text('technical', CONTEXT, `tag: ${name}`)
  else gathering.note('left-out', place, { what: `tag ${name}` })
}

function takeCluster(
  galaxy: string,
  value: string,
  ids: readonly string[],
  place: string,
  gathering: Gathering,
): void {
  if (value === '') return
  const id = isTechniques(galaxy)
    ? (ids.find((one) => TECHNIQUE.test(one)) ?? TECHNIQUE.exec(value)?.[0])
    : undefined
  if (id !== undefined) {
    gathering.technique(id, value.replace(/\s*-\s*T\d{4}(?:\.\d{3})?\s*$/, ''))
    return
  }
  if (isTechniques(galaxy)) gathering.note('kept-as-text', place, { what: 'technique without an id' })
  gathering.text('technical', CONTEXT, `${galaxy}: ${value}`)
}

const CONFIDENCE: Readonly<Record<string, Confidence>> = {
  'misp:confidence-level="completely-confident"': 'high',
  'misp:confidence-level="usually-confident"': 'high',
  'misp:confidence-level="fairly-confident"': 'medium',
  'misp:confidence-level="rarely-confident"': 'low',
  'misp:confidence-level="unconfident"': 'low',
  'estimative-language:confidence-in-analytic-judgment="high"': 'high',
  'estimative-language:confidence-in-analytic-judgment="moderate"': 'medium',
  'estimative-language:confidence-in-analytic-judgment="low"': 'low',
}
/** How sure we are, as a tag of the `misp` taxonomy. */
export const CONFIDENCE_TAGS: Readonly<Record<Confidence, string>> = {
  high: 'misp:confidence-level="usually-confident"',
  medium: 'misp:confidence-level="fairly-confident"',
  low: 'misp:confidence-level="rarely-confident"',
}

const confidenceOfTag = (tag: string): Confidence | null =>
  Object.hasOwn(CONFIDENCE, tag) ? (CONFIDENCE[tag] ?? null) : null

export function confidenceOf(holder: Loose): Confidence | null {
  for (const [tag] of objectsAt(holder, 'Tag')) {
    const confidence = confidenceOfTag(textAt(tag, 'name'))
    if (confidence) return confidence
  }
  return null
}
