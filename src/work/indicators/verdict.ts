import type { Objective } from '#core/observables/index.ts'

/** What the originator makes of a false-positive flag (R18). `stands`: it disagrees, and both stay visible. */
export const VERDICTS = ['accepted', 'stands'] as const
export type Verdict = (typeof VERDICTS)[number]

/** Confirmations by other teams that "block" needs (R19). */
const NEEDED = 2

/** R19: fit to block on. Two teams besides the originator have seen it, and no accepted flag speaks against it. */
export const isFitToBlock = (
  objective: Objective,
  confirmed: number,
  verdicts: readonly (Verdict | null)[],
): boolean => objective === 'block' && confirmed >= NEEDED && !verdicts.includes('accepted')
