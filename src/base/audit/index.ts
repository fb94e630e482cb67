/**
 * What was done, in one order that nobody can change unseen: each entry is bound to the one before it by a keyed
 * hash whose key is outside the database, and the end is given to witnesses outside the server.
 */
export {
  type Anchor,
  anchorLine,
  isOutside,
  makeAnchor,
  parseAnchors,
} from './anchor.ts'
export { auditChain, hashOfPerson, openActor } from './chain.ts'
export type { Actor } from './entry.ts'
export type { Witness } from './store.ts'
export type { Witnesses } from './take-anchor.ts'
export { verify } from './verify.ts'
export type { Fault, Verdict } from './walk.ts'
