import type { Act } from '#base/db/index.ts'
import { openItem } from '#people/access/index.ts'
import { teamNames } from '#people/directory/index.ts'
import { ownAnswerInFull, toldAnswers, wordsOn } from './answer-store.ts'
import type { AnswerDetails } from './answering.ts'
import type { Answer } from './warning.ts'

/**
 * What a reader is told of answers: the own side's in full; of others' counts, from three teams on and in steps
 * (R15), and what they said to all readers.
 *
 * @throws Refusal `not_found`
 */
export async function readAnswers(act: Act, number: string) {
  const item = await openItem(act, number, {
    fresh: false,
    channel: act.viewer.kind === 'key' ? 'machine' : 'portal',
  })
  const own = item.mine ? undefined : await ownAnswerInFull(act.sql, item.id)
  const told = item.mine ? [] : await toldAnswers(act.sql, item.id)
  const words = await wordsOn(act.sql, item.id)
  const names = await namesOf(
    act,
    words.flatMap((row) => row.team_id ?? []),
  )
  return {
    own: own
      ? {
          answer: own.answer as Answer,
          comment: own.comment,
          named: own.named,
          at: own.at,
          byTelephone: own.by_telephone,
          details: detailsOf(own as never),
        }
      : null,
    told: {
      atLeast: told.find((row) => row.answer === null)?.teams ?? null,
      answers: told.flatMap(({ answer, teams }) => (answer ? [{ answer, atLeast: teams }] : [])),
    },
    words: words.map((row) => ({
      id: row.id,
      team: (row.team_id && names.get(row.team_id)) || null,
      mine: row.mine,
      comment: row.comment,
      measure: row.measure,
      measureWhere: row.measure_where,
      measureWorked: row.measure_worked,
      confirmed: row.confirmed,
      confirmedByUs: row.confirmed_by_us,
      at: row.at,
    })),
  }
}

async function namesOf(act: Act, teams: readonly string[]) {
  return new Map((await teamNames(act.sql, [...new Set(teams)])).map((team) => [team.id, team]))
}

const detailsOf = (row: {
  looked_from: string | null
  looked_to: string | null
  logs: string
  hits: number | null
  help: AnswerDetails['help']
  measure: string
  measure_where: string
  measure_worked: AnswerDetails['measureWorked']
  usefulness: AnswerDetails['usefulness']
  to_readers: boolean
  anonymous: boolean
}): AnswerDetails => ({
  lookedFrom: row.looked_from,
  lookedTo: row.looked_to,
  logs: row.logs,
  hits: row.hits,
  help: row.help,
  measure: row.measure,
  measureWhere: row.measure_where,
  measureWorked: row.measure_worked,
  usefulness: row.usefulness,
  toReaders: row.to_readers,
  anonymous: row.anonymous,
})
