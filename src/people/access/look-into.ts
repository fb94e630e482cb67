import type { AsViewer } from '#base/db/index.ts'
import type { Envelope } from '#core/envelope/index.ts'
import { type Disclosed, decide, disclose, readViewer } from '#core/policy/index.ts'
import { type OpenPart, openPart } from './open.ts'
import { factsOf, type PartRow } from './part.ts'
import { readableParts, whoEntered } from './store.ts'

/** What a channel could carry to the viewer now. Nothing was read yet: a receipt is left when it has arrived. */
export type Glimpse = {
  /** Parts as they stand now, RED among them left out: it is opened in person alone. */
  readonly parts: readonly Disclosed<OpenPart>[]
  /** RED parts that wait for the reader to come and open them. */
  readonly locked: number
  /** Versions that he had and that are not the latest any more. */
  readonly outdated: number
  readonly urgency: PartRow['urgency'] | null
  readonly respondBy: Date | null
}

/**
 * What the viewer would find behind a number, for a channel that brings it to him: decided as opening is, in one flight,
 * and leaves no trace. Empty where he may read nothing.
 */
export async function lookInto(see: AsViewer, number: string): Promise<Glimpse> {
  const [[entered], seen] = await see.read((db) => [whoEntered(), readableParts(db, number)])
  const viewer = readViewer(entered?.viewer)
  const act = { viewer, at: new Date(viewer.at) }
  const rows = seen as unknown as Array<
    PartRow & { mine: boolean; had: boolean; acknowledged: boolean; respond_by: Date | null }
  >
  const parts: Disclosed<OpenPart>[] = []
  const due: number[] = []
  let [locked, outdated] = [0, 0]
  let urgency: Glimpse['urgency'] = null
  for (const row of rows) {
    const decision = decide(act.viewer, factsOf(row), 'read', act.at.getTime(), row.had)
    if (!decision.allowed) continue
    const isPast = row.superseded_at !== null && row.superseded_at <= act.at
    const isOut = row.state === 'released' && row.released_at !== null && row.released_at <= act.at
    if (!isOut) continue // a draft that he reviews, or what was withdrawn
    if (isPast) {
      outdated += 1
      continue
    }
    urgency = row.urgency
    if (row.respond_by !== null) due.push(row.respond_by.getTime())
    // no channel carries an undisclosed fact to whom has not acknowledged it (R30)
    const waits = (row.envelope as Envelope).undisclosedFact === true
    if ((row.envelope as Envelope).tlp === 'RED' || waits) locked += 1
    else parts.push(disclose(openPart(row, decision, act), decision))
  }
  return { parts, locked, outdated, urgency, respondBy: due.length > 0 ? new Date(Math.min(...due)) : null }
}
