import type { PartContent } from '#people/access/index.ts'

/** What a reviewer says of exactly the text that he was asked about. */
export const VERDICTS = ['approved', 'changed', 'asked', 'refused'] as const
export type Verdict = (typeof VERDICTS)[number]

/** The fields of a part's text that a reviewer may write otherwise. What is left out stays. */
export type Changes = {
  readonly [Field in keyof Pick<PartContent, 'headline' | 'clearTitle' | 'text' | 'doNow'>]?:
    | string
    | undefined
}
