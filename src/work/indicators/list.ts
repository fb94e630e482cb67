import type { Database } from '#base/db/index.ts'
import { notFound } from '#core/errors/index.ts'
import { type Asker, discloseSeen } from '#core/policy/index.ts'
import { type Opening, openItem } from '#people/access/index.ts'
import { indicatorCounts, indicatorPage, type PartVersion } from './store.ts'

const PAGE = 200

/**
 * One page of a part's indicators in their order, as its reader or its originator sees them. Reading them is reading the
 * part: it leaves a receipt, and RED wants a fresh sign-in.
 *
 * @param after position of the last one told; null for the first page, which also tells how many there are
 * @throws Refusal `not_found`
 */
export async function listIndicators(
  db: Database,
  asker: Asker,
  number: string,
  { id, version }: PartVersion,
  opening: Omit<Opening, 'only'>,
  after: number | null,
) {
  const viewer = db.asViewer(asker)
  const item = await viewer.act((act) => openItem(act, number, { ...opening, only: { part: id, version } }))
  // locked: RED that wants a fresh sign-in
  if (item.parts.length === 0) throw notFound()
  const [rows, counts] = await viewer.read((sql) => [
    indicatorPage(sql, { id, version }, after ?? -1, PAGE),
    indicatorCounts(sql, { id, version }),
  ])
  return {
    indicators: rows.map(discloseSeen),
    counts: after === null ? counts.map(discloseSeen) : null,
    next: rows.length < PAGE ? null : (rows.at(-1)?.position ?? null),
  }
}
