import type { Act } from '#base/db/index.ts'
import type { Envelope } from '#core/envelope/index.ts'
import { Refusal } from '#core/errors/index.ts'
import {
  type Authority,
  authorityOver,
  type Contained,
  type ReviewCause,
  reviewCauses,
  standsIn,
} from '#core/policy/index.ts'
import type { PartRow } from '#people/access/index.ts'
import { readMatrix } from './change-matrix.ts'
import { standingApprovals, verdictsOn } from './store.ts'

type Standing = Awaited<ReturnType<typeof standingApprovals>>[number]

/** How one draft part stands before the matrix and the reviewers of the releaser's team. */
export type PartApproval = {
  readonly id: string
  readonly authority: Authority
  /** Why a reviewer is needed; empty: none is. */
  readonly causes: readonly ReviewCause[]
  /** What stands for the review; null while it is missing, or where none is needed. */
  readonly by: 'verdict' | { readonly standing: Standing } | null
}

/**
 * R8 for each draft part: may the viewer's role release it, is a reviewer needed, and was exactly this version
 * approved. Who acts for a body has no team and no matrix.
 */
export async function approvalsOf(
  act: Act,
  drafts: readonly PartRow[],
  contains: readonly Contained[],
): Promise<PartApproval[]> {
  const [first] = drafts
  const { role, team } = act.viewer
  if (!first || !team || !role)
    return drafts.map(({ id }) => ({ id, authority: { may: true, review: false }, causes: [], by: null }))
  const { matrix } = await readMatrix(act)
  const approved = (await verdictsOn(act.sql, first.item_id)).filter(({ counts }) => counts)
  const standing = (await standingApprovals(act.sql)).filter((one) => one.ended_at === null)
  return drafts.map((row) => {
    const { tlp, audience } = row.envelope as Envelope
    const { kind, urgency } = row
    const authority = authorityOver(matrix, { kind, tlp, urgency }, role)
    const causes = reviewCauses(row, contains, authority.may && authority.review)
    const isApproved = approved.some(({ part_id, version }) => part_id === row.id && version === row.version)
    const beforehand = standing.find((one) =>
      standsIn(termsOf(one), { kind, tlp, include: audience.include }, causes, act.at.getTime()),
    )
    const by =
      causes.length === 0 ? null : isApproved ? 'verdict' : beforehand ? { standing: beforehand } : null
    return { id: row.id, authority, causes, by }
  })
}

const termsOf = (one: Standing) => ({
  kinds: one.kinds as Parameters<typeof standsIn>[0]['kinds'],
  include: one.audience as Parameters<typeof standsIn>[0]['include'],
  widest: one.widest,
  since: one.given_at.getTime(),
  until: one.until.getTime(),
})

/**
 * R8: the matrix lets the viewer release each part, and where a reviewer is needed, one of the team has approved
 * exactly this version, or a standing approval stands in.
 *
 * @returns the standing approvals that were used, by part
 * @throws Refusal `authority_missing` with the roles that may; `review_needed` with the parts and why
 */
export async function requireApproval(
  act: Act,
  drafts: readonly PartRow[],
  contains: readonly Contained[],
): Promise<Record<string, string>> {
  const parts = await approvalsOf(act, drafts, contains)
  const barred = parts.flatMap(({ authority }, index) =>
    authority.may
      ? []
      : [
          {
            path: `parts.${index}`,
            reason: 'authority' as const,
            params: { roles: authority.roles.join(' ') },
          },
        ],
  )
  if (barred.length > 0) throw new Refusal('authority_missing', { place: barred })
  const unseen = parts.flatMap(({ causes, by }, index) =>
    causes.length > 0 && by === null
      ? [{ path: `parts.${index}`, reason: 'unreviewed' as const, params: { causes: causes.join(' ') } }]
      : [],
  )
  if (unseen.length > 0) throw new Refusal('review_needed', { place: unseen })
  return Object.fromEntries(
    parts.flatMap(({ id, by }) => (by && by !== 'verdict' ? [[id, by.standing.id]] : [])),
  )
}
