import type { Subject } from './dictionary.ts'

export const FINDING_KINDS = [
  'team',
  'person',
  'customer',
  'product',
  /** A host, a URL or a mail address in a member's domain, or an address in its network. */
  'domain',
  'network',
  'mail',
  'private-address',
  'host',
  'user',
  'internal-url',
] as const
export type FindingKind = (typeof FINDING_KINDS)[number]

/** Something in a text that may give somebody away. */
export interface Finding {
  /** Place of the part in the item. */
  readonly part: number
  /** Field of the part; `indicators` for a value, `indicators.comment` and `indicators.names` beside it. */
  readonly path: string
  /** Of an indicator: which one. */
  readonly indicator?: { readonly type: string; readonly value: string }
  /** From where to where it stands, in UTF-16 units of the field. */
  readonly from: number
  readonly to: number
  readonly kind: FindingKind
  /** The same key is the same thing everywhere in the item, and is replaced by the same words. */
  readonly key: string
  /** As it stands in the text. */
  readonly said: string
  /** Whom it names, where the dictionary knows. */
  readonly subject: Subject | null
}
