import type { Act } from '#base/db/index.ts'
import { notFound } from '#core/errors/index.ts'
import { openItem } from '#people/access/index.ts'
import { teamNames } from '#people/directory/index.ts'
import { answerCounts } from './answer-store.ts'
import { boardOf, boardTeams, sightingsOf } from './board-store.ts'
import { ANSWERS } from './warning.ts'

/**
 * How far a warning has come, for its source: counts and times, and by name the teams that let sources see them
 * (R15). Every answer has its row, also where nobody gave it, and teams stand by name: what comes in moves nothing.
 *
 * @throws Refusal `not_found` for everybody else
 */
export async function readBoard(act: Act, number: string) {
  const item = await openItem(act, number, { fresh: false, channel: 'portal' })
  if (!item.mine) throw notFound()
  const board = await boardOf(act.sql, item.id)
  const counts = new Map((await answerCounts(act.sql, item.id)).map((row) => [row.answer, row.teams]))
  const teams = await boardTeams(act.sql, item.id)
  const names = new Map(
    (
      await teamNames(
        act.sql,
        teams.map((row) => row.team_id),
      )
    ).map((team) => [team.id, team]),
  )
  return {
    addressed: board?.addressed ?? null,
    opened: board?.opened ?? 0,
    answered: board?.answered ?? 0,
    silent: board?.silent ?? null,
    began: board?.began ?? null,
    firstRead: board?.first_read ?? null,
    mostAnswered: board?.most_answered ?? null,
    mail:
      board && board.mail_sent !== null
        ? { sent: board.mail_sent, waiting: board.mail_waiting ?? 0, failed: board.mail_failed ?? 0 }
        : null,
    answers: ANSWERS.map((answer) => ({ answer, teams: counts.get(answer) ?? 0 })),
    sightings: await sightingsOf(act.sql, item.id),
    teams: teams
      .flatMap((row) => {
        const team = names.get(row.team_id)
        return team
          ? [
              {
                team,
                openedAt: row.opened_at,
                answer: row.answer,
                help: row.help ?? ('none' as const),
                byTelephone: row.by_telephone ?? false,
                answeredAt: row.answered_at,
              },
            ]
          : []
      })
      .sort((a, b) => a.team.name.short.localeCompare(b.team.name.short)),
  }
}
