import type { NewPerson, TeamRole, Tie } from './appointment.ts'

/** A public key as it was parsed: what the secretariat compares. */
export interface ParsedKey {
  readonly armored: string
  readonly fingerprint: string
  readonly algorithm: string
  readonly userIds: readonly string[]
  readonly createdAt: string
  readonly expiresAt: string | null
}

/** What a team may propose of itself: the access-bearing fields, and a new point of contact. */
export type Change =
  | { readonly field: 'sector' | 'district' | 'kind'; readonly value: string }
  | { readonly field: 'domains' | 'networks'; readonly value: readonly string[] }
  | { readonly field: 'legalEntities' | 'boundContractors'; readonly value: readonly string[] }
  | { readonly field: 'releaseRoles'; readonly value: readonly TeamRole[] }
  | { readonly field: 'email'; readonly value: { readonly person: string; readonly email: string } }
  | { readonly field: 'keys'; readonly value: { readonly person: string | null; readonly key: ParsedKey } }
  | {
      readonly field: 'poc'
      readonly value: {
        readonly person: { readonly id: string } | NewPerson
        readonly tie: Tie
        readonly firm: string | null
        /** The appointment that ends when this one begins. */
        readonly replaces: string | null
      }
    }

/** Name of a field that is proposed. */
export type ProposedField = Change['field']
export const PROPOSED_FIELDS = [
  'sector',
  'district',
  'kind',
  'domains',
  'networks',
  'legalEntities',
  'boundContractors',
  'releaseRoles',
  'email',
  'keys',
  'poc',
] as const satisfies readonly ProposedField[]

export const OUTCOMES = ['confirmed', 'refused', 'withdrawn'] as const
export type Outcome = (typeof OUTCOMES)[number]

/** A proposal as acts load it. */
export interface Proposal {
  readonly id: string
  readonly team: string
  readonly change: Change
  readonly proposedBy: string
  /** Who that was, as a human being: the second person must be another. */
  readonly proposerPerson: string | null
  readonly outcome: Outcome | null
}

/** Of whom or what it is: two open proposals may not contend for the same. */
export const targetOf = (change: Change): string =>
  change.field === 'email' || change.field === 'keys'
    ? `${change.field} ${change.value.person ?? 'team'}`
    : change.field

/** Whom a part would newly reach if this were confirmed, as base principals. */
export const principalsOpened = (change: Change): string[] =>
  change.field === 'sector' || change.field === 'district' || change.field === 'kind'
    ? [`${change.field}:${change.value}`]
    : []

/** Entries of `next` that `before` lacks. */
export const added = (before: readonly string[], next: readonly string[]): string[] =>
  next.filter((entry) => !before.includes(entry))
