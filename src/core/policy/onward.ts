import type { PartKind, Tlp } from '#core/envelope/index.ts'

/** To whom a reader hands a warning on (横展開): two inside his organisation, two beyond it. */
export const ONWARD = ['management', 'it', 'group', 'clients'] as const
export type Onward = (typeof ONWARD)[number]

const isBeyond = (to: Onward): boolean => to === 'group' || to === 'clients'

/** What the rule looks at of a part that its reader has open. */
export type Marking = {
  readonly kind: PartKind
  readonly tlp: Tlp
  readonly employeesOnly: boolean
  readonly agreements: readonly string[]
  /** R27: the label of the outside source, where it came from one. */
  readonly outside: Tlp | null
  /** Under an embargo that still runs (R12). */
  readonly embargoed: boolean
}

export type OnwardStop = 'red' | 'embargo' | 'strict' | 'employees' | 'agreement' | 'victim' | 'outside'

/**
 * Why a part may not be handed on to these; null where it may. RED goes to nobody; AMBER+STRICT, what is for employees
 * or under an agreement, and what tells of a victim never leave the organisation (TLP 2.0; R1, R12, R13); nor does
 * what came from outside under such a label (R27).
 */
export function stopsOnward(part: Marking, to: Onward): OnwardStop | null {
  if (part.tlp === 'RED') return 'red'
  if (part.embargoed) return 'embargo'
  if (!isBeyond(to)) return null
  if (part.tlp === 'AMBER+STRICT') return 'strict'
  if (part.employeesOnly) return 'employees'
  if (part.agreements.length > 0) return 'agreement'
  if (part.kind === 'victim') return 'victim'
  if (part.outside !== null && !['CLEAR', 'GREEN'].includes(part.outside)) return 'outside'
  return null
}
