import type { Task } from '#base/jobs/index.ts'
import { deliver, type MailDeps } from './deliver.ts'
import { type DeliveryDeps, sendDeliveries } from './send-deliveries.ts'

/** What the worker does for mail. A job carries ids and may run twice. */
export const mailJobs = (
  deps: MailDeps & DeliveryDeps,
): { 'mail.deliver': Task; 'deliveries.send': Task } => ({
  'mail.deliver': (payload) => deliver(deps, (payload as { letter: string }).letter),
  'deliveries.send': (payload, { worker }) =>
    sendDeliveries(deps, (payload as { lines: string[] }).lines, worker),
})
