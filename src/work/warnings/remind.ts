import type { Database } from '#base/db/index.ts'
import { charterOf } from '#people/association/index.ts'
import { remindSilent } from '#work/deliveries/index.ts'

/**
 * Reminds who has not answered a warning at the charter's fractions of the time; then waits for the next. May run
 * twice, early or late: after the answer-by nobody is reminded.
 */
export async function remindRecipients({ db }: { readonly db: Database }, item: string): Promise<void> {
  await db.asViewer({ kind: 'system', purpose: 'warnings.remind' }).act(async (act) => {
    const { first, last } = (await charterOf(act)).remindAtPercent
    const again = await remindSilent(act, item, [first, last])
    if (again) await act.enqueue('warnings.remind', { item }, { runAt: again, key: `remind:${item}` })
  })
}
