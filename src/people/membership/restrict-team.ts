import type { Act } from '#base/db/index.ts'
import { changeStanding } from './change-standing.ts'

/** Restricts a member (配信制限): CLEAR, GREEN and what concerns the team itself. */
export const restrictTeam = (act: Act, team: string, reason: string | null): Promise<void> =>
  changeStanding(act, 'restrict', team, reason)
