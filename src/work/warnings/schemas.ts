import { disclosed, fields, z } from '#base/http/index.ts'
import { CAPTURE_FORMATS, CAPTURE_NOTES } from '#core/capture/index.ts'
import { attribution, envelope, language, partKind, tlp, urgency } from '#core/envelope/index.ts'
import { details } from '#core/observables/index.ts'
import { CONTAINED } from '#core/policy/index.ts'
import { beside } from './answer-schemas.ts'
import { USEFULNESS } from './answering.ts'
import { ANSWERS, MOST_PARTS } from './warning.ts'

/** What goes in and out of the doors of warnings. Times are RFC 3339 on the wire. */

const name = z.strictObject({ ja: z.string(), en: z.string() })
const teamName = z.strictObject({ short: z.string(), ja: z.string(), en: z.string() })
export const number = z.string().regex(/^RNK-[2-9A-HJKMNP-TW-Z]{4}-[2-9A-HJKMNP-TW-Z]{2}$/)

const content = z.strictObject({
  /** May still be empty in a draft; a release wants it. */
  headline: fields.line(200),
  clearTitle: fields.line(120).optional(),
  text: fields.prose(),
  doNow: fields.prose(2000),
  changeNote: fields.line(1000),
  details: fields.plainWithin(details, { prose: ['lures'] }).optional(),
})

/** What a source writes into the envelope is read by others, like a headline. */
const writtenEnvelope = fields.plainWithin(envelope)

export const draftPart = z.strictObject({ id: fields.id().optional(), envelope: writtenEnvelope, content })

export const draftBody = z.strictObject({
  exercise: z.boolean(),
  attribution,
  urgency,
  parts: z.array(draftPart).min(1).max(MOST_PARTS),
})

export const saveBody = z.strictObject({
  revision: fields.revision(),
  urgency,
  parts: z.array(draftPart).min(1).max(MOST_PARTS),
})

export const previewBody = z.strictObject({ parts: z.array(writtenEnvelope).min(1).max(MOST_PARTS) })

/** What the author says is in the text (R8); victim information is seen from the kind of part. */
const contains = z.array(z.enum(CONTAINED)).max(CONTAINED.length).optional()

export const releaseBody = z.strictObject({ revision: fields.revision(), widen: z.boolean(), contains })
export const discardBody = z.strictObject({ revision: fields.revision() })
export const withdrawBody = z.strictObject({ cause: z.enum(['wrong', 'shared']) })
/** Lists in answers: whoever makes them need not make them changeable. */
const many = <S extends z.ZodType>(schema: S) => z.array(schema).readonly()

export const reviewBody = z.strictObject({
  appointment: fields.id(),
  /** Others who may do it instead: the team's other reviewers. */
  also: z.array(fields.id()).max(20).optional(),
  contains,
  until: fields.instant(),
  reason: fields.name(500),
})
export const reasonBody = z.strictObject({ reason: fields.name(500) })

const person = z.strictObject({
  appointment: z.string(),
  person: z.string(),
  name,
  role: z.string(),
  tie: z.string(),
  firm: z.string().nullable(),
})
const teamLine = z.strictObject({ id: z.string(), name: teamName })
const roundedCount = z.union([z.strictObject({ fewerThan: z.int() }), z.strictObject({ about: z.int() })])

export const preview = z.strictObject({
  parts: many(
    z.strictObject({
      teams: many(
        z.strictObject({ id: z.string(), name: teamName, via: many(z.string()), people: many(person) }),
      ),
      persons: many(z.strictObject({ ...person.shape, via: many(z.string()) })),
      hiddenGroups: many(z.strictObject({ id: z.string(), name, count: roundedCount })),
      notEligible: many(teamLine),
      excluded: many(teamLine),
      counts: z.strictObject({ teams: z.int(), people: z.int() }),
      joinersWillRead: z.boolean(),
      severalTeams: many(z.strictObject({ person: z.string(), name, teams: many(z.string()) })),
      contractors: many(z.strictObject({ firm: z.string(), people: z.int() })),
      contradictions: many(
        z.strictObject({
          code: z.string(),
          severity: z.enum(['block', 'warn']),
          place: z.string(),
          params: z
            .record(z.string(), z.union([z.string(), z.number()]))
            .readonly()
            .optional(),
        }),
      ),
    }),
  ),
})

/** Why: a code with its parameters; `label` names the principal that let the viewer in. */
const reason = z.strictObject({
  code: z.string(),
  principal: z.string().optional(),
  label: name.optional(),
  tlp: z.string().optional(),
  agreement: z.string().optional(),
  until: fields.instant().optional(),
})

const { audience: _audience, ...readerEnvelope } = envelope.shape

export const openPart = z.strictObject({
  id: z.string(),
  version: z.int(),
  state: z.string(),
  superseded: z.boolean(),
  mine: z.boolean(),
  stale: z.boolean(),
  kind: partKind,
  content: z.strictObject({
    headline: z.string(),
    clearTitle: z.string().optional(),
    text: z.string(),
    doNow: z.string(),
    changeNote: z.string(),
    details: details.optional(),
    indicators: z.strictObject({ count: z.int() }).optional(),
  }),
  language,
  envelope: z.strictObject({ ...readerEnvelope, audience: envelope.shape.audience.optional() }),
  releasedAt: fields.instant().nullable(),
  revision: z.int(),
  because: many(reason),
  passingOn: many(reason).nullable(),
})

const action = z.strictObject({ allowed: z.boolean(), because: many(z.string()) })

/** A team, or a body: the secretariat, a committee, a group. */
const source = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('team'), id: z.string(), name: teamName }),
  z.strictObject({ kind: z.literal('body'), id: z.string(), name }),
])

export const openWarning = z.strictObject({
  number,
  state: z.string(),
  exercise: z.boolean(),
  attribution,
  originator: source.nullable(),
  urgency,
  mine: z.boolean(),
  locked: z.int(),
  /** Parts that wait until I acknowledge an undisclosed material fact (R30). */
  facts: z.int(),
  /** For the source alone: parts that belong to their author alone, and are not released, corrected or withdrawn along. */
  apart: z.int(),
  /** For the source alone: what an edit or a release must name as seen. */
  revision: z.int().nullable(),
  /** For the source alone: whether what would be released was reviewed as it stands. */
  review: z.strictObject({ state: z.enum(['asked', 'done', 'earlier']), parts: many(z.string()) }).nullable(),
  /** For the source alone: how often a reviewer said something of it. */
  verdicts: z.int(),
  /** The task that lets me read it, until it is done. */
  task: z.strictObject({ purpose: z.string(), reason: z.string(), until: fields.instant() }).nullable(),
  parts: many(disclosed(openPart)),
  answer: z
    .strictObject({ answer: z.enum(ANSWERS), comment: z.string(), named: z.boolean(), at: fields.instant() })
    .nullable(),
  /** What I may do, and where I may not, why. */
  actions: z.record(z.string(), action),
  /** For the source alone (R15). */
  ledger: z
    .strictObject({
      reads: many(z.strictObject({ part: z.string(), version: z.int(), readers: z.int(), teams: z.int() })),
      answers: many(z.strictObject({ answer: z.enum(ANSWERS), teams: z.int() })),
      named: many(
        z.strictObject({
          team: teamLine,
          answer: z.enum(ANSWERS),
          at: fields.instant(),
          byTelephone: z.boolean(),
          ...beside,
        }),
      ),
      /** Told without the team's name: neither what was answered nor when (R15). */
      unnamed: many(z.strictObject(beside)),
      useful: many(z.strictObject({ usefulness: z.enum(USEFULNESS), teams: z.int() })),
      tasks: many(
        z.strictObject({
          purpose: z.string(),
          reason: z.string(),
          at: fields.instant(),
          until: fields.instant(),
          done: z.boolean(),
        }),
      ),
      sourceLooks: many(z.strictObject({ reason: z.string(), at: fields.instant() })),
    })
    .nullable(),
})

/** A warning as one line of a list: its parts that the viewer may read, the first one's headline in front. */
export const line = z.strictObject({
  number,
  at: fields.instant(),
  headline: z.string().nullable(),
  /** In which the headline is written (R31). */
  language,
  tlp: many(tlp),
  urgency,
  exercise: z.boolean(),
  respondBy: fields.instant().nullable(),
  state: z.string(),
  unread: z.boolean(),
  answer: z.enum(ANSWERS).nullable(),
})
export const list = z.strictObject({ lines: many(line), next: fields.place(fields.instant()).nullable() })

/** What waits for the viewer by a task: a review, or what he opened by breaking the glass. */
export const tasks = z.strictObject({
  tasks: many(
    z.strictObject({
      number,
      /** Null for RED, as in lists. */
      headline: z.string().nullable(),
      language,
      tlp: many(tlp),
      exercise: z.boolean(),
      purpose: z.string(),
      reason: z.string(),
      until: fields.instant(),
    }),
  ),
})

/** What a warning was made from; texts of the notes at `captured.<code>`. */
export const capture = z.strictObject({
  format: z.enum(CAPTURE_FORMATS),
  source: z.string().nullable(),
  reference: z.string().nullable(),
  fileName: z.string(),
  takenAt: fields.instant(),
  notes: many(
    z.strictObject({
      code: z.enum(CAPTURE_NOTES),
      place: z.string(),
      params: z
        .record(z.string(), z.union([z.string(), z.number()]))
        .readonly()
        .optional(),
    }),
  ),
})
