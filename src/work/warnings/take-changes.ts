import type { Act } from '#base/db/index.ts'
import { notFound, Refusal } from '#core/errors/index.ts'
import { type DraftPart, ownParts, type PartContent, type PartRow } from '#people/access/index.ts'
import { takeProposal, verdictsOn } from '#work/approval/index.ts'
import { saveWarning } from './draft.ts'

/**
 * The author takes what a reviewer wrote into a draft, as the next version of the part. It says exactly what the
 * reviewer wrote, so it counts as approved.
 *
 * @param seen the revision that was on the screen
 * @returns the new revision
 * @throws Refusal `not_found`; `changed_meanwhile`; `proposal_overtaken` where the text is another by now
 */
export async function takeChanges(act: Act, number: string, proposal: string, seen: number): Promise<number> {
  const rows = await ownParts(act, number)
  const verdict = (await verdictsOn(act.sql, rows[0]?.item_id ?? '')).find(({ id }) => id === proposal)
  if (!verdict?.changes) throw notFound()
  const drafts = rows.filter(({ state }) => state === 'draft')
  const changed = drafts.find(({ id, version }) => id === verdict.part_id && version === verdict.version)
  if (!changed || verdict.taken_as !== null) throw new Refusal('proposal_overtaken')
  const parts = drafts.map((row) => asDraft(row, row === changed ? verdict.changes : {}))
  const revision = await saveWarning(act, number, seen, { urgency: changed.urgency, parts })
  const [next] = (await ownParts(act, number)).filter(
    ({ id, state }) => id === verdict.part_id && state === 'draft',
  )
  if (!next || !(await takeProposal(act.sql, proposal, next.version))) throw new Refusal('proposal_overtaken')
  act.record({
    act: 'review.take',
    subject: { kind: 'item', id: changed.item_id },
    detail: { part: next.id, version: next.version },
    sealedActor: changed.attribution === 'withheld',
  })
  await act.announce({ name: 'warning.reviewed', item: changed.item_id })
  return revision
}

const asDraft = (row: PartRow, changes: object | null): DraftPart => ({
  id: row.id,
  envelope: row.envelope as DraftPart['envelope'],
  content: { ...(row.body as PartContent), ...changes },
})
