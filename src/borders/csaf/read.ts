import {
  type Capture,
  CaptureFault,
  Gathering,
  type Loose,
  memberOf,
  objectAt,
  objectsAt,
  type Reading,
  reading,
  textAt,
} from '#core/capture/index.ts'
import type { Language } from '#core/envelope/index.ts'
import { takeDistribution, takeNotes, takeStanding } from './document.ts'
import { noteFaults } from './faults.ts'
import { productsOf } from './products.ts'
import { csafShape } from './shape.ts'
import { firstExploited, takeVulnerability } from './vulnerabilities.ts'

/**
 * Reads an advisory in CSAF 2.0 or 2.1, JVN's dialect among them. Pure; never throws: what cannot be read whole is
 * refused with place and reason; what breaks the format's rules but can be read safely is read, with notes.
 * @param json what `readJson` gave
 */
export function readCsaf(json: unknown): Reading {
  return reading(() => {
    const shape = csafShape(json)
    if (shape?.is !== 'advisory')
      throw new CaptureFault('capture_unknown_format', '', shape ? shape.what : 'not a CSAF advisory')
    return [readAdvisory(shape.advisory, shape.version)]
  })
}

function readAdvisory(advisory: Loose, version: '2.0' | '2.1'): Capture {
  const gathering = new Gathering()
  const document = objectAt(advisory, 'document') ?? {}
  const title = textAt(document, 'title')
  takeDistribution(document, version, gathering)
  takeNotes(document, 'details', gathering)
  const exploited = takeVulnerabilities(advisory, gathering)
  takeNotes(document, 'rest', gathering)
  for (const [reference, index] of objectsAt(document, 'references'))
    gathering.reference(textAt(reference, 'url'), `document.references[${index}]`)
  takeStanding(document, gathering)
  noteFaults(advisory, gathering)
  noteTheRest(advisory, gathering)
  if (!gathering.has('summary')) gathering.text('summary', '', summaryOf(advisory) || title)
  const reference = textAt(objectAt(document, 'tracking') ?? {}, 'id')
  return gathering.finish(version === '2.1' ? 'csaf-2.1' : 'csaf-2.0', {
    reference,
    source: textAt(objectAt(document, 'publisher') ?? {}, 'name'),
    title: titleOf(title, reference) || reference || 'CSAF',
    language: languageTag(textAt(document, 'lang')),
    observedAt: exploited,
  })
}

/** Returns when the first of them was first exploited. */
function takeVulnerabilities(advisory: Loose, gathering: Gathering): string | null {
  const products = productsOf(advisory, gathering)
  const vulnerabilities = objectsAt(advisory, 'vulnerabilities')
  const affected = new Set(
    vulnerabilities.flatMap(([one, index]) =>
      takeVulnerability(one, `vulnerabilities[${index}]`, products, gathering),
    ),
  )
  // without a word on states, all products of the tree are what the advisory is about
  const stated = vulnerabilities.some(([one]) => objectAt(one, 'product_status'))
  for (const [id, { vendor, name, version }] of products)
    if (stated ? affected.has(id) : true) gathering.product(vendor, name, version)
  return vulnerabilities.flatMap(([one]) => firstExploited(one) ?? []).sort()[0] ?? null
}

/** Some publishers begin the title with the id: the id has its own place. */
const titleOf = (title: string, id: string): string =>
  id !== '' && title.startsWith(id) ? title.slice(id.length).replace(/^[\s_:–—-]+/, '') : title

/** An advisory without a summary of its own: what is said of its first vulnerability. */
function summaryOf(advisory: Loose): string {
  const first = objectsAt(advisory, 'vulnerabilities')[0]?.[0]
  const notes = first ? objectsAt(first, 'notes') : []
  const note = notes.find(([one]) => ['summary', 'description'].includes(textAt(one, 'category')))?.[0]
  return note ? textAt(note, 'text') : ''
}

const languageTag = (tag: string): Language | null =>
  /^ja\b/i.test(tag) ? 'ja' : /^en\b/i.test(tag) ? 'en' : null

const KNOWN = ['$schema', 'document', 'product_tree', 'vulnerabilities']

function noteTheRest(advisory: Loose, gathering: Gathering): void {
  for (const key of Object.keys(advisory))
    if (!KNOWN.includes(key)) gathering.note('left-out', key, { what: key })
  const vulnerabilities = memberOf(advisory, 'vulnerabilities')
  if (vulnerabilities !== undefined && !Array.isArray(vulnerabilities))
    gathering.note('left-out', 'vulnerabilities', { what: 'vulnerabilities: not a list' })
}
