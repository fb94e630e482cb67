import { z } from 'zod'
import { createRoute, door, fields, json, nothing } from '#base/http/index.ts'
import { notFound } from '#core/errors/index.ts'
import { decidesMembership } from '#core/policy/index.ts'
import { TEAM_ROLES, teamNames } from '#people/directory/index.ts'
import { changeStanding } from './change-standing.ts'
import { enterTeam } from './enter-team.ts'
import { readFirstSteps } from './read-first-steps.ts'
import { CHANGES, changesFrom, NEEDS_REASON, STANDINGS } from './standing.ts'
import { historyOf, standingOf, standings } from './store.ts'

const tags = ['membership']
const params = z.strictObject({ team: fields.id() })
const status = z.enum(STANDINGS)

const standing = {
  team: z.string(),
  status,
  since: fields.instant(),
  memberSince: fields.instant().nullable(),
  activeSince: fields.instant().nullable(),
  reason: z.string().nullable(),
}

export const postTeam = createRoute({
  method: 'post',
  path: '/api/teams',
  operationId: 'postTeam',
  tags,
  summary: 'Enters a new team: as a prospect, or as a member at once where `admit` says so',
  who: 'member',
  request: {
    body: json(
      z.strictObject({
        handle: fields.word(40),
        nameJa: fields.name(),
        nameEn: fields.name(),
        shortName: fields.name(40),
        alternativeNames: fields.list(fields.name(), 20).default([]),
        legalEntities: fields.list(fields.name(), 200).default([]),
        boundContractors: fields.list(fields.name(), 200).default([]),
        language: fields.language(),
        releaseRoles: fields.list(z.enum(TEAM_ROLES), 5).default(['poc', 'deputy']),
        sector: fields.word(),
        district: fields.word(),
        kind: fields.word(),
        domains: fields.list(fields.hostName(), 200).default([]),
        networks: fields.list(fields.cidr(), 500).default([]),
        /** Its point of contact, appointed with it: whoever has this mail address. */
        poc: z
          .strictObject({
            nameJa: fields.name(),
            nameEn: fields.name(),
            email: fields.email(),
            language: fields.language(),
          })
          .nullable()
          .default(null),
        /** A member from the first moment, instead of a prospect. */
        admit: z.boolean().default(false),
      }),
    ),
  },
  responses: { 201: json(z.strictObject({ id: z.string(), poc: z.string().nullable() })) },
})

export const getFirstSteps = createRoute({
  method: 'get',
  path: '/api/first-steps',
  operationId: 'getFirstSteps',
  tags: ['office'],
  summary: 'How far a young association is: its first team beside the secretariat’s own; for the secretariat',
  who: 'member',
  responses: {
    200: json(
      z.strictObject({
        /** The team that has come furthest, with its point of contact. */
        first: z
          .strictObject({
            team: z.string(),
            name: z.strictObject({ ja: z.string(), en: z.string() }),
            member: z.boolean(),
            contact: z.strictObject({ ja: z.string(), en: z.string() }),
            enrolled: z.boolean(),
          })
          .nullable(),
        /** Null: no agreement was made. */
        agreed: z.boolean().nullable(),
      }),
    ),
  },
})

export const getStandings = createRoute({
  method: 'get',
  path: '/api/standings',
  operationId: 'getStandings',
  tags,
  summary: 'Standing of every team, for the secretariat and the committee; for a team its own',
  who: 'member',
  request: { query: z.strictObject({ status: status.optional() }) },
  responses: {
    200: json(
      z.strictObject({
        standings: z.array(
          z.strictObject({
            ...standing,
            name: z.strictObject({ short: z.string(), ja: z.string(), en: z.string() }).nullable(),
          }),
        ),
      }),
    ),
  },
})

export const getStanding = createRoute({
  method: 'get',
  path: '/api/teams/{team}/standing',
  operationId: 'getStanding',
  tags,
  summary: 'Standing of a team with its history and cause, for that team, the secretariat and the committee',
  who: 'member-or-key',
  request: { params },
  responses: {
    200: json(
      z.strictObject({
        ...standing,
        history: z.array(z.strictObject({ status, since: fields.instant(), reason: z.string().nullable() })),
        /** What the asker may do with it now. */
        changes: z.array(z.strictObject({ change: z.enum(CHANGES), needsReason: z.boolean() })),
      }),
    ),
  },
})

export const postStanding = createRoute({
  method: 'post',
  path: '/api/teams/{team}/standing',
  operationId: 'postStanding',
  tags,
  summary: 'Admits, restricts, suspends, restores or ends a team; at once',
  who: 'member',
  request: {
    params,
    body: json(
      z.strictObject({ change: z.enum(CHANGES), reason: fields.line(1_000).nullable().default(null) }),
    ),
  },
  responses: { 204: nothing },
})

const exclusive = { lock: 'exclusive' } as const

export const routes = () => [
  door(postTeam, ({ db, asker, body: { poc, admit, ...team } }) =>
    db.asViewer(asker).act((act) => enterTeam(act, { team, poc, admit }), exclusive),
  ),
  door(getFirstSteps, ({ db, asker }) => db.asViewer(asker).act(readFirstSteps)),
  door(getStandings, ({ db, asker, query }) =>
    db.asViewer(asker).act(async (act) => {
      const { rows } = await standings(query.status).execute(act.sql)
      const names = new Map(
        (
          await teamNames(
            act.sql,
            rows.map(({ team }) => team),
          )
        ).map(({ id, name }) => [id, name]),
      )
      return { standings: rows.map((row) => ({ ...row, name: names.get(row.team) ?? null })) }
    }),
  ),
  door(getStanding, ({ db, asker, params: { team } }) =>
    db.asViewer(asker).act(async (act) => {
      const [[row], history] = await Promise.all([
        standingOf(team)
          .execute(act.sql)
          .then(({ rows }) => rows),
        historyOf(team).execute(act.sql),
      ])
      if (!row) throw notFound()
      const changes = decidesMembership(act.viewer) ? changesFrom(row.status) : []
      return {
        ...row,
        history: history.rows,
        changes: changes.map((change) => ({ change, needsReason: NEEDS_REASON.includes(change) })),
      }
    }),
  ),
  door(postStanding, ({ db, asker, params: { team }, body: { change, reason } }) =>
    db.asViewer(asker).act((act) => changeStanding(act, change, team, reason), exclusive),
  ),
]
