import { OurPeople as People, TeamPage as Team } from '#people/directory/screens.tsx'
import { InviteButton } from '#people/identity/screens.tsx'
import { EnrolTeam as Enrol } from '#people/membership/screens.tsx'

/** The directory comes before identity and does not know it; the app puts the invitation into its lists. */
const invite = (person: string, name: string) => <InviteButton person={person} name={name} />

export const OurPeople = () => <People invite={invite} />
export const EnrolTeam = () => <Enrol invite={invite} />
export const TeamPage = () => <Team invite={invite} />
