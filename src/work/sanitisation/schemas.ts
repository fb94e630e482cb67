import { fields, z } from '#base/http/index.ts'
import { envelope, language, partKind } from '#core/envelope/index.ts'
import { details } from '#core/observables/index.ts'
import { FINDING_KINDS } from '#core/sanitise/index.ts'

/** What goes in and out of the doors of the check. */

export const number = z.string().regex(/^RNK-[2-9A-HJKMNP-TW-Z]{4}-[2-9A-HJKMNP-TW-Z]{2}$/)

export const toCheck = z.strictObject({
  /** Of a part that was saved: its indicators are checked too. */
  id: fields.id().optional(),
  version: z.int().min(1).optional(),
  content: z.strictObject({
    clearTitle: fields.line(200).optional(),
    headline: fields.line(200),
    text: fields.prose(),
    doNow: fields.prose(2000),
    changeNote: fields.line(1000),
    details: details.optional(),
  }),
  envelope,
})

const many = <S extends z.ZodType>(schema: S) => z.array(schema).readonly()
const name = z.strictObject({ ja: z.string(), en: z.string() })

export const finding = z.strictObject({
  part: z.int(),
  path: z.string(),
  indicator: z.strictObject({ type: z.string(), value: z.string() }).optional(),
  from: z.int(),
  to: z.int(),
  kind: z.enum(FINDING_KINDS),
  key: z.string(),
  said: z.string(),
  /** Whom it names: a member, a person, a word of the own list. */
  subject: z
    .strictObject({ kind: z.enum(['team', 'person', 'customer', 'product']), own: z.boolean(), name })
    .nullable(),
})

export const replacement = z.strictObject({
  key: z.string().min(1).max(5000),
  language,
  to: fields.line(300),
})

/** R7: what the texts say fits fewer than k members. */
export const smallWorld = z.strictObject({
  sector: name.nullable(),
  district: name.nullable(),
  k: z.int(),
  said: many(z.string()),
  /** What may stay in a coarser wording. */
  keep: z.enum(['sector', 'district', 'none']),
})

export const checks = z.strictObject({
  mine: z.boolean(),
  /** May let the text through as it is: not one of its authors. */
  second: z.boolean(),
  /** For the originator: what a replacement must name as seen. */
  revision: z.int().nullable(),
  /** Parts that wait for a fresh sign-in (RED). */
  locked: z.int(),
  parts: many(
    z.strictObject({
      id: z.string(),
      kind: partKind,
      language,
      /** Of what was checked: an override is for exactly this. */
      digest: z.string(),
      texts: many(z.strictObject({ path: z.string(), text: z.string() })),
      override: z.strictObject({ reason: z.string(), at: fields.instant() }).nullable(),
    }),
  ),
  findings: many(finding),
  smallWorlds: many(smallWorld),
  suggestions: many(z.strictObject({ key: z.string(), language, to: z.string() })),
  /** For the originator alone: what was taken out so far. */
  removed: many(
    z.strictObject({
      at: fields.instant(),
      what: many(
        z.strictObject({
          kind: z.enum(FINDING_KINDS),
          said: many(z.string()),
          to: z.string(),
          places: z.int(),
        }),
      ),
    }),
  ),
})
