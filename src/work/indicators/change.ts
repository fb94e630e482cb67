import { createHash } from 'node:crypto'
import type { Act } from '#base/db/index.ts'
import { notFound, Refusal } from '#core/errors/index.ts'
import { dedupe, type Indicator, lookupForm, normalise } from '#core/observables/index.ts'
import { type DraftPart, ownParts, type PartContent, type PartRow, saveParts } from '#people/access/index.ts'
import {
  copyIndicators,
  deleteIndicators,
  indicatorNames,
  insertIndicators,
  rewriteIndicators,
} from './store.ts'

/**
 * What changes: indicators that are added, and values (of a type) that are taken away. What is in both is said anew of
 * the same value, which keeps its place.
 */
export interface IndicatorChange {
  readonly add: readonly Indicator[]
  readonly remove: ReadonlyArray<{ readonly type: Indicator['type']; readonly value: string }>
}

/** Most indicators of one item (hostile edges: limits). */
export const MOST_INDICATORS = 10_000

/**
 * Changes the indicators of a part that is being written. It is a change of the part: a released part, and one that
 * somebody reviews, gets its next version, and whoever edits at the same moment is told.
 *
 * @param seen the item's revision that the editor started from
 * @returns the item's revision now
 * @throws Refusal `not_found`, `changed_meanwhile`, `odd_indicators` with the place of each, `too_many_indicators`
 */
export async function changeIndicators(
  act: Act,
  number: string,
  part: string,
  seen: number,
  change: IndicatorChange,
): Promise<number> {
  const added = normal(change.add)
  const before = await ownParts(act, number)
  const now = newest(before).find((row) => row.id === part)
  if (!now) throw notFound()
  const gone = new Set(change.remove.map(nameOf))
  const names = new Set((await indicatorNames(act.sql, now)).map(nameOf).filter((name) => !gone.has(name)))
  for (const one of added) names.add(nameOf(one))
  if (names.size > MOST_INDICATORS)
    throw new Refusal('too_many_indicators', { params: { most: MOST_INDICATORS } })
  const drafts = newest(before).filter((row) => row.state === 'draft' || row.id === part)
  const again = new Set(added.map(nameOf).filter((name) => gone.has(name)))
  const anew = added.filter((one) => again.has(nameOf(one)))
  const summary = {
    count: names.size,
    digest: digestOf(names, anew.length > 0 ? [contentOf(now), anew] : null),
  }
  const parts = drafts.map((row) => asDraft(row, row.id === part ? summary : undefined))
  const revision = await saveParts(act, before, parts, seen, { urgency: now.urgency })
  const after = await ownParts(act, number)
  await carryIndicators(act, before, after)
  const target = newest(after).find((row) => row.id === part)
  if (target?.state !== 'draft') throw new Refusal('changed_meanwhile')
  await rewriteIndicators(act.sql, target, anew)
  await deleteIndicators(
    act.sql,
    target,
    change.remove.filter((one) => !again.has(nameOf(one))),
  )
  await insertIndicators(act.sql, target, added)
  act.record({
    act: 'indicators.change',
    subject: { kind: 'item', id: target.item_id },
    detail: { added: added.length, removed: gone.size, count: names.size },
    sealedActor: target.attribution === 'withheld',
  })
  return revision
}

/**
 * The indicators of parts as they are first written, from a file that was read.
 *
 * @returns what the part's content says of them
 */
export function summaryOf(list: readonly Indicator[]): NonNullable<PartContent['indicators']> {
  return { count: list.length, digest: digestOf(new Set(list.map(nameOf))) }
}

/** Every version that came to be between `before` and `after` begins with the indicators of the version before it. */
export async function carryIndicators(
  act: Act,
  before: readonly PartRow[],
  after: readonly PartRow[],
): Promise<void> {
  for (const row of after) {
    if (before.some((known) => known.id === row.id && known.version === row.version)) continue
    const from = newest(before).find((known) => known.id === row.id)
    if (from && contentOf(from).indicators) await copyIndicators(act.sql, row.id, from.version, row.version)
  }
}

/** What was said of a part's indicators stays said while only its text is edited. */
export const keepingIndicators = (rows: readonly PartRow[], parts: readonly DraftPart[]): DraftPart[] =>
  parts.map((part) => {
    const kept = newest(rows).find((row) => row.id === part.id)
    const indicators = kept && contentOf(kept).indicators
    return indicators ? { ...part, content: { ...part.content, indicators } } : part
  })

const contentOf = (row: PartRow): PartContent => row.body as PartContent

const newest = (rows: readonly PartRow[]): PartRow[] => [
  ...new Map([...rows].sort((a, b) => a.version - b.version).map((row) => [row.id, row])).values(),
]

const asDraft = (row: PartRow, indicators: PartContent['indicators']): DraftPart => ({
  id: row.id,
  envelope: row.envelope as DraftPart['envelope'],
  content: indicators ? { ...contentOf(row), indicators } : contentOf(row),
})

const nameOf = ({ type, value }: { type: Indicator['type']; value: string }): string =>
  `${type} ${lookupForm(type, value)}`

/** @param anew what is said anew of values that stay: it makes another version, though the values are the same */
const digestOf = (names: ReadonlySet<string>, anew: unknown = null): string =>
  createHash('sha256')
    .update([...names].sort().join('\n'))
    .update(anew === null ? '' : JSON.stringify(anew))
    .digest('hex')
    .slice(0, 32)

/** Each in its normal form, each once. @throws Refusal `odd_indicators` */
function normal(list: readonly Indicator[]): Indicator[] {
  const place: {
    path: string
    reason: 'odd_indicator'
    params: { type: string; value: string; odd: string }
  }[] = []
  const read = list.flatMap((one, index) => {
    const form = normalise(one.type, one.value)
    if ('value' in form) return [{ ...one, value: form.value }]
    const params = { type: one.type, value: one.value.slice(0, 60), odd: form.odd }
    place.push({ path: `add.${index}.value`, reason: 'odd_indicator', params })
    return []
  })
  if (place.length > 0) throw new Refusal('odd_indicators', { place })
  return dedupe(read).kept
}
