import {
  type Attribution,
  defaultReach,
  defaultTlp,
  type Envelope,
  type Language,
  type PartKind,
  type Tlp,
  type Urgency,
} from '#core/envelope/index.ts'
import type { Details } from '#core/observables/index.ts'
import { newestParts, type Version } from './newest.ts'

/** What a part says. */
export type Content = {
  readonly headline: string
  readonly text: string
  readonly doNow: string
  readonly changeNote: string
  /** In fields, beside the text. */
  readonly details?: Details | undefined
}

/** A part as it stands in the composer. `key` tells parts apart before the server has given them ids. */
export type EditedPart = {
  readonly key: string
  readonly id?: string | undefined
  readonly version: number
  /** The newest version is out already: whatever changes here becomes the next one. */
  readonly released: boolean
  /** A version of it was out: readers are told what changed. */
  readonly follows: boolean
  readonly envelope: Envelope
  readonly content: Content
  /** How many indicators the server keeps with it. They are changed one by one, never sent along with the text. */
  readonly indicators?: number | undefined
}

/** A warning as it stands in the composer. Until `attribution` is chosen nothing goes to the server (R5). */
export type Draft = {
  readonly attribution: Attribution | null
  readonly exercise: boolean
  readonly urgency: Urgency
  readonly parts: readonly EditedPart[]
}

/** Kinds that the composer offers, in reading order. */
export const COMPOSED_KINDS = ['summary', 'technical', 'victim'] as const satisfies readonly PartKind[]

/** A part as the server tells it to its originator. */
interface OpenedPart extends Version {
  readonly releasedAt: string | null
  readonly envelope: Omit<Envelope, 'audience'> & { readonly audience?: Envelope['audience'] | undefined }
  readonly content: Content & { readonly indicators?: { readonly count: number } | undefined }
}

interface Opened extends Omit<Draft, 'parts' | 'attribution'> {
  readonly attribution: Attribution
  readonly parts: readonly OpenedPart[]
}

/** A warning from the server as a draft of the composer: all that it says, also what the composer does not show. */
export const draftOf = (warning: Opened): Draft => ({
  attribution: warning.attribution,
  exercise: warning.exercise,
  urgency: warning.urgency,
  parts: newestParts(warning.parts).map((part) => editedPart(part, warning.parts)),
})

const editedPart = (
  { id, version, state, envelope, content: { indicators, ...content } }: OpenedPart,
  all: readonly OpenedPart[],
): EditedPart => ({
  key: id,
  id,
  version,
  released: state === 'released',
  follows: all.some((other) => other.id === id && other.releasedAt !== null),
  envelope: { ...envelope, audience: envelope.audience ?? { include: [], exclude: [] } },
  content,
  indicators: indicators?.count ?? 0,
})

/** A part as a save sends it. */
export const asSent = ({ id, envelope, content }: EditedPart) => ({ ...(id && { id }), envelope, content })

/** Fields of the envelope that the composer keeps the same on all parts. */
export type SharedField =
  | 'observedAt'
  | 'notBefore'
  | 'respondBy'
  | 'validUntil'
  | 'readableUntil'
  | 'embargoUntil'
  | 'purpose'
  | 'basis'

/**
 * An empty part with the usual label and reach of its kind (R3); times and purpose as the parts beside it, and their
 * outside source: what is written from it is from it too (R27).
 */
export function newPart(
  kind: PartKind,
  how: { readonly key: string; readonly language: Language; readonly purpose: string },
  beside?: EditedPart,
): EditedPart {
  const tlp = defaultTlp(kind)
  return {
    key: how.key,
    version: 1,
    released: false,
    follows: false,
    envelope: {
      kind,
      language: beside?.envelope.language ?? how.language,
      audience: { include: [], exclude: [] },
      reach: defaultReach(kind, tlp),
      employeesOnly: false,
      agreements: [],
      observedAt: beside?.envelope.observedAt ?? null,
      notBefore: beside?.envelope.notBefore ?? null,
      respondBy: beside?.envelope.respondBy ?? null,
      validUntil: beside?.envelope.validUntil ?? null,
      readableUntil: beside?.envelope.readableUntil ?? null,
      embargoUntil: beside?.envelope.embargoUntil ?? null,
      purpose: beside?.envelope.purpose ?? how.purpose,
      basis: beside?.envelope.basis ?? '',
      tlp,
      pap: null,
      iep: null,
      machines: false,
      passOn: '',
      ...(beside?.envelope.outside ? { outside: beside.envelope.outside } : {}),
    },
    content: { headline: '', text: '', doNow: '', changeNote: '' },
  }
}

/** The same part under another label: its reach follows the label, and RED never goes by machine. */
export const relabelled = ({ kind }: Envelope, tlp: Tlp): Partial<Envelope> => ({
  tlp,
  reach: defaultReach(kind, tlp),
  ...(tlp === 'RED' ? { machines: false } : {}),
})

export const inReadingOrder = (parts: readonly EditedPart[]): EditedPart[] =>
  [...parts].sort(
    (a, b) =>
      COMPOSED_KINDS.indexOf(a.envelope.kind as 'summary') -
      COMPOSED_KINDS.indexOf(b.envelope.kind as 'summary'),
  )

/** The same text for the same value, in whatever order its fields stand; what the server trims does not count. */
const canonical = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(canonical)
  if (typeof value === 'string') return value.trim()
  if (value === null || typeof value !== 'object') return value
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, inner]) => [name, canonical(inner)])
}
const written = ({ envelope, content }: EditedPart): string => JSON.stringify(canonical([envelope, content]))

/** What a save sends: drafts as they are, and of released parts those that were changed (each becomes a version). */
export const toSend = (draft: Draft, saved: Draft | null): EditedPart[] =>
  draft.parts.filter((part) => {
    if (!part.released) return true
    const before = saved?.parts.find((one) => one.id === part.id)
    return !before || written(before) !== written(part)
  })

/** What would be released: drafts and changed parts. */
export const changedSince = (draft: Draft, saved: Draft | null): string =>
  JSON.stringify([draft.urgency, toSend(draft, saved).map((part) => [part.id, written(part)])])

/** Somebody has begun to write. */
export const hasText = ({ parts }: Draft): boolean =>
  parts.some(({ content }) => content.headline.trim() !== '' || content.text.trim() !== '')

/** The first thing that a release still wants, and of which part. */
export function firstGap(
  draft: Draft,
): { readonly what: 'who' | 'headline' | 'text'; readonly part: number } | null {
  if (draft.attribution === null) return { what: 'who', part: 0 }
  for (const [part, { content }] of draft.parts.entries()) {
    if (content.headline.trim() === '') return { what: 'headline', part }
    if (content.text.trim() === '') return { what: 'text', part }
  }
  return null
}
