import {
  cvss3BaseScore,
  cvssSeverity,
  markedText,
  markedTitle,
  type Outgoing,
  type OutgoingPart,
  strictestTlp,
  type Vulnerability,
} from '#core/capture/index.ts'
import { type Tlp, tlpLabel } from '#core/envelope/index.ts'
import { VICTIM } from './document.ts'
import { INDICATOR_NOTE, linesOf, TECHNIQUE_NOTE } from './indicator-lines.ts'
import { productTree } from './product-tree.ts'
import { RATING_NOTE } from './vulnerabilities.ts'

export type CsafJson = string | number | boolean | readonly CsafJson[] | { readonly [key: string]: CsafJson }
export type CsafAdvisory = { readonly [key: string]: CsafJson }

export type CsafWriting =
  | { readonly ok: true; readonly name: string; readonly advisory: CsafAdvisory }
  /** CSAF 2.0 cannot say this label, and must not say a wider one. */
  | { readonly ok: false; readonly tlp: 'AMBER+STRICT' }

/** CSAF 2.0 knows the words of TLP 1 (§3.2.1.5.2). AMBER+STRICT has none. */
const LABELS: Readonly<Record<Exclude<Tlp, 'AMBER+STRICT'>, string>> = {
  CLEAR: 'WHITE',
  GREEN: 'GREEN',
  AMBER: 'AMBER',
  RED: 'RED',
}

/**
 * Writes a warning, as one reader may read it, as a CSAF 2.0 document: an informational advisory (profile 3), or a
 * security incident response (profile 2) where it names vulnerabilities. It passes the mandatory tests of the standard.
 * Indicators and techniques stand in notes, for CSAF has no place for them.
 * @throws {Error} for a warning without a part: it has no marking
 */
export function writeCsaf(out: Outgoing): CsafWriting {
  const tlp = strictestTlp(out.parts)
  if (tlp === null) throw new Error('a warning without a part has no marking and is not written')
  if (tlp === 'AMBER+STRICT') return { ok: false, tlp }
  const tree = productTree(out.products)
  const advisory = {
    document: {
      category:
        out.vulnerabilities.length > 0 ? 'csaf_security_incident_response' : 'csaf_informational_advisory',
      csaf_version: '2.0',
      title: markedTitle(out),
      lang: out.language,
      distribution: {
        text: handlingOf(out.parts, tlp),
        tlp: { label: LABELS[tlp], url: 'https://www.first.org/tlp/' },
      },
      publisher: { category: 'coordinator', name: out.publisher.name, namespace: namespaceOf(out) },
      tracking: trackingOf(out),
      notes: notesOf(out),
      references: [
        { category: 'external', summary: out.number, url: uri(out.address) },
        ...out.references
          .filter((url) => URL.canParse(url))
          .map((url) => ({ category: 'external', summary: url, url: uri(url) })),
      ],
    },
    ...(tree ? { product_tree: tree.tree } : {}),
    ...(out.vulnerabilities.length > 0
      ? {
          vulnerabilities: out.vulnerabilities.map((one) =>
            vulnerability(one, out.vulnerabilities.length === 1 ? (tree?.ids ?? []) : []),
          ),
        }
      : {}),
  }
  return { ok: true, name: csafFileName(out.number), advisory }
}

/** The name that a document must have (§5.1): lower case, every run of other characters one underline. */
export const csafFileName = (id: string): string => `${id.toLowerCase().replace(/[^+\-a-z0-9]+/g, '_')}.json`

const uri = (url: string): string => new URL(url).href

/** The label in the words of TLP 2.0, and what it asks of the reader. */
const handlingOf = (parts: readonly OutgoingPart[], tlp: Tlp): string =>
  `${tlpLabel(tlp)} (TLP 2.0). ${parts.find((part) => part.tlp === tlp)?.handling ?? ''}`.trim()

/** Who publishes is named by an address (§3.2.1.9.5). */
const namespaceOf = ({ publisher, address }: Outgoing): string =>
  /^https?:/i.test(publisher.address) && URL.canParse(publisher.address)
    ? publisher.address
    : new URL(address).origin

/** Versions as numbers of three, for between the first release and this one nothing is known of the others here. */
function trackingOf({ number, version, releasedAt, changedAt }: Outgoing): CsafAdvisory {
  const first = { date: iso(releasedAt), number: '1.0.0', summary: 'First release' }
  const last = { date: iso(changedAt), number: `1.${version - 1}.0`, summary: `Version ${version}` }
  return {
    id: number,
    status: 'final',
    version: last.number,
    initial_release_date: first.date,
    current_release_date: version > 1 ? last.date : first.date,
    revision_history: version > 1 ? [first, last] : [first],
    generator: { engine: { name: 'Renkei' } },
  }
}

const iso = (time: string): string => new Date(time).toISOString()

const CATEGORY = { summary: 'summary', technical: 'details', victim: 'other' } as const
const VICTIM_TITLE = { ja: '被害内容・対応情報', en: 'Victim and response information' } as const

function notesOf(out: Outgoing): CsafAdvisory[] {
  const title = ({ kind, heading }: OutgoingPart): string =>
    kind === 'victim' && !VICTIM.test(heading) ? VICTIM_TITLE[out.language] : heading
  const parts = out.parts.map((part) => ({
    category: CATEGORY[part.kind],
    title: title(part),
    text: markedText(part),
  }))
  return [
    // a document of either profile needs one note that says what it is about (6.1.27.1)
    ...(out.parts.some(({ kind }) => kind !== 'victim')
      ? []
      : [{ category: 'general', title: out.number, text: markedTitle(out) }]),
    ...parts,
    ...(out.techniques.length > 0
      ? [
          {
            category: 'details',
            title: TECHNIQUE_NOTE,
            text: out.techniques.map(({ id, name }) => `${id} ${name}`.trim()).join('\n'),
          },
        ]
      : []),
    ...(out.indicators.length > 0
      ? [{ category: 'details', title: INDICATOR_NOTE, text: linesOf(out.indicators) }]
      : []),
  ]
}

/** `affected`: the products, where they can only be this vulnerability's. Of several we do not know which has which. */
function vulnerability({ id, cvss, exploited }: Vulnerability, affected: readonly string[]): CsafAdvisory {
  const score = affected.length > 0 ? scoreOf(cvss) : null
  return {
    ...(/^CVE-\d{4}-\d{4,}$/.test(id) ? { cve: id } : { title: id }),
    ...(cvss && !score
      ? { notes: [{ category: 'details', title: RATING_NOTE, text: ratingText(cvss) }] }
      : {}),
    ...(exploited === null
      ? {}
      : {
          threats: [{ category: 'exploit_status', details: exploited ? 'Known exploited' : 'Exploited: No' }],
        }),
    ...(affected.length > 0 ? { product_status: { known_affected: affected } } : {}),
    ...(score ? { scores: [{ products: affected, cvss_v3: score }] } : {}),
  }
}

type Rating = NonNullable<Vulnerability['cvss']>

const ratingText = ({ version, vector, score }: Rating): string =>
  `${version}: ${score ?? '–'}${vector === '' ? '' : ` (${vector})`}`

/** A score for machines, where it is one of CVSS 3 and agrees with its vector (6.1.9); all else stands in a note. */
function scoreOf(cvss: Rating | null): CsafAdvisory | null {
  if (!cvss || cvss.score === null || cvss3BaseScore(cvss.vector) !== cvss.score) return null
  return {
    version: cvss.version,
    vectorString: cvss.vector,
    baseScore: cvss.score,
    baseSeverity: cvssSeverity(cvss.score),
  }
}
