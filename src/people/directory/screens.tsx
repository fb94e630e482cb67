/** What members and the secretariat see of teams and people. Each is hung on an address in `doors/app/routes.tsx`. */
export { DecideProposal } from './screens/decide.tsx'
export { Directory } from './screens/list.tsx'
export { OurKeys, OurPeople, OurTeam } from './screens/our-team.tsx'
export { PersonPage } from './screens/person.tsx'
export { Proposals } from './screens/proposals.tsx'
export { Propose } from './screens/propose.tsx'
export { TeamPage } from './screens/team.tsx'
