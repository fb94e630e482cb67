/**
 * Promise: nobody is let in without a factor that suffices, and who is let in is known by a session that can be seen
 * and ended. What opens (passwords, tokens, codes, keys) is nowhere stored. Nobody can lock another out.
 */
export { createAuthenticator, ownerTag } from './authenticate.ts'
export {
  asSystem,
  createIdentity,
  followRevocations,
  type Identity,
  type IdentityDeps,
  type Inviting,
} from './create.ts'
export { enterFromShell, type ShellAsker } from './enter-from-shell.ts'
export { type Invited, inviteAppointed, inviteFounder, inviteFromShell } from './invite.ts'
export { addressOf, issueSetUpLink, type Link, takeSetUpLink } from './issue-link.ts'
export { isEnrolled } from './store.ts'
