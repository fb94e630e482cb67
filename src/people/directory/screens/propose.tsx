import { Checkbox } from '@mantine/core'
import {
  Answered,
  ChoiceField,
  Empty,
  Facts,
  Form,
  links,
  ProseField,
  TextField,
  useAnswer,
  useKeptForm,
  useMe,
  useParam,
  useText,
} from '#base/ui/index.ts'
import { TEAM_ROLES, type TeamRole } from '../appointment.ts'
import type { getTeamPeople } from '../routes.ts'
import { OwnTeam } from './our-team.tsx'
import { ProposePoc } from './propose-poc.tsx'
import { type People, usePersons, useProposal } from './proposing.tsx'
import { BEARING, type Bearing, type Team, useBearingValue } from './team.tsx'
import { type CodedField, useCodes } from './words.tsx'

/** One change of what bears access, proposed on a page of its own: what it is, who confirms, what holds now. */
export function Propose() {
  const t = useText()
  const field = useParam('field')
  const { hat } = useMe()
  const people = useAnswer<typeof getTeamPeople>(
    '/api/teams/{team}/people',
    { params: { team: hat?.team ?? '' } },
    { enabled: hat?.team != null },
  )
  const known = proposable.find((one) => one === field)
  if (!known) return <Empty title={t('app.lost.title')}>{t('app.lost.what')}</Empty>
  return (
    <OwnTeam
      title={t('directory.propose_title', { field: t(`people.field.${known}`) })}
      lead={t(`directory.about_field.${known}`)}
    >
      {(team) => (
        <>
          <Now team={team} field={known} />
          <Answered of={people}>
            {({ people: all }) => <Fields team={team} field={known} people={all} />}
          </Answered>
        </>
      )}
    </OwnTeam>
  )
}

const proposable = [...BEARING, 'email', 'keys', 'poc'] as const
type Proposable = (typeof proposable)[number]

const isBearing = (field: Proposable): field is Bearing => BEARING.some((one) => one === field)

function Now({ team, field }: { team: Team; field: Proposable }) {
  const t = useText()
  const value = useBearingValue(team)
  return isBearing(field) ? <Facts of={[[t('directory.now'), value(field)]]} /> : null
}

function Fields({ team, field, people }: { team: Team; field: Proposable; people: People }) {
  switch (field) {
    case 'sector':
    case 'district':
    case 'kind':
      return <ProposeCode team={team} field={field} />
    case 'domains':
    case 'networks':
    case 'legalEntities':
    case 'boundContractors':
      return <ProposeList team={team} field={field} />
    case 'releaseRoles':
      return <ProposeRoles team={team} />
    case 'email':
      return <ProposeEmail team={team} people={people} />
    case 'keys':
      return <ProposeKey team={team} people={people} />
    case 'poc':
      return <ProposePoc team={team} people={people} />
  }
}

function ProposeCode({ team, field }: { team: Team; field: CodedField }) {
  const t = useText()
  const { choices } = useCodes()
  const { send, frame } = useProposal(team, links.ourTeam())
  const form = useKeptForm(`propose.${field}`, { value: team[field] ?? '' })
  return (
    <Form form={form} {...frame} send={({ value }) => send({ field, value })}>
      <ChoiceField
        label={t(`people.field.${field}`)}
        data={choices(field)}
        {...form.getInputProps('value')}
      />
    </Form>
  )
}

function ProposeList({
  team,
  field,
}: {
  team: Team
  field: 'domains' | 'networks' | 'legalEntities' | 'boundContractors'
}) {
  const t = useText()
  const { send, frame } = useProposal(team, links.ourTeam())
  const form = useKeptForm(`propose.${field}`, { value: (team[field] ?? []).join('\n') })
  const lines = (value: string) =>
    value
      .split('\n')
      .map((one) => one.trim())
      .filter(Boolean)
  return (
    <Form form={form} {...frame} send={({ value }) => send({ field, value: lines(value) })}>
      <ProseField
        label={t(`people.field.${field}`)}
        hint={t('directory.whole_list')}
        {...form.getInputProps('value')}
      />
    </Form>
  )
}

function ProposeRoles({ team }: { team: Team }) {
  const t = useText()
  const { send, frame } = useProposal(team, links.ourTeam())
  const form = useKeptForm('propose.releaseRoles', { value: (team.releaseRoles ?? []) as string[] })
  return (
    <Form
      form={form}
      {...frame}
      send={({ value }) =>
        send({ field: 'releaseRoles', value: TEAM_ROLES.filter((role) => value.includes(role)) })
      }
    >
      <Checkbox.Group label={t('people.field.releaseRoles')} {...form.getInputProps('value')}>
        <div className="ticks">
          {TEAM_ROLES.map((role: TeamRole) => (
            <Checkbox key={role} value={role} label={t(`people.role.${role}`)} />
          ))}
        </div>
      </Checkbox.Group>
    </Form>
  )
}

function ProposeEmail({ team, people }: { team: Team; people: People }) {
  const t = useText()
  const persons = usePersons(people)
  const { send, frame } = useProposal(team, links.ourPeople())
  const form = useKeptForm('propose.email', { value: { person: persons[0]?.value ?? '', email: '' } })
  return (
    <Form form={form} {...frame} send={({ value }) => send({ field: 'email', value })}>
      <ChoiceField label={t('directory.whose')} data={persons} {...form.getInputProps('value.person')} />
      <TextField
        label={t('directory.new_email')}
        type="email"
        autoComplete="off"
        {...form.getInputProps('value.email')}
      />
    </Form>
  )
}

function ProposeKey({ team, people }: { team: Team; people: People }) {
  const t = useText()
  const persons = usePersons(people)
  const { send, frame } = useProposal(team, links.ourKeys())
  const form = useKeptForm('propose.keys', { value: { person: '', armored: '' } })
  return (
    <Form
      form={form}
      {...frame}
      send={({ value: { person, armored } }) =>
        send({ field: 'keys', value: { person: person || null, armored } })
      }
    >
      <ChoiceField
        label={t('directory.key_of')}
        data={[{ value: '', label: t('directory.key_of_team') }, ...persons]}
        {...form.getInputProps('value.person')}
      />
      <ProseField
        label={t('directory.armored')}
        hint={t('directory.armored_hint')}
        minRows={8}
        spellCheck={false}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        {...form.getInputProps('value.armored')}
      />
    </Form>
  )
}
