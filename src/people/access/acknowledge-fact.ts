import type { Act } from '#base/db/index.ts'
import { notFound } from '#core/errors/index.ts'
import { decide } from '#core/policy/index.ts'
import { factReaders, insertAcknowledgement } from './fact-store.ts'
import { factsOf, type PartRow, waitsForAcknowledgement } from './part.ts'
import { readableParts } from './store.ts'

/**
 * R30: the viewer has understood that parts of an item may be undisclosed material facts. From now on he reads them, and
 * stands on the list that the source keeps.
 *
 * @throws Refusal `not_found` where nothing waits for that
 */
export async function acknowledgeFacts(act: Act, number: string): Promise<void> {
  const holder = act.viewer.appointment
  if (holder === undefined) throw notFound()
  const rows = (await readableParts(act.sql, number).execute()) as unknown as Array<
    PartRow & { mine: boolean; had: boolean; acknowledged: boolean }
  >
  const waiting = rows.filter((row) => {
    const decision = decide(act.viewer, factsOf(row), 'read', act.at.getTime(), row.had)
    return decision.allowed && waitsForAcknowledgement(row, decision)
  })
  const parts = new Map(waiting.map((row) => [row.id, row]))
  if (parts.size === 0) throw notFound()
  for (const { id, item_id } of parts.values()) {
    await insertAcknowledgement(act.sql, { part: id, holder, item: item_id, at: act.at })
    act.record({ act: 'part.acknowledge-fact', subject: { kind: 'part', id } })
  }
}

/** Who has acknowledged, for the originator alone. */
export const listFactReaders = (act: Act, item: string) => factReaders(act.sql, item)
