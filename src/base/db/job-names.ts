/**
 * Every job there is. The database refuses to enqueue a name that is not in this list (queue.enqueue), and the
 * worker refuses to start without a task for each.
 */
export const jobNames = [
  'audit.anchor',
  'deliveries.send',
  'identity.tidy',
  'mail.deliver',
  'warnings.notify',
  'warnings.remind',
] as const

export type JobName = (typeof jobNames)[number]
