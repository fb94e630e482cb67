import type { Act } from '#base/db/index.ts'
import { changeStanding } from './change-standing.ts'

/** Makes a restricted or suspended team active again. */
export const restoreTeam = (act: Act, team: string, reason: string | null): Promise<void> =>
  changeStanding(act, 'restore', team, reason)
