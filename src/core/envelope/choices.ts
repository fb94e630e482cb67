import type { Tlp } from './label.ts'

/**
 * What the fields of an envelope are chosen from, and what they start with. Apart from the schemas, so that a screen
 * does not carry the schema library with it.
 */

/** Kinds of part (R1): technical and victim information never share a part. */
export const PART_KINDS = ['summary', 'technical', 'victim', 'attachment'] as const
export type PartKind = (typeof PART_KINDS)[number]

/** Urgency, by the source, apart from severity and label: 緊急 · 至急 · 通常 · 参考. */
export const URGENCIES = ['immediate', 'urgent', 'normal', 'information'] as const
export type Urgency = (typeof URGENCIES)[number]

/** As previewed: who was shown at release, later changes only take readers away. Live: who fits later may read too. */
export const REACHES = ['as-previewed', 'live'] as const
export type Reach = (typeof REACHES)[number]

export const LANGUAGES = ['ja', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

/** Whether the source is named to readers (R5): off unless switched on; withheld is stored sealed. */
export const ATTRIBUTIONS = ['off', 'named', 'withheld'] as const
export type Attribution = (typeof ATTRIBUTIONS)[number]

/** Permissible Actions Protocol: what a recipient may do with an indicator, from free to passive only. */
export const PAP = ['CLEAR', 'GREEN', 'AMBER', 'RED'] as const
export type Pap = (typeof PAP)[number]
export const papLabel = (label: Pap): string => `PAP:${label}`

/** R3: the label that a part of this kind starts with. */
export const defaultTlp = (kind: PartKind): Tlp => (kind === 'victim' ? 'AMBER+STRICT' : 'AMBER')

/** SHARING, "Reach": RED, AMBER+STRICT and every victim part stay as previewed; the rest is live. */
export const defaultReach = (kind: PartKind, label: Tlp): Reach =>
  kind === 'victim' || label === 'RED' || label === 'AMBER+STRICT' ? 'as-previewed' : 'live'
