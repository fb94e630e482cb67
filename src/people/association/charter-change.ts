import type { Step } from '#core/charter/index.ts'

/** A change of the charter that opens reading, on its way: from proposal by one to being in force by another. */
export interface CharterChange {
  readonly id: string
  readonly steps: readonly Step[]
  readonly proposedBy: string
  readonly proposedAt: Date
  readonly confirmedBy: string | null
  readonly confirmedAt: Date | null
  /** When it rules by itself; null until a second person confirmed. */
  readonly inForceFrom: Date | null
  readonly endedAt: Date | null
}

/** `ended`: refused before it was confirmed, or taken back before it was in force. */
export type ChangeState = 'proposed' | 'waiting' | 'in-force' | 'ended'

/** Where a change stands. */
export function stateOf(change: CharterChange, at: Date): ChangeState {
  if (change.endedAt) return 'ended'
  if (!change.inForceFrom) return 'proposed'
  return change.inForceFrom > at ? 'waiting' : 'in-force'
}

/** What the rules below look at of whoever asks. */
export interface Asking {
  /** Proposes and takes back: officers, and everybody in the committee. */
  readonly proposes: boolean
  /** Confirms: chair or vice chair; an officer as long as the committee never had either. */
  readonly confirms: boolean
  readonly hasCommittee: boolean
  /** Another human being than the proposer, under whatever appointment. */
  readonly isAnother: boolean
  /** From when on the appointment is old enough to confirm. */
  readonly seasonedFrom: Date | null
}

/** Why an act on a change is not possible; also the key of the words for it. */
export type NotNow =
  | 'not_proposer'
  | 'not_chair'
  | 'not_officer'
  | 'same_person'
  | 'too_new'
  | 'decided'
  | 'in_force'
export const NOT_NOW = [
  'not_proposer',
  'not_chair',
  'not_officer',
  'same_person',
  'too_new',
  'decided',
  'in_force',
] as const satisfies readonly NotNow[]

/** Why this asker cannot confirm it; null: he can. The act and the button ask the same. */
export function whyNotConfirm(state: ChangeState, asking: Asking, at: Date): NotNow | null {
  if (state !== 'proposed') return 'decided'
  if (!asking.confirms) return asking.hasCommittee ? 'not_chair' : 'not_officer'
  if (!asking.isAnother) return 'same_person'
  return asking.seasonedFrom !== null && asking.seasonedFrom <= at ? null : 'too_new'
}

/** Why this asker cannot refuse it or take it back; null: he can. Closing takes one person. */
export function whyNotTakeBack(state: ChangeState, asking: Pick<Asking, 'proposes'>): NotNow | null {
  if (state === 'ended') return 'decided'
  if (state === 'in-force') return 'in_force'
  return asking.proposes ? null : 'not_proposer'
}
