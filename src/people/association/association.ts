import type { Charter } from '#core/charter/index.ts'

/** `association`: a real one. `demo`: invented teams, one-click sign-in. Nothing turns one into the other. */
export type Mode = 'association' | 'demo'

/** What everybody may know of the association. */
export interface AssociationFace {
  readonly mode: Mode
  readonly name: { readonly ja: string; readonly en: string }
  readonly short: { readonly ja: string; readonly en: string }
  readonly url: string
  readonly foundedAt: Date
}

/** One adopted version of the charter. The highest rules. */
export interface CharterVersion {
  readonly version: number
  readonly charter: Charter
  readonly adoptedAt: Date
}

/** Who changes the rules does so by name: person, role and body. */
export interface Seat {
  readonly nameJa: string
  readonly nameEn: string
  readonly role: string
  /** Kind of the body; null for a team. */
  readonly body: string | null
}
