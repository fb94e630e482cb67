import { Audit as Chain, type Naming } from '#base/audit/screens.tsx'
import { Mono, PersonChip, roleWords, TeamChip, useAnswer, useEither, useText } from '#base/ui/index.ts'
import type { getPerson, getTeam } from '#people/directory/routes.ts'

/** The audit comes before the directory and does not know it; the app puts the names in, as far as the auditor may. */
const naming: Naming = {
  person: function Person({ person, appointment }) {
    const t = useText()
    const either = useEither()
    const found = useAnswer<typeof getPerson>('/api/people/{person}', { params: { person } })
    if (!found.data)
      return (
        <span>
          {t('audit.actors.person')} <Mono>{person}</Mono>
        </span>
      )
    const { name, appointments } = found.data
    const serving = appointments.find((one) => one.appointment === appointment)
    const seat = serving?.seat ? either(serving.seat.ja, serving.seat.en) : ''
    const role = serving ? [seat, roleWords(t, serving.role)].filter(Boolean).join('・') : ''
    return <PersonChip id={person} name={either(name.ja, name.en)} {...(role && { role })} />
  },
  team: function Team({ team }) {
    const t = useText()
    const either = useEither()
    const found = useAnswer<typeof getTeam>('/api/teams/{team}', { params: { team } })
    if (!found.data)
      return (
        <span>
          {t('audit.subjects.team')} <Mono>{team}</Mono>
        </span>
      )
    const { name, shortName } = found.data
    return <TeamChip id={team} short={shortName} name={either(name.ja, name.en)} />
  },
}

export const Audit = () => <Chain naming={naming} />
