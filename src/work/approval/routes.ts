import { createRoute, door, fields, json, nothing, z } from '#base/http/index.ts'
import { PART_KINDS, term, tlp, URGENCIES } from '#core/envelope/index.ts'
import { type AuthorityMatrix, CONTAINED, OPEN_MATRIX } from '#core/policy/index.ts'
import { TEAM_ROLES } from '#people/directory/index.ts'
import { changeMatrix, readMatrix } from './change-matrix.ts'
import { giveStanding, takeBackStanding } from './give-standing.ts'
import { answerReviewer, judge } from './judge.ts'
import { readReview, whatReleaseNeeds } from './read-approval.ts'
import { standingApprovals } from './store.ts'
import { VERDICTS } from './verdict.ts'

const tags = ['approval']
const number = z.string().regex(/^RNK-[2-9A-HJKMNP-TW-Z]{4}-[2-9A-HJKMNP-TW-Z]{2}$/)
const params = z.strictObject({ number })
const many = <S extends z.ZodType>(schema: S) => z.array(schema).readonly()
const name = z.strictObject({ ja: z.string(), en: z.string() })
const contained = z.enum(CONTAINED)

const rule = z.strictObject({
  kinds: many(z.enum(PART_KINDS)).refine((kinds) => kinds.length > 0),
  widest: tlp,
  urgencies: many(z.enum(URGENCIES)).refine((urgencies) => urgencies.length > 0),
  roles: many(z.enum(TEAM_ROLES)).refine((roles) => roles.length > 0),
  review: z.boolean(),
})
const matrix = z.strictObject({
  rules: z.array(rule).max(40).readonly(),
  otherwise: z.enum(['release-roles', 'nobody']),
})

export const getAuthority = createRoute({
  method: 'get',
  path: '/api/authority',
  operationId: 'getAuthority',
  tags,
  summary: 'The authority matrix of my own team',
  who: 'member',
  responses: { 200: json(z.strictObject({ matrix, revision: z.int() })) },
})

export const putAuthority = createRoute({
  method: 'put',
  path: '/api/authority',
  operationId: 'putAuthority',
  tags,
  summary: 'Writes the authority matrix of my own team, as its administrator',
  who: 'member',
  request: { body: json(z.strictObject({ revision: z.int().min(0), matrix })) },
  responses: { 200: json(z.strictObject({ revision: z.int() })) },
})

const changes = z.strictObject({
  headline: fields.line(200).optional(),
  clearTitle: fields.line(120).optional(),
  text: fields.prose().optional(),
  doNow: fields.prose(2000).optional(),
})

const standing = z.strictObject({
  id: z.string(),
  kinds: many(z.string()),
  include: many(term),
  widest: tlp,
  words: z.string(),
  by: name,
  givenAt: fields.instant(),
  until: fields.instant(),
  ended: z.boolean(),
})

export const getApproval = createRoute({
  method: 'get',
  path: '/api/warnings/{number}/approval',
  operationId: 'getApproval',
  tags,
  summary: 'For the source: what a release needs, what stands for it, and what reviewers said',
  who: 'member',
  request: {
    params,
    query: z.strictObject({ contains: z.string().max(200).optional() }),
  },
  responses: {
    200: json(
      z.strictObject({
        /** What was ticked when the review of the drafts was asked for. */
        declared: many(contained).nullable(),
        parts: many(
          z.strictObject({
            id: z.string(),
            may: z.boolean(),
            /** Who may instead. */
            roles: many(z.string()),
            causes: many(z.string()),
            approved: z.boolean(),
            standing: standing.nullable(),
          }),
        ),
        verdicts: many(
          z.strictObject({
            id: z.string(),
            part: z.string(),
            version: z.int(),
            current: z.boolean(),
            verdict: z.enum(VERDICTS),
            words: z.string(),
            changes: changes.nullable(),
            by: name,
            role: z.string(),
            at: fields.instant(),
            answer: z.string().nullable(),
            taken: z.boolean(),
          }),
        ),
      }),
    ),
  },
})

export const getReview = createRoute({
  method: 'get',
  path: '/api/warnings/{number}/reviews/mine',
  operationId: 'getReview',
  tags,
  summary: 'For who is asked to review: what the author says is in the text, and what was asked and answered',
  who: 'member',
  request: { params },
  responses: {
    200: json(
      z.strictObject({
        contains: many(contained),
        asked: many(
          z.strictObject({ words: z.string(), answer: z.string().nullable(), at: fields.instant() }),
        ),
      }),
    ),
  },
})

export const postVerdict = createRoute({
  method: 'post',
  path: '/api/warnings/{number}/reviews/verdict',
  operationId: 'postVerdict',
  tags,
  summary: 'Approves, approves with changes by part, asks, or refuses exactly the text I was asked about',
  who: 'member',
  request: {
    params,
    body: json(
      z.strictObject({
        verdict: z.enum(VERDICTS),
        words: fields.prose(2000),
        changes: z.record(fields.id(), changes),
      }),
    ),
  },
  responses: { 204: nothing },
})

export const postReviewAnswer = createRoute({
  method: 'post',
  path: '/api/warnings/{number}/reviews/{question}/answer',
  operationId: 'postReviewAnswer',
  tags,
  summary: 'The author answers what a reviewer asked',
  who: 'member',
  request: {
    params: z.strictObject({ number, question: fields.id() }),
    body: json(z.strictObject({ words: fields.prose(2000).refine((words) => words !== '') })),
  },
  responses: { 204: nothing },
})

export const getStandingApprovals = createRoute({
  method: 'get',
  path: '/api/standing-approvals',
  operationId: 'getStandingApprovals',
  tags,
  summary: 'What reviewers of my own team approved beforehand',
  who: 'member',
  responses: { 200: json(z.strictObject({ approvals: many(standing) })) },
})

export const postStandingApproval = createRoute({
  method: 'post',
  path: '/api/standing-approvals',
  operationId: 'postStandingApproval',
  tags,
  summary: 'Approves beforehand, as a reviewer; never victim parts',
  who: 'member',
  fresh: 'approval.standing',
  request: {
    body: json(
      z.strictObject({
        kinds: z
          .array(z.enum(['summary', 'technical', 'attachment']))
          .min(1)
          .max(3),
        include: z.array(term).min(1).max(100),
        widest: tlp,
        months: z.int().min(1).max(12),
        words: fields.name(500),
      }),
    ),
  },
  responses: { 201: json(z.strictObject({ id: z.string() })) },
})

export const postStandingApprovalEnd = createRoute({
  method: 'post',
  path: '/api/standing-approvals/{id}/end',
  operationId: 'postStandingApprovalEnd',
  tags,
  summary: 'Ends a standing approval at once',
  who: 'member',
  request: { params: z.strictObject({ id: fields.id() }) },
  responses: { 204: nothing },
})

const shownStanding = (row: Awaited<ReturnType<typeof standingApprovals>>[number], at: Date) => ({
  id: row.id,
  kinds: row.kinds,
  include: row.audience as z.infer<typeof term>[],
  widest: row.widest,
  words: row.words,
  by: { ja: row.name_ja, en: row.name_en },
  givenAt: row.given_at,
  until: row.until,
  ended: row.ended_at !== null || row.until <= at,
})

const isContained = (word: string): word is (typeof CONTAINED)[number] =>
  (CONTAINED as readonly string[]).includes(word)

export const routes = () => [
  door(getAuthority, ({ db, asker }) =>
    db.asViewer(asker).act(async (act) => {
      const { matrix: found, revision } = await readMatrix(act)
      return { matrix: shownMatrix(found), revision }
    }),
  ),
  door(putAuthority, ({ db, asker, body }) =>
    db
      .asViewer(asker)
      .act(async (act) => ({ revision: await changeMatrix(act, body.revision, body.matrix) })),
  ),
  door(getApproval, ({ db, asker, params: { number: about }, query }) =>
    db.asViewer(asker).act(async (act) => {
      const found = await whatReleaseNeeds(act, about, (query.contains ?? '').split(',').filter(isContained))
      return {
        ...found,
        parts: found.parts.map(({ id, authority, causes, by }) => ({
          id,
          may: authority.may,
          roles: authority.may ? [] : authority.roles,
          causes,
          approved: by !== null,
          standing: by && by !== 'verdict' ? shownStanding(by.standing, act.at) : null,
        })),
      }
    }),
  ),
  door(getReview, ({ db, asker, params: { number: about } }) =>
    db.asViewer(asker).act((act) => readReview(act, about)),
  ),
  door(postVerdict, ({ db, asker, params: { number: about }, body }) =>
    db.asViewer(asker).act((act) => judge(act, about, body.verdict, body.words, body.changes)),
  ),
  door(postReviewAnswer, ({ db, asker, params: { question }, body }) =>
    db.asViewer(asker).act((act) => answerReviewer(act, question, body.words)),
  ),
  door(getStandingApprovals, ({ db, asker }) =>
    db.asViewer(asker).act(async (act) => ({
      approvals: (await standingApprovals(act.sql)).map((row) => shownStanding(row, act.at)),
    })),
  ),
  door(postStandingApproval, ({ db, asker, body }) =>
    db.asViewer(asker).act(async (act) => ({ id: await giveStanding(act, body) })),
  ),
  door(postStandingApprovalEnd, ({ db, asker, params: { id } }) =>
    db.asViewer(asker).act((act) => takeBackStanding(act, id)),
  ),
]

/** As it was written by {@link putAuthority}, whose schema names the roles; of a team without one, no rules. */
const shownMatrix = (found: AuthorityMatrix) =>
  (found === OPEN_MATRIX ? { ...OPEN_MATRIX, rules: [] } : found) as z.infer<typeof matrix>
