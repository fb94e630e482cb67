/**
 * Who of a team may release what, and what its reviewers approved (R8). Promise: where a reviewer is needed, nothing is
 * released but the exact version that one of the team's reviewers, another person than the releaser, has approved.
 */
export { requireApproval } from './check-approval.ts'
export { judge } from './judge.ts'
export { declare, takeProposal, verdictsOn } from './store.ts'
export type { Changes } from './verdict.ts'
