import { peopleRoutes } from './people-routes.ts'
import { type ProposalDeps, proposalRoutes } from './proposal-routes.ts'
import { teamRoutes } from './team-routes.ts'

export {
  getOffers,
  getPeople,
  getPerson,
  getTeamPeople,
  patchPerson,
  postAppointmentChange,
  postAppointmentEnd,
  postOfferAnswer,
  postOfferWithdrawal,
  postTeamPerson,
} from './people-routes.ts'
export {
  getProposal,
  getProposals,
  getTeamKeys,
  postKeyRevocation,
  postProposal,
  postProposalDecision,
  postProposalWithdrawal,
} from './proposal-routes.ts'
export { getTeam, getTeams, patchTeam } from './team-routes.ts'

/** The directory's doors. New teams come in by people/membership. */
export const routes = (deps: ProposalDeps) => [...teamRoutes(), ...peopleRoutes(), ...proposalRoutes(deps)]
