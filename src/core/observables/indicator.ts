import { z } from 'zod'
import { CONFIDENCES, OBJECTIVES, OBSERVABLE_TYPES } from './choices.ts'

// apart, so that a screen does not carry the schema library with it
export * from './choices.ts'

/** Longest value: a rule (YARA, Sigma, Snort) is a text, everything else a line. */
export const VALUE_MAX = 20_000

/**
 * One indicator of a part (R19): a value, normalised by its type, and what its source says of it. Times are RFC 3339.
 */
export const indicator = z.strictObject({
  type: z.enum(OBSERVABLE_TYPES),
  value: z.string().min(1).max(VALUE_MAX),
  /** File names under which a hash was seen; empty for every other type. */
  names: z.array(z.string().trim().min(1).max(300)).max(20),
  /** Bytes of the file that a hash names. */
  size: z.number().int().min(0).nullable(),
  objective: z.enum(OBJECTIVES),
  confidence: z.enum(CONFIDENCES).nullable(),
  firstSeen: z.iso.datetime().nullable(),
  lastSeen: z.iso.datetime().nullable(),
  comment: z.string().max(1000),
})
export type Indicator = z.infer<typeof indicator>
