import { randomUUID } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { Tables } from '#base/db/index.ts'
import type { AnswerDetails } from './answering.ts'
import type { Answer } from './warning.ts'

type Sql = Kysely<Tables>

export const insertAnswer = (
  db: Sql,
  {
    details,
    ...answer
  }: {
    id: string
    item: string
    team: string | null
    appointment: string | null
    answer: Answer
    comment: string
    named: boolean
    details: AnswerDetails
    by: string
    at: Date
  },
) =>
  db
    .insertInto('warnings.answers')
    .values({
      id: answer.id,
      item_id: answer.item,
      team_id: answer.team,
      appointment_id: answer.appointment,
      answer: answer.answer,
      comment: answer.comment,
      named: answer.named,
      looked_from: details.lookedFrom,
      looked_to: details.lookedTo,
      logs: details.logs,
      hits: details.hits,
      help: details.help,
      measure: details.measure,
      measure_where: details.measureWhere,
      measure_worked: details.measureWorked,
      usefulness: details.usefulness,
      to_readers: details.toReaders,
      anonymous: details.anonymous,
      by_holder: answer.by,
      at: answer.at,
    })
    .execute()

export type TelephoneOutcome = 'entered' | 'not-yours' | 'not-addressed'

/** Enters what a team said on the telephone; the database decides who may. */
export async function insertTelephoneAnswer(
  db: Sql,
  given: { item: string; team: string; answer: Answer; comment: string; named: boolean },
): Promise<TelephoneOutcome> {
  const { rows } = await sql<{ outcome: TelephoneOutcome }>`
    select warnings.answer_by_telephone(${randomUUID()}, ${given.item}, ${given.team}, ${given.answer},
      ${given.comment}, ${given.named}) as outcome`.execute(db)
  return rows[0]?.outcome ?? 'not-yours'
}

/** The answer that counts of the viewer's own side to each of these items: its own before one taken by telephone. */
export const ownAnswers = (db: Sql, items: readonly string[]) =>
  db
    .selectFrom('warnings.answers')
    .distinctOn('item_id')
    .select(['item_id', 'answer', 'comment', 'named', 'at', 'by_telephone'])
    .where('item_id', 'in', items.length > 0 ? [...items] : ['00000000-0000-0000-0000-000000000000'])
    .orderBy('item_id')
    .orderBy('by_telephone')
    .orderBy('at', 'desc')
    .orderBy('id')

/** The same for one item, with everything that went with it. */
export const ownAnswerInFull = (db: Sql, item: string) =>
  db
    .selectFrom('warnings.answers')
    .selectAll()
    .where('item_id', '=', item)
    .orderBy('by_telephone')
    .orderBy('at', 'desc')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()

/** R15: what other readers are told of answers. The row without an answer is the sum. */
export const toldAnswers = async (db: Sql, item: string) =>
  (await sql<{ answer: Answer | null; teams: number }>`select * from warnings.told(${item})`.execute(db)).rows

export type WordRow = {
  id: string
  team_id: string | null
  mine: boolean
  comment: string
  measure: string
  measure_where: string
  measure_worked: AnswerDetails['measureWorked']
  confirmed: number
  confirmed_by_us: boolean
  at: Date | null
}

/** Comments and countermeasures that were given for all readers. */
export const wordsOn = async (db: Sql, item: string) =>
  (await sql<WordRow>`select * from warnings.words_on(${item})`.execute(db)).rows

/** @returns whether there is such a countermeasure for the viewer */
export const insertConfirmation = async (db: Sql, answer: string): Promise<boolean> =>
  (await sql<{ done: boolean }>`select warnings.confirm_measure(${answer}) as done`.execute(db)).rows[0]
    ?.done ?? false

/** Answers as counts, for the source alone (R15). */
export const answerCounts = async (db: Sql, item: string) =>
  (await sql<{ answer: Answer; teams: number }>`select * from warnings.answer_counts(${item})`.execute(db))
    .rows

export type NamedRow = {
  team_id: string
  answer: Answer
  comment: string
  at: Date
  looked_from: string | null
  looked_to: string | null
  logs: string
  hits: number | null
  help: AnswerDetails['help']
  measure: string
  measure_where: string
  measure_worked: AnswerDetails['measureWorked']
  by_telephone: boolean
}

/** Answers by name, where the answering team allows it. */
export const namedAnswers = async (db: Sql, item: string) =>
  (await sql<NamedRow>`select * from warnings.named_answers(${item})`.execute(db)).rows

/** What teams told the source without their name: neither what they answered nor when. */
export const unnamedDetails = async (db: Sql, item: string) =>
  (
    await sql<
      Pick<NamedRow, 'logs' | 'hits' | 'help' | 'comment' | 'measure' | 'measure_where' | 'measure_worked'>
    >`select * from warnings.unnamed_details(${item})`.execute(db)
  ).rows

export const usefulnessCounts = async (db: Sql, item: string) =>
  (
    await sql<{
      usefulness: NonNullable<AnswerDetails['usefulness']>
      teams: number
    }>`select * from warnings.usefulness_counts(${item})`.execute(db)
  ).rows
