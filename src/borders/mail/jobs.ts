import type { Database } from '#base/db/index.ts'
import type { Task } from '#base/jobs/index.ts'
import type { Keys } from '#base/keys/index.ts'
import type { Mailer } from '#base/outbound/index.ts'
import type { House } from './compose.ts'
import { deliver } from './deliver.ts'

export interface MailDeps {
  readonly db: Database
  readonly keys: Keys
  readonly mailer: Mailer
  /** Undefined before the founding. */
  readonly house: () => Promise<House | undefined>
}

/** What the worker does for mail. A job carries the letter's id and may run twice. */
export const mailJobs = (deps: MailDeps): { 'mail.deliver': Task } => ({
  'mail.deliver': (payload) => deliver(deps, (payload as { letter: string }).letter),
})
