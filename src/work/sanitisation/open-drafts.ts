import type { Act } from '#base/db/index.ts'
import { notFound } from '#core/errors/index.ts'
import {
  type OpenItem,
  type Opening,
  openItem,
  ownParts,
  ownTasks,
  type PartRow,
} from '#people/access/index.ts'
import type { ToCheck } from './check.ts'

/** What of an item is not released yet, as its originator or whoever reviews it sees it. */
export interface OpenDrafts {
  readonly item: OpenItem
  readonly parts: OpenItem['parts']
  /** Of the originator: the item's rows. */
  readonly rows: readonly PartRow[]
}

/**
 * Opens the drafts of an item, for its originator and for whoever was asked to review them; for everybody else there is
 * nothing here, and no reading is noted.
 *
 * @throws Refusal `not_found`
 */
export async function openDrafts(act: Act, number: string, opening: Opening): Promise<OpenDrafts> {
  const [task] = await ownTasks(act.sql, act.at).where('p.number', '=', number).execute()
  const rows = task ? await ownParts(act, number).catch(() => []) : await ownParts(act, number)
  const item = await openItem(act, number, opening)
  if (!item.mine && !task) throw notFound()
  const state = item.mine ? 'draft' : 'overtaken'
  return { item, rows, parts: item.parts.filter((part) => part.state === 'draft' || part.state === state) }
}

/** An open part as the check looks at it. */
export const toCheckOpen = (part: OpenItem['parts'][number]): ToCheck => ({
  id: part.id,
  version: part.version,
  content: part.content,
  envelope: { ...part.envelope, audience: part.envelope.audience ?? { include: [], exclude: [] } },
})
