import type { Act } from '#base/db/index.ts'
import { ownTasks } from '#people/access/index.ts'

/** What the viewer was asked to look at and has not finished. RED tells not even its headline here. */
export async function listTasks(act: Act) {
  const tasks = await ownTasks(act.sql, act.at).execute()
  return tasks.map((task) => ({ ...task, headline: task.tlp === 'RED' ? null : task.headline }))
}
