import type { Act } from '#base/db/index.ts'
import { teamNames } from '#people/directory/index.ts'
import type { OpenItem } from './open.ts'
import { bodyBehind } from './store.ts'

/** Whom an item is from, as its reader is told: a team, or a body (the secretariat, a committee, a group). */
export type Source =
  | { readonly kind: 'team'; readonly id: string; readonly name: { short: string; ja: string; en: string } }
  | { readonly kind: 'body'; readonly id: string; readonly name: { ja: string; en: string } }

/** The source of an item that the viewer has opened: where it is named, or his own (R5). Null where it is not told. */
export async function findSource(
  act: Act,
  item: Pick<OpenItem, 'id' | 'originator' | 'attribution' | 'mine'>,
): Promise<Source | null> {
  if (item.attribution === 'withheld' || (item.attribution === 'off' && !item.mine)) return null
  if (item.originator) {
    const [team] = await teamNames(act.sql, [item.originator])
    return team ? { kind: 'team', ...team } : null
  }
  const body = await bodyBehind(act.sql, item.id)
  return body ? { kind: 'body', id: body.id, name: { ja: body.name_ja, en: body.name_en } } : null
}
