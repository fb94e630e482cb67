import {
  cvssOf,
  type Gathering,
  type Loose,
  memberOf,
  numberAt,
  textAt,
  type Vulnerability,
} from '#core/capture/index.ts'
import { externalReferences, type StixObject } from './object.ts'

/** `T1566.001`, and where it is written. */
const TECHNIQUE = /^T\d{4}(?:\.\d{3})?$/
const CVE = /\bCVE-\d{4}-\d{4,19}\b/gi

/** ATT&CK's own names do not repeat the id; some files' do. */
const bareName = ({ raw }: StixObject): string => textAt(raw, 'name').replace(/^T\d{4}(?:\.\d{3})?[: -]+/, '')

/** Technique ids of ATT&CK and CVE numbers that an object is known by; addresses where more is written. */
export function takeReferences(object: StixObject, into: Gathering): void {
  const references = externalReferences(object)
  const technique =
    object.type === 'attack-pattern' ? references.find(({ id }) => TECHNIQUE.test(id)) : undefined
  if (technique !== undefined) into.technique(technique.id, bareName(object))
  for (const { source, id, url, place } of references) {
    if (/^cve$/i.test(source) && id !== '') into.vulnerability({ id, cvss: null, exploited: null })
    // what was written about a technique elsewhere is about other attacks
    if (technique !== undefined) into.note('left-out', place, { what: 'references of techniques' })
    else if (url !== '') into.reference(url, place)
  }
}

/** A technique that only its name tells. */
export function takeNamedTechnique(object: StixObject, into: Gathering): void {
  const id = /^T\d{4}(?:\.\d{3})?\b/.exec(textAt(object.raw, 'name'))?.[0]
  if (id !== undefined) into.technique(id, bareName(object))
}

/** CVE numbers in what an object is called and said to be. */
export function takeCves({ raw }: StixObject, into: Gathering): void {
  for (const id of cvesIn(`${textAt(raw, 'name')}\n${textAt(raw, 'description')}`))
    into.vulnerability({ id, cvss: null, exploited: null })
}

/** A vulnerability, by its CVE number where it has one. */
export function takeVulnerability(object: StixObject, into: Gathering): void {
  const named = externalReferences(object).find(({ source, id }) => /^cve$/i.test(source) && id !== '')?.id
  const id = named ?? firstCve(textAt(object.raw, 'name')) ?? textAt(object.raw, 'name')
  const exploited = memberOf(object.raw, 'x_opencti_cisa_kev')
  into.vulnerability({
    id,
    cvss: ratingOf(object.raw),
    exploited: typeof exploited === 'boolean' ? exploited : null,
  })
}

const firstCve = (text: string): string | undefined => text.match(CVE)?.[0]

/** CVE numbers that stand in a text. */
export const cvesIn = (text: string): string[] =>
  [...new Set(text.match(CVE)?.map((id) => id.toUpperCase()))].slice(0, 200)

/** STIX has no property for it; other people's extensions do. */
function ratingOf(raw: Loose): Vulnerability['cvss'] {
  const key = Object.keys(raw).find((name) => /cvss.*vector/i.test(name) && textAt(raw, name) !== '')
  return key === undefined
    ? null
    : cvssOf(textAt(raw, key), numberAt(raw, key.replace(/vector(?:_string)?/i, 'base_score')))
}
