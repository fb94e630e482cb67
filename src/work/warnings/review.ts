import { isUnreleased, type PartRow } from '#people/access/index.ts'

/** How the review of a draft stands: of exactly this text and under way or finished, or of an earlier text. */
export type Review = {
  readonly state: 'asked' | 'done' | 'earlier'
  /** Parts whose text nobody was asked about as it stands now. */
  readonly parts: readonly string[]
}

type Version = Pick<PartRow, 'id' | 'version' | 'state'>

/**
 * Of what a release would bring out, together with what is out already as another text than the one that was reviewed.
 * Null where nothing is to be released, or nobody was asked about it.
 */
export function reviewOf(
  rows: readonly Version[],
  asked: ReadonlyArray<{ id: string; version: number; done: boolean }>,
): Review | null {
  const reviewsOf = ({ id, version }: Version) =>
    asked.filter((one) => one.id === id && one.version === version)
  const isUnseen = (row: Version) => reviewsOf(row).length === 0
  const drafts = rows.filter(({ state }) => state === 'draft')
  if (drafts.length === 0 || rows.filter((row) => isUnreleased(row, rows)).every(isUnseen)) return null
  // Asked about as an earlier text, and out as it was written since.
  const changed = rows.filter(
    (row) =>
      row.state === 'released' &&
      isUnseen(row) &&
      rows.some(
        ({ id, version, state }) => id === row.id && version < row.version && state === 'overtaken',
      ) &&
      !rows.some(({ id, version, state }) => id === row.id && version > row.version && state !== 'discarded'),
  )
  const missed = [...drafts.filter(isUnseen), ...changed]
  const isDone = drafts.flatMap(reviewsOf).every(({ done }) => done)
  return {
    state: missed.length > 0 ? 'earlier' : isDone ? 'done' : 'asked',
    parts: missed.map(({ id }) => id),
  }
}
