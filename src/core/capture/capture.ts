import type { Language, Pap, Tlp } from '#core/envelope/index.ts'
import type { Indicator } from '#core/observables/index.ts'

/** What a file was recognised as. */
export const CAPTURE_FORMATS = [
  'misp',
  'stix-2.0',
  'stix-2.1',
  'csaf-2.0',
  'csaf-2.1',
  'mail',
  'markdown',
  'text',
] as const
export type CaptureFormat = (typeof CAPTURE_FORMATS)[number]

/** A place in the file, as its own format names it: `Event.Attribute[3].value`, `objects[12]`, `line 7`. */
export type Place = string

/**
 * Something the reader should be told: a code with a text in both languages, its parameters, and where. Notes of one
 * kind may be put together: then the place is the first one, and `params.count` says how many there were.
 */
export interface CaptureNote {
  readonly code: CaptureNoteCode
  readonly place: Place
  readonly params?: Readonly<Record<string, string | number>>
}

export const CAPTURE_NOTES = [
  /** Two labels on one thing: the stricter stands. params: kept, dropped */
  'two-labels',
  /** A label of TLP 1, read as TLP 2.0. params: said, kept */
  'tlp-1',
  /** No label at all; the default stands. params: kept */
  'no-label',
  /** A word that looks like a label and is none. params: said */
  'unknown-label',
  /** The distribution of a MISP event is narrower than its label. params: distribution */
  'narrow-distribution',
  /** Not understood and kept as text. params: what */
  'kept-as-text',
  /** Not understood and left out. params: what */
  'left-out',
  /** A value that its type refuses; kept as `other`. params: type, value */
  'odd-value',
  /** The same indicator twice; one is kept. params: value */
  'duplicate',
  /** A revoked, deleted or expired object is left out. params: what */
  'revoked',
  /** Older than what we read well; read carefully. params: version */
  'old-version',
  /** Breaks a rule of its own format; read all the same. params: rule */
  'not-valid',
  /** A file carried along (malware sample, attachment) that is not stored from a capture (R11). params: name */
  'file-not-taken',
] as const
export type CaptureNoteCode = (typeof CAPTURE_NOTES)[number]

/** How the attack came to people: what a reader recognises it by. Empty where the source says nothing. */
export interface Circumstances {
  readonly mailSubjects: readonly string[]
  readonly senderNames: readonly string[]
  readonly lures: readonly string[]
  readonly impersonated: readonly string[]
  readonly abusedCustoms: readonly string[]
  readonly telephones: readonly string[]
  readonly bankAccounts: readonly string[]
}

export interface Vulnerability {
  /** CVE id where there is one, else the name that the source uses. */
  readonly id: string
  readonly cvss: { readonly version: string; readonly vector: string; readonly score: number | null } | null
  /** On the list of known exploited vulnerabilities; null: the file does not say. */
  readonly exploited: boolean | null
}

/**
 * What a file says, read by a border and not yet a draft: the same shape for every format. Times are RFC 3339.
 * Nothing of the file is lost silently: what was not understood stands in `notes`.
 */
export interface Capture {
  readonly format: CaptureFormat
  /** How the outside source names it (event uuid, report id, tracking id, Message-ID): to find it again (R27). */
  readonly reference: string | null
  /** Who made it, as the file says (Orgc, created_by_ref's name, publisher, From). */
  readonly source: string | null
  readonly title: string
  readonly language: Language | null
  /** What everybody may need: plain text or Markdown. */
  readonly summary: string
  /** 攻撃技術情報 beyond the indicators. */
  readonly technical: string
  /** 被害内容・対応情報: only what the file marks as such; a border never guesses it into the technical text. */
  readonly victim: string
  /** The strictest label found; null: the file has none. `said`: the words of the file. */
  readonly tlp: { readonly label: Tlp | null; readonly said: readonly string[] }
  readonly pap: Pap | null
  readonly observedAt: string | null
  readonly indicators: readonly Indicator[]
  /** ATT&CK: id and name where the file has one. */
  readonly techniques: ReadonlyArray<{ readonly id: string; readonly name: string }>
  readonly vulnerabilities: readonly Vulnerability[]
  readonly products: ReadonlyArray<{
    readonly vendor: string
    readonly name: string
    readonly versions: string
  }>
  readonly references: readonly string[]
  readonly circumstances: Circumstances
  /** An exercise from birth (R28). */
  readonly exercise: boolean
  readonly notes: readonly CaptureNote[]
}

export const NO_CIRCUMSTANCES: Circumstances = {
  mailSubjects: [],
  senderNames: [],
  lures: [],
  impersonated: [],
  abusedCustoms: [],
  telephones: [],
  bankAccounts: [],
}

/** A file that is refused whole, with the place and the reason (one of the codes of `core/errors`). */
export interface Unreadable {
  readonly code:
    | 'capture_not_json'
    | 'capture_unknown_format'
    | 'capture_broken'
    | 'capture_too_large'
    | 'capture_too_deep'
    | 'capture_too_many'
  readonly place: Place
  readonly reason: string
}

/** One file may hold several (a feed, a bundle of reports): each becomes its own draft. */
export type Reading =
  | { readonly ok: true; readonly captures: readonly Capture[] }
  | { readonly ok: false; readonly refusal: Unreadable }
