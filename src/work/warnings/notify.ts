import type { Database } from '#base/db/index.ts'
import { tellDeputies, tellOfWithdrawal, tellReaders } from '#work/deliveries/index.ts'

/** What a job about a warning carries: ids alone. */
export type Notice = {
  readonly item: string
  /** Left out: the item says something new. */
  readonly withdrawn?: { readonly cause: 'wrong' | 'shared'; readonly at: string }
  /** Readers could see it since then; whoever sleeps is told again. */
  readonly opened?: string
}

/** Of what is immediate: a team in which nobody has opened it by then is told again. */
const DEPUTIES_AFTER_MS = 30 * 60_000

/**
 * Plans what people are told of a warning: its readers of what it says now, or all who had it of its withdrawal. Each
 * is told as the deliveries say, right then and as that person. May run twice.
 */
export async function notifyRecipients(
  { db }: { readonly db: Database },
  { item, withdrawn, opened }: Notice,
): Promise<void> {
  await db.asViewer({ kind: 'system', purpose: 'warnings.notify' }).act(async (act) => {
    if (withdrawn) return tellOfWithdrawal(act, item, withdrawn.cause, new Date(withdrawn.at))
    if (opened) return tellDeputies(act, item, new Date(opened))
    // Now, not when release was pressed: only from now on may readers see that there is something.
    await act.announce({ name: 'warning.released', item })
    const again = await tellReaders(act, item)
    // A part that may not be read before its time is told of then.
    if (again) await act.enqueue('warnings.notify', { item }, { runAt: again, key: `notify:${item}` })
    await act.enqueue(
      'warnings.notify',
      { item, opened: act.at.toISOString() },
      { runAt: new Date(act.at.getTime() + DEPUTIES_AFTER_MS), key: `deputies:${item}` },
    )
    await act.enqueue('warnings.remind', { item }, { key: `remind:${item}` })
  })
}
