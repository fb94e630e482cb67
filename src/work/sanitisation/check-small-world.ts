import type { Act } from '#base/db/index.ts'
import type { Attribution } from '#core/envelope/index.ts'
import { type SmallWorldPart, smallWorldOf } from '#core/sanitise/index.ts'
import { charterOf } from '#people/association/index.ts'
import { memberPlaces } from '#people/directory/index.ts'

/**
 * R7: what of the texts fits fewer members than the charter's k, in the charter's words. It warns and proposes coarser
 * wording, it never blocks; a source that shows itself needs no warning.
 */
export async function checkSmallWorld(act: Act, attribution: Attribution, parts: readonly SmallWorldPart[]) {
  if (attribution === 'named' || parts.length === 0) return []
  const charter = await charterOf(act)
  const labelOf = (list: typeof charter.sectors, code: string | null) =>
    list.find((one) => one.code === code)?.label ?? null
  return smallWorldOf(parts, await memberPlaces(act.sql), charter).map(({ sector, district, ...world }) => ({
    ...world,
    sector: labelOf(charter.sectors, sector),
    district: labelOf(charter.districts, district),
  }))
}
