/** What a reviewer says of exactly the text that he was asked about. */
export const VERDICTS = ['approved', 'changed', 'asked', 'refused'] as const
export type Verdict = (typeof VERDICTS)[number]

/** The fields of a part's text that a reviewer may write otherwise. What is left out stays. */
export type Changes = {
  readonly headline?: string | undefined
  readonly clearTitle?: string | undefined
  readonly text?: string | undefined
  readonly doNow?: string | undefined
}
