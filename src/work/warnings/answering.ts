import type { Answer } from './warning.ts'

/** Whether the team wants help with it, or offers some. */
export const HELPS = ['none', 'wanted', 'offered'] as const
/** Whether a countermeasure worked. */
export const WORKED = ['yes', 'partly', 'no', 'untried'] as const
/** What the warning was good for: acted on it, good to know, known already, of no use. */
export const USEFULNESS = ['acted', 'informed', 'known', 'not'] as const

/** What may go with an answer. All of it is optional; one press without any is a whole answer. */
export type AnswerDetails = {
  /** Days, `2026-11-24`: the period that was looked through. */
  readonly lookedFrom: string | null
  readonly lookedTo: string | null
  readonly logs: string
  /** Machines or accounts concerned. */
  readonly hits: number | null
  readonly help: (typeof HELPS)[number]
  readonly measure: string
  readonly measureWhere: string
  readonly measureWorked: (typeof WORKED)[number] | null
  readonly usefulness: (typeof USEFULNESS)[number] | null
  /** Comment and countermeasure go to all readers, not to the source alone. */
  readonly toReaders: boolean
  /** Towards other readers without the team's name. */
  readonly anonymous: boolean
}

/** An answer with nothing beside it. */
export const BARE: AnswerDetails = {
  lookedFrom: null,
  lookedTo: null,
  logs: '',
  hits: null,
  help: 'none',
  measure: '',
  measureWhere: '',
  measureWorked: null,
  usefulness: null,
  toReaders: false,
  anonymous: true,
}

/** An answer as a team gives it. */
export type GivenAnswer = {
  readonly answer: Answer
  readonly comment: string
  /** Whether the source sees the team's name with it (R15). */
  readonly named: boolean
  readonly details?: AnswerDetails | undefined
}

/** What went with an answer, as the source is shown it. Made of the columns in which it is kept. */
export const sayBeside = (row: {
  comment: string
  looked_from?: string | null
  looked_to?: string | null
  logs: string
  hits: number | null
  help: AnswerDetails['help']
  measure: string
  measure_where: string
  measure_worked: AnswerDetails['measureWorked']
}) => ({
  comment: row.comment,
  lookedFrom: row.looked_from ?? null,
  lookedTo: row.looked_to ?? null,
  logs: row.logs,
  hits: row.hits,
  help: row.help,
  measure: row.measure,
  measureWhere: row.measure_where,
  measureWorked: row.measure_worked,
})
