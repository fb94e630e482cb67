import { Button } from '@mantine/core'
import { useState } from 'react'
import {
  ActButton,
  ChoiceField,
  Form,
  Go,
  links,
  Mono,
  Panel,
  Rows,
  roleWords,
  Section,
  TextField,
  tell,
  useAct,
  useEither,
  useKeptForm,
  useText,
} from '#base/ui/index.ts'
import type { Tie } from '#people/directory/index.ts'
import type { postAppointmentEnd } from '#people/directory/routes.ts'
import type { postGroupPerson } from '../routes.ts'
import { type Group, isBody } from './words.tsx'

type Serving = Group['people'][number]

/** Who serves in a group or body by name: chairs, officers, outside cooperators, guests. */
export function People({ group }: { group: Group }) {
  const t = useText()
  const either = useEither()
  const [appointing, appoint] = useState(false)
  const [ending, end] = useState<Serving | null>(null)
  const who = isBody(group) ? 'officer' : 'chair'
  return (
    <Section
      title={t('groups.people')}
      actions={
        group.leads &&
        !group.closedAt &&
        !appointing && (
          <ActButton
            variant="default"
            because={group.appoints.length > 0 ? undefined : t('errors.not_your_role', { who })}
            onClick={() => appoint(true)}
          >
            {t('groups.appoint')}
          </ActButton>
        )
      }
    >
      {appointing && <Appoint group={group} done={() => appoint(false)} />}
      {ending && <End one={ending} kind={group.kind} done={() => end(null)} />}
      <Rows
        caption={t('groups.people')}
        rows={group.people}
        keyOf={({ appointment }) => appointment}
        empty={<p className="dimmed">{t('groups.no_people')}</p>}
        columns={[
          {
            head: t('groups.person'),
            heads: true,
            cell: ({ person, name }) => <Go to={links.person(person)}>{either(name.ja, name.en)}</Go>,
          },
          { head: t('groups.role'), cell: ({ role }) => roleWords(t, role, group.kind) },
          {
            head: t('groups.tie'),
            cell: ({ tie, firm }) => (firm ? `${t(`people.tie.${tie}`)} (${firm})` : t(`people.tie.${tie}`)),
          },
          { head: t('people.field.email'), cell: ({ email }) => <Mono copy>{email}</Mono> },
          ...(group.leads
            ? [
                {
                  head: t('groups.acts'),
                  cell: (one: Serving) => (
                    <Button
                      size="compact-sm"
                      variant="default"
                      aria-label={`${t('groups.end')}: ${either(one.name.ja, one.name.en)}`}
                      onClick={() => end(one)}
                    >
                      {t('groups.end')}
                    </Button>
                  ),
                },
              ]
            : []),
        ]}
      />
    </Section>
  )
}

const ties = [
  'employee',
  'seconded',
  'contractor',
  'group_company',
  'volunteer',
] as const satisfies readonly Tie[]

/** Appoints somebody by mail address; whoever the directory knows is asked first. */
function Appoint({ group, done }: { group: Group; done: () => void }) {
  const t = useText()
  const roles = group.appoints
  const form = useKeptForm(`appoint.${group.id}`, {
    person: { nameJa: '', nameEn: '', email: '', language: 'ja' as 'ja' | 'en' },
    role: roles.at(-1) ?? 'member',
    tie: 'employee' as Tie,
    firm: '',
  })
  const appoint = useAct<typeof postGroupPerson>('post', '/api/groups/{group}/people', {
    done: ({ offer }) => {
      tell(t(offer ? 'groups.offered' : 'groups.appointed'))
      done()
    },
  })
  const { tie } = form.getValues()
  const hasFirm = tie === 'contractor' || tie === 'group_company'
  return (
    <Panel title={t('groups.appoint')}>
      <Form
        form={form}
        submit={t('groups.appoint_now')}
        sentence={t('groups.appoint_sentence')}
        cancel={done}
        send={({ firm, ...body }) =>
          appoint.mutateAsync({
            params: { group: group.id },
            body: { ...body, firm: hasFirm && firm.trim() ? firm : null, since: null },
          })
        }
      >
        <TextField
          label={t('people.field.email')}
          hint={t('groups.email_hint')}
          type="email"
          autoComplete="off"
          {...form.getInputProps('person.email')}
        />
        <div className="pair">
          <TextField label={t('groups.name_ja')} {...form.getInputProps('person.nameJa')} />
          <TextField label={t('groups.name_en')} {...form.getInputProps('person.nameEn')} />
        </div>
        <ChoiceField
          label={t('groups.mail_language')}
          data={(['ja', 'en'] as const).map((value) => ({ value, label: t(`common.language.${value}`) }))}
          {...form.getInputProps('person.language')}
        />
        <ChoiceField
          label={t('groups.role')}
          data={roles.map((value) => ({ value, label: roleWords(t, value, group.kind) }))}
          {...form.getInputProps('role')}
        />
        <ChoiceField
          label={t('groups.tie')}
          data={ties.map((value) => ({ value, label: t(`people.tie.${value}`) }))}
          {...form.getInputProps('tie')}
        />
        {hasFirm && <TextField label={t('groups.firm')} {...form.getInputProps('firm')} />}
      </Form>
    </Panel>
  )
}

function End({ one, kind, done }: { one: Serving; kind: string; done: () => void }) {
  const t = useText()
  const either = useEither()
  const form = useKeptForm(`end.${one.appointment}`, {}, { keep: false })
  const end = useAct<typeof postAppointmentEnd>('post', '/api/appointments/{appointment}/end', {
    done: () => {
      tell(t('groups.ended'))
      done()
    },
  })
  return (
    <Panel
      title={t('groups.end_title', {
        name: either(one.name.ja, one.name.en),
        role: roleWords(t, one.role, kind),
      })}
    >
      <Form
        form={form}
        submit={t('groups.end')}
        danger
        cancel={done}
        send={() => end.mutateAsync({ params: { appointment: one.appointment }, body: { until: null } })}
      >
        <p>{t('groups.end_sentence')}</p>
      </Form>
    </Panel>
  )
}
