import type { Act } from '#base/db/index.ts'
import { notFound, Refusal } from '#core/errors/index.ts'
import { requireOpened } from '#people/access/index.ts'
import { answerQuestion, giveVerdict } from './store.ts'
import type { Changes, Verdict } from './verdict.ts'

/**
 * A reviewer says what he thinks of exactly the text that he was asked about: approves, approves with marked changes,
 * asks, or refuses. A question leaves the review open; everything else ends it, and the text closes to him.
 *
 * @throws Refusal `not_found` where nothing was asked of the viewer; `verdict_wants_words`, `verdict_wants_changes`,
 *   `review_unopened` where RED of it was not opened
 */
export async function judge(
  act: Act,
  number: string,
  verdict: Verdict,
  words: string,
  changes: Readonly<Record<string, Changes>>,
): Promise<void> {
  if ((verdict === 'asked' || verdict === 'refused') && words === '') throw new Refusal('verdict_wants_words')
  if ((verdict === 'changed') !== Object.values(changes).some((change) => Object.keys(change).length > 0))
    throw new Refusal('verdict_wants_changes')
  if (verdict === 'approved' || verdict === 'changed') await requireOpened(act, number)
  const item = await giveVerdict(act.sql, number, verdict, words, changes)
  if (!item) throw notFound()
  // The reviewer points at the team: sealed, for the source may be withheld.
  act.record({ act: `review.${verdict}`, subject: { kind: 'item', id: item }, sealedActor: true })
  await act.announce({ name: 'warning.reviewed', item })
}

/** The author answers what a reviewer asked. @throws Refusal `not_found` */
export async function answerReviewer(act: Act, question: string, words: string): Promise<void> {
  const item = await answerQuestion(act.sql, question, words)
  if (!item) throw notFound()
  act.record({ act: 'review.answer', subject: { kind: 'item', id: item }, sealedActor: true })
  await act.announce({ name: 'warning.reviewed', item })
}
