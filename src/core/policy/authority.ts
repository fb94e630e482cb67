import {
  compareTlp,
  type PartKind,
  principalOf,
  type Term,
  type Tlp,
  type Urgency,
} from '#core/envelope/index.ts'
import type { Moment } from './viewer.ts'

/** What the author of a text says is in it; each needs a reviewer (R8). Victim information is seen from the kind of part. */
export const CONTAINED = ['personal-data', 'third-party-secrets', 'nda-bound'] as const
export type Contained = (typeof CONTAINED)[number]

/** One line of a team's authority matrix: these roles may release this, and whether a reviewer must have approved. */
export type AuthorityRule = {
  readonly kinds: readonly PartKind[]
  /** The widest label that the rule reaches: `AMBER` is AMBER, AMBER+STRICT and RED. */
  readonly widest: Tlp
  readonly urgencies: readonly Urgency[]
  readonly roles: readonly string[]
  readonly review: boolean
}

/**
 * R8: who of a team may release what. It only narrows: whoever releases is also one of the roles that the team's
 * facts name. `otherwise` is for what no rule fits.
 */
export type AuthorityMatrix = {
  readonly rules: readonly AuthorityRule[]
  readonly otherwise: 'release-roles' | 'nobody'
}

/** Of a team that has written none: the roles that may release may release everything. */
export const OPEN_MATRIX: AuthorityMatrix = { rules: [], otherwise: 'release-roles' }

/** What the matrix looks at. */
export type Releasing = { readonly kind: PartKind; readonly tlp: Tlp; readonly urgency: Urgency }

/** `roles`: who may instead, where the asker's role may not; empty: nobody. */
export type Authority =
  | { readonly may: true; readonly review: boolean }
  | { readonly may: false; readonly roles: readonly string[] }

const isNoWider = (label: Tlp, widest: Tlp): boolean => compareTlp(label, widest) >= 0

/** What the matrix says to this role about this part: the first rule that fits the part and names the role. */
export function authorityOver(matrix: AuthorityMatrix, part: Releasing, role: string): Authority {
  const fitting = matrix.rules.filter(
    (rule) =>
      rule.kinds.includes(part.kind) &&
      rule.urgencies.includes(part.urgency) &&
      isNoWider(part.tlp, rule.widest),
  )
  const own = fitting.find((rule) => rule.roles.includes(role))
  if (own) return { may: true, review: own.review }
  if (fitting.length > 0) return { may: false, roles: [...new Set(fitting.flatMap(({ roles }) => roles))] }
  return matrix.otherwise === 'release-roles' ? { may: true, review: false } : { may: false, roles: [] }
}

/** Why a reviewer is needed: what the text holds, or the team's own matrix. */
export type ReviewCause = 'victim' | Contained | 'matrix'

/** R8. Empty: none is needed. */
export const reviewCauses = (
  part: Pick<Releasing, 'kind'>,
  contains: readonly Contained[],
  byMatrix: boolean,
): ReviewCause[] => [
  ...(part.kind === 'victim' ? (['victim'] as const) : []),
  ...CONTAINED.filter((one) => contains.includes(one)),
  ...(byMatrix ? (['matrix'] as const) : []),
]

/** What a reviewer approved beforehand (包括承諾). */
export type StandingApproval = {
  readonly kinds: readonly PartKind[]
  readonly include: readonly Term[]
  readonly widest: Tlp
  readonly since: Moment
  readonly until: Moment
}

/**
 * Whether a standing approval stands in for a review of this part. Only for what the matrix asks for: never for a
 * victim part, and never for a text that holds personal data, secrets of third parties or NDA-bound text.
 */
export const standsIn = (
  approval: StandingApproval,
  part: { readonly kind: PartKind; readonly tlp: Tlp; readonly include: readonly Term[] },
  causes: readonly ReviewCause[],
  at: Moment,
): boolean =>
  part.kind !== 'victim' &&
  causes.every((cause) => cause === 'matrix') &&
  approval.since <= at &&
  at < approval.until &&
  approval.kinds.includes(part.kind) &&
  isNoWider(part.tlp, approval.widest) &&
  part.include.every((term) => isNamed(term, approval.include))

/** Sectors, districts, kinds and groups are of members: who may tell all members may tell some of them. */
const OF_MEMBERS: ReadonlySet<Term['kind']> = new Set(['members', 'group', 'sector', 'district', 'kind'])

const isNamed = (term: Term, include: readonly Term[]): boolean =>
  include.some(
    (one) => principalOf(one) === principalOf(term) || (one.kind === 'members' && OF_MEMBERS.has(term.kind)),
  )
