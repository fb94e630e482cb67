import { z } from 'zod'
import { createRoute, door, fields, json, nothing } from '#base/http/index.ts'
import { charter, defaultCharter } from '#core/charter/index.ts'
import { refuseField } from '#core/errors/index.ts'
import { TEAM_ROLES } from '#people/directory/index.ts'
import type { Identity } from '#people/identity/index.ts'
import { finalOrigin } from './address.ts'
import { foundByLink, openSetUpLink } from './invite-founders.ts'

const token = z.string().min(20).max(200)

/** Names of the running team; what it leaves out is empty and can be proposed later. */
const team = z.strictObject({
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
})

export const postFounding = createRoute({
  method: 'post',
  path: '/api/founding',
  operationId: 'postFounding',
  tags: ['founding'],
  summary: 'Founds the association, once, with the set-up link that the server printed',
  who: 'public',
  rate: 'secret',
  request: {
    body: json(
      z.strictObject({
        token,
        url: z.string().max(2_000),
        nameJa: fields.name(),
        nameEn: fields.name(),
        shortJa: fields.name(40),
        shortEn: fields.name(40),
        /** The whole charter; left out, the one that `GET /api/founding/charter` offers. */
        charter: fields.plainWithin(charter).optional(),
        officers: z
          .array(
            z.strictObject({
              nameJa: fields.name(),
              nameEn: fields.name(),
              email: fields.email(),
              language: fields.language(),
              /** On duty too: releases warnings in the secretariat's name. */
              duty: z.boolean().default(false),
            }),
          )
          .min(1)
          .max(2),
        team: team.nullable().default(null),
      }),
    ),
  },
  responses: {
    201: json(
      z.strictObject({
        association: z.string(),
        invitations: z.array(
          z.strictObject({ person: z.string(), link: z.string(), until: fields.instant() }),
        ),
      }),
    ),
  },
})

export const postFoundingLink = createRoute({
  method: 'post',
  path: '/api/founding/link',
  operationId: 'postFoundingLink',
  tags: ['founding'],
  summary: 'Whether a set-up link may still be used; uses nothing up',
  who: 'public',
  rate: 'secret',
  request: { body: json(z.strictObject({ token })) },
  responses: { 204: nothing },
})

export const getFoundingCharter = createRoute({
  method: 'get',
  path: '/api/founding/charter',
  operationId: 'getFoundingCharter',
  tags: ['founding'],
  summary: 'The charter that founding offers',
  who: 'public',
  responses: { 200: json(charter) },
})

export const routes = ({ identity }: { readonly identity: Identity }) => [
  door(postFounding, async ({ body: { token: link, url, ...asked } }) => {
    const origin = finalOrigin(url)
    if (origin === null) throw refuseField('url', 'not_web_address')
    const { association, invitations } = await foundByLink(identity, link, {
      ...asked,
      mode: 'association',
      url: origin,
      charter: asked.charter ?? defaultCharter,
    })
    return { association, invitations: [...invitations] }
  }),
  door(postFoundingLink, ({ body }) => openSetUpLink(identity, body.token)),
  door(getFoundingCharter, async () => defaultCharter),
]
