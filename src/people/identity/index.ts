/**
 * Promise: nobody is let in without a factor that suffices, and who is let in is known by a session that can be seen
 * and ended. What opens (passwords, tokens, codes, keys) is nowhere stored. Nobody can lock another out.
 */
export { createAuthenticator, type Identified, ownerTag } from './authenticate.ts'
export {
  asSystem,
  createIdentity,
  followRevocations,
  type Identity,
  type IdentityDeps,
  type Inviting,
} from './create.ts'
export { type Invited, invite, inviteAppointed, inviteFromShell, invitePerson } from './invite.ts'
export type { KeyMade, KeyWish } from './issue-key.ts'
export { addressOf, issueLink, issueSetUpLink, type Link, takeSetUpLink } from './issue-link.ts'
export type { Body, LiveAppointment, May, Self } from './person.ts'
export { actingAs, may } from './person.ts'
export { end as endSessionsOf } from './revoke-session.ts'
export { type KeyRole, keyRoles, type Scope, scopes } from './scope.ts'
export { isEnrolled } from './store.ts'
