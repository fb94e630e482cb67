import { z } from 'zod'
import { createRoute, door, fields, json, nothing } from '#base/http/index.ts'
import { notFound } from '#core/errors/index.ts'
import { accept } from './accept.ts'
import { AGREEMENT_KINDS, AGREEMENT_STATES } from './agreement.ts'
import { createAgreement, publishVersion } from './create-agreement.ts'
import { endAcceptance } from './end-acceptance.ts'
import { type AgreementLine, lineOf } from './list-agreements.ts'
import { acceptancesOf, agreementRow, agreements, ownAcceptances, versionTexts } from './store.ts'

const tags = ['agreements']
const both = z.strictObject({ ja: z.string(), en: z.string() })
const params = z.strictObject({ agreement: fields.id() })

const acceptance = z.strictObject({
  id: z.string(),
  agreement: z.string(),
  version: z.int(),
  team: z.string().nullable(),
  appointment: z.string().nullable(),
  signedBy: z.string(),
  since: fields.instant(),
  unbrokenSince: fields.instant(),
  until: fields.instant().nullable(),
})

const line = z.strictObject({
  id: z.string(),
  kind: z.enum(AGREEMENT_KINDS),
  title: both,
  createdAt: fields.instant(),
  inForce: z.int().nullable(),
  acceptable: z.array(z.int()),
  state: z.enum(AGREEMENT_STATES),
  held: z.boolean(),
  acceptances: z.array(acceptance),
})

const version = {
  textJa: fields.prose().min(1),
  textEn: fields.prose().min(1),
  inForceFrom: fields.instant().nullable().default(null),
}

export const getAgreements = createRoute({
  method: 'get',
  path: '/api/agreements',
  operationId: 'getAgreements',
  tags,
  summary: 'The agreements, and how the own side stands to each',
  who: 'member-or-key',
  responses: { 200: json(z.strictObject({ agreements: z.array(line) })) },
})

export const getAgreement = createRoute({
  method: 'get',
  path: '/api/agreements/{agreement}',
  operationId: 'getAgreement',
  tags,
  summary: 'One agreement with the text of every version; the secretariat sees who accepted it',
  who: 'member-or-key',
  request: { params },
  responses: {
    200: json(
      z.strictObject({
        ...line.shape,
        versions: z.array(z.strictObject({ version: z.int(), text: both, inForceFrom: fields.instant() })),
        all: z.array(acceptance),
      }),
    ),
  },
})

export const postAgreement = createRoute({
  method: 'post',
  path: '/api/agreements',
  operationId: 'postAgreement',
  tags,
  summary: 'Makes an agreement with its first version',
  who: 'member',
  request: {
    body: json(
      z.strictObject({
        kind: z.enum(AGREEMENT_KINDS),
        titleJa: fields.name(),
        titleEn: fields.name(),
        ...version,
      }),
    ),
  },
  responses: { 201: json(z.strictObject({ id: z.string() })) },
})

export const postAgreementVersion = createRoute({
  method: 'post',
  path: '/api/agreements/{agreement}/versions',
  operationId: 'postAgreementVersion',
  tags,
  summary: 'Publishes the next version of the text',
  who: 'member',
  request: { params, body: json(z.strictObject(version)) },
  responses: { 201: json(z.strictObject({ version: z.int() })) },
})

export const postAcceptance = createRoute({
  method: 'post',
  path: '/api/agreements/{agreement}/acceptances',
  operationId: 'postAcceptance',
  tags,
  summary: 'Accepts a version: for the team, or in a body under the own appointment',
  who: 'member',
  request: { params, body: json(z.strictObject({ version: fields.revision() })) },
  responses: { 201: json(z.strictObject({ id: z.string() })) },
})

export const postAcceptanceEnd = createRoute({
  method: 'post',
  path: '/api/acceptances/{acceptance}/end',
  operationId: 'postAcceptanceEnd',
  tags,
  summary: 'Ends what a team or person accepted',
  who: 'member',
  request: { params: z.strictObject({ acceptance: fields.id() }) },
  responses: { 204: nothing },
})

const exclusive = { lock: 'exclusive' } as const
const plain = (one: AgreementLine) => ({
  ...one,
  acceptable: [...one.acceptable],
  acceptances: [...one.acceptances],
})

export const routes = () => [
  door(getAgreements, async ({ db, asker, at }) => {
    const [rows, own] = await db.asViewer(asker).read(agreements(), ownAcceptances())
    return { agreements: rows.map((row) => plain(lineOf(row, own, at))) }
  }),
  door(getAgreement, async ({ db, asker, at, params: { agreement } }) => {
    const [[row], own, versions, all] = await db
      .asViewer(asker)
      .read(agreementRow(agreement), ownAcceptances(), versionTexts(agreement), acceptancesOf(agreement))
    if (!row) throw notFound()
    return { ...plain(lineOf(row, own, at)), versions, all }
  }),
  door(postAgreement, ({ db, asker, body }) =>
    db.asViewer(asker).act((act) => createAgreement(act, body), exclusive),
  ),
  door(postAgreementVersion, ({ db, asker, params: { agreement }, body }) =>
    db.asViewer(asker).act((act) => publishVersion(act, agreement, body), exclusive),
  ),
  door(postAcceptance, ({ db, asker, params: { agreement }, body }) =>
    db.asViewer(asker).act((act) => accept(act, agreement, body.version), exclusive),
  ),
  door(postAcceptanceEnd, ({ db, asker, params }) =>
    db.asViewer(asker).act((act) => endAcceptance(act, params.acceptance), exclusive),
  ),
]
