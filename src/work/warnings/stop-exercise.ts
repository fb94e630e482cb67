import type { Act } from '#base/db/index.ts'
import { ownAnswers } from './answer-store.ts'
import { openImmediates } from './store.ts'

const DAY = 86_400_000

/**
 * R28: a real immediate warning stops a running exercise on every screen. Looks at what reached the viewer within
 * three days: an exercise that still waits for answers, and a real immediate warning not answered yet.
 *
 * @returns the number of the real warning while an exercise runs; null while nothing has to stop
 */
export async function stoppedBy(act: Act): Promise<string | null> {
  const holders = [act.viewer.team, act.viewer.appointment].filter((holder) => holder !== undefined)
  if (holders.length === 0) return null
  const lines = await openImmediates(act.sql, holders, new Date(act.at.getTime() - 3 * DAY)).execute()
  const runs = lines.some((line) => line.exercise && line.respond_by !== null && line.respond_by > act.at)
  const real = lines.filter((line) => !line.exercise && line.urgency === 'immediate')
  if (!runs || real.length === 0) return null
  const items = real.map((line) => line.item_id)
  const answered = new Set((await ownAnswers(act.sql, items).execute()).map((answer) => answer.item_id))
  return real.find((line) => !answered.has(line.item_id))?.number ?? null
}
