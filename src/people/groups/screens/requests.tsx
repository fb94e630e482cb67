import { Button } from '@mantine/core'
import {
  Go,
  links,
  Moment,
  ProblemBox,
  type Received,
  Rows,
  Section,
  tell,
  useAct,
  useAnswer,
  useEither,
  useMe,
  useText,
} from '#base/ui/index.ts'
import type { getGroupRequests, postGroupRequestAnswer, postGroupRequestWithdrawal } from '../routes.ts'

type Request = Received<typeof getGroupRequests>['requests'][number]

/** Requests to join and invitations that wait, with what this hat can do about each. Nothing when none waits. */
export function Requests({ group }: { group?: string }) {
  const t = useText()
  const either = useEither()
  const found = useAnswer<typeof getGroupRequests>('/api/group-requests')
  const requests = (found.data?.requests ?? []).filter((one) => !group || one.group === group)
  if (requests.length === 0) return null
  return (
    <Section title={t('groups.requests')}>
      <Rows
        caption={t('groups.requests')}
        rows={requests}
        keyOf={({ id }) => id}
        empty={null}
        columns={[
          {
            head: t('groups.what'),
            heads: true,
            cell: ({ kind, team, teamName, group: to, groupName }) => (
              <span>
                {t(`groups.request_kind.${kind}`)}:{' '}
                <Go to={links.team(team)}>
                  {teamName ? either(teamName.ja, teamName.en) : t('groups.a_team')}
                </Go>
                {' → '}
                <Go to={links.group(to)}>{either(groupName.ja, groupName.en)}</Go>
              </span>
            ),
          },
          { head: t('groups.as'), cell: ({ standing }) => t(`people.membership.${standing}`) },
          { head: t('groups.asked_at'), cell: ({ askedAt }) => <Moment at={askedAt} /> },
          { head: t('groups.acts'), cell: (one) => <Acts of={one} /> },
        ]}
      />
    </Section>
  )
}

/** The team answers an invitation, the chair and the secretariat a request; whoever asked takes it back. */
function Acts({ of: { id, kind, team, group } }: { of: Request }) {
  const t = useText()
  const { hat, may } = useMe()
  const answer = useAct<typeof postGroupRequestAnswer>('post', '/api/group-requests/{request}/answer', {
    done: () => tell(t('groups.answered')),
  })
  const withdraw = useAct<typeof postGroupRequestWithdrawal>(
    'post',
    '/api/group-requests/{request}/withdrawal',
    { done: () => tell(t('groups.taken_back')) },
  )
  const params = { request: id }
  const speaks = hat?.team === team && may.speak === true
  const leads = may.office || (hat?.group === group && ['chair', 'vice_chair'].includes(hat.role))
  const answers = kind === 'invitation' ? speaks : leads
  const asked = kind === 'invitation' ? leads : speaks
  if (!answers && !asked)
    return (
      <span className="because-not">
        {t('errors.not_your_role', { who: kind === 'invitation' ? 'team_speaker' : 'chair' })}
      </span>
    )
  return (
    <span className="actions">
      <ProblemBox error={answer.error ?? withdraw.error} />
      {answers && (
        <>
          <Button
            size="compact-sm"
            loading={answer.isPending}
            onClick={() => answer.mutate({ params, body: { accept: true } })}
          >
            {t('groups.accept')}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => answer.mutate({ params, body: { accept: false } })}
          >
            {t('groups.refuse')}
          </Button>
        </>
      )}
      {asked && (
        <Button size="compact-sm" variant="default" onClick={() => withdraw.mutate({ params })}>
          {t('groups.take_back')}
        </Button>
      )}
    </span>
  )
}
