import { useState } from 'react'
import {
  ActButton,
  Answered,
  ChoiceField,
  Facts,
  Form,
  Moment,
  Mono,
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
  useMe,
  useParam,
  useText,
} from '#base/ui/index.ts'
import type { getPerson, patchPerson } from '../routes.ts'
import { TieWords } from './appointing.tsx'
import { SeatName } from './words.tsx'

type Person = Received<typeof getPerson>

/** One person, and what he or she serves as. */
export function PersonPage() {
  const t = useText()
  const either = useEither()
  const { person: me, hat, may } = useMe()
  const [editing, edit] = useState(false)
  const person = useAnswer<typeof getPerson>('/api/people/{person}', {
    params: { person: useParam('person') },
  })
  return (
    <Answered of={person}>
      {(found) => {
        const ours = found.appointments.some(({ team }) => team !== null && team === hat?.team)
        const mayEdit = found.id === me || may.office || (may.keepTeam && ours)
        return (
          <Page
            title={either(found.name.ja, found.name.en)}
            actions={
              mayEdit &&
              !editing && (
                <ActButton variant="default" onClick={() => edit(true)}>
                  {t('directory.edit_person')}
                </ActButton>
              )
            }
          >
            {editing && <EditPerson person={found} done={() => edit(false)} />}
            <Facts
              of={[
                [t('directory.name_ja'), found.name.ja],
                [t('directory.name_en'), found.name.en],
                [
                  t('people.field.email'),
                  <Mono key="email" copy>
                    {found.email}
                  </Mono>,
                ],
                [t('directory.mail_language'), t(`common.language.${found.language}`)],
              ]}
            />
            <Section title={t('directory.serves')}>
              <Rows
                caption={t('directory.serves')}
                rows={found.appointments}
                keyOf={({ appointment }) => appointment}
                empty={<p className="dimmed">{t('directory.serves_none')}</p>}
                columns={[
                  {
                    head: t('directory.seat'),
                    heads: true,
                    cell: (one) => <SeatName of={one} />,
                  },
                  { head: t('directory.role'), cell: ({ role }) => t(`people.role.${role}`) },
                  { head: t('directory.tie'), cell: (one) => <TieWords of={one} /> },
                  { head: t('directory.since'), cell: ({ since }) => <Moment at={since} /> },
                ]}
              />
            </Section>
          </Page>
        )
      }}
    </Answered>
  )
}

function EditPerson({ person, done }: { person: Person; done: () => void }) {
  const t = useText()
  const form = useKeptForm(`person.${person.id}`, {
    nameJa: person.name.ja,
    nameEn: person.name.en,
    language: person.language as string,
  })
  const edit = useAct<typeof patchPerson>('patch', '/api/people/{person}', {
    done: () => {
      tell(t('common.state.saved'))
      done()
    },
  })
  return (
    <Panel title={t('directory.edit_person')}>
      <Form
        form={form}
        submit={t('common.action.save')}
        cancel={done}
        send={({ language, ...names }) =>
          edit.mutateAsync({
            params: { person: person.id },
            body: { ...names, language: language as 'ja' | 'en' },
          })
        }
      >
        <div className="pair">
          <TextField label={t('directory.name_ja')} {...form.getInputProps('nameJa')} />
          <TextField label={t('directory.name_en')} {...form.getInputProps('nameEn')} />
        </div>
        <ChoiceField
          label={t('directory.mail_language')}
          data={(['ja', 'en'] as const).map((value) => ({ value, label: t(`common.language.${value}`) }))}
          {...form.getInputProps('language')}
        />
        <p className="dimmed">{t('directory.email_proposed')}</p>
      </Form>
    </Panel>
  )
}
