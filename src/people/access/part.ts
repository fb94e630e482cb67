import {
  type Attribution,
  compileAudience,
  compileExcludes,
  type Envelope,
  type Language,
  type PartKind,
  type Urgency,
} from '#core/envelope/index.ts'
import type { Details } from '#core/observables/index.ts'
import type { Allowed, PartFacts, PartState, Viewer } from '#core/policy/index.ts'

/** What a part says: one headline, one text. Both live and die with the part's own audience. */
export type PartContent = {
  readonly headline: string
  readonly text: string
  /** Title for channels that may carry a headline and no more; where the source wrote none, they carry a notice. */
  readonly clearTitle?: string | undefined
  /** What the reader must do now, as a sentence; empty when nothing. */
  readonly doNow: string
  /** From the second version on: what changed, in the author's words. */
  readonly changeNote: string
  /** What the text says besides in fields; absent where nobody entered any. */
  readonly details?: Details | undefined
  /** Of the indicators, which are kept apart: how many, and a hash, so that a change of theirs is a change of the part. */
  readonly indicators?: { readonly count: number; readonly digest: string } | undefined
}

/** A part as its author writes it. */
export type DraftPart = {
  readonly id?: string | undefined
  readonly envelope: Envelope
  readonly content: PartContent
}

/** What all parts of an item have in common, written on each row. */
export type ItemTraits = {
  readonly kind: 'warning'
  readonly exercise: boolean
  readonly attribution: Attribution
  readonly urgency: Urgency
}

/** Columns that decisions and screens of the originator need. Times are `Date`s, lists are text arrays. */
export type PartRow = {
  readonly id: string
  readonly version: number
  readonly item_id: string
  readonly number: string
  readonly kind: PartKind
  readonly position: number
  readonly state: PartState
  readonly owners: readonly string[]
  readonly originator: string | null
  readonly attribution: Attribution
  readonly urgency: Urgency
  readonly exercise: boolean
  readonly language: Language
  readonly headline: string
  readonly body: unknown
  readonly envelope: unknown
  readonly revision: number
  readonly released_at: Date | null
  readonly superseded_at: Date | null
  readonly member_by: Date | number
  readonly written_at: Date
  /** R32; only rows that a reader opens carry it, for its originator it stops nothing. */
  readonly stopped?: boolean
}

const date = (iso: string | null): Date | null => (iso === null ? null : new Date(iso))
const time = (iso: string | null): number | null => (iso === null ? null : Date.parse(iso))

/** The facts that {@link decide} needs, from a row that its originator (or the decision itself) may see. */
export function factsOf(row: PartRow): PartFacts {
  const envelope = row.envelope as Envelope
  return {
    id: row.id,
    version: row.version,
    state: row.state,
    tlp: envelope.tlp,
    reach: envelope.reach,
    owners: row.owners,
    include: envelope.audience.include,
    exclude: envelope.audience.exclude,
    agreements: envelope.agreements,
    employeesOnly: envelope.employeesOnly,
    machines: envelope.machines,
    pressedAt: row.member_by instanceof Date ? row.member_by.getTime() : null,
    releasedAt: row.released_at?.getTime() ?? null,
    supersededAt: row.superseded_at?.getTime() ?? null,
    stopped: row.stopped ?? false,
    notBefore: time(envelope.notBefore),
    readableUntil: time(envelope.readableUntil),
    embargoUntil: time(envelope.embargoUntil),
  }
}

/** R30: a possible undisclosed material fact, before its reader has acknowledged it. Who reviews it is asked about it. */
export const waitsForAcknowledgement = (
  row: PartRow & { readonly mine: boolean; readonly acknowledged: boolean },
  decision: Allowed,
): boolean =>
  (row.envelope as Envelope).undisclosedFact === true &&
  !row.mine &&
  !row.acknowledged &&
  !decision.because.some(({ code }) => code === 'task')

const OUT: ReadonlySet<PartState> = new Set(['released', 'withdrawn-wrong', 'withdrawn-shared'])

/** Written and not released since: a draft, and the earlier texts of it that somebody was asked to review. */
export const isUnreleased = (
  row: Pick<PartRow, 'id' | 'version' | 'state'>,
  rows: readonly Pick<PartRow, 'id' | 'version' | 'state'>[],
): boolean =>
  row.state === 'draft' ||
  (row.state === 'overtaken' &&
    !rows.some((other) => other.id === row.id && other.version > row.version && OUT.has(other.state)))

/** What a row remembers of its audience, compiled from the envelope at release ("rows remember"). */
export function compile(envelope: Envelope) {
  const required = [
    ...envelope.agreements.map((agreement) => `agreement:${agreement}`),
    ...(envelope.employeesOnly ? ['employee'] : []),
  ]
  return {
    tlp: envelope.tlp,
    reach: envelope.reach,
    audience: compileAudience(envelope.audience.include, envelope.tlp),
    excluded: compileExcludes(envelope.audience.exclude),
    required: required.length > 0 ? required : null,
    machines: envelope.machines && envelope.tlp !== 'RED',
    not_before: date(envelope.notBefore),
    readable_until: date(envelope.readableUntil),
    valid_until: date(envelope.validUntil),
    embargo_until: date(envelope.embargoUntil),
    respond_by: date(envelope.respondBy),
  }
}

/**
 * Who holds a part as originator: the author, the releasers and admins of the author's team; for RED the author
 * alone; for a withheld source one random owner that only a keyed tag finds (SHARING, step 2; R5).
 */
export function ownersOf(
  viewer: Viewer,
  label: Envelope['tlp'],
  hiddenOwner: string | null,
  before: readonly string[] = [],
): string[] {
  if (hiddenOwner) return [hiddenOwner]
  // Whoever wrote a version before stays an author.
  const authors = [
    ...before.filter((owner) => owner.startsWith('appointment:')),
    // what a key wrote belongs to its team; the key itself only as long as it holds the pen (hold_pen)
    viewer.key ? `key:${viewer.key}` : `appointment:${viewer.appointment}`,
  ]
  const side = viewer.team ?? viewer.group
  const team = label === 'RED' ? [] : [`releaser:${side}`, ...(viewer.team ? [`admin:${viewer.team}`] : [])]
  return [...new Set([...authors, ...team])]
}
