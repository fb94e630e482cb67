/**
 * Standing of each team: who is a member now, and since when without a break. A change takes effect at once; its
 * cause is for that team, the secretariat and the committee alone.
 */
export { admitTeam } from './admit-team.ts'
export { endTeam } from './end-team.ts'
export { enrolTeam } from './enrol-team.ts'
export { restrictTeam } from './restrict-team.ts'
export type { Change, Standing, Status } from './standing.ts'
export { suspendTeam } from './suspend-team.ts'
