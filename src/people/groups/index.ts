/**
 * Anything with members. Teams join on a request that is answered, people by an appointment; members of a hidden
 * group do not see each other, and nobody learns their exact number.
 */
export { createGroup } from './create-group.ts'
export { editGroupCharter } from './edit-group.ts'
export type { GroupCharter, GroupKind, GroupStanding, NewGroup } from './group.ts'
export { answerRequest, askToJoin, joinAssociation } from './join-group.ts'
export { leaveAllGroups } from './leave-group.ts'
export { groupRow, loadBody } from './store.ts'
