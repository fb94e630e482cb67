import type { Act } from '#base/db/index.ts'
import type { Envelope } from '#core/envelope/index.ts'
import { Refusal } from '#core/errors/index.ts'
import type { PartContent, PartRow } from '#people/access/index.ts'
import { checkParts, type ToCheck } from './check.ts'
import { overridesOf } from './store.ts'

/** Most places that a refusal names. */
const PLACES = 50

/** A row as the check looks at it. */
export const toCheck = (row: PartRow): ToCheck => ({
  id: row.id,
  version: row.version,
  content: row.body as PartContent,
  envelope: row.envelope as Envelope,
})

/**
 * R6: the drafts of an item pass the check, or a second person, not the one who releases, overrode it for exactly this
 * text.
 *
 * @throws Refusal `release_unsanitised` with the place of each finding
 */
export async function requireSanitised(act: Act, drafts: readonly PartRow[]): Promise<void> {
  const [first] = drafts
  if (!first) return
  const checked = await checkParts(act, first, drafts.map(toCheck))
  if (checked.every(({ findings }) => findings.length === 0)) return
  const overrides = (await overridesOf(act.sql, first.item_id).execute()).filter((one) => one.by_another)
  const open = checked.flatMap(({ findings, digest }, index) =>
    overrides.some((one) => one.part_id === drafts[index]?.id && one.digest === digest) ? [] : findings,
  )
  if (open.length === 0) return
  const place = open.slice(0, PLACES).map(({ part, path, said }) => ({
    path: `parts.${part}.${path}`,
    reason: 'unsanitised' as const,
    params: { said: said.slice(0, 60) },
  }))
  throw new Refusal('release_unsanitised', { params: { count: open.length }, place })
}
