import { Suspense } from 'react'
import { OurPeople as People, TeamPage as Team } from '#people/directory/screens.tsx'
import { InviteButton } from '#people/identity/screens.tsx'
import { Secretariat as Desk, EnrolTeam as Enrol } from '#people/membership/screens.tsx'
import { LettersWait } from './letters-wait.tsx'

/** The directory comes before identity and does not know it; the app puts the invitation into its lists. */
const invite = (person: string, name: string, prominent?: boolean) => (
  <Suspense>
    <InviteButton person={person} name={name} prominent={prominent} />
  </Suspense>
)

export const OurPeople = () => <People invite={invite} />
export const Secretariat = () => <Desk notice={<LettersWait />} />
export const EnrolTeam = () => <Enrol invite={invite} />
export const TeamPage = () => <Team invite={invite} />
