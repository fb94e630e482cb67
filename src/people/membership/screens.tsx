/** What the secretariat and the committee see of membership. Each is hung on an address in `doors/app/routes.tsx`. */
export { EnrolTeam } from './screens/enrol.tsx'
export { Secretariat } from './screens/office.tsx'
export { StandingPage } from './screens/standing.tsx'
export { Standings } from './screens/standings.tsx'
