import { z } from 'zod'
import { createRoute, door, fields, json, nothing } from '#base/http/index.ts'
import { charter } from '#core/charter/index.ts'
import { Refusal } from '#core/errors/index.ts'
import { adoptCharter } from './adopt-charter.ts'
import { editNames } from './edit-names.ts'
import { face, rulingCharter } from './store.ts'

const bothLanguages = z.strictObject({ ja: z.string(), en: z.string() })

/** What a stranger may know: the names, the languages, and whether there is an association at all. */
export const getAssociation = createRoute({
  method: 'get',
  path: '/api/association',
  operationId: 'getAssociation',
  tags: ['association'],
  summary: 'The association, as everybody may know it',
  who: 'public',
  responses: {
    200: json(
      z.strictObject({
        founded: z.boolean(),
        demo: z.boolean(),
        association: z
          .strictObject({
            name: bothLanguages,
            short: bothLanguages,
            url: z.string(),
            foundedAt: fields.instant(),
            languages: z.array(fields.language()),
            defaultLanguage: fields.language(),
            timeZone: z.string(),
            greenCommunity: bothLanguages,
          })
          .nullable(),
      }),
    ),
  },
})

export const getCharter = createRoute({
  method: 'get',
  path: '/api/charter',
  operationId: 'getCharter',
  tags: ['association'],
  summary: 'The charter that rules: terms, timers, numbers, channel matrix',
  who: 'member-or-key',
  responses: { 200: json(z.strictObject({ version: z.int(), adoptedAt: fields.instant(), charter })) },
})

export const putCharter = createRoute({
  method: 'put',
  path: '/api/charter',
  operationId: 'putCharter',
  tags: ['association'],
  summary: 'Adopts a new version of the charter',
  who: 'member',
  fresh: 'charter.adopt',
  request: {
    body: json(z.strictObject({ basedOn: fields.revision(), charter: fields.plainWithin(charter) })),
  },
  responses: { 200: json(z.strictObject({ version: z.int() })) },
})

export const putAssociationNames = createRoute({
  method: 'put',
  path: '/api/association/names',
  operationId: 'putAssociationNames',
  tags: ['association'],
  summary: 'Renames the association',
  who: 'member',
  request: {
    body: json(
      z.strictObject({
        nameJa: fields.name(),
        nameEn: fields.name(),
        shortJa: fields.name(40),
        shortEn: fields.name(40),
      }),
    ),
  },
  responses: { 204: nothing },
})

export const routes = () => [
  door(getAssociation, async ({ db, asker }) => {
    const [[found], [ruling]] = await db.asViewer(asker).read(face(), rulingCharter())
    if (!found || !ruling) return { founded: false, demo: false, association: null }
    const { languages, defaultLanguage, timeZone, greenCommunity } = ruling.charter
    const { mode, ...known } = found
    return {
      founded: true,
      demo: mode === 'demo',
      association: { ...known, languages, defaultLanguage, timeZone, greenCommunity },
    }
  }),
  door(getCharter, async ({ db, asker }) => {
    const [[ruling]] = await db.asViewer(asker).read(rulingCharter())
    if (!ruling) throw new Refusal('not_founded')
    return ruling
  }),
  door(putCharter, ({ db, asker, body }) =>
    db.asViewer(asker).act((act) => adoptCharter(act, body), { lock: 'exclusive' }),
  ),
  door(putAssociationNames, async ({ db, asker, body }) => {
    await db.asViewer(asker).act((act) => editNames(act, body))
    return undefined
  }),
]
