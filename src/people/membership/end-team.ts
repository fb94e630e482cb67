import type { Act } from '#base/db/index.ts'
import { changeStanding } from './change-standing.ts'

/** Ends a membership (退会・除名): access and every group end at once (R22). */
export const endTeam = (act: Act, team: string, reason: string | null): Promise<void> =>
  changeStanding(act, 'end', team, reason)
