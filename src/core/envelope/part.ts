import { z } from 'zod'
import { audience } from './audience.ts'
import { iep } from './iep.ts'
import { pap } from './pap.ts'
import { type Tlp, tlp } from './tlp.ts'

/** Kinds of part (R1): technical and victim information never share a part. */
export const PART_KINDS = ['summary', 'technical', 'victim', 'attachment'] as const
export type PartKind = (typeof PART_KINDS)[number]
export const partKind = z.enum(PART_KINDS)

/** Urgency, by the source, apart from severity and label: 緊急 · 至急 · 通常 · 参考. */
export const URGENCIES = ['immediate', 'urgent', 'normal', 'information'] as const
export type Urgency = (typeof URGENCIES)[number]
export const urgency = z.enum(URGENCIES)

/** As previewed: who was shown at release, later changes only take readers away. Live: who fits later may read too. */
export const REACHES = ['as-previewed', 'live'] as const
export type Reach = (typeof REACHES)[number]
export const reach = z.enum(REACHES)

export const LANGUAGES = ['ja', 'en'] as const
export type Language = (typeof LANGUAGES)[number]
export const language = z.enum(LANGUAGES)

/** Whether the source is named to readers (R5): off unless switched on; withheld is stored sealed. */
export const ATTRIBUTIONS = ['off', 'named', 'withheld'] as const
export type Attribution = (typeof ATTRIBUTIONS)[number]
export const attribution = z.enum(ATTRIBUTIONS)

/** R3: the label that a part of this kind starts with. */
export const defaultTlp = (kind: PartKind): Tlp => (kind === 'victim' ? 'AMBER+STRICT' : 'AMBER')

/** SHARING, "Reach": RED, AMBER+STRICT and every victim part stay as previewed; the rest is live. */
export const defaultReach = (kind: PartKind, label: Tlp): Reach =>
  kind === 'victim' || label === 'RED' || label === 'AMBER+STRICT' ? 'as-previewed' : 'live'

/** The envelope of one part, 5W1H: what the source says of it before release, and what stays true after. */
export const envelope = z.strictObject({
  // what
  kind: partKind,
  language,
  // whom
  audience,
  reach,
  employeesOnly: z.boolean(),
  agreements: z.array(z.uuid()).max(20),
  // when
  observedAt: z.iso.datetime().nullable(),
  notBefore: z.iso.datetime().nullable(),
  respondBy: z.iso.datetime().nullable(),
  validUntil: z.iso.datetime().nullable(),
  readableUntil: z.iso.datetime().nullable(),
  embargoUntil: z.iso.datetime().nullable(),
  // why
  purpose: z.string().max(500),
  basis: z.string().max(500),
  // how
  tlp,
  pap: pap.nullable(),
  iep: iep.nullable(),
  machines: z.boolean(),
  passOn: z.string().max(500),
})
export type Envelope = z.infer<typeof envelope>
