import { ChoiceField, Form, links, useEither, useKeptForm, useText } from '#base/ui/index.ts'
import type { Tie } from '../appointment.ts'
import { firmOf, nobody, PersonFields, TieFields } from './appointing.tsx'
import { type People, usePersons, useProposal } from './proposing.tsx'
import type { Team } from './team.tsx'

/** A new point of contact: a trust event, which a second person confirms and which waits before it counts. */
export function ProposePoc({ team, people }: { team: Team; people: People }) {
  const t = useText()
  const either = useEither()
  const persons = usePersons(people)
  const pocs = people.filter(({ role, until }) => role === 'poc' && until === null)
  const { send, frame } = useProposal(team, links.ourPeople())
  const form = useKeptForm('propose.poc', {
    who: persons[0]?.value ?? '',
    value: {
      person: nobody,
      tie: 'employee' as Tie,
      firm: '',
      replaces: pocs[0]?.appointment ?? '',
    },
  })
  const { who, value: now } = form.getValues()
  return (
    <Form
      form={form}
      {...frame}
      send={({ who: known, value: { person, replaces, ...tied } }) =>
        send({
          field: 'poc',
          value: {
            person: known ? { id: known } : person,
            tie: tied.tie,
            firm: firmOf(tied),
            replaces: replaces || null,
          },
        })
      }
    >
      <ChoiceField
        label={t('directory.new_poc')}
        data={[...persons, { value: '', label: t('directory.somebody_new') }]}
        {...form.getInputProps('who')}
      />
      {who === '' && <PersonFields form={form} at="value.person" />}
      <TieFields form={form} tie={now.tie} at="value." />
      <ChoiceField
        label={t('directory.replaces')}
        hint={t('directory.replaces_hint')}
        data={[
          ...pocs.map(({ appointment, name }) => ({ value: appointment, label: either(name.ja, name.en) })),
          { value: '', label: t('directory.replaces_nobody') },
        ]}
        {...form.getInputProps('value.replaces')}
      />
    </Form>
  )
}
