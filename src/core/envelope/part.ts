import { z } from 'zod'
import { audience } from './audience.ts'
import { ATTRIBUTIONS, LANGUAGES, PART_KINDS, REACHES, URGENCIES } from './choices.ts'
import { iep } from './iep.ts'
import { outside } from './outside.ts'
import { pap } from './pap.ts'
import { tlp } from './tlp.ts'

// apart, so that a screen does not carry the schema library with it
export * from './choices.ts'

export const partKind = z.enum(PART_KINDS)
export const urgency = z.enum(URGENCIES)
export const reach = z.enum(REACHES)
export const language = z.enum(LANGUAGES)
export const attribution = z.enum(ATTRIBUTIONS)

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
  // who
  outside: outside.optional(),
  /** R30: of a victim part, about a listed company before its announcement. Readers acknowledge before they read. */
  undisclosedFact: z.boolean().optional(),
})
export type Envelope = z.infer<typeof envelope>
