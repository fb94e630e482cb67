import {
  EXERCISE_MARK,
  type Outgoing,
  type OutgoingPart,
  strictestPap,
  strictestTlp,
} from '#core/capture/index.ts'
import { papLabel, type Tlp, tlpLabel } from '#core/envelope/index.ts'
import type { Indicator } from '#core/observables/index.ts'
import { express } from './express.ts'
import { stixId, stixTime } from './ids.ts'
import { TLP_EXTENSION, TLP_MARKINGS } from './markings.ts'

type Json = string | number | boolean | readonly Json[] | { readonly [key: string]: Json }
export type StixJson = { readonly [key: string]: Json }

export interface StixBundle {
  readonly type: 'bundle'
  readonly id: string
  readonly objects: readonly StixJson[]
}

/** Confidence in the middle of each step (STIX 2.1 appendix A, "None / Low / Med / High"). */
const CONFIDENCE = { low: 15, medium: 50, high: 85 } as const

/** For objects that are the same in every warning, so that their content is the same wherever they are met. */
const ALWAYS = '2024-01-01T00:00:00.000Z'

/**
 * Writes a warning, as one reader may read it, as a STIX 2.1 bundle: who made it, a report, and what the report is
 * about. Every object carries the marking of the whole, which is the strictest of its parts, and the marking itself
 * travels along (R13). Ids are made of the number and of what this reader sees, so that two readers never hold two
 * contents under one id. @throws {Error} for a warning without a part: it has no marking
 */
export function writeStix(out: Outgoing): StixBundle {
  const tlp = strictestTlp(out.parts)
  if (tlp === null) throw new Error('a warning without a part has no marking and is not written')
  const markings = markingsOf(tlp, out)
  const view = out.parts.map((part) => `${part.kind} ${part.tlp} ${part.pap ?? ''}`).join(', ')
  const common = {
    object_marking_refs: markings.map(({ id }) => id),
    ...(out.exercise ? { labels: ['exercise'] } : {}),
  }
  const author = {
    type: 'identity',
    spec_version: '2.1',
    id: stixId('identity', out.publisher.name, out.publisher.address, tlp, String(out.exercise)),
    created: ALWAYS,
    modified: ALWAYS,
    name: out.publisher.name,
    identity_class: 'organization',
    ...(out.publisher.address === '' ? {} : { contact_information: out.publisher.address }),
    ...common,
  }
  const made = (type: string, ...name: string[]) => ({
    type,
    spec_version: '2.1',
    id: stixId(type, out.number, view, ...name),
    created_by_ref: author.id,
    created: stixTime(out.releasedAt),
    modified: stixTime(out.changedAt),
    lang: out.language,
    ...common,
  })
  const about = [...indicators(out, made), ...vulnerabilities(out, made), ...techniques(out, made)]
  const report = {
    ...made('report'),
    name: marked(out, out.title),
    description: descriptionOf(out),
    published: stixTime(out.releasedAt),
    object_refs: about.length > 0 ? about.map(({ id }) => id) : [author.id],
    external_references: [
      {
        source_name: out.publisher.name,
        external_id: out.number,
        ...(out.address === '' ? {} : { url: out.address }),
      },
      ...out.references.map((url) => ({ source_name: hostOf(url), url })),
    ],
  }
  return {
    type: 'bundle',
    id: stixId('bundle', out.number, String(out.version), view),
    objects: [...markings, author, report, ...about],
  }
}

type Made = (type: string, ...name: string[]) => { readonly id: string } & StixJson

/** R28: first in every title. */
const marked = (out: Outgoing, title: string): string => (out.exercise ? `${EXERCISE_MARK} ${title}` : title)

/** The marking objects themselves: the fixed one of TLP 2.0, letter by letter, and a statement for the PAP. */
function markingsOf(tlp: Tlp, out: Outgoing): ({ readonly id: string } & StixJson)[] {
  const label = {
    type: 'marking-definition',
    spec_version: '2.1',
    id: TLP_MARKINGS[tlp],
    created: '2022-10-01T00:00:00.000Z',
    name: tlpLabel(tlp),
    extensions: { [TLP_EXTENSION]: { extension_type: 'property-extension', tlp_2_0: tlp.toLowerCase() } },
  }
  const pap = strictestPap(out.parts)
  if (pap === null) return [label]
  const statement = {
    type: 'marking-definition',
    spec_version: '2.1',
    id: stixId('marking-definition', papLabel(pap)),
    created: ALWAYS,
    definition_type: 'statement',
    definition: { statement: papLabel(pap) },
  }
  return [label, statement]
}

function indicators(out: Outgoing, made: Made): ({ readonly id: string } & StixJson)[] {
  return out.indicators.flatMap((indicator) => {
    const expression = express(indicator)
    if (expression === null) return []
    const from = stixTime(indicator.firstSeen ?? out.releasedAt)
    const until = out.validUntil === null ? null : stixTime(out.validUntil)
    const base = made('indicator', indicator.type, indicator.value)
    const description = aboutIndicator(indicator)
    return [
      {
        ...base,
        labels: [...(out.exercise ? ['exercise'] : []), `objective:${indicator.objective}`],
        name: marked(
          out,
          indicator.names[0] ??
            (expression.type === 'stix' ? indicator.value.slice(0, 300) : expression.type),
        ),
        ...(description === '' ? {} : { description }),
        indicator_types: [indicator.objective === 'research' ? 'unknown' : 'malicious-activity'],
        pattern: expression.pattern,
        pattern_type: expression.type,
        ...(expression.type === 'stix' ? { pattern_version: '2.1' } : {}),
        ...(indicator.confidence === null ? {} : { confidence: CONFIDENCE[indicator.confidence] }),
        valid_from: from,
        ...(until !== null && until > from ? { valid_until: until } : {}),
      },
    ]
  })
}

const aboutIndicator = ({ comment, names, size, lastSeen }: Indicator): string =>
  [
    comment,
    names.length > 0 ? `file names: ${names.join(', ')}` : '',
    size === null ? '' : `size: ${size}`,
    lastSeen === null ? '' : `last seen: ${stixTime(lastSeen)}`,
  ]
    .filter((text) => text !== '')
    .join('\n')

const vulnerabilities = (out: Outgoing, made: Made) =>
  out.vulnerabilities.map(({ id, cvss, exploited }) => {
    const facts = [
      cvss === null ? '' : `CVSS ${cvss.version}: ${cvss.score ?? ''} ${cvss.vector}`,
      exploited === true ? 'known to be exploited' : '',
    ].filter((fact) => fact !== '')
    return {
      ...made('vulnerability', id),
      name: id,
      ...(facts.length > 0 ? { description: facts.join('\n') } : {}),
      ...(/^CVE-\d{4}-(?:0\d{3}|[1-9]\d{3,})$/.test(id)
        ? { external_references: [{ source_name: 'cve', external_id: id }] }
        : {}),
    }
  })

const techniques = (out: Outgoing, made: Made) =>
  out.techniques.map(({ id, name }) => ({
    ...made('attack-pattern', id),
    name: name || id,
    external_references: [{ source_name: 'mitre-attack', external_id: id }],
  }))

/** The words of all parts, each under its own label and with its handling sentence; and what has no object here. */
function descriptionOf(out: Outgoing): string {
  const products = out.products.map(
    ({ vendor, name, versions }) => `- ${[vendor, name, versions].filter((one) => one !== '').join(' ')}`,
  )
  const others = out.indicators.filter((one) => express(one) === null)
  return [
    ...out.parts.map(partText),
    products.length > 0 ? products.join('\n') : '',
    others
      .map(({ value, comment }) => `- ${[value, comment].filter((one) => one !== '').join(' · ')}`)
      .join('\n'),
  ]
    .filter((text) => text !== '')
    .join('\n\n')
}

const partText = ({ heading, tlp, pap, handling, text }: OutgoingPart): string =>
  [`## ${heading} (${[tlpLabel(tlp), ...(pap === null ? [] : [papLabel(pap)])].join(', ')})`, handling, text]
    .filter((line) => line !== '')
    .join('\n\n')

function hostOf(url: string): string {
  try {
    return new URL(url).hostname || 'web'
  } catch {
    return 'web'
  }
}
