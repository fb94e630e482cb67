import type { Language, Pap, PartKind, Tlp } from '#core/envelope/index.ts'
import { compareTlp, PAP, papLabel, tlpLabel } from '#core/envelope/index.ts'
import type { Indicator } from '#core/observables/index.ts'
import type { Vulnerability } from './capture.ts'
import { EXERCISE_MARK } from './exercise.ts'

/** One part as its reader may read it, with its marking in words (R13). */
export interface OutgoingPart {
  readonly kind: Exclude<PartKind, 'attachment'>
  /** What the part is called on screen, in the item's language. */
  readonly heading: string
  /** Markdown or plain text. */
  readonly text: string
  readonly tlp: Tlp
  readonly pap: Pap | null
  /** The handling sentence of the label, in the item's language. */
  readonly handling: string
}

/**
 * A warning on its way out of the house as a file, the same for every format: made of what was disclosed to one reader
 * and of nothing else. A border writes it; whether it may be written at all was decided before.
 */
export interface Outgoing {
  /** `RNK-7Q4K-2M`: how it is found again, here and there. */
  readonly number: string
  readonly version: number
  /** The item's page: leads to sign-in, never to content. */
  readonly address: string
  readonly title: string
  readonly language: Language
  /** The association, or the source where the item names it (R5). Never a withheld one. */
  readonly publisher: { readonly name: string; readonly address: string }
  readonly releasedAt: string
  /** When this version was released. */
  readonly changedAt: string
  readonly validUntil: string | null
  /** First in every title, file and export (R28). */
  readonly exercise: boolean
  readonly parts: readonly OutgoingPart[]
  readonly indicators: readonly Indicator[]
  readonly techniques: ReadonlyArray<{ readonly id: string; readonly name: string }>
  readonly vulnerabilities: readonly Vulnerability[]
  readonly products: ReadonlyArray<{
    readonly vendor: string
    readonly name: string
    readonly versions: string
  }>
  readonly references: readonly string[]
}

/** The label of a file: the strictest of its parts. A file without a part has none, and is not written. */
export const strictestTlp = (parts: readonly OutgoingPart[]): Tlp | null =>
  parts.reduce<Tlp | null>((most, { tlp }) => (most === null || compareTlp(tlp, most) > 0 ? tlp : most), null)

export const strictestPap = (parts: readonly OutgoingPart[]): Pap | null =>
  PAP.findLast((label) => parts.some(({ pap }) => pap === label)) ?? null

/** A part as it stands in a file: its label and handling sentence first, wherever the text goes (R13). */
export const markedText = ({ tlp, pap, handling, text }: OutgoingPart): string =>
  `**${[tlpLabel(tlp), ...(pap ? [papLabel(pap)] : [])].join(' ')}** ${handling.replace(/\s*\n\s*/g, ' ')}\n\n${text}`

/** Takes that line off again: whoever reads the file has the label in a field. */
export const unmarkedText = (text: string): string =>
  text.replace(/^\*\*TLP:[A-Z+]{3,12}(?: PAP:[A-Z]{3,5})?\*\*[^\n]*(?:\n+|$)/, '')

/** The title as it stands in a file: an exercise says so first (R28). */
export const markedTitle = ({ title, exercise }: Pick<Outgoing, 'title' | 'exercise'>): string =>
  exercise ? `${EXERCISE_MARK} ${title}` : title
