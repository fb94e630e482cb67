import { z } from 'zod'
import { createRoute, door, fields, json } from '#base/http/index.ts'
import { notFound } from '#core/errors/index.ts'
import { TEAM_ROLES } from './appointment.ts'
import { editTeam } from './edit-team.ts'
import { SHOWN_STANDINGS } from './team.ts'
import { factHistory, listTeams, teamPage } from './team-store.ts'

export const bothLanguages = z.strictObject({ ja: z.string(), en: z.string() })
export const teamParams = z.strictObject({ team: fields.id() })
const tags = ['teams']

const teamLine = z.strictObject({
  id: z.string(),
  handle: z.string(),
  name: bothLanguages,
  shortName: z.string(),
  sector: z.string().nullable(),
  district: z.string().nullable(),
  kind: z.string().nullable(),
  standing: z.enum(SHOWN_STANDINGS).nullable(),
})

const place = fields.place(fields.word())

export const getTeams = createRoute({
  method: 'get',
  path: '/api/teams',
  operationId: 'getTeams',
  tags,
  summary: 'The teams of the association, by handle',
  who: 'member-or-key',
  request: {
    query: z.strictObject({
      search: fields.line(100).optional(),
      sector: fields.word().optional(),
      district: fields.word().optional(),
      kind: fields.word().optional(),
      standing: z.enum(SHOWN_STANDINGS).optional(),
      after: place.optional(),
      limit: fields.count(1, 200).optional(),
    }),
  },
  responses: { 200: json(z.strictObject({ teams: z.array(teamLine), next: place.nullable() })) },
})

export const getTeam = createRoute({
  method: 'get',
  path: '/api/teams/{team}',
  operationId: 'getTeam',
  tags,
  summary: 'One team; what is of no concern to the reader is null',
  who: 'member-or-key',
  request: { params: teamParams },
  responses: {
    200: json(
      z.strictObject({
        ...teamLine.shape,
        alternativeNames: z.array(z.string()),
        language: fields.language(),
        legalEntities: z.array(z.string()).nullable(),
        boundContractors: z.array(z.string()).nullable(),
        organisationSince: fields.instant().nullable(),
        releaseRoles: z.array(z.enum(TEAM_ROLES)).nullable(),
        domains: z.array(z.string()),
        networks: z.array(z.string()),
        revision: z.int(),
        createdAt: fields.instant(),
        history: z.array(
          z.strictObject({
            field: z.enum(['sector', 'district', 'kind']),
            value: z.string(),
            since: fields.instant(),
            until: fields.instant().nullable(),
          }),
        ),
      }),
    ),
  },
})

export const patchTeam = createRoute({
  method: 'patch',
  path: '/api/teams/{team}',
  operationId: 'patchTeam',
  tags,
  summary: 'Changes names and language; what bears access is proposed instead',
  who: 'member',
  request: {
    params: teamParams,
    body: json(
      z.strictObject({
        revision: fields.revision(),
        nameJa: fields.name().optional(),
        nameEn: fields.name().optional(),
        shortName: fields.name(40).optional(),
        alternativeNames: fields.list(fields.name(), 20).optional(),
        language: fields.language().optional(),
      }),
    ),
  },
  responses: { 200: json(z.strictObject({ revision: z.int() })) },
})

export const teamRoutes = () => [
  door(getTeams, async ({ db, asker, query }) => {
    const limit = query.limit ?? 50
    const search = query.search || undefined
    const after = query.after?.key
    const [found] = await db.asViewer(asker).read(listTeams({ ...query, search, after, limit }))
    const teams = found
      .slice(0, limit)
      .map(({ id, handle, name, shortName, sector, district, kind, standing }) => ({
        id,
        handle,
        name,
        shortName,
        sector,
        district,
        kind,
        standing,
      }))
    const last = found.length > limit ? teams.at(-1) : undefined
    return { teams, next: last ? { key: last.handle, id: last.id } : null }
  }),
  door(getTeam, async ({ db, asker, params }) => {
    const [[page], history] = await db.asViewer(asker).read(teamPage(params.team), factHistory(params.team))
    if (!page) throw notFound()
    return { ...page, history }
  }),
  door(patchTeam, ({ db, asker, params, body }) =>
    db.asViewer(asker).act((act) => editTeam(act, params.team, body)),
  ),
]
