import { Button } from '@mantine/core'
import {
  Answered,
  Facts,
  Form,
  Go,
  links,
  Moment,
  Note,
  Page,
  ProblemBox,
  type Received,
  Section,
  TextField,
  tell,
  useAct,
  useAnswer,
  useEither,
  useGo,
  useKeptForm,
  useMe,
  useParam,
  useText,
} from '#base/ui/index.ts'
import type { getProposal, getTeam, getTeamPeople, postProposalDecision } from '../routes.ts'
import { ProposedValue } from './proposed-value.tsx'
import { BEARING, useBearingValue } from './team.tsx'
import { Lines } from './words.tsx'

type Found = Received<typeof getProposal>

/** One proposal for the secretariat: what is now, what would be, what it opens, and the decision. */
export function DecideProposal() {
  const t = useText()
  const either = useEither()
  const id = useParam('proposal')
  const found = useAnswer<typeof getProposal>('/api/proposals/{proposal}', { params: { proposal: id } })
  return (
    <Answered of={found}>
      {(answer) => {
        const { proposal } = answer
        return (
          <Page
            title={t(`people.field.${proposal.field}`)}
            lead={
              <>
                <Go to={links.team(proposal.team)}>{either(proposal.teamName.ja, proposal.teamName.en)}</Go>
                {' · '}
                <Moment at={proposal.proposedAt} relative />
              </>
            }
            narrow
          >
            <Facts
              of={[
                [t('directory.now'), <NowOf key="now" of={proposal} />],
                [t('directory.proposed'), <ProposedValue key="next" of={proposal} />],
                [t('directory.proposed_by'), <Proposer key="who" of={proposal} />],
              ]}
            />
            <Opens of={answer} />
            {proposal.outcome ? (
              <Note>
                <p>
                  {t(`people.outcome.${proposal.outcome}`)}
                  {proposal.decidedAt && (
                    <>
                      {' · '}
                      <Moment at={proposal.decidedAt} />
                    </>
                  )}
                </p>
                {proposal.reason && <p>{proposal.reason}</p>}
              </Note>
            ) : (
              <Decision of={proposal} />
            )}
          </Page>
        )
      }}
    </Answered>
  )
}

function NowOf({ of: { team, field } }: { of: Found['proposal'] }) {
  const found = useAnswer<typeof getTeam>('/api/teams/{team}', { params: { team } })
  return <Answered of={found}>{(page) => <NowValue team={page} field={field} />}</Answered>
}

function NowValue({ team, field }: { team: Received<typeof getTeam>; field: string }) {
  const t = useText()
  const value = useBearingValue(team)
  const bearing = BEARING.find((one) => one === field)
  return <>{bearing ? value(bearing) : t(`directory.now_of.${field}` as 'directory.now_of.poc')}</>
}

function Proposer({ of: { team, proposedBy } }: { of: Found['proposal'] }) {
  const t = useText()
  const either = useEither()
  const people = useAnswer<typeof getTeamPeople>('/api/teams/{team}/people', { params: { team } })
  const one = people.data?.people.find(({ appointment }) => appointment === proposedBy)
  return one ? (
    <>
      <Go to={links.person(one.person)}>{either(one.name.ja, one.name.en)}</Go> ·{' '}
      {t(`people.role.${one.role}`)}
    </>
  ) : (
    t('directory.by_secretariat')
  )
}

/** What confirming would open, in numbers and names of teams; never what they could read. */
function Opens({ of: { opens, proposal } }: { of: Found }) {
  const t = useText()
  const either = useEither()
  if (!opens) return null
  const parts =
    'about' in opens.parts
      ? t('people.opens.parts_at_least', { count: opens.parts.about })
      : t('people.opens.parts_fewer', { count: opens.parts.fewerThan })
  const coded = ['sector', 'district', 'kind'].includes(proposal.field)
  const bounds = ['legalEntities', 'boundContractors'].includes(proposal.field)
  const says = [
    coded && parts,
    bounds && t('people.opens.people', { count: opens.people }),
    opens.barredIn.length > 0 && t('people.opens.barred', { count: opens.barredIn.length }),
    !coded && !bounds && t(`directory.opens_of.${proposal.field}` as 'directory.opens_of.poc'),
  ].filter((one) => one !== false)
  return (
    <Section title={t('directory.opens')}>
      <Note kind={opens.barredIn.length > 0 || opens.alsoHeldBy.length > 0 ? 'caution' : 'plain'}>
        <Lines of={says} />
        {opens.alsoHeldBy.length > 0 && (
          <p>
            {t('people.opens.same_domain', { count: opens.alsoHeldBy.length })}{' '}
            {opens.alsoHeldBy.map(({ team, name }) => (
              <Go key={team} to={links.team(team)}>
                {either(name.ja, name.en)}{' '}
              </Go>
            ))}
          </p>
        )}
      </Note>
    </Section>
  )
}

function Decision({ of: { id } }: { of: Found['proposal'] }) {
  const t = useText()
  const go = useGo()
  const { hat, may } = useMe()
  const form = useKeptForm(`decide.${id}`, { reason: '' })
  const decide = useAct<typeof postProposalDecision>('post', '/api/proposals/{proposal}/decision', {
    done: () => {
      tell(t('directory.decided_now'))
      go(links.proposals())
    },
  })
  const send = (outcome: 'confirmed' | 'refused') => (values: { reason: string }) =>
    decide.mutateAsync({
      params: { proposal: id },
      body: { outcome, reason: values.reason.trim() || null },
    })
  const officer = may.office && hat?.role === 'officer'
  return (
    <Section title={t('directory.decision')}>
      <ProblemBox error={decide.variables?.body.outcome === 'refused' ? decide.error : null} />
      <Form
        form={form}
        submit={t('directory.confirm')}
        sentence={t('directory.confirm_sentence')}
        because={officer ? undefined : t('errors.not_your_role', { who: 'officer' })}
        send={send('confirmed')}
        besides={
          officer && (
            <Button
              variant="default"
              onClick={() => void send('refused')(form.getValues()).then(form.forget, () => undefined)}
            >
              {t('directory.refuse')}
            </Button>
          )
        }
      >
        <TextField
          label={t('directory.reason')}
          hint={t('directory.reason_hint')}
          optional
          {...form.getInputProps('reason')}
        />
      </Form>
    </Section>
  )
}
