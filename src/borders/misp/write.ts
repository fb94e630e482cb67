import {
  markedText,
  markedTitle,
  type Outgoing,
  type OutgoingPart,
  strictestPap,
  strictestTlp,
} from '#core/capture/index.ts'
import { papLabel, TLP_COLOURS, type Tlp } from '#core/envelope/index.ts'
import type { Indicator } from '#core/observables/index.ts'
import { reportId } from './report.ts'
import { isHashType } from './sight.ts'
import { CONFIDENCE_TAGS } from './tags.ts'
import { stableUuid } from './uuid.ts'
import { writtenAs } from './written.ts'

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }
export type MispJson = { readonly [key: string]: Json }
export interface MispEvent {
  readonly Event: MispJson
}

/**
 * The narrowest distribution that the label allows (MISP core format): whoever runs the instance may widen it, we never
 * do it for him. 0 own organisation, 1 this community, 3 all.
 */
const DISTRIBUTION: Readonly<Record<Tlp, string>> = {
  CLEAR: '3',
  GREEN: '1',
  AMBER: '0',
  'AMBER+STRICT': '0',
  RED: '0',
}

const FILE = {
  name: 'file',
  'meta-category': 'file',
  template_uuid: '688c46fb-5edb-40a3-8273-1af7923e2215',
  template_version: '25',
}
const VULNERABILITY = {
  name: 'vulnerability',
  'meta-category': 'vulnerability',
  template_uuid: '81650945-f186-437b-8945-9f31715d32da',
  template_version: '12',
}

/**
 * Writes a warning, as one reader may read it, as a MISP event. Its uuid is made of the number and of which parts the
 * reader has: a later version is the same event, so that a correction replaces what an instance holds (R14), and two
 * readers never hold two contents under one uuid. The event carries the strictest label of its parts; each part is an
 * event report with its own (R13). Numbers are texts, as MISP writes them.
 * @throws {Error} for a warning without a part: it has no marking
 */
export function writeMisp(out: Outgoing): MispEvent {
  const tlp = strictestTlp(out.parts)
  if (tlp === null) throw new Error('a warning without a part has no marking and is not written')
  const view = out.parts.map((part) => `${part.kind} ${part.tlp} ${part.pap ?? ''}`).join(', ')
  const uuid = stableUuid('misp', out.number, view)
  const at = seconds(out.changedAt)
  const org = {
    id: '0',
    name: out.publisher.name,
    uuid: stableUuid('org', out.publisher.name, out.publisher.address),
  }
  const writer = new Writer(uuid, at)
  const named = (one: Indicator): boolean =>
    isHashType(one.type) && (one.names.length > 0 || one.size !== null)
  const indicators = out.indicators
  return {
    Event: {
      uuid,
      info: markedTitle(out),
      date: out.releasedAt.slice(0, 10),
      timestamp: at,
      publish_timestamp: at,
      published: true,
      threat_level_id: '4',
      analysis: '2',
      distribution: DISTRIBUTION[tlp],
      sharing_group_id: '0',
      org_id: '0',
      orgc_id: '0',
      extends_uuid: '',
      Org: org,
      Orgc: org,
      Tag: eventTags(out, tlp),
      Attribute: [
        ...indicators.filter((one) => !named(one)).map((one) => writer.indicator(one)),
        ...out.vulnerabilities
          .filter(({ cvss }) => cvss === null)
          .map((one) =>
            writer.attribute('vulnerability', 'External analysis', one.id, {
              comment: exploitedWords(one.exploited),
            }),
          ),
        ...out.products.map(({ vendor, name, versions }) =>
          writer.attribute('text', 'External analysis', [vendor, name, versions].filter(Boolean).join(' '), {
            comment: 'affected product',
          }),
        ),
        writer.attribute('link', 'External analysis', out.address, { comment: out.number }),
        ...out.references.map((url) => writer.attribute('link', 'External analysis', url, {})),
      ],
      Object: [
        ...indicators.filter(named).map((one) => writer.file(one)),
        ...out.vulnerabilities.filter(({ cvss }) => cvss !== null).map((one) => writer.vulnerability(one)),
      ],
      EventReport: out.parts.map((part) => report(part, uuid, at)),
      Galaxy: [],
    },
  }
}

const seconds = (time: string): string => String(Math.floor(Date.parse(time) / 1000))

const exploitedWords = (exploited: boolean | null): string => (exploited === true ? 'known exploited' : '')

const tag = (name: string, colour = '#6b7280'): MispJson => ({ name, colour, exportable: true })

function eventTags(out: Outgoing, tlp: Tlp): MispJson[] {
  const pap = strictestPap(out.parts)
  return [
    tag(`tlp:${tlp.toLowerCase()}`, TLP_COLOURS[tlp]),
    ...(pap ? [tag(papLabel(pap))] : []),
    ...(out.exercise ? [tag('rsit:test="test"')] : []),
    ...out.techniques.map(({ id, name }) =>
      tag(`misp-galaxy:mitre-attack-pattern="${name === '' ? id : `${name.replaceAll('"', "'")} - ${id}`}"`),
    ),
  ]
}

const report = (part: OutgoingPart, event: string, at: string): MispJson => ({
  uuid: reportId(event, part.kind),
  name: part.heading,
  content: markedText(part),
  distribution: '5',
  sharing_group_id: '0',
  timestamp: at,
  deleted: false,
})

interface Said {
  readonly comment?: string
  readonly toIds?: boolean
  readonly relation?: string
  readonly of?: Indicator
  readonly tags?: readonly string[]
}

/** Makes the parts of one event; their uuids are made of its own. */
class Writer {
  readonly #event: string
  readonly #at: string
  constructor(event: string, at: string) {
    this.#event = event
    this.#at = at
  }

  attribute(type: string, category: string, value: string, said: Said, inside = ''): MispJson {
    return {
      uuid: stableUuid(this.#event, inside, type, said.relation ?? '', said.tags?.join() ?? '', value),
      type,
      category,
      value,
      to_ids: said.toIds ?? false,
      comment: said.comment ?? '',
      distribution: '5',
      sharing_group_id: '0',
      timestamp: this.#at,
      deleted: false,
      disable_correlation: false,
      first_seen: said.of?.firstSeen ?? null,
      last_seen: said.of?.lastSeen ?? null,
      ...(said.relation === undefined ? {} : { object_relation: said.relation }),
      Tag: (said.tags ?? []).map((name) => tag(name)),
    }
  }

  indicator(one: Indicator, relation?: string, inside?: string): MispJson {
    const { type, category, says } = writtenAs(one)
    const tags = [
      ...(says ? [`renkei:type="${one.type}"`] : []),
      ...(one.confidence ? [CONFIDENCE_TAGS[one.confidence]] : []),
    ]
    const said = { comment: one.comment, toIds: one.objective !== 'research', of: one, tags }
    return this.attribute(
      type,
      category,
      one.value,
      relation === undefined ? said : { ...said, relation },
      inside,
    )
  }

  /** A hash with its names and size: an object `file`. */
  file(one: Indicator): MispJson {
    const uuid = stableUuid(this.#event, 'file', one.type, one.value)
    const within = (type: string, category: string, value: string): MispJson =>
      this.attribute(type, category, value, { relation: type }, uuid)
    return this.#object(FILE, uuid, [
      this.indicator(one, one.type, uuid),
      ...one.names.map((name) => within('filename', 'Payload delivery', name)),
      ...(one.size === null ? [] : [within('size-in-bytes', 'Other', String(one.size))]),
    ])
  }

  vulnerability({ id, cvss, exploited }: Outgoing['vulnerabilities'][number]): MispJson {
    const uuid = stableUuid(this.#event, 'vulnerability', id)
    const within = (relation: string, type: string, value: string): MispJson[] =>
      value === ''
        ? []
        : [
            this.attribute(
              type,
              'External analysis',
              value,
              { relation, comment: relation === 'id' ? exploitedWords(exploited) : '' },
              uuid,
            ),
          ]
    return this.#object(VULNERABILITY, uuid, [
      ...within('id', 'vulnerability', id),
      ...within('cvss-score', 'float', cvss?.score == null ? '' : String(cvss.score)),
      ...within('cvss-string', 'text', cvss?.vector ?? ''),
    ])
  }

  #object(template: MispJson, uuid: string, attributes: readonly MispJson[]): MispJson {
    return {
      ...template,
      uuid,
      comment: '',
      distribution: '5',
      sharing_group_id: '0',
      timestamp: this.#at,
      deleted: false,
      ObjectReference: [],
      Attribute: attributes,
    }
  }
}
