import type { Act } from '#base/db/index.ts'
import { Refusal } from '#core/errors/index.ts'
import { decide } from '#core/policy/index.ts'
import { dropUnreleased } from './discard.ts'
import { factsOf, type PartRow } from './part.ts'
import { closeRows, supersedeBefore, updatePart } from './store.ts'

/**
 * Takes a held release back before anybody could see it (R14). Afterwards the versions are drafts of nobody's
 * knowledge: they can be changed and released anew.
 *
 * @throws Refusal `too_late_to_take_back` once readers may have seen it
 */
export async function takeBack(act: Act, rows: readonly PartRow[]): Promise<void> {
  const held = rows.filter(
    (row) => row.state === 'released' && row.released_at !== null && row.released_at > act.at,
  )
  if (held.length === 0) throw new Refusal('too_late_to_take_back')
  for (const row of held) {
    const decision = decide(act.viewer, factsOf(row), 'take-back', act.at.getTime())
    if (!decision.allowed) throw new Refusal('not_releaser')
    // The next version is out already, after a shorter hold, or being written: that one goes on, this one is over.
    const isOver = rows.some(
      (other) => other.id === row.id && other.version > row.version && other.state !== 'discarded',
    )
    await updatePart(act.sql, row.id, row.version, {
      state: isOver ? 'discarded' : 'draft',
      released_at: null,
      member_by: 'infinity' as never,
    })
    await closeRows(act.sql, row.id, row.version, 'closed')
    // What it would have replaced stands again, unless the next version has replaced that already.
    const instead = rows.find(
      (other) => other.id === row.id && other.version > row.version && isOut(other, act.at),
    )
    await supersedeBefore(act.sql, row.id, row.version, instead?.released_at ?? null)
  }
}

const isOut = ({ state, released_at }: PartRow, at: Date): boolean =>
  state === 'released' && released_at !== null && released_at <= at

/** Why a part is withdrawn: what it says is wrong, or it went to people whom it should not have reached. */
export type WithdrawalCause = 'wrong' | 'shared'

/**
 * Withdraws what was released (R14). As wrong: struck through for those who had it. As wrongly shared: gone for all
 * but the originator. What was being written is thrown away: nothing of a withdrawn item comes out later.
 */
export async function withdrawParts(
  act: Act,
  rows: readonly PartRow[],
  cause: WithdrawalCause,
): Promise<void> {
  const out = rows.filter((row) => row.state === 'released')
  if (out.length === 0) throw new Refusal('nothing_to_withdraw')
  for (const row of out) {
    const decision = decide(act.viewer, factsOf(row), 'withdraw', act.at.getTime())
    if (!decision.allowed) throw new Refusal('not_releaser')
    await updatePart(act.sql, row.id, row.version, {
      state: cause === 'wrong' ? 'withdrawn-wrong' : 'withdrawn-shared',
    })
    await closeRows(act.sql, row.id, row.version, cause === 'wrong' ? 'struck' : 'closed')
  }
  await dropUnreleased(act, rows)
}
