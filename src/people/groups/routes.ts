import { z } from 'zod'
import { createRoute, door, fields, json, nothing } from '#base/http/index.ts'
import { AGREEMENT_STATES } from '#people/agreements/index.ts'
import { BODY_ROLES, TEAM_ROLES, TIES } from '#people/directory/index.ts'
import { appointInGroup } from './appoint-in-group.ts'
import { createGroup } from './create-group.ts'
import { closeGroup, editGroup, editGroupCharter } from './edit-group.ts'
import { GROUP_KINDS, GROUP_STANDINGS } from './group.ts'
import { answerRequest, askToJoin, withdrawRequest } from './join-group.ts'
import { leaveGroup } from './leave-group.ts'
import { type GroupLine, readGroup, readGroups, readRequests } from './read-group.ts'

const tags = ['groups']
const both = z.strictObject({ ja: z.string(), en: z.string() })
const params = z.strictObject({ group: fields.id() })
const requestParams = z.strictObject({ request: fields.id() })
const standing = z.enum(GROUP_STANDINGS)

const request = z.strictObject({
  id: z.string(),
  group: z.string(),
  team: z.string(),
  kind: z.enum(['request', 'invitation']),
  standing,
  outcome: z.enum(['accepted', 'refused', 'withdrawn']).nullable(),
  askedAt: fields.instant(),
})

const line = z.strictObject({
  id: z.string(),
  kind: z.enum(GROUP_KINDS),
  handle: z.string(),
  name: both,
  purpose: both,
  hiddenMembers: z.boolean(),
  agreements: z.array(z.string()),
  barredKinds: z.array(z.string()),
  parent: z.string().nullable(),
  createdAt: fields.instant(),
  closedAt: fields.instant().nullable(),
  size: z.union([
    z.strictObject({ exact: z.int() }),
    z.strictObject({ fewerThan: z.int() }),
    z.strictObject({ about: z.int() }),
  ]),
  own: standing.nullable(),
  barred: z.boolean(),
  missing: z.array(z.strictObject({ id: z.string(), title: both, state: z.enum(AGREEMENT_STATES) })),
  waiting: request.nullable(),
})

const teamName = z.strictObject({ short: z.string(), ja: z.string(), en: z.string() })

const page = z.strictObject({
  ...line.shape,
  leads: z.boolean(),
  appoints: z.array(z.enum(BODY_ROLES)),
  teams: z.array(
    z.strictObject({
      team: z.strictObject({ id: z.string(), name: teamName }),
      standing,
      since: fields.instant(),
    }),
  ),
  people: z.array(
    z.strictObject({
      appointment: z.string(),
      person: z.string(),
      name: both,
      email: z.string(),
      language: fields.language(),
      team: z.string().nullable(),
      group: z.string().nullable(),
      role: z.enum([...TEAM_ROLES, ...BODY_ROLES]),
      tie: z.enum(TIES),
      firm: z.string().nullable(),
      since: fields.instant(),
      until: fields.instant().nullable(),
    }),
  ),
  requests: z.array(request.extend({ name: teamName.nullable() })),
})

const words = {
  nameJa: fields.name(),
  nameEn: fields.name(),
  purposeJa: fields.prose(2_000),
  purposeEn: fields.prose(2_000),
}
const rules = {
  hiddenMembers: z.boolean(),
  agreements: fields.list(fields.id(), 20),
  barredKinds: fields.list(fields.word(), 50),
}

export const getGroups = createRoute({
  method: 'get',
  path: '/api/groups',
  operationId: 'getGroups',
  tags,
  summary: 'The groups, and how the own team stands to each',
  who: 'member-or-key',
  request: { query: z.strictObject({ closed: fields.flag().optional() }) },
  responses: { 200: json(z.strictObject({ groups: z.array(line) })) },
})

export const getGroup = createRoute({
  method: 'get',
  path: '/api/groups/{group}',
  operationId: 'getGroup',
  tags,
  summary: 'One group; of hidden members only a rounded count',
  who: 'member-or-key',
  request: { params },
  responses: { 200: json(page) },
})

export const getGroupRequests = createRoute({
  method: 'get',
  path: '/api/group-requests',
  operationId: 'getGroupRequests',
  tags,
  summary:
    'Requests and invitations that wait: of the own team, of groups that one leads, for the secretariat of all',
  who: 'member',
  responses: {
    200: json(
      z.strictObject({
        requests: z.array(request.extend({ groupName: both, teamName: teamName.nullable() })),
      }),
    ),
  },
})

export const postGroup = createRoute({
  method: 'post',
  path: '/api/groups',
  operationId: 'postGroup',
  tags,
  summary: 'Makes a group',
  who: 'member',
  request: {
    body: json(
      z.strictObject({
        kind: z.enum(GROUP_KINDS),
        handle: fields.word(40),
        ...words,
        ...rules,
        parent: fields.id().nullable().default(null),
      }),
    ),
  },
  responses: { 201: json(z.strictObject({ id: z.string() })) },
})

export const putGroup = createRoute({
  method: 'put',
  path: '/api/groups/{group}',
  operationId: 'putGroup',
  tags,
  summary: 'Changes name and purpose',
  who: 'member',
  request: { params, body: json(z.strictObject(words)) },
  responses: { 204: nothing },
})

export const putGroupCharter = createRoute({
  method: 'put',
  path: '/api/groups/{group}/charter',
  operationId: 'putGroupCharter',
  tags,
  summary: 'Changes who may belong and what must be accepted',
  who: 'member',
  request: { params, body: json(z.strictObject(rules)) },
  responses: { 204: nothing },
})

export const postGroupClosing = createRoute({
  method: 'post',
  path: '/api/groups/{group}/closing',
  operationId: 'postGroupClosing',
  tags,
  summary: 'Closes a group',
  who: 'member',
  request: { params },
  responses: { 204: nothing },
})

export const postGroupRequest = createRoute({
  method: 'post',
  path: '/api/groups/{group}/requests',
  operationId: 'postGroupRequest',
  tags,
  summary: 'Asks to join with the own team, or, leading the group, invites a team',
  who: 'member',
  request: {
    params,
    body: json(z.strictObject({ team: fields.id(), standing: standing.default('member') })),
  },
  responses: { 201: json(z.strictObject({ id: z.string() })) },
})

export const postGroupRequestAnswer = createRoute({
  method: 'post',
  path: '/api/group-requests/{request}/answer',
  operationId: 'postGroupRequestAnswer',
  tags,
  summary: 'Accepts or refuses a request or an invitation',
  who: 'member',
  request: { params: requestParams, body: json(z.strictObject({ accept: z.boolean() })) },
  responses: { 204: nothing },
})

export const postGroupRequestWithdrawal = createRoute({
  method: 'post',
  path: '/api/group-requests/{request}/withdrawal',
  operationId: 'postGroupRequestWithdrawal',
  tags,
  summary: 'Takes a request or an invitation back',
  who: 'member',
  request: { params: requestParams },
  responses: { 204: nothing },
})

export const postGroupLeaving = createRoute({
  method: 'post',
  path: '/api/groups/{group}/leaving',
  operationId: 'postGroupLeaving',
  tags,
  summary: 'A team leaves a group or is taken out of it',
  who: 'member',
  request: { params, body: json(z.strictObject({ team: fields.id() })) },
  responses: { 204: nothing },
})

export const postGroupPerson = createRoute({
  method: 'post',
  path: '/api/groups/{group}/people',
  operationId: 'postGroupPerson',
  tags,
  summary: 'Appoints somebody in a group or body',
  who: 'member',
  request: {
    params,
    body: json(
      z.strictObject({
        person: z.union([
          z.strictObject({ id: fields.id() }),
          z.strictObject({
            nameJa: fields.name(),
            nameEn: fields.name(),
            email: fields.email(),
            language: fields.language(),
          }),
        ]),
        role: z.enum(BODY_ROLES),
        tie: z.enum(TIES),
        firm: fields.name().nullable().default(null),
        since: fields.instant().nullable().default(null),
      }),
    ),
  },
  responses: {
    201: json(
      z.strictObject({
        person: z.string(),
        appointment: z.string().nullable(),
        offer: z.string().nullable(),
      }),
    ),
  },
})

const exclusive = { lock: 'exclusive' } as const
const plain = <T extends GroupLine>(one: T) => ({ ...one, missing: [...one.missing] })

export const routes = () => [
  door(getGroups, ({ db, asker, query }) =>
    db
      .asViewer(asker)
      .act(async (act) => ({ groups: (await readGroups(act, query.closed ?? false)).map(plain) })),
  ),
  door(getGroup, ({ db, asker, params: { group } }) =>
    db.asViewer(asker).act(async (act) => {
      const { teams, people, requests, appoints, ...rest } = await readGroup(act, group)
      return {
        ...plain(rest),
        teams: teams.map((one) => ({ ...one, standing: standing.parse(one.standing) })),
        people: [...people],
        requests: [...requests],
        appoints: [...appoints],
      }
    }),
  ),
  door(getGroupRequests, ({ db, asker }) =>
    db.asViewer(asker).act(async (act) => ({ requests: await readRequests(act) })),
  ),
  door(postGroup, ({ db, asker, body }) =>
    db.asViewer(asker).act((act) => createGroup(act, body), exclusive),
  ),
  door(putGroup, ({ db, asker, params: { group }, body }) =>
    db.asViewer(asker).act((act) => editGroup(act, group, body)),
  ),
  door(putGroupCharter, ({ db, asker, params: { group }, body }) =>
    db.asViewer(asker).act((act) => editGroupCharter(act, group, body), exclusive),
  ),
  door(postGroupClosing, ({ db, asker, params: { group } }) =>
    db.asViewer(asker).act((act) => closeGroup(act, group), exclusive),
  ),
  door(postGroupRequest, ({ db, asker, params: { group }, body }) =>
    db.asViewer(asker).act((act) => askToJoin(act, group, body), exclusive),
  ),
  door(postGroupRequestAnswer, ({ db, asker, params, body }) =>
    db.asViewer(asker).act((act) => answerRequest(act, params.request, body.accept), exclusive),
  ),
  door(postGroupRequestWithdrawal, ({ db, asker, params }) =>
    db.asViewer(asker).act((act) => withdrawRequest(act, params.request), exclusive),
  ),
  door(postGroupLeaving, ({ db, asker, params: { group }, body }) =>
    db.asViewer(asker).act((act) => leaveGroup(act, group, body.team), exclusive),
  ),
  door(postGroupPerson, ({ db, asker, params: { group }, body: { person, since, ...terms } }) =>
    db.asViewer(asker).act((act) => appointInGroup(act, group, { person, terms, since }), exclusive),
  ),
]
