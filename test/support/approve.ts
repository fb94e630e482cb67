import type { Database } from '../../src/base/db/index.ts'
import type { Asker } from '../../src/core/policy/index.ts'
import { judge } from '../../src/work/approval/index.ts'
import { readWarning } from '../../src/work/warnings/index.ts'
import { requestReview } from '../../src/work/warnings/request-review.ts'

/** A reviewer of the author's team is asked about a draft as it stands, and approves it. */
export async function approve(
  database: Database,
  { author, reviewer, at }: { author: Asker; reviewer: Asker & { kind: 'person' }; at?: Date },
  number: string,
): Promise<void> {
  const until = new Date((at ?? new Date()).getTime() + 3_600_000)
  const { appointment } = reviewer
  await database
    .asViewer(author, { at })
    .act((act) => requestReview(act, number, { appointment, until, reason: 'a test' }))
  // nobody judges what he has not opened
  await database
    .asViewer(reviewer, { at })
    .act((act) => readWarning(act, number, { fresh: true, channel: 'portal' }))
  await database.asViewer(reviewer, { at }).act((act) => judge(act, number, 'approved', '', {}))
}
