import type { Task } from '#base/jobs/index.ts'
import { deliver, type MailDeps } from './deliver.ts'

/** What the worker does for mail. A job carries the letter's id and may run twice. */
export const mailJobs = (deps: MailDeps): { 'mail.deliver': Task } => ({
  'mail.deliver': (payload) => deliver(deps, (payload as { letter: string }).letter),
})
