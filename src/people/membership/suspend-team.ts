import type { Act } from '#base/db/index.ts'
import { changeStanding } from './change-standing.ts'

/** Suspends a member (資格停止): its people read nothing, their own items included. */
export const suspendTeam = (act: Act, team: string, reason: string | null): Promise<void> =>
  changeStanding(act, 'suspend', team, reason)
