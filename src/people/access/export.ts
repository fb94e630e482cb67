import type { Act } from '#base/db/index.ts'
import type { Envelope, Tlp } from '#core/envelope/index.ts'
import { notFound, Refusal } from '#core/errors/index.ts'
import { type Disclosed, decide, disclose } from '#core/policy/index.ts'
import { leaveReceipt, type OpenItem, type OpenPart, openPart } from './open.ts'
import { factsOf, type PartRow, waitsForAcknowledgement } from './part.ts'
import { readableParts } from './store.ts'

/** What one reader takes out of the house: the current versions of the parts that may leave by the way he goes. */
export type ExportedItem = Pick<
  OpenItem,
  'id' | 'number' | 'exercise' | 'attribution' | 'originator' | 'mine'
> & {
  readonly parts: readonly Disclosed<OpenPart>[]
  /** When the first version that he has of any of them was released. */
  readonly releasedAt: Date
}

/**
 * Takes the released, current parts of an item out of the house: those that the viewer may read, that the way lets pass
 * and that are under no embargo (R12). Each leaves a receipt of the channel `export`, and nothing else does.
 *
 * @param way.passes whether a part with this label may go by this way (channel matrix)
 * @param way.wants whether the part holds anything that is asked for
 * @throws Refusal `not_found` as for what never existed; `export_embargoed`, `export_forbidden`, `export_empty` to
 *   those who read it
 */
export async function exportItem(
  act: Act,
  number: string,
  way: {
    passes(part: { readonly tlp: Tlp; readonly exercise: boolean }): boolean
    wants(part: OpenPart): boolean
  },
): Promise<ExportedItem> {
  const all = (await readableParts(act.sql, number).execute()) as unknown as Array<
    PartRow & { mine: boolean; had: boolean; acknowledged: boolean }
  >
  const rows = all.filter(
    (row) => decide(act.viewer, factsOf(row), 'read', act.at.getTime(), row.had).allowed,
  )
  const first = rows[0]
  if (!first) throw notFound()
  const parts: Disclosed<OpenPart>[] = []
  const waiting: number[] = []
  let kept = false
  for (const row of rows.filter((one) => isCurrent(one, act.at))) {
    const { tlp } = row.envelope as Envelope
    const facts = factsOf(row)
    const decision = decide(act.viewer, facts, 'export', act.at.getTime(), row.had)
    if (!way.passes({ tlp, exercise: row.exercise })) kept = true
    else if (!decision.allowed) waiting.push(facts.embargoUntil ?? 0)
    else {
      if (waitsForAcknowledgement(row, decision)) continue
      const part = disclose(openPart(row, decision, act), decision)
      if (!way.wants(part)) continue
      if (!row.mine) await leaveReceipt(act, row, 'export')
      parts.push(part)
    }
  }
  if (parts.length === 0) throw whyNothing(waiting, kept)
  const released = rows.flatMap(({ released_at }) => released_at?.getTime() ?? [])
  return {
    id: first.item_id,
    number: first.number,
    exercise: first.exercise,
    attribution: first.attribution,
    originator: first.attribution === 'named' || first.mine ? first.originator : null,
    mine: rows.some((row) => row.mine),
    parts,
    releasedAt: new Date(Math.min(...released)),
  }
}

/** Out, and the last word: no draft, nothing held, superseded or withdrawn. */
const isCurrent = (row: PartRow, at: Date): boolean =>
  row.state === 'released' &&
  row.released_at !== null &&
  row.released_at <= at &&
  (row.superseded_at === null || row.superseded_at > at)

function whyNothing(waiting: readonly number[], kept: boolean): Refusal {
  if (waiting.length > 0) {
    const until = `${new Date(Math.min(...waiting)).toISOString().slice(0, 16).replace('T', ' ')} UTC`
    return new Refusal('export_embargoed', { params: { until } })
  }
  return new Refusal(kept ? 'export_forbidden' : 'export_empty')
}
