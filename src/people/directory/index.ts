/**
 * Who is there: teams, people, appointments and keys. What bears access changes only on a confirmed proposal; what
 * has happened stays as history; a person who is already here is never appointed without a yes.
 */
export { answerOffer } from './answer-offer.ts'
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
export { createTeam } from './create-team.ts'
export { decideProposal } from './decide-proposal.ts'
export { endAppointment } from './end-appointment.ts'
export {
  allPeopleNames,
  allTeamNames,
  isAnotherPerson,
  memberPlaces,
  type NamedPerson,
  type NamedTeam,
} from './names-store.ts'
export {
  type Contact,
  firstContacts,
  loadAppointment,
  peopleOfGroup,
  type Serving,
} from './people-store.ts'
export type { Opening } from './preview-proposal.ts'
export type { Change, ParsedKey, ProposedField } from './proposal.ts'
export { proposeChange } from './propose-change.ts'
export { type KeyReader, readKey } from './read-key.ts'
export type { NewTeam, ShownStanding, TeamLine, TeamPage } from './team.ts'
export { listTeams, teamNames, teamPage } from './team-store.ts'
