import { z } from 'zod'
import { createRoute, door, fields, json, nothing } from '#base/http/index.ts'
import { charter, differences, withSteps } from '#core/charter/index.ts'
import { Refusal } from '#core/errors/index.ts'
import { adoptCharter } from './adopt-charter.ts'
import { NOT_NOW, stateOf, whyNotConfirm, whyNotTakeBack } from './charter-change.ts'
import { confirmChange } from './confirm-change.ts'
import { editNames } from './edit-names.ts'
import { face, openChanges, pastVersions, publicKeys, rulingCharter, whoAsks } from './store.ts'
import { takeBackChange } from './take-back-change.ts'

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

/** Anybody may check who signed a mail, whoever forwarded it. */
export const getAssociationKeys = createRoute({
  method: 'get',
  path: '/api/association/keys',
  operationId: 'getAssociationKeys',
  tags: ['association'],
  summary:
    'OpenPGP keys of the association, the one that signs now first; none before the first encrypted mail',
  who: 'public',
  responses: {
    200: json(
      z.strictObject({
        keys: z.array(
          z.strictObject({
            fingerprint: z.string(),
            armored: z.string(),
            createdAt: fields.instant(),
            retiredAt: fields.instant().nullable(),
          }),
        ),
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
  summary:
    'Changes the charter: at once what opens nothing; what opens reading is proposed to a second person',
  who: 'member',
  fresh: 'charter.adopt',
  request: {
    body: json(z.strictObject({ basedOn: fields.revision(), charter: fields.plainWithin(charter) })),
  },
  responses: {
    200: json(
      z.strictObject({
        /** The version that rules now. */
        version: z.int(),
        /** The change that waits for a second person. */
        proposed: z.uuid().nullable(),
      }),
    ),
  },
})

const value = z.union([z.string(), z.number(), bothLanguages]).nullable()
const seat = z
  .strictObject({ nameJa: z.string(), nameEn: z.string(), role: z.string(), body: z.string().nullable() })
  .nullable()
const difference = z.strictObject({
  path: z.array(z.string()).readonly(),
  from: value,
  to: value,
  added: z.array(z.string()).readonly(),
  removed: z.array(z.string()).readonly(),
  opens: z.boolean(),
})
const notNow = z.enum(NOT_NOW).nullable()

export const getCharterChanges = createRoute({
  method: 'get',
  path: '/api/charter/changes',
  operationId: 'getCharterChanges',
  tags: ['association'],
  summary: 'Changes of the charter that open reading and are not in force yet',
  who: 'member-or-key',
  responses: {
    200: json(
      z.strictObject({
        /** Hours that a confirmed change waits. */
        waitHours: z.int(),
        /** Whether the committee confirms; until it has had a chair, a second officer does. */
        hasCommittee: z.boolean(),
        changes: z.array(
          z.strictObject({
            id: z.uuid(),
            state: z.enum(['proposed', 'waiting']),
            /** Against the charter that rules now. */
            differences: z.array(difference),
            proposer: seat,
            proposedAt: fields.instant(),
            confirmer: seat,
            confirmedAt: fields.instant().nullable(),
            inForceFrom: fields.instant().nullable(),
            /** Why the caller cannot; null: he can. */
            because: z.strictObject({ confirm: notNow, takeBack: notNow }),
          }),
        ),
      }),
    ),
  },
})

const change = z.strictObject({ change: fields.id() })

export const postCharterConfirmation = createRoute({
  method: 'post',
  path: '/api/charter/changes/{change}/confirm',
  operationId: 'postCharterConfirmation',
  tags: ['association'],
  summary: 'Confirms, as a second person, a change that opens reading; it waits before it is in force',
  who: 'member',
  fresh: 'charter.confirm',
  request: { params: change },
  responses: { 200: json(z.strictObject({ inForceFrom: fields.instant() })) },
})

export const postCharterTakeBack = createRoute({
  method: 'post',
  path: '/api/charter/changes/{change}/take-back',
  operationId: 'postCharterTakeBack',
  tags: ['association'],
  summary: 'Refuses a proposed change, or takes a confirmed one back before it is in force',
  who: 'member',
  request: { params: change },
  responses: { 204: nothing },
})

export const getCharterVersions = createRoute({
  method: 'get',
  path: '/api/charter/versions',
  operationId: 'getCharterVersions',
  tags: ['association'],
  summary: 'Versions of the charter, newest first: who, when, and what changed',
  who: 'member-or-key',
  request: {
    query: z.strictObject({
      /** Older than this version. */
      before: z.coerce.number().int().min(1).max(1_000_000).optional(),
    }),
  },
  responses: {
    200: json(
      z.strictObject({
        versions: z.array(
          z.strictObject({
            version: z.int(),
            inForceFrom: fields.instant(),
            /** Null: the founding. */
            adoptedBy: seat,
            /** The second person of a change that opened reading. */
            confirmedBy: seat,
            /** Against the version before; null for the first. */
            differences: z.array(difference).nullable(),
          }),
        ),
        /** Ask for versions before this one. */
        next: z.int().nullable(),
      }),
    ),
  },
})

const VERSIONS_A_PAGE = 10

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
  door(getAssociationKeys, async ({ db, asker }) => {
    const [keys] = await db.asViewer(asker).read(publicKeys())
    return { keys: [...keys] }
  }),
  door(getCharter, async ({ db, asker }) => {
    const [[ruling]] = await db.asViewer(asker).read(rulingCharter())
    if (!ruling) throw new Refusal('not_founded')
    return ruling
  }),
  door(putCharter, ({ db, asker, body }) =>
    db.asViewer(asker).act((act) => adoptCharter(act, body), { lock: 'exclusive' }),
  ),
  door(getCharterChanges, async ({ db, asker, at }) => {
    const [[ruling], [asking], open] = await db
      .asViewer(asker)
      .read(rulingCharter(), whoAsks(), openChanges())
    if (!ruling || !asking) throw new Refusal('not_founded')
    const { waitHours, hasCommittee } = asking
    return {
      waitHours,
      hasCommittee,
      changes: open.map((one) => {
        const state = stateOf(one, at)
        const { id, proposer, proposedAt, confirmer, confirmedAt, inForceFrom } = one
        return {
          ...{ id, proposer, proposedAt, confirmer, confirmedAt, inForceFrom },
          state: state === 'proposed' ? ('proposed' as const) : ('waiting' as const),
          differences: differences(ruling.charter, withSteps(ruling.charter, one.steps)),
          because: {
            confirm: whyNotConfirm(state, { ...asking, isAnother: one.isAnother }, at),
            takeBack: whyNotTakeBack(state, asking),
          },
        }
      }),
    }
  }),
  door(postCharterConfirmation, ({ db, asker, params }) =>
    db.asViewer(asker).act((act) => confirmChange(act, params.change), { lock: 'exclusive' }),
  ),
  door(postCharterTakeBack, ({ db, asker, params }) =>
    db.asViewer(asker).act((act) => takeBackChange(act, params.change), { lock: 'exclusive' }),
  ),
  door(getCharterVersions, async ({ db, asker, query }) => {
    const [rows] = await db.asViewer(asker).read(pastVersions(query.before ?? null, VERSIONS_A_PAGE))
    const shown = rows.slice(0, VERSIONS_A_PAGE)
    return {
      versions: shown.map(({ version, charter: body, adoptedAt, adoptedBy, confirmedBy }, index) => {
        const before = rows[index + 1]
        return {
          ...{ version, inForceFrom: adoptedAt, adoptedBy, confirmedBy },
          differences: before ? differences(before.charter, body) : null,
        }
      }),
      next: rows.length > VERSIONS_A_PAGE ? (shown.at(-1)?.version ?? null) : null,
    }
  }),
  door(putAssociationNames, ({ db, asker, body }) => db.asViewer(asker).act((act) => editNames(act, body))),
]
