import { useState } from 'react'
import {
  ActButton,
  Answered,
  Facts,
  Form,
  Go,
  links,
  Moment,
  Note,
  Page,
  Panel,
  type Received,
  Rows,
  Section,
  TextField,
  tell,
  useAct,
  useAnswer,
  useEither,
  useKeptForm,
  useParam,
  useText,
} from '#base/ui/index.ts'
import type { getTeam, getTeamPeople } from '#people/directory/routes.ts'
import type { getStanding, postStanding } from '../routes.ts'
import { CHANGES, type Change, LEADS_TO } from '../standing.ts'

type Standing = Received<typeof getStanding>

/** The standing of one team with its history, and what may be done with it now, each with what follows. */
export function StandingPage() {
  const t = useText()
  const either = useEither()
  const id = useParam('team')
  const team = useAnswer<typeof getTeam>('/api/teams/{team}', { params: { team: id } })
  const standing = useAnswer<typeof getStanding>('/api/teams/{team}/standing', { params: { team: id } })
  const name = team.data ? either(team.data.name.ja, team.data.name.en) : '…'
  return (
    <Page
      title={t('office.standing_of', { team: name })}
      lead={<Go to={links.team(id)}>{t('office.to_directory')}</Go>}
    >
      <Answered of={standing}>
        {(found) => (
          <>
            <Facts
              of={[
                [t('office.standing'), t(`people.standing.${found.status}`)],
                [t('office.standing_since'), <Moment key="since" at={found.since} />],
                [
                  t('office.member_since'),
                  found.memberSince ? <Moment key="member" at={found.memberSince} /> : '—',
                ],
                ...(found.reason ? [[t('office.reason'), found.reason] as const] : []),
              ]}
            />
            <Changes team={id} name={name} of={found} />
            <History of={found} />
          </>
        )}
      </Answered>
    </Page>
  )
}

/** Every change, forbidden ones with their reason: the standing does not allow it, or the role does not. */
function Changes({ team, name, of }: { team: string; name: string; of: Standing }) {
  const t = useText()
  const [work, setWork] = useState<Change | null>(null)
  const allowed = new Set(of.changes.map(({ change }) => change))
  const inPlace = CHANGES.filter((change) => LEADS_TO[change].from.includes(of.status))
  if (inPlace.length === 0) return <Note>{t('office.no_changes')}</Note>
  return (
    <Section title={t('office.changes')}>
      {work && (
        <ChangeStanding
          key={work}
          team={team}
          name={name}
          change={work}
          needsReason={of.changes.some(({ change, needsReason }) => change === work && needsReason)}
          done={() => setWork(null)}
        />
      )}
      {!work && (
        <dl className="sentences">
          {inPlace.map((change) => (
            <div key={change}>
              <dt>
                <ActButton
                  variant="default"
                  because={
                    allowed.has(change)
                      ? undefined
                      : t('errors.not_your_role', { who: 'committee_or_secretariat' })
                  }
                  onClick={() => setWork(change)}
                >
                  {t(`office.change.${change}`)}
                </ActButton>
              </dt>
              <dd>{t(`office.follows.${change}`)}</dd>
            </div>
          ))}
        </dl>
      )}
    </Section>
  )
}

function ChangeStanding({
  team,
  name,
  change,
  needsReason,
  done,
}: {
  team: string
  name: string
  change: Change
  needsReason: boolean
  done: () => void
}) {
  const t = useText()
  const form = useKeptForm(`standing.${team}.${change}`, { reason: '' })
  const act = useAct<typeof postStanding>('post', '/api/teams/{team}/standing', {
    done: () => {
      tell(t('office.changed'))
      done()
    },
  })
  const gentle = change === 'admit' || change === 'restore'
  return (
    <Panel title={t(`office.change_title.${change}`, { team: name })}>
      <Note kind={gentle ? 'plain' : 'caution'}>
        <p>{t(`office.follows.${change}`)}</p>
        <p>{t(`office.undo.${change}`)}</p>
      </Note>
      {change === 'admit' && <WhoAnswers team={team} />}
      <Form
        form={form}
        submit={t(`office.change.${change}`)}
        sentence={t('office.at_once')}
        danger={!gentle}
        cancel={done}
        send={({ reason }) =>
          act.mutateAsync({ params: { team }, body: { change, reason: reason.trim() || null } })
        }
      >
        <TextField
          label={t('office.reason')}
          audience={t('office.reason_readers')}
          optional={!needsReason}
          {...form.getInputProps('reason')}
        />
      </Form>
    </Panel>
  )
}

/** A team without a point of contact is a member whom nobody reaches. */
function WhoAnswers({ team }: { team: string }) {
  const t = useText()
  const people = useAnswer<typeof getTeamPeople>('/api/teams/{team}/people', { params: { team } })
  const found = people.data?.people
  if (!found || found.some(({ role, until }) => role === 'poc' && (!until || new Date(until) > new Date())))
    return null
  return (
    <Note kind="caution">
      <p>{t('office.no_poc')}</p>
      <p>
        <Go to={links.team(team)}>{t('office.to_team')}</Go>
      </p>
    </Note>
  )
}

function History({ of: { history } }: { of: Standing }) {
  const t = useText()
  return (
    <Section title={t('office.history')}>
      <Rows
        caption={t('office.history')}
        rows={history}
        keyOf={({ since, status }) => since + status}
        empty={<p className="dimmed">{t('office.no_history')}</p>}
        columns={[
          { head: t('office.standing'), heads: true, cell: ({ status }) => t(`people.standing.${status}`) },
          { head: t('office.standing_since'), cell: ({ since }) => <Moment at={since} /> },
          { head: t('office.reason'), cell: ({ reason }) => reason ?? '—' },
        ]}
      />
    </Section>
  )
}
