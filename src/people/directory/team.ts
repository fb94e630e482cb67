import type { TeamRole } from './appointment.ts'

/** How a standing is shown: peers learn neither restriction nor suspension of others. */
export const SHOWN_STANDINGS = [
  'prospect',
  'active',
  'restricted',
  'suspended',
  'ended',
  'member',
  'former',
] as const
export type ShownStanding = (typeof SHOWN_STANDINGS)[number]

export interface BothLanguages {
  readonly ja: string
  readonly en: string
}

/** A team in a list. */
export interface TeamLine {
  readonly id: string
  readonly handle: string
  readonly name: BothLanguages
  readonly shortName: string
  readonly sector: string | null
  readonly district: string | null
  readonly kind: string | null
  readonly standing: ShownStanding | null
}

/** A team on its page. What is of no concern to the viewer is null. */
export interface TeamPage extends TeamLine {
  readonly alternativeNames: string[]
  readonly language: 'ja' | 'en'
  readonly legalEntities: string[] | null
  readonly boundContractors: string[] | null
  readonly organisationSince: Date | null
  readonly releaseRoles: TeamRole[] | null
  readonly domains: string[]
  readonly networks: string[]
  readonly revision: number
  readonly createdAt: Date
}

/** Fields that a team edits by itself: they open nothing to anybody. */
export interface PlainFields {
  readonly nameJa?: string | undefined
  readonly nameEn?: string | undefined
  readonly shortName?: string | undefined
  readonly alternativeNames?: readonly string[] | undefined
  readonly language?: 'ja' | 'en' | undefined
}

/** What the secretariat enters for a new team. */
export interface NewTeam {
  readonly handle: string
  readonly nameJa: string
  readonly nameEn: string
  readonly shortName: string
  readonly alternativeNames: readonly string[]
  readonly legalEntities: readonly string[]
  readonly boundContractors: readonly string[]
  readonly language: 'ja' | 'en'
  readonly releaseRoles: readonly TeamRole[]
  readonly sector: string
  readonly district: string
  readonly kind: string
  readonly domains: readonly string[]
  readonly networks: readonly string[]
}
