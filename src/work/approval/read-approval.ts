import type { Act } from '#base/db/index.ts'
import { notFound } from '#core/errors/index.ts'
import type { Contained } from '#core/policy/index.ts'
import { ownParts, reviewTasks } from '#people/access/index.ts'
import { approvalsOf } from './check-approval.ts'
import { declaredIn, declaredOn, saidIn, verdictsOn } from './store.ts'

/** For the originator: what a release of the drafts needs, what stands for it, and what reviewers said. @throws Refusal `not_found` */
export async function whatReleaseNeeds(act: Act, number: string, contains: readonly Contained[]) {
  const rows = await ownParts(act, number)
  const item = rows[0]?.item_id ?? ''
  const drafts = rows.filter(({ state }) => state === 'draft')
  const isCurrent = ({ part_id, version }: { part_id: string; version: number }) =>
    drafts.some((row) => row.id === part_id && row.version === version)
  const declared = (await declaredOn(act.sql, item)).filter(isCurrent)
  return {
    declared: declared.length > 0 ? [...new Set(declared.flatMap((one) => one.contains))] : null,
    parts: await approvalsOf(act, drafts, contains),
    verdicts: ofLatest(await verdictsOn(act.sql, item)).map((one) => ({
      id: one.id,
      part: one.part_id,
      version: one.version,
      current: isCurrent(one),
      verdict: one.verdict,
      words: one.words,
      changes: one.changes,
      by: { ja: one.name_ja, en: one.name_en },
      role: one.role,
      at: one.given_at,
      answer: one.answer,
      taken: one.taken_as !== null,
    })),
  }
}

/** Who was asked about several versions of a part spoke once; it is told of the latest of them. */
const ofLatest = <
  Said extends Pick<Verdicts[number], 'part_id' | 'version' | 'verdict' | 'words' | 'given_at'>,
>(
  verdicts: readonly Said[],
): Said[] =>
  verdicts.filter(
    (one) =>
      !verdicts.some(
        (other) =>
          other.part_id === one.part_id &&
          other.version > one.version &&
          other.verdict === one.verdict &&
          other.words === one.words &&
          other.given_at.getTime() === one.given_at.getTime(),
      ),
  )

type Verdicts = Awaited<ReturnType<typeof verdictsOn>>

/** For who is asked to review: what the author says is in the text, what was asked and answered. @throws Refusal `not_found` */
export async function readReview(act: Act, number: string) {
  const tasks = (await reviewTasks(act.sql, number, act.at).execute()).map(({ id }) => id)
  if (tasks.length === 0) throw notFound()
  const contains = (await declaredIn(act.sql, tasks).execute()).flatMap((row) => row.contains as Contained[])
  // one question stands beside each version and part that it is about; one answer is enough
  const said = (await saidIn(act.sql, tasks).execute()).sort(
    (a, b) => Number(a.answer !== null) - Number(b.answer !== null),
  )
  const asked = new Map(
    said.map(
      ({ words, answer, given_at: at }) => [`${at.getTime()} ${words}`, { words, answer, at }] as const,
    ),
  )
  return {
    contains: [...new Set(contains)],
    asked: [...asked.values()].sort((a, b) => a.at.getTime() - b.at.getTime()),
  }
}
