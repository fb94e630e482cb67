import type { Database } from '#base/db/index.ts'
import { asSystem } from './create.ts'
import { lifetimes } from './limits.ts'
import { dropExpired } from './store.ts'

/**
 * Removes what can no longer open, prove or slow down anything. Ended sessions and links stay a month, for the
 * owner's questions.
 */
export const removeExpired = (db: Database): Promise<void> =>
  db.asViewer(asSystem('tidying')).act((act) =>
    dropExpired(act.sql, act.at, {
      sessionsSince: new Date(act.at.getTime() - lifetimes.endedSessions * 1_000),
    }),
  )
