import { isUnreleased, type PartRow } from '#people/access/index.ts'

/** How the review of a draft stands: of exactly this text and under way or finished, or of an earlier text. */
export type Review = {
  readonly state: 'asked' | 'done' | 'earlier'
  /** Parts whose text nobody was asked about as it stands now. */
  readonly parts: readonly string[]
}

type Version = Pick<PartRow, 'id' | 'version' | 'state'>

/** Null while nothing of what is not released yet was given to anybody. */
export function reviewOf(
  rows: readonly Version[],
  asked: ReadonlyArray<{ id: string; version: number; done: boolean }>,
): Review | null {
  const reviewsOf = ({ id, version }: Version) =>
    asked.filter((one) => one.id === id && one.version === version)
  if (rows.filter((row) => isUnreleased(row, rows)).flatMap(reviewsOf).length === 0) return null
  const drafts = rows.filter(({ state }) => state === 'draft')
  const missed = drafts.filter((row) => reviewsOf(row).length === 0)
  const isDone = drafts.flatMap(reviewsOf).every(({ done }) => done)
  return {
    state: missed.length > 0 ? 'earlier' : isDone ? 'done' : 'asked',
    parts: missed.map(({ id }) => id),
  }
}
