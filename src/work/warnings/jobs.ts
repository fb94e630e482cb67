import type { Task } from '#base/jobs/index.ts'
import { type Notice, notifyRecipients } from './notify.ts'

/** What the worker does for warnings. A job carries the item's id alone and may run twice. */
export const warningJobs = (deps: Parameters<typeof notifyRecipients>[0]): { 'warnings.notify': Task } => ({
  'warnings.notify': async (payload) => {
    await notifyRecipients(deps, payload as Notice)
  },
})
