/** Kinds of text that are accepted. */
export const AGREEMENT_KINDS = ['nda', 'code', 'terms'] as const
export type AgreementKind = (typeof AGREEMENT_KINDS)[number]

/** One version of the text, and from when only it counts. */
export interface Version {
  readonly version: number
  readonly inForceFrom: Date
}

/** Who accepted which version: a team for all its people, or one appointment in a body. */
export interface Acceptance {
  readonly id: string
  readonly agreement: string
  readonly version: number
  readonly team: string | null
  readonly appointment: string | null
  readonly since: Date
  readonly unbrokenSince: Date
  readonly until: Date | null
}

/** How one party stands to an agreement now. `renew`: an older version was accepted, or the next one waits. */
export const AGREEMENT_STATES = ['accepted', 'renew', 'lapsed', 'missing', 'not_yet'] as const
export type AgreementState = (typeof AGREEMENT_STATES)[number]

/** The version that counts at that time; null before the first comes into force. */
export const inForce = (versions: readonly Version[], at: Date): number | null =>
  versions
    .filter((one) => one.inForceFrom <= at)
    .reduce<number | null>((last, one) => Math.max(last ?? 0, one.version), null)

/** The versions that may be accepted at that time: the one in force and the next one. */
export function acceptable(versions: readonly Version[], at: Date): number[] {
  const current = inForce(versions, at)
  const next = versions
    .map((one) => one.version)
    .filter((version) => version > (current ?? 0))
    .sort((a, b) => a - b)[0]
  return [current, next].filter((version) => version !== null && version !== undefined) as number[]
}

const holdsAt = ({ since, until }: Pick<Acceptance, 'since' | 'until'>, at: Date): boolean =>
  since <= at && (until === null || until > at)

/** Does a party with these acceptances hold the agreement: the version in force, now? */
export function holds(versions: readonly Version[], acceptances: readonly Acceptance[], at: Date): boolean {
  const current = inForce(versions, at)
  return current !== null && acceptances.some((one) => one.version === current && holdsAt(one, at))
}

/** How a party with these acceptances stands to the agreement. */
export function stateOf(
  versions: readonly Version[],
  acceptances: readonly Acceptance[],
  at: Date,
): AgreementState {
  const current = inForce(versions, at)
  if (current === null) return 'not_yet'
  const live = acceptances.filter((one) => holdsAt(one, at))
  if (live.some((one) => one.version === current)) {
    const next = acceptable(versions, at).find((version) => version !== current)
    return next === undefined || live.some((one) => one.version === next) ? 'accepted' : 'renew'
  }
  if (live.length > 0) return 'renew'
  return acceptances.length > 0 ? 'lapsed' : 'missing'
}

/**
 * Since when the party holds the agreement without a gap, if it accepts this version at that time. The chain goes
 * on where the version in force now is held until the new one counts; else it begins anew. What was released as
 * previewed asks for the start of this chain.
 */
export function unbrokenSince(
  versions: readonly Version[],
  acceptances: readonly Acceptance[],
  accepted: number,
  at: Date,
): Date {
  const inForceFrom = versions.find((one) => one.version === accepted)?.inForceFrom ?? at
  const start = inForceFrom > at ? inForceFrom : at
  const before = inForce(versions, new Date(start.getTime() - 1))
  const bridge = acceptances
    // One that ends at the very moment at which the next begins leaves no gap.
    .filter(
      (one) => one.version === before && one.since < start && (one.until === null || one.until >= start),
    )
    .sort((a, b) => a.unbrokenSince.getTime() - b.unbrokenSince.getTime())[0]
  return bridge ? bridge.unbrokenSince : start
}
