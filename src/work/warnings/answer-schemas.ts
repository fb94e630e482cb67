import { fields, z } from '#base/http/index.ts'
import { HELPS, USEFULNESS, WORKED } from './answering.ts'
import { ANSWERS } from './warning.ts'

/** What goes in and out of the doors of answers. */

const many = <S extends z.ZodType>(schema: S) => z.array(schema).readonly()
const teamName = z.strictObject({ short: z.string(), ja: z.string(), en: z.string() })
export const teamLine = z.strictObject({ id: z.string(), name: teamName })

const details = z.strictObject({
  lookedFrom: z.iso.date().nullable(),
  lookedTo: z.iso.date().nullable(),
  logs: fields.line(300),
  hits: z.int().min(0).max(10_000_000).nullable(),
  help: z.enum(HELPS),
  measure: fields.prose(2000),
  measureWhere: fields.line(300),
  measureWorked: z.enum(WORKED).nullable(),
  usefulness: z.enum(USEFULNESS).nullable(),
  toReaders: z.boolean(),
  anonymous: z.boolean(),
})

/** What went with an answer, as the source is shown it. */
export const beside = {
  comment: z.string(),
  lookedFrom: z.iso.date().nullable(),
  lookedTo: z.iso.date().nullable(),
  logs: z.string(),
  hits: z.int().nullable(),
  help: z.enum(HELPS),
  measure: z.string(),
  measureWhere: z.string(),
  measureWorked: z.enum(WORKED).nullable(),
}

export const answerBody = z.strictObject({
  answer: z.enum(ANSWERS),
  comment: fields.line(1000),
  named: z.boolean(),
  details: details.optional(),
})

export const telephoneBody = z.strictObject({
  team: fields.id(),
  answer: z.enum(ANSWERS),
  comment: fields.line(1000),
  named: z.boolean(),
})

export const answers = z.strictObject({
  /** What our side answered last; taken by telephone where it answered in no other way. */
  own: z
    .strictObject({
      answer: z.enum(ANSWERS),
      comment: z.string(),
      named: z.boolean(),
      at: fields.instant(),
      byTelephone: z.boolean(),
      details,
    })
    .nullable(),
  /** Of other teams: at least so many; null below three (R15). */
  told: z.strictObject({
    atLeast: z.int().nullable(),
    answers: many(z.strictObject({ answer: z.enum(ANSWERS), atLeast: z.int() })),
  }),
  /** Comments and countermeasures for all readers; without team and time where given anonymously. */
  words: many(
    z.strictObject({
      id: z.string(),
      team: teamLine.nullable(),
      mine: z.boolean(),
      comment: z.string(),
      measure: z.string(),
      measureWhere: z.string(),
      measureWorked: z.enum(WORKED).nullable(),
      confirmed: z.int(),
      confirmedByUs: z.boolean(),
      at: fields.instant().nullable(),
    }),
  ),
})
