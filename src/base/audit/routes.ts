import { createRoute, type Door, door, fields, json, z } from '#base/http/index.ts'
import type { Keys } from '#base/keys/index.ts'
import { Refusal } from '#core/errors/index.ts'
import { actsRecorded, chainState, entriesFor, outlineFor, rowsFrom } from './store.ts'
import { newWalk } from './walk.ts'

const PAGE = 50
const CHECKED_AT_ONCE = 2000

const actor = z.strictObject({
  kind: z.enum(['public', 'person', 'key', 'system']),
  person: z.string().optional(),
  appointment: z.string().optional(),
  key: z.string().optional(),
  purpose: z.string().optional(),
})

/** The audit chain, newest first. Auditors see entries whole; the secretariat sees that acts happened (R16). */
export const getAuditEntries = createRoute({
  method: 'get',
  path: '/api/audit/entries',
  operationId: 'getAuditEntries',
  tags: ['audit'],
  summary: 'What was done, newest first',
  who: 'member',
  request: {
    query: z.strictObject({
      before: fields.count(1, 999_999_999).optional(),
      act: fields.word().optional(),
      from: fields.instant().optional(),
      to: fields.instant().optional(),
      limit: fields.count(1, 200).optional(),
    }),
  },
  responses: {
    200: json(
      z.strictObject({
        /** The entries without who, on what and details. */
        outline: z.boolean(),
        entries: z.array(
          z.strictObject({
            seq: z.int(),
            at: fields.instant(),
            act: z.string(),
            actor: actor.nullable(),
            /** The source is withheld: who acted is encrypted, and the time is the hour. */
            sealed: z.boolean(),
            subject: z
              .strictObject({
                kind: z.string(),
                id: z.string(),
                /** Of the item, where the asker may read of it. */
                number: z.string().optional(),
              })
              .nullable(),
            detail: z.record(z.string(), z.unknown()),
          }),
        ),
        /** `before` of the next page. */
        next: z.int().nullable(),
      }),
    ),
  },
})

/** Where the chain ends, and up to where a witness outside holds an anchor. */
export const getAuditState = createRoute({
  method: 'get',
  path: '/api/audit/state',
  operationId: 'getAuditState',
  tags: ['audit'],
  summary: 'Where the audit chain ends and what is anchored',
  who: 'member',
  responses: {
    200: json(
      z.strictObject({
        entries: z.int(),
        /** Hex mac of the last entry: to be compared with what a witness holds. */
        head: z.string(),
        anchored: z.strictObject({ seq: z.int(), at: fields.instant() }).nullable(),
        /** For the filter; empty for the secretariat. */
        acts: z.array(z.string()),
      }),
    ),
  },
})

/** Proves a stretch of the chain; a screen goes on with `next` until it is null. The whole: `renkei audit verify`. */
export const getAuditCheck = createRoute({
  method: 'get',
  path: '/api/audit/check',
  operationId: 'getAuditCheck',
  tags: ['audit'],
  summary: 'Proves a stretch of the audit chain',
  who: 'member',
  request: { query: z.strictObject({ from: fields.count(1, 999_999_999).optional() }) },
  responses: {
    200: json(
      z.strictObject({
        checked: z.int(),
        faults: z.array(
          z.strictObject({
            seq: z.int(),
            kind: z.enum(['changed', 'missing', 'moved', 'cut', 'head', 'rewritten', 'unproven']),
          }),
        ),
        next: z.int().nullable(),
      }),
    ),
  },
})

/** Doors of the auditor's screen. */
export const routes = ({ keys }: { readonly keys: Keys }): Door[] => [
  door(getAuditEntries, async ({ db, asker, query }) => {
    const limit = query.limit ?? PAGE
    const wanted = { ...query, limit }
    const [[state], entries, outline] = await db
      .asViewer(asker)
      .read(chainState(), entriesFor(wanted), outlineFor(wanted))
    if (state?.seq == null) throw new Refusal('not_your_role', { params: { who: 'auditor' } })
    const whole = entries.length > 0 || outline.length === 0
    const shown = whole
      ? entries.map(({ number, subject, ...entry }) => ({
          ...entry,
          subject: subject && { kind: subject.kind, id: subject.id, ...(number !== null && { number }) },
        }))
      : outline.map((entry) => ({ ...entry, actor: null, sealed: false, subject: null, detail: {} }))
    return {
      outline: !whole,
      entries: shown,
      next: shown.length === limit ? (shown.at(-1)?.seq ?? null) : null,
    }
  }),

  door(getAuditState, async ({ db, asker }) => {
    const [[state], acts] = await db.asViewer(asker).read(chainState(), actsRecorded())
    if (state?.seq == null) throw new Refusal('not_your_role', { params: { who: 'auditor' } })
    const { seq, mac, anchored_seq, anchored_at } = state
    return {
      entries: seq,
      head: mac ?? '',
      anchored: anchored_seq === null || anchored_at === null ? null : { seq: anchored_seq, at: anchored_at },
      acts: acts.map(({ act }) => act),
    }
  }),

  door(getAuditCheck, async ({ db, asker, query }) => {
    const from = query.from ?? 1
    // One row before the stretch says what its first row has to follow.
    const [[state], rows, outline] = await db
      .asViewer(asker)
      .read(chainState(), rowsFrom(from - 1, CHECKED_AT_ONCE + 1), outlineFor({ limit: 1 }))
    if (state?.seq == null) throw new Refusal('not_your_role', { params: { who: 'auditor' } })
    if (rows.length === 0 && outline.length > 0 && from <= state.seq)
      throw new Refusal('not_your_role', { params: { who: 'auditor' } })
    const before = rows.find((row) => Number(row.seq) === from - 1)
    const walk = newWalk(keys, [], from === 1 ? undefined : { seq: from - 1, mac: before?.mac ?? '' })
    // What was added since the state was read is left for the next time.
    const stretch = rows.filter((row) => row !== before && Number(row.seq) <= Number(state.seq))
    for (const row of stretch) walk.take(row)
    const last = Number(stretch.at(-1)?.seq ?? from - 1)
    const done = rows.length <= CHECKED_AT_ONCE
    const faults = done ? walk.end({ seq: state.seq, mac: state.mac ?? '' }).faults : walk.faults
    return { checked: stretch.length, faults: [...faults], next: done ? null : last + 1 }
  }),
]
