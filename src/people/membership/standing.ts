/** Where a team stands in the association. */
export const STANDINGS = ['prospect', 'active', 'restricted', 'suspended', 'ended'] as const
export type Status = (typeof STANDINGS)[number]

/** Acts on the standing of a team. */
export const CHANGES = ['admit', 'restrict', 'suspend', 'restore', 'end'] as const
export type Change = (typeof CHANGES)[number]

/** Which act is allowed in which standing, and what it leads to. Read by the act, the button and its explanation. */
export const LEADS_TO: Readonly<Record<Change, { readonly from: readonly Status[]; readonly to: Status }>> = {
  admit: { from: ['prospect'], to: 'active' },
  restrict: { from: ['active'], to: 'restricted' },
  suspend: { from: ['active', 'restricted'], to: 'suspended' },
  restore: { from: ['restricted', 'suspended'], to: 'active' },
  end: { from: ['prospect', 'active', 'restricted', 'suspended'], to: 'ended' },
}

/** These say something about the team: the reason goes with them, to that team and the secretariat alone. */
export const NEEDS_REASON: readonly Change[] = ['restrict', 'suspend', 'end']

/** The standing as the row keeps it. */
export interface Standing {
  readonly status: Status
  readonly since: Date
  /** Start of the unbroken time as active or restricted. */
  readonly memberSince: Date | null
  /** Start of the unbroken time as active. */
  readonly activeSince: Date | null
  readonly reason: string | null
}

const isMember = (status: Status): boolean => status === 'active' || status === 'restricted'

/**
 * The standing after a change. Unbroken times end with a suspension, and begin anew after it: what was released as
 * previewed meanwhile, or before, is not opened by coming back.
 */
export function standingAfter(
  before: Standing | null,
  status: Status,
  reason: string | null,
  at: Date,
): Standing {
  return {
    status,
    since: at,
    memberSince: isMember(status)
      ? ((before && isMember(before.status) ? before.memberSince : null) ?? at)
      : null,
    activeSince:
      status === 'active' ? ((before?.status === 'active' ? before.activeSince : null) ?? at) : null,
    reason,
  }
}

/** Changes that this standing allows. */
export const changesFrom = (status: Status): Change[] =>
  CHANGES.filter((change) => LEADS_TO[change].from.includes(status))
