import { z } from 'zod'
import { createRoute, door, fields, json, nothing } from '#base/http/index.ts'
import { notFound } from '#core/errors/index.ts'
import { TEAM_ROLES } from './appointment.ts'
import { changeAddress } from './change-address.ts'
import { decideProposal, withdrawProposal } from './decide-proposal.ts'
import { appointee, tied } from './people-routes.ts'
import { previewProposal } from './preview-proposal.ts'
import { type Change, OUTCOMES, PROPOSED_FIELDS } from './proposal.ts'
import { keysOfTeam, listProposals } from './proposal-store.ts'
import { proposeChange } from './propose-change.ts'
import { type KeyReader, readKey } from './read-key.ts'
import { revokeKey } from './revoke-key.ts'
import { bothLanguages, teamParams } from './team-routes.ts'
import { teamPage } from './team-store.ts'
import { tellOldAddress } from './tell-old-address.ts'

const tags = ['proposals']
const proposalParams = z.strictObject({ proposal: fields.id() })

const distinct = <T extends z.ZodType>(entry: T, max: number) =>
  fields
    .list(entry, max)
    .refine((values) => new Set(values).size === values.length, { params: { reason: 'duplicate' } })

/** What a team may propose of itself, by field. */
const change = z.discriminatedUnion('field', [
  z.strictObject({ field: z.enum(['sector', 'district', 'kind']), value: fields.word() }),
  z.strictObject({ field: z.literal('domains'), value: distinct(fields.hostName(), 200) }),
  z.strictObject({ field: z.literal('networks'), value: distinct(fields.cidr(), 500) }),
  z.strictObject({
    field: z.enum(['legalEntities', 'boundContractors']),
    value: distinct(fields.name(), 200),
  }),
  z.strictObject({ field: z.literal('releaseRoles'), value: distinct(z.enum(TEAM_ROLES), 5) }),
  z.strictObject({
    field: z.literal('email'),
    value: z.strictObject({ person: fields.id(), email: fields.email() }),
  }),
  z.strictObject({
    field: z.literal('keys'),
    value: z.strictObject({ person: fields.id().nullable(), armored: fields.prose(100_000) }),
  }),
  z.strictObject({
    field: z.literal('poc'),
    value: z.strictObject({ person: appointee, ...tied, replaces: fields.id().nullable().default(null) }),
  }),
])

const proposal = z.strictObject({
  id: z.string(),
  team: z.string(),
  teamName: bothLanguages,
  field: z.enum(PROPOSED_FIELDS),
  /** As proposed; of a key what it says of itself. */
  value: fields.anyJson(),
  proposedBy: z.string(),
  proposedAt: fields.instant(),
  outcome: z.enum(OUTCOMES).nullable(),
  decidedAt: fields.instant().nullable(),
  reason: z.string().nullable(),
})

const rounded = z.union([z.strictObject({ fewerThan: z.int() }), z.strictObject({ about: z.int() })])

const PAGE = 100
const place = fields.place(fields.instant())

export const getProposals = createRoute({
  method: 'get',
  path: '/api/proposals',
  operationId: 'getProposals',
  tags,
  summary: 'Proposals of the own team; for the secretariat those of all teams',
  who: 'member',
  request: {
    query: z.strictObject({
      team: fields.id().optional(),
      state: z.enum(['open', 'decided']).optional(),
      after: place.optional(),
    }),
  },
  responses: { 200: json(z.strictObject({ proposals: z.array(proposal), next: place.nullable() })) },
})

export const getProposal = createRoute({
  method: 'get',
  path: '/api/proposals/{proposal}',
  operationId: 'getProposal',
  tags,
  summary: 'One proposal; for the secretariat with what confirming would open',
  who: 'member',
  request: { params: proposalParams },
  responses: {
    200: json(
      z.strictObject({
        proposal,
        opens: z
          .strictObject({
            parts: rounded,
            people: z.int(),
            alsoHeldBy: z.array(z.strictObject({ team: z.string(), name: bothLanguages })),
            barredIn: z.array(z.string()),
          })
          .nullable(),
      }),
    ),
  },
})

export const postProposal = createRoute({
  method: 'post',
  path: '/api/teams/{team}/proposals',
  operationId: 'postProposal',
  tags,
  summary: 'Proposes a change of what bears access',
  who: 'member',
  request: { params: teamParams, body: json(change) },
  responses: { 201: json(z.strictObject({ id: z.string() })) },
})

export const postProposalDecision = createRoute({
  method: 'post',
  path: '/api/proposals/{proposal}/decision',
  operationId: 'postProposalDecision',
  tags,
  summary: 'Confirms or refuses a proposal',
  who: 'member',
  request: {
    params: proposalParams,
    body: json(
      z.strictObject({
        outcome: z.enum(['confirmed', 'refused']),
        reason: fields.line().nullable().default(null),
      }),
    ),
  },
  responses: { 204: nothing },
})

export const postProposalWithdrawal = createRoute({
  method: 'post',
  path: '/api/proposals/{proposal}/withdrawal',
  operationId: 'postProposalWithdrawal',
  tags,
  summary: 'Takes a proposal back',
  who: 'member',
  request: { params: proposalParams },
  responses: { 204: nothing },
})

export const putPersonAddress = createRoute({
  method: 'put',
  path: '/api/people/{person}/address',
  operationId: 'putPersonAddress',
  tags: ['people'],
  summary: 'Changes the mail address of a person who serves in bodies alone; the old address is told',
  who: 'member',
  request: {
    params: z.strictObject({ person: fields.id() }),
    body: json(z.strictObject({ email: fields.email() })),
  },
  responses: { 204: nothing },
})

export const getTeamKeys = createRoute({
  method: 'get',
  path: '/api/teams/{team}/keys',
  operationId: 'getTeamKeys',
  tags: ['keys'],
  summary: 'OpenPGP public keys of a team and its people',
  who: 'member-or-key',
  request: { params: teamParams },
  responses: {
    200: json(
      z.strictObject({
        keys: z.array(
          z.strictObject({
            id: z.string(),
            team: z.string().nullable(),
            person: z.string().nullable(),
            fingerprint: z.string(),
            algorithm: z.string(),
            userIds: z.array(z.string()),
            createdAt: fields.instant(),
            expiresAt: fields.instant().nullable(),
            revokedAt: fields.instant().nullable(),
            addedAt: fields.instant(),
            armored: z.string(),
          }),
        ),
      }),
    ),
  },
})

export const postKeyRevocation = createRoute({
  method: 'post',
  path: '/api/keys/{key}/revocation',
  operationId: 'postKeyRevocation',
  tags: ['keys'],
  summary: 'Stops using an OpenPGP key at once',
  who: 'member',
  request: { params: z.strictObject({ key: fields.id() }) },
  responses: { 204: nothing },
})

/** What proposals need besides the ground. */
export interface ProposalDeps {
  readonly pgp: KeyReader
  readonly keys: Parameters<typeof tellOldAddress>[0]
  readonly origin: () => string
}

const exclusive = { lock: 'exclusive' } as const

/** A key is parsed before the act begins; everything else is taken as it came. */
async function asChange(reader: KeyReader, sent: z.output<typeof change>, at: Date): Promise<Change> {
  if (sent.field !== 'keys') return sent
  return {
    field: 'keys',
    value: { person: sent.value.person, key: await readKey(reader, sent.value.armored, at) },
  }
}

export const proposalRoutes = (deps: ProposalDeps) => [
  door(getProposals, async ({ db, asker, query }) => {
    const open = query.state !== 'decided'
    const { team, after } = query
    const [found] = await db.asViewer(asker).read(listProposals({ team, open, after, limit: PAGE }))
    const proposals = found.slice(0, PAGE)
    const last = found.length > PAGE ? proposals.at(-1) : undefined
    return {
      proposals: proposals.map(asJson),
      next: last ? { key: last.decidedAt ?? last.proposedAt, id: last.id } : null,
    }
  }),
  door(getProposal, async ({ db, asker, params }) => {
    const { proposal: found, opens } = await db
      .asViewer(asker)
      .act((act) => previewProposal(act, params.proposal))
    return {
      proposal: asJson(found),
      opens: opens && { ...opens, alsoHeldBy: [...opens.alsoHeldBy], barredIn: [...opens.barredIn] },
    }
  }),
  door(postProposal, async ({ db, asker, params, body, at }) => {
    const proposed = await asChange(deps.pgp, body, at)
    return db.asViewer(asker).act((act) => proposeChange(act, params.team, proposed), exclusive)
  }),
  door(postProposalDecision, ({ db, asker, params, body }) =>
    db
      .asViewer(asker)
      .act(
        (act) => decideProposal(act, params.proposal, body, tellOldAddress(deps.keys, deps.origin)),
        exclusive,
      ),
  ),
  door(postProposalWithdrawal, ({ db, asker, params }) =>
    db.asViewer(asker).act((act) => withdrawProposal(act, params.proposal), exclusive),
  ),
  door(putPersonAddress, async ({ db, asker, params: { person }, body: { email } }) => {
    const tell = tellOldAddress(deps.keys, deps.origin)
    await db.asViewer(asker).act((act) => changeAddress(act, { person, email }, tell), exclusive)
    return undefined
  }),
  door(getTeamKeys, async ({ db, asker, params: { team } }) => {
    const [[page], keys] = await db.asViewer(asker).read(teamPage(team), keysOfTeam(team))
    if (!page) throw notFound()
    return { keys }
  }),
  door(postKeyRevocation, ({ db, asker, params }) =>
    db.asViewer(asker).act((act) => revokeKey(act, params.key), exclusive),
  ),
]

const asJson = <T extends { value: unknown }>(line: T): T & { value: z.core.util.JSONType } =>
  ({ ...line, value: line.value }) as T & { value: z.core.util.JSONType }
