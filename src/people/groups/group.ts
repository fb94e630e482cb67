import { chairs, isOfficer, type Viewer } from '#core/policy/index.ts'

/** What a group can be. */
export const GROUP_KINDS = [
  'association',
  'committee',
  'secretariat',
  'working-group',
  'sub-group',
  'district',
  'sig',
  'sharing-group',
] as const
export type GroupKind = (typeof GROUP_KINDS)[number]

/** Made at founding, one of each. */
export const BODIES: readonly GroupKind[] = ['association', 'committee', 'secretariat']

/** How a team belongs to a group. A prospect is never more than a guest. */
export const GROUP_STANDINGS = ['member', 'guest'] as const
export type GroupStanding = (typeof GROUP_STANDINGS)[number]

export interface BothLanguages {
  readonly ja: string
  readonly en: string
}

/** What the secretariat sets: it decides who may read what goes to the group. */
export interface GroupCharter {
  readonly hiddenMembers: boolean
  readonly agreements: readonly string[]
  readonly barredKinds: readonly string[]
}

/** A new group. */
export interface NewGroup extends GroupCharter {
  readonly kind: GroupKind
  readonly handle: string
  readonly nameJa: string
  readonly nameEn: string
  readonly purposeJa: string
  readonly purposeEn: string
  readonly parent: string | null
}

/** A group as acts load it. */
export interface Group extends GroupCharter {
  readonly id: string
  readonly kind: GroupKind
  readonly parent: string | null
  readonly closedAt: Date | null
}

/** R20: a rule may keep kinds of member outside. */
export const bars = (group: Pick<GroupCharter, 'barredKinds'>, kind: string | null): boolean =>
  kind !== null && group.barredKinds.includes(kind)

/** An officer appoints in every role; the chair of a working group in all but the own one. */
export const mayAppoint = (viewer: Viewer, group: Pick<Group, 'id' | 'kind'>, role: string): boolean =>
  isOfficer(viewer) || (!BODIES.includes(group.kind) && chairs(viewer, group.id) && role !== 'chair')

/** Standings of a team, as shown to the asker, under which it may belong to a group. */
export const mayBelong = (standing: string | null, as: GroupStanding): boolean =>
  as === 'guest'
    ? ['prospect', 'active', 'restricted', 'member'].includes(standing ?? '')
    : ['active', 'restricted', 'member'].includes(standing ?? '')

/** A request to join, or an invitation, that waits for an answer. */
export interface Request {
  readonly id: string
  readonly group: string
  readonly team: string
  readonly kind: 'request' | 'invitation'
  readonly standing: GroupStanding
  readonly outcome: 'accepted' | 'refused' | 'withdrawn' | null
}
