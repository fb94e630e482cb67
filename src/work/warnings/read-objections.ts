import type { Act } from '#base/db/index.ts'
import { objectionsOn, openItem } from '#people/access/index.ts'
import { teamNames } from '#people/directory/index.ts'
import { misdirectedOn, saidMisdirected } from './objection-store.ts'

/**
 * Objections to a warning with the source's replies beside them, and who says that it was not meant for them. Other
 * readers see statements, never whose they are.
 *
 * @throws Refusal `not_found`
 */
export async function readObjections(act: Act, number: string) {
  const item = await openItem(act, number, { fresh: false, channel: 'portal' })
  const objections = await objectionsOn(act.sql, item.id)
  const misdirected = item.mine ? await misdirectedOn(act.sql, item.id) : []
  const teams = [...objections, ...misdirected].flatMap((row) => row.team_id ?? [])
  const names = new Map((await teamNames(act.sql, [...new Set(teams)])).map((team) => [team.id, team]))
  const nameOf = (id: string | null) => (id && names.get(id)) || null
  return {
    objections: objections.map((row) => ({
      id: row.id,
      part: row.part_id,
      version: row.version,
      cause: row.cause,
      statement: row.statement,
      team: nameOf(row.team_id),
      mine: row.mine,
      at: row.at,
      dueAt: row.due_at,
      reply: row.reply,
      outcome: row.outcome,
      answeredAt: row.answered_at,
    })),
    misdirected: misdirected.map((row) => ({ team: nameOf(row.team_id), note: row.note })),
    saidMisdirected: item.mine ? false : await saidMisdirected(act.sql, item.id),
  }
}
