import { useState } from 'react'
import {
  ActButton,
  Answered,
  Empty,
  Facts,
  GoButton,
  links,
  Note,
  Page,
  Section,
  useAnswer,
  useEither,
  useMe,
  useText,
} from '#base/ui/index.ts'
import type { getTeam } from '../routes.ts'
import { EditTeam } from './edit-team.tsx'
import { Keys } from './keys.tsx'
import { type Invite, PeopleOfTeam } from './people.tsx'
import { TeamProposals } from './proposals.tsx'
import { BEARING, type Team, useBearingValue, usePlainFacts } from './team.tsx'
import { useCodes } from './words.tsx'

/** What the own team says of itself: what it changes alone, and what it proposes. */
export function OurTeam() {
  const t = useText()
  return (
    <OwnTeam title={t('directory.our_facts')}>
      {(team) => (
        <>
          <PlainPart team={team} />
          <BearingPart team={team} />
          <Section title={t('directory.proposals')}>
            <TeamProposals team={team.id} />
          </Section>
        </>
      )}
    </OwnTeam>
  )
}

/** People and roles of the own team. */
export function OurPeople({ invite }: { invite?: Invite }) {
  const t = useText()
  const { charter } = useCodes()
  return (
    <OwnTeam title={t('directory.our_people')} lead={t('directory.our_people_lead')}>
      {(team) => (
        <>
          <PeopleOfTeam team={team.id} invite={invite} />
          <Note>
            <p>{t('directory.poc_explained', { count: charter?.trustChangeHours ?? 24 })}</p>
          </Note>
          <Section title={t('directory.proposals')}>
            <TeamProposals team={team.id} fields={['poc', 'email']} />
          </Section>
        </>
      )}
    </OwnTeam>
  )
}

/** OpenPGP keys of the own team and its people. */
export function OurKeys() {
  const t = useText()
  const { may } = useMe()
  return (
    <OwnTeam
      title={t('directory.our_keys')}
      lead={t('directory.our_keys_lead')}
      actions={
        may.speak ? (
          <GoButton to={links.propose('keys')}>{t('directory.add_key')}</GoButton>
        ) : (
          <ActButton because={t('errors.not_your_role', { who: 'team_speaker' })}>
            {t('directory.add_key')}
          </ActButton>
        )
      }
    >
      {(team) => (
        <>
          <Keys team={team.id} empty={t('directory.no_keys_ours')} />
          <Section title={t('directory.proposals')}>
            <TeamProposals team={team.id} fields={['keys']} />
          </Section>
        </>
      )}
    </OwnTeam>
  )
}

/** The frame of every screen on the own team; a hat of a body has none. */
export function OwnTeam({
  title,
  lead,
  actions,
  children,
}: {
  title: string
  lead?: string
  actions?: React.ReactNode
  children: (team: Team) => React.ReactNode
}) {
  const t = useText()
  const either = useEither()
  const { hat } = useMe()
  const team = useAnswer<typeof getTeam>(
    '/api/teams/{team}',
    { params: { team: hat?.team ?? '' } },
    { enabled: hat?.team != null },
  )
  return (
    <Page
      title={title}
      lead={lead ?? (hat?.team ? either(hat.name.ja, hat.name.en) : undefined)}
      actions={hat?.team && actions}
    >
      {hat?.team ? (
        <Answered of={team}>{children}</Answered>
      ) : (
        <Empty title={t('directory.no_team')}>{t('directory.no_team_what')}</Empty>
      )}
    </Page>
  )
}

function PlainPart({ team }: { team: Team }) {
  const t = useText()
  const { may } = useMe()
  const facts = usePlainFacts(team)
  const [editing, edit] = useState(false)
  return (
    <Section
      title={t('directory.plain_part')}
      actions={
        !editing && (
          <ActButton
            variant="default"
            because={may.keepTeam ? undefined : t('errors.not_your_role', { who: 'team' })}
            onClick={() => edit(true)}
          >
            {t('common.action.edit')}
          </ActButton>
        )
      }
    >
      {editing ? <EditTeam team={team} done={() => edit(false)} /> : <Facts of={facts} />}
    </Section>
  )
}

/** Each field that decides who reads what, with the way to propose another value. */
function BearingPart({ team }: { team: Team }) {
  const t = useText()
  const { may } = useMe()
  const value = useBearingValue(team)
  return (
    <Section title={t('directory.bearing_part')}>
      <p className="dimmed">
        {t('directory.bearing_what')}
        {!may.speak && ` ${t('errors.not_your_role', { who: 'team_speaker' })}`}
      </p>
      <Facts
        of={BEARING.map((field) => [
          t(`people.field.${field}`),
          <div key={field} className="facts-act">
            <div>{value(field)}</div>
            {may.speak && (
              <GoButton
                size="compact-sm"
                variant="default"
                to={links.propose(field)}
                aria-label={`${t('directory.propose')}: ${t(`people.field.${field}`)}`}
              >
                {t('directory.propose')}
              </GoButton>
            )}
          </div>,
        ])}
      />
    </Section>
  )
}
