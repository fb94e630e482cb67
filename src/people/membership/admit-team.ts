import type { Act } from '#base/db/index.ts'
import { changeStanding } from './change-standing.ts'

/** Admits a prospect as an active member. */
export const admitTeam = (act: Act, team: string, reason: string | null): Promise<void> =>
  changeStanding(act, 'admit', team, reason)
