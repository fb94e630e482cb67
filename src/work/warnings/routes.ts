import { createRoute, door, download, fields, file, json, nothing, z } from '#base/http/index.ts'
import {
  breakTheGlass,
  finishTasks,
  lookAtSource,
  previewParts,
  type SealSource,
  type UnsealSource,
} from '#people/access/index.ts'
import { charterOf } from '#people/association/index.ts'
import { ownerTag } from '#people/identity/index.ts'
import { answerRoutes } from './answer-routes.ts'
import { boardRoutes } from './board-routes.ts'
import { discardWarning } from './discard.ts'
import { draftWarning, saveWarning } from './draft.ts'
import { factRoutes } from './fact-routes.ts'
import { BOXES, listWarnings } from './list.ts'
import { listTasks } from './list-tasks.ts'
import { nameReleaserOf } from './name-releaser.ts'
import { objectionRoutes } from './objection-routes.ts'
import { onwardRoutes } from './onward-routes.ts'
import { readWarning } from './read.ts'
import { readCapture, readOriginal } from './read-capture.ts'
import { releaseWarning } from './release.ts'
import { requestReview } from './request-review.ts'
import * as schema from './schemas.ts'
import { stoppedBy } from './stop-exercise.ts'
import { takeChanges } from './take-changes.ts'
import { takeBackWarning, withdrawWarning } from './withdraw.ts'

const tags = ['warnings']
const params = z.strictObject({ number: schema.number })

export const getWarnings = createRoute({
  method: 'get',
  path: '/api/warnings',
  operationId: 'getWarnings',
  tags,
  summary: 'One page of a box: inbox, unread, needs answer, mine, kept',
  who: 'member-or-key',
  request: {
    query: z.strictObject({
      box: z.enum(BOXES).default('inbox'),
      after: fields.place(fields.instant()).optional(),
    }),
  },
  responses: { 200: json(schema.list) },
})

export const getWarning = createRoute({
  method: 'get',
  path: '/api/warnings/{number}',
  operationId: 'getWarning',
  tags,
  summary: 'A warning, with why it may be read. RED opens with red=open after a fresh sign-in',
  who: 'member-or-key',
  request: { params, query: z.strictObject({ red: z.literal('open').optional() }) },
  responses: { 200: json(schema.openWarning) },
})

export const postWarning = createRoute({
  method: 'post',
  path: '/api/warnings',
  operationId: 'postWarning',
  tags,
  summary: 'Starts a warning as a draft',
  who: 'member',
  request: { body: json(schema.draftBody) },
  responses: { 201: json(z.strictObject({ number: schema.number })) },
})

export const putWarning = createRoute({
  method: 'put',
  path: '/api/warnings/{number}',
  operationId: 'putWarning',
  tags,
  summary: 'Saves a warning: drafts in place, released parts as a new version',
  who: 'member',
  request: { params, body: json(schema.saveBody) },
  responses: { 200: json(z.strictObject({ revision: z.int() })) },
})

export const postPreview = createRoute({
  method: 'post',
  path: '/api/warnings/preview',
  operationId: 'postPreview',
  tags,
  summary: 'Who will read each part, and why; who cannot now; what contradicts itself',
  who: 'member',
  rate: 'costly',
  request: { body: json(schema.previewBody) },
  responses: { 200: json(schema.preview) },
})

export const postRelease = createRoute({
  method: 'post',
  path: '/api/warnings/{number}/release',
  operationId: 'postRelease',
  tags,
  summary: 'Releases the draft parts to the audience that was previewed',
  who: 'member',
  fresh: 'warning.release',
  request: { params, body: json(schema.releaseBody) },
  responses: { 200: json(z.strictObject({ releasedAt: fields.instant() })) },
})

export const postTakeBack = createRoute({
  method: 'post',
  path: '/api/warnings/{number}/take-back',
  operationId: 'postTakeBack',
  tags,
  summary: 'Takes a held release back before anybody could see it',
  who: 'member',
  request: { params },
  responses: { 204: nothing },
})

export const postWithdraw = createRoute({
  method: 'post',
  path: '/api/warnings/{number}/withdraw',
  operationId: 'postWithdraw',
  tags,
  summary: 'Withdraws a warning, as wrong or as wrongly shared',
  who: 'member',
  request: { params, body: json(schema.withdrawBody) },
  responses: { 204: nothing },
})

export const postDiscard = createRoute({
  method: 'post',
  path: '/api/warnings/{number}/discard',
  operationId: 'postDiscard',
  tags,
  summary: 'Throws away what was never released',
  who: 'member',
  request: { params, body: json(schema.discardBody) },
  responses: { 204: nothing },
})

export const postSourceLook = createRoute({
  method: 'post',
  path: '/api/warnings/{number}/source',
  operationId: 'postSourceLook',
  tags,
  summary: 'Shows a withheld source to a role that the charter names; noted, and told to the source',
  who: 'member',
  fresh: 'warning.source',
  request: { params, body: json(z.strictObject({ reason: fields.name(500) })) },
  responses: { 200: json(z.strictObject({ team: z.string().nullable(), person: z.string() })) },
})

export const getTasks = createRoute({
  method: 'get',
  path: '/api/tasks',
  operationId: 'getTasks',
  tags,
  summary: 'What I was asked to review, and have not finished',
  who: 'member',
  responses: { 200: json(schema.tasks) },
})

export const getStopped = createRoute({
  method: 'get',
  path: '/api/exercise-stop',
  operationId: 'getStopped',
  tags,
  summary: 'The real immediate warning that stops a running exercise, if there is one',
  who: 'member-or-key',
  responses: { 200: json(z.strictObject({ number: schema.number.nullable() })) },
})

export const postReview = createRoute({
  method: 'post',
  path: '/api/warnings/{number}/reviews',
  operationId: 'postReview',
  tags,
  summary: 'Asks one person to review exactly this text',
  who: 'member',
  request: { params, body: json(schema.reviewBody) },
  responses: { 204: nothing },
})

export const postReleaser = createRoute({
  method: 'post',
  path: '/api/warnings/{number}/releasers',
  operationId: 'postReleaser',
  tags,
  summary: 'The author of RED, or a withheld source, names who of the own side may release it',
  who: 'member',
  request: { params, body: json(z.strictObject({ appointment: fields.id() })) },
  responses: { 204: nothing },
})

export const postReviewDone = createRoute({
  method: 'post',
  path: '/api/warnings/{number}/reviews/done',
  operationId: 'postReviewDone',
  tags,
  summary: 'Ends my review; the text closes to me',
  who: 'member',
  request: { params },
  responses: { 204: nothing },
})

export const postTakeChanges = createRoute({
  method: 'post',
  path: '/api/warnings/{number}/reviews/{proposal}/take',
  operationId: 'postTakeChanges',
  tags,
  summary: 'Takes what a reviewer wrote as the next version, which counts as approved',
  who: 'member',
  request: {
    params: z.strictObject({ number: schema.number, proposal: fields.id() }),
    body: json(z.strictObject({ revision: fields.revision() })),
  },
  responses: { 200: json(z.strictObject({ revision: z.int() })) },
})

export const postBreakGlass = createRoute({
  method: 'post',
  path: '/api/warnings/{number}/break-glass',
  operationId: 'postBreakGlass',
  tags,
  summary: 'Opens a warning for an hour, with a reason on record, for the roles that the charter names',
  who: 'member',
  fresh: 'warning.break-glass',
  request: { params, body: json(schema.reasonBody) },
  responses: { 204: nothing },
})

export const getCapture = createRoute({
  method: 'get',
  path: '/api/warnings/{number}/capture',
  operationId: 'getCapture',
  tags,
  summary: 'For the source: the file from which a warning was made, and what was odd in it',
  who: 'member',
  request: { params },
  responses: { 200: json(schema.capture) },
})

export const getOriginal = createRoute({
  method: 'get',
  path: '/api/warnings/{number}/original',
  operationId: 'getOriginal',
  tags,
  summary: 'For the source: the file itself, as it came',
  who: 'member',
  rate: 'costly',
  request: { params },
  responses: { 200: file('application/octet-stream', 'The file') },
})

/** What the doors of warnings need besides the ground: how sources are sealed under the key outside the database. */
export type WarningDeps = {
  readonly seal: SealSource
  readonly unseal: UnsealSource
  readonly keys: Parameters<typeof readOriginal>[2]
}

export const routes = (deps: WarningDeps) => [
  ...factRoutes(),
  door(getWarnings, ({ db, asker, query }) =>
    db.asViewer(asker).act((act) => listWarnings(act, query.box, query.after ?? null)),
  ),
  door(postPreview, ({ db, asker, body }) =>
    db
      .asViewer(asker)
      .act(async (act) => ({ parts: await previewParts(act, body.parts, (await charterOf(act)).k) })),
  ),
  door(getWarning, async ({ db, asker, params: { number }, query, demandFresh }) => {
    const red = query.red === 'open'
    if (red) await demandFresh('warning.read-red')
    return db
      .asViewer(asker)
      .act((act) =>
        readWarning(act, number, { fresh: red, channel: asker.kind === 'key' ? 'machine' : 'portal' }),
      )
  }),
  door(postWarning, ({ db, asker, body }) =>
    db.asViewer(asker).act((act) => draftWarning(act, body, deps.seal)),
  ),
  door(putWarning, ({ db, asker, params: { number }, body }) =>
    db
      .asViewer(asker)
      .act(async (act) => ({ revision: await saveWarning(act, number, body.revision, body) })),
  ),
  door(postRelease, ({ db, asker, params: { number }, body }) =>
    db
      .asViewer(asker)
      .act(async (act) => ({ releasedAt: await releaseWarning(act, number, body, await charterOf(act)) }), {
        lock: 'shared',
      }),
  ),
  door(postTakeBack, ({ db, asker, params: { number } }) =>
    db.asViewer(asker).act((act) => takeBackWarning(act, number)),
  ),
  door(postWithdraw, ({ db, asker, params: { number }, body }) =>
    db.asViewer(asker).act((act) => withdrawWarning(act, number, body.cause)),
  ),
  door(postDiscard, ({ db, asker, params: { number }, body }) =>
    db.asViewer(asker).act((act) => discardWarning(act, number, body.revision)),
  ),
  ...answerRoutes(),
  ...objectionRoutes(),
  ...boardRoutes(),
  ...onwardRoutes(),
  door(getCapture, ({ db, asker, params: { number } }) =>
    db.asViewer(asker).act((act) => readCapture(act, number, deps.keys)),
  ),
  door(getOriginal, async ({ db, asker, params: { number } }) => {
    const { name, bytes } = await db.asViewer(asker).act((act) => readOriginal(act, number, deps.keys))
    return download(bytes, name, 'application/octet-stream')
  }),
  door(getTasks, ({ db, asker }) => db.asViewer(asker).act(async (act) => ({ tasks: await listTasks(act) }))),
  door(getStopped, ({ db, asker }) =>
    db.asViewer(asker).act(async (act) => ({ number: await stoppedBy(act) })),
  ),
  door(postReview, ({ db, asker, params: { number }, body }) =>
    db.asViewer(asker).act((act) => requestReview(act, number, body)),
  ),
  door(postReleaser, ({ db, asker, params: { number }, body: { appointment } }) =>
    db
      .asViewer(asker)
      .act((act) => nameReleaserOf(act, number, { appointment, tag: ownerTag(deps, appointment) })),
  ),
  door(postReviewDone, ({ db, asker, params: { number } }) =>
    db.asViewer(asker).act((act) => finishTasks(act, number)),
  ),
  door(postTakeChanges, ({ db, asker, params: { number, proposal }, body }) =>
    db
      .asViewer(asker)
      .act(async (act) => ({ revision: await takeChanges(act, number, proposal, body.revision) })),
  ),
  door(postBreakGlass, ({ db, asker, params: { number }, body }) =>
    db.asViewer(asker).act((act) => breakTheGlass(act, number, body.reason)),
  ),
  door(postSourceLook, ({ db, asker, params: { number }, body }) =>
    db.asViewer(asker).act(async (act) => {
      const { team, person } = await lookAtSource(act, number, body.reason, deps.unseal)
      return { team, person }
    }),
  ),
]
