import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import {
  ActButton,
  Answered,
  actingNow,
  call,
  Empty,
  Go,
  links,
  Moment,
  Page,
  ProblemBox,
  type Received,
  Rows,
  tell,
  useAct,
  useAnswer,
  useEither,
  useMe,
  useQueryParam,
  useText,
} from '#base/ui/index.ts'
import type { ProposedField } from '../proposal.ts'
import type { getProposals, getTeamPeople, postProposalDecision, postProposalWithdrawal } from '../routes.ts'
import { ProposedValue } from './proposed-value.tsx'

export type Proposal = Received<typeof getProposals>['proposals'][number]

/** What the own team proposed: open ones with what can be done, decided ones with their outcome. */
export function TeamProposals({ team, fields }: { team: string; fields?: readonly ProposedField[] }) {
  const t = useText()
  const open = useAnswer<typeof getProposals>('/api/proposals', { query: { team, state: 'open' } })
  const decided = useAnswer<typeof getProposals>('/api/proposals', { query: { team, state: 'decided' } })
  const here = (all: readonly Proposal[]) => all.filter(({ field }) => !fields || fields.includes(field))
  const past = here(decided.data?.proposals ?? [])
  return (
    <>
      <Answered of={open}>{({ proposals }) => <Open team={team} proposals={here(proposals)} />}</Answered>
      {past.length > 0 && (
        <details>
          <summary>{t('directory.decided', { count: past.length })}</summary>
          <Decided proposals={past} />
        </details>
      )}
    </>
  )
}

function Open({ team, proposals }: { team: string; proposals: readonly Proposal[] }) {
  const t = useText()
  const withdraw = useAct<typeof postProposalWithdrawal>('post', '/api/proposals/{proposal}/withdrawal', {
    done: () => tell(t('directory.withdrawn')),
  })
  const decide = useAct<typeof postProposalDecision>('post', '/api/proposals/{proposal}/decision', {
    done: () => tell(t('directory.confirmed')),
  })
  const { may } = useMe()
  const mine = useMine(team)
  return (
    <>
      <ProblemBox error={withdraw.error ?? decide.error} />
      <Rows
        caption={t('directory.proposals')}
        rows={proposals}
        keyOf={({ id }) => id}
        empty={<p className="dimmed">{t('directory.no_proposals')}</p>}
        columns={[
          { head: t('directory.what'), heads: true, cell: ({ field }) => t(`people.field.${field}`) },
          { head: t('directory.value'), cell: (one) => <ProposedValue of={one} /> },
          { head: t('directory.proposed_at'), cell: ({ proposedAt }) => <Moment at={proposedAt} /> },
          {
            head: t('directory.waits_for'),
            cell: ({ field }) => t(field === 'poc' ? 'people.may.second_person' : 'people.may.officer'),
          },
          {
            head: t('directory.acts'),
            cell: (one) =>
              may.speak && (
                <span className="actions">
                  {one.field === 'poc' && (
                    <ActButton
                      size="compact-sm"
                      because={mine(one) ? t('errors.second_person_needed') : undefined}
                      onClick={() =>
                        decide.mutate({
                          params: { proposal: one.id },
                          body: { outcome: 'confirmed', reason: null },
                        })
                      }
                    >
                      {t('directory.confirm')}
                    </ActButton>
                  )}
                  <Button
                    size="compact-sm"
                    variant="default"
                    onClick={() => withdraw.mutate({ params: { proposal: one.id } })}
                  >
                    {t('directory.take_back')}
                  </Button>
                </span>
              ),
          },
        ]}
      />
    </>
  )
}

/** Did I propose this, under whichever appointment? Two appointments of one human being are one person. */
function useMine(team: string): (proposal: Proposal) => boolean {
  const { person } = useMe()
  const people = useAnswer<typeof getTeamPeople>('/api/teams/{team}/people', { params: { team } })
  return ({ proposedBy }) =>
    people.data?.people.some((one) => one.appointment === proposedBy && one.person === person) ?? false
}

function Decided({ proposals }: { proposals: readonly Proposal[] }) {
  const t = useText()
  return (
    <Rows
      caption={t('directory.decided', { count: proposals.length })}
      rows={proposals}
      keyOf={({ id }) => id}
      empty={null}
      columns={[
        { head: t('directory.what'), heads: true, cell: ({ field }) => t(`people.field.${field}`) },
        { head: t('directory.value'), cell: (one) => <ProposedValue of={one} /> },
        {
          head: t('directory.outcome'),
          cell: ({ outcome, reason }) =>
            [outcome && t(`people.outcome.${outcome}`), reason].filter(Boolean).join(' — '),
        },
        {
          head: t('directory.decided_at'),
          cell: ({ decidedAt }) => decidedAt && <Moment at={decidedAt} />,
        },
      ]}
    />
  )
}

const states = ['open', 'decided'] as const

/** Proposals of all teams, for the secretariat: oldest first, each with its way to a decision. */
export function Proposals() {
  const t = useText()
  const either = useEither()
  const [asked] = useQueryParam('state')
  const state = states.find((one) => one === asked) ?? 'open'
  const proposals = useInfiniteQuery({
    queryKey: [actingNow(), '/api/proposals', 'pages', state],
    queryFn: ({ pageParam }) =>
      call<typeof getProposals>('get', '/api/proposals', {
        query: { state, ...(pageParam && { after: pageParam }) },
      }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  })
  return (
    <Page
      title={t('directory.proposals')}
      lead={t('directory.proposals_lead')}
      actions={
        <Go to={state === 'open' ? `${links.proposals()}?state=decided` : links.proposals()}>
          {t(state === 'open' ? 'directory.see_decided' : 'directory.see_open')}
        </Go>
      }
    >
      <Answered of={proposals}>
        {({ pages }) => (
          <Rows
            caption={t('directory.proposals')}
            rows={pages.flatMap((page) => page.proposals)}
            more={
              proposals.hasNextPage && (
                <Button
                  variant="default"
                  loading={proposals.isFetchingNextPage}
                  onClick={() => void proposals.fetchNextPage()}
                >
                  {t('common.action.more')}
                </Button>
              )
            }
            keyOf={({ id }) => id}
            empty={
              <Empty title={t('directory.none_to_confirm')}>{t('directory.none_to_confirm_what')}</Empty>
            }
            columns={[
              {
                head: t('directory.team'),
                heads: true,
                cell: ({ id, teamName, field }) => (
                  <Go to={links.proposal(id)}>
                    {either(teamName.ja, teamName.en)}: {t(`people.field.${field}`)}
                  </Go>
                ),
              },
              { head: t('directory.value'), cell: (one) => <ProposedValue of={one} /> },
              {
                head: t('directory.proposed_at'),
                cell: ({ proposedAt }) => <Moment at={proposedAt} relative />,
              },
              {
                head: t('directory.state'),
                cell: ({ outcome }) => (outcome ? t(`people.outcome.${outcome}`) : t('directory.waits')),
              },
            ]}
          />
        )}
      </Answered>
    </Page>
  )
}
