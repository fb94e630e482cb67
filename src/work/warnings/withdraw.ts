import type { Act } from '#base/db/index.ts'
import { ownParts, takeBack, type WithdrawalCause, withdrawParts } from '#people/access/index.ts'
import { requireInState, versionOf } from './warning.ts'

/** Takes a held release back before anybody could see it (R14). */
export async function takeBackWarning(act: Act, number: string): Promise<void> {
  const rows = await ownParts(act, number)
  requireInState('take-back', rows.map(versionOf), act.at)
  await takeBack(act, rows)
  await finish(act, 'warning.take-back', rows)
}

/** Withdraws a released warning, as wrong or as wrongly shared (R14). What was being written for it is thrown away. */
export async function withdrawWarning(act: Act, number: string, cause: WithdrawalCause): Promise<void> {
  const rows = await ownParts(act, number)
  requireInState('withdraw', rows.map(versionOf), act.at)
  await withdrawParts(act, rows, cause)
  const [first] = rows
  // What has not left stays by itself: it is opened as its reader. Who was told, or had it, hears of it (R14).
  if (first)
    await act.enqueue(
      'warnings.notify',
      { item: first.item_id, withdrawn: { cause, at: act.at.toISOString() } },
      { key: `withdrawn:${first.item_id}:${act.at.toISOString()}` },
    )
  await finish(act, `warning.withdraw-${cause}`, rows)
}

async function finish(act: Act, name: string, rows: Awaited<ReturnType<typeof ownParts>>): Promise<void> {
  const first = rows[0]
  if (!first) return
  act.record({
    act: name,
    subject: { kind: 'item', id: first.item_id },
    sealedActor: first.attribution === 'withheld',
  })
  await act.announce({ name: 'warning.changed', item: first.item_id })
}
