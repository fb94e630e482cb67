import { z } from 'zod'
import { createRoute, door, fields, json, nothing } from '#base/http/index.ts'
import type { Identity } from './create.ts'
import { issueKey, listKeys, revokeKey } from './issue-key.ts'
import { keyDays, keyRoles, scopes } from './scope.ts'

const tags = ['keys']
const team = z.strictObject({ team: fields.id() })

export const getApiKeys = createRoute({
  method: 'get',
  path: '/api/teams/{team}/api-keys',
  operationId: 'listApiKeys',
  tags,
  summary: 'Keys of the own team for programs',
  who: 'member',
  request: { params: team },
  responses: {
    200: json(
      z.strictObject({
        keys: z.array(
          z.strictObject({
            id: z.string(),
            name: z.string(),
            ending: z.string(),
            roles: z.array(z.string()),
            scopes: z.array(z.string()),
            createdAt: fields.instant(),
            createdBy: z.string().nullable(),
            expiresAt: fields.instant(),
            revokedAt: fields.instant().nullable(),
          }),
        ),
      }),
    ),
  },
})

export const postApiKey = createRoute({
  method: 'post',
  path: '/api/teams/{team}/api-keys',
  operationId: 'issueApiKey',
  tags,
  summary: 'Makes a key for the own team; it is shown once',
  who: 'member',
  fresh: 'key.issue',
  request: {
    params: team,
    body: json(
      z.strictObject({
        name: fields.name(),
        roles: z.array(z.enum(keyRoles)).min(1).max(keyRoles.length),
        scopes: z.array(z.enum(scopes)).min(1).max(scopes.length),
        days: z.int().min(1).max(keyDays.max).default(keyDays.usual),
      }),
    ),
  },
  responses: { 201: json(z.strictObject({ id: z.string(), key: z.string(), expiresAt: fields.instant() })) },
})

export const deleteApiKey = createRoute({
  method: 'delete',
  path: '/api/teams/{team}/api-keys/{key}',
  operationId: 'revokeApiKey',
  tags,
  summary: 'Revokes a key of the own team at once',
  who: 'member',
  request: { params: z.strictObject({ team: fields.id(), key: fields.id() }) },
  responses: { 204: nothing },
})

export const keyRoutes = (identity: Identity) => [
  door(getApiKeys, async ({ asker, params }) => ({
    keys: (await listKeys(identity, asker, params.team)).map((row) => ({
      id: row.id,
      name: row.name,
      ending: row.ending,
      roles: row.roles,
      scopes: row.scopes,
      createdAt: row.created_at,
      createdBy: row.created_by,
      expiresAt: row.expires_at,
      revokedAt: row.revoked_at,
    })),
  })),

  door(postApiKey, ({ asker, params, body }) => issueKey(identity, asker, params.team, body)),

  door(deleteApiKey, ({ asker, params }) => revokeKey(identity, asker, params.team, params.key)),
]
