/**
 * Anything with members. Teams join on a request that is answered, people by an appointment; members of a hidden
 * group do not see each other, and nobody learns their exact number.
 */
export { appointInGroup } from './appoint-in-group.ts'
export { createGroup } from './create-group.ts'
export { closeGroup, editGroup, editGroupCharter } from './edit-group.ts'
export {
  BODIES,
  GROUP_KINDS,
  type GroupCharter,
  type GroupKind,
  type GroupStanding,
  type NewGroup,
} from './group.ts'
export { answerRequest, askToJoin, joinAssociation, withdrawRequest } from './join-group.ts'
export { leaveAllGroups, leaveGroup } from './leave-group.ts'
export { groupRow, groupsOfTeam, listGroups, loadBody, loadGroup, membersOf } from './store.ts'
