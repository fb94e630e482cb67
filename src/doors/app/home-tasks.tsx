import { Button } from '@mantine/core'
import type { Received } from '#base/ui/index.ts'
import {
  Go,
  ItemLine,
  links,
  Moment,
  ProblemBox,
  roleWords,
  tell,
  useAct,
  useAnswer,
  useEither,
  useMe,
  useText,
} from '#base/ui/index.ts'
import type { getAgreements } from '#people/agreements/routes.ts'
import type { getOffers, getProposals, postOfferAnswer } from '#people/directory/routes.ts'
import type { getTasks, getWarnings } from '#work/warnings/routes.ts'

/** What waits for this hat beside answers: offers to take, proposals to confirm, agreements to accept, drafts. */
export function useTasks() {
  const { hat, may } = useMe()
  const offers = useAnswer<typeof getOffers>('/api/offers')
  const proposals = useAnswer<typeof getProposals>(
    '/api/proposals',
    { query: { state: 'open' } },
    { enabled: may.office === true },
  )
  const agreements = useAnswer<typeof getAgreements>('/api/agreements', undefined, {
    enabled: hat?.team != null,
  })
  const mine = useAnswer<typeof getWarnings>(
    '/api/warnings',
    { query: { box: 'mine' } },
    { enabled: may.write === true },
  )
  const reviews = useAnswer<typeof getTasks>('/api/tasks', undefined, { enabled: hat !== null })
  const wanting = new Set(['missing', 'renew', 'lapsed'])
  return {
    offers: offers.data?.offers ?? [],
    reviews: reviews.data?.tasks ?? [],
    proposals: proposals.data?.proposals.length ?? 0,
    agreements: (agreements.data?.agreements ?? []).filter(({ state }) => wanting.has(state)).length,
    drafts: (mine.data?.lines ?? []).filter(({ state }) => state === 'draft').length,
  }
}

/** The purposes of tasks, by the words for them. */
const taskWords: Readonly<Record<string, 'review' | 'hub' | 'opened'>> = {
  review: 'review',
  hub: 'hub',
  'break-glass': 'opened',
}

export type Tasks = ReturnType<typeof useTasks>

export const countTasks = ({ offers, reviews, proposals, agreements, drafts }: Tasks): number =>
  offers.length + reviews.length + proposals + agreements + drafts

/** The tasks as lines, each with its way there; an offer is answered on the spot. */
export function TaskList({ tasks }: { tasks: Tasks }) {
  const t = useText()
  const lines = [
    tasks.proposals > 0 && {
      to: links.proposals(),
      words: t('app.home.proposals', { count: tasks.proposals }),
    },
    tasks.agreements > 0 && {
      to: links.ourAgreements(),
      words: t('app.home.agreements', { count: tasks.agreements }),
    },
    tasks.drafts > 0 && { to: links.myWarnings(), words: t('app.home.drafts', { count: tasks.drafts }) },
  ].filter((line) => line !== false)
  return (
    <ul className="tasks">
      {tasks.offers.map((offer) => (
        <OfferTask key={offer.id} offer={offer} />
      ))}
      {tasks.reviews.map(({ number, headline, language, tlp, exercise, purpose, until }) => (
        <li key={number + purpose}>
          <ItemLine
            to={links.warning(number)}
            title={headline}
            language={language}
            exercise={exercise}
            tlp={tlp}
            before={t(`app.home.task.${taskWords[purpose] ?? 'review'}`)}
          />
          <span className="dimmed">
            {t('app.home.until')} <Moment at={until} relative />
          </span>
        </li>
      ))}
      {lines.map(({ to, words }) => (
        <li key={to}>
          <Go to={to}>{words}</Go>
        </li>
      ))}
    </ul>
  )
}

function OfferTask({ offer }: { offer: Received<typeof getOffers>['offers'][number] }) {
  const t = useText()
  const either = useEither()
  const answer = useAct<typeof postOfferAnswer>('post', '/api/offers/{offer}/answer', {
    done: () => tell(t('app.home.offer_answered')),
  })
  const say = (accept: boolean) => answer.mutate({ params: { offer: offer.id }, body: { accept } })
  const seat = offer.seat ? either(offer.seat.ja, offer.seat.en) : ''
  return (
    <li>
      <ProblemBox error={answer.error} />
      <span>{t('app.home.offer', { seat, role: roleWords(t, offer.role) })}</span>
      <span className="actions">
        <Button size="compact-md" loading={answer.isPending} onClick={() => say(true)}>
          {t('app.home.offer_accept')}
        </Button>
        <Button size="compact-md" variant="default" disabled={answer.isPending} onClick={() => say(false)}>
          {t('app.home.offer_decline')}
        </Button>
      </span>
    </li>
  )
}
