import { isDeepStrictEqual } from 'node:util'
import type { Act } from '#base/db/index.ts'
import { notFound, Refusal } from '#core/errors/index.ts'
import { decide } from '#core/policy/index.ts'
import { addPart } from './create.ts'
import { compile, type DraftPart, factsOf, type ItemTraits, ownersOf, type PartRow } from './part.ts'
import { keepOwn, lockParts, updatePart } from './store.ts'
import { reviewsOn } from './task-store.ts'

/** The originator's rows of an item, locked for this act. @throws Refusal `not_found` for everybody else */
export async function ownParts(act: Act, number: string): Promise<PartRow[]> {
  const rows = await lockParts(act.sql, number)
  if (rows.length === 0) throw notFound()
  return rows
}

const latest = (rows: readonly PartRow[], id: string): PartRow | undefined =>
  rows.filter((row) => row.id === id).sort((a, b) => b.version - a.version)[0]

/**
 * Saves the parts of an item as its author has them now. Drafts are changed in place; of a released part, and of a
 * draft that somebody was asked to review, the change becomes the next version: who reviews goes on seeing exactly
 * what he was asked about (SHARING, "Task"). Parts that are gone from the list are discarded if they were never
 * released.
 *
 * @param seen the revision that the editor started from: the highest of the item's rows
 * @returns the revision that is kept now; the same as before where nothing was changed
 * @throws Refusal `changed_meanwhile` when somebody saved in between; nothing is lost, the editor keeps the text
 */
export async function saveParts(
  act: Act,
  rows: readonly PartRow[],
  parts: readonly DraftPart[],
  seen: number,
  traits: Pick<ItemTraits, 'urgency'>,
): Promise<number> {
  if (revisionOf(rows) !== seen) throw new Refusal('changed_meanwhile')
  const first = rows[0]
  if (!first) throw notFound()
  const revision = seen + 1
  const item: ItemTraits & { id: string; number: string } = {
    id: first.item_id,
    number: first.number,
    kind: 'warning',
    exercise: first.exercise,
    attribution: first.attribution,
    urgency: traits.urgency,
  }
  const hidden = first.attribution === 'withheld' ? (first.owners[0] ?? null) : null
  const reviewed = new Set((await reviewsOn(act.sql, first.item_id)).map(refOf))
  const saving: Saving = { rows, item, hidden, reviewed, revision }
  let changed = false
  for (const [position, part] of parts.entries())
    if (await savePart(act, saving, part, position)) changed = true
  const kept = new Set(parts.flatMap((part) => part.id ?? []))
  for (const row of rows) {
    if (row.state !== 'draft' || kept.has(row.id)) continue
    changed = true
    await updatePart(act.sql, row.id, row.version, { state: leftAs(row, reviewed), revision })
  }
  return changed ? revision : seen
}

/** What one save knows: the rows that it found, which of them somebody was asked to review, and its own number. */
type Saving = {
  readonly rows: readonly PartRow[]
  readonly item: ItemTraits & { readonly id: string; readonly number: string }
  readonly hidden: string | null
  readonly reviewed: ReadonlySet<string>
  readonly revision: number
}

/** Saves one part where it stands now. @returns false where nothing of it was changed */
async function savePart(act: Act, saving: Saving, part: DraftPart, position: number): Promise<boolean> {
  const { rows, item, hidden, reviewed, revision } = saving
  const known = part.id === undefined ? undefined : await begunAgain(act, rows, latest(rows, part.id))
  if (part.id !== undefined && !known) throw notFound()
  if (known && !decide(act.viewer, factsOf(known), 'edit', act.at.getTime()).allowed)
    throw new Refusal('changed_meanwhile')
  if (known?.state === 'draft') {
    if (!reviewed.has(refOf(known))) {
      await rewrite(act, known, part, position, revision, hidden, item)
      return true
    }
    if (isSame(known, part, item)) {
      await updatePart(act.sql, known.id, known.version, { position })
      return false
    }
    await updatePart(act.sql, known.id, known.version, { state: leftAs(known, reviewed) })
  }
  const next = known && { id: known.id, version: known.version + 1, owners: known.owners }
  const added = await addPart(act, item, part, position, hidden, next)
  await updatePart(act.sql, added.id, added.version, { revision })
  return true
}

/** What becomes of a draft that the author has left: who reviews it keeps it. */
const leftAs = (row: PartRow, reviewed: ReadonlySet<string>) =>
  reviewed.has(refOf(row)) ? 'overtaken' : 'discarded'

const refOf = (row: { id: string; version: number }): string => `${row.id}:${row.version}`

/** What a reviewer was asked about and what is saved now say the same, in whatever order their fields stand. */
const isSame = (row: PartRow, { content, envelope }: DraftPart, { urgency }: Pick<ItemTraits, 'urgency'>) =>
  row.urgency === urgency && isDeepStrictEqual([row.body, row.envelope], plain([content, envelope]))

/** As the database keeps it: without fields that are undefined. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

/** A next version that was thrown away is begun again under its number, so that it follows the one that is out. */
async function begunAgain(
  act: Act,
  rows: readonly PartRow[],
  known: PartRow | undefined,
): Promise<PartRow | undefined> {
  const isOut = rows.some((row) => row.id === known?.id && row.state === 'released')
  if (known?.state !== 'discarded' || !isOut) return known
  const again = { ...known, state: 'draft' as const }
  if (!decide(act.viewer, factsOf(again), 'edit', act.at.getTime()).allowed) return known
  await updatePart(act.sql, known.id, known.version, { state: 'draft' })
  return again
}

async function rewrite(
  act: Act,
  row: PartRow,
  part: DraftPart,
  position: number,
  revision: number,
  hidden: string | null,
  traits: Pick<ItemTraits, 'urgency'>,
): Promise<void> {
  // Who wrote the draft keeps it: a releaser who edits does not take it over, but a change of label changes who may (RED: the author alone).
  const owners = hidden
    ? row.owners
    : part.envelope.tlp === (row.envelope as DraftPart['envelope']).tlp
      ? row.owners
      : ownersOf(act.viewer, part.envelope.tlp, null, row.owners)
  await updatePart(act.sql, row.id, row.version, {
    kind: part.envelope.kind,
    position,
    owners: [...owners],
    urgency: traits.urgency,
    language: part.envelope.language,
    headline: part.content.headline,
    body: JSON.stringify(part.content),
    envelope: JSON.stringify(part.envelope),
    revision,
    ...compile(part.envelope),
  })
  if (owners !== row.owners) await keepOwn(act.sql, row.id, row.version)
}

/** The revision of an item: that of its latest save. */
export const revisionOf = (rows: readonly PartRow[]): number =>
  Math.max(0, ...rows.map((row) => row.revision))
