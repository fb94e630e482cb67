/** Who is there: teams, people, appointments, and what the members agreed to tell about them. */
export { type TeamName, teamNames } from './team-names.ts'
