import type { Task } from '#base/jobs/index.ts'
import { type Notice, notifyRecipients } from './notify.ts'
import { remindRecipients } from './remind.ts'

/** What the worker does for warnings. A job carries the item's id alone and may run twice. */
export const warningJobs = (
  deps: Parameters<typeof notifyRecipients>[0],
): { 'warnings.notify': Task; 'warnings.remind': Task } => ({
  'warnings.notify': async (payload) => {
    await notifyRecipients(deps, payload as Notice)
  },
  'warnings.remind': async (payload) => {
    await remindRecipients(deps, (payload as { item: string }).item)
  },
})
