import type { Act } from '#base/db/index.ts'
import { strictestFirst, type Tlp } from '#core/envelope/index.ts'
import { ownTasks } from '#people/access/index.ts'

/**
 * What the viewer was asked to look at and has not finished: one entry for each warning and purpose, however many of
 * its parts that opens, due when the first of them is. RED tells not even its headline here.
 */
export async function listTasks(act: Act) {
  const tasks = await ownTasks(act.sql, act.at).execute()
  const byWarning = Map.groupBy(tasks, ({ number, purpose }) => `${number} ${purpose}`)
  return [...byWarning.values()].flatMap((parts) => {
    const first = parts.toSorted((a, b) => a.position - b.position)[0]
    const due = parts[0]
    if (!first || !due) return []
    return {
      number: first.number,
      headline: first.tlp === 'RED' ? null : first.headline,
      language: first.language,
      tlp: strictestFirst(parts.map((part) => part.tlp as Tlp)),
      exercise: first.exercise,
      purpose: first.purpose,
      reason: due.reason,
      until: due.until,
    }
  })
}
