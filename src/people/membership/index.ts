/**
 * Standing of each team: who is a member now, and since when without a break. A change takes effect at once; its
 * cause is for that team, the secretariat and the committee alone.
 *
 * `enrolTeam` makes a prospect of a team that was not there; `changeStanding` admits, restricts, suspends, restores and
 * ends it; `enter-team.ts` is what the secretariat's form does at one press: enrol, admit where that is decided, and
 * appoint its contact; `enrolment.ts` is that form.
 */
export { changeStanding } from './change-standing.ts'
export { enrolTeam } from './enrol-team.ts'
export type { Change, Standing, Status } from './standing.ts'
