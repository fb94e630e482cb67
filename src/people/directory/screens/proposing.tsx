import { type Received, tell, useAct, useEither, useGo, useMe, useText } from '#base/ui/index.ts'
import type { getTeamPeople, postProposal } from '../routes.ts'
import type { Team } from './team.tsx'

export type People = Received<typeof getTeamPeople>['people']

/** Sends a proposal and goes back to where it can be followed. */
export function useProposal(team: Team, back: string) {
  const t = useText()
  const go = useGo()
  const { may } = useMe()
  const propose = useAct<typeof postProposal>('post', '/api/teams/{team}/proposals', {
    done: () => {
      tell(t('directory.proposed'))
      go(back)
    },
  })
  type Body = Parameters<typeof propose.mutateAsync>[0]['body']
  return {
    send: (body: Body) => propose.mutateAsync({ params: { team: team.id }, body }),
    frame: {
      submit: t('directory.propose_now'),
      sentence: t('directory.propose_sentence'),
      because: may.speak ? undefined : t('errors.not_your_role', { who: 'team_speaker' }),
      cancel: () => go(back),
    },
  }
}

/** Everybody who serves here, once, as choices. */
export function usePersons(people: People) {
  const either = useEither()
  const now = new Date()
  const here = people.filter(({ until }) => until === null || new Date(until) > now)
  return [...new Map(here.map((one) => [one.person, one])).values()].map(({ person, name }) => ({
    value: person,
    label: either(name.ja, name.en),
  }))
}
