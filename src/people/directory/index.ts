/**
 * Who is there: teams, people, appointments and keys. What bears access changes only on a confirmed proposal; what
 * has happened stays as history; a person who is already here is never appointed without a yes.
 */
export { answerOffer, withdrawOffer } from './answer-offer.ts'
export { type Appointed, type Appointee, appointInTeam, enterAppointment } from './appoint.ts'
export {
  type Appointment,
  BODY_ROLES,
  type BodyRole,
  type NewPerson,
  type Role,
  rolesOfBody,
  type Seat,
  TEAM_ROLES,
  type TeamRole,
  type Terms,
  TIES,
  type Tie,
} from './appointment.ts'
export { changeAppointment } from './change-appointment.ts'
export { createTeam } from './create-team.ts'
export { decideProposal, withdrawProposal } from './decide-proposal.ts'
export { editPerson } from './edit-person.ts'
export { editTeam } from './edit-team.ts'
export { endAppointment } from './end-appointment.ts'
export {
  insertPerson,
  peopleOfGroup,
  peopleOfTeam,
  personByEmail,
  recognitionWord,
  type Serving,
} from './people-store.ts'
export { type Opening, previewProposal } from './preview-proposal.ts'
export { type Change, type ParsedKey, PROPOSED_FIELDS, type ProposedField } from './proposal.ts'
export { keysOfPerson, keysOfTeam, replaceKey } from './proposal-store.ts'
export { proposeChange } from './propose-change.ts'
export { type KeyReader, readKey } from './read-key.ts'
export { revokeKey } from './revoke-key.ts'
export type { NewTeam, ShownStanding, TeamLine, TeamPage } from './team.ts'
export { listTeams, teamExists, teamNames, teamPage } from './team-store.ts'
