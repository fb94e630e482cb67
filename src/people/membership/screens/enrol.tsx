import { Button } from '@mantine/core'
import { useState } from 'react'
import {
  Answered,
  ChoiceField,
  Form,
  Go,
  type KeptForm,
  links,
  Note,
  Page,
  ProseField,
  type Received,
  TextField,
  TickField,
  useAct,
  useAnswer,
  useEither,
  useGo,
  useKeptForm,
  useLanguage,
  useMe,
  useText,
} from '#base/ui/index.ts'
import type { getCharter } from '#people/association/routes.ts'
import { type Enrolment, enrolmentBody, newEnrolment, withShortName } from '../enrolment.ts'
import type { getFirstSteps, postTeam } from '../routes.ts'

type Charter = Received<typeof getCharter>['charter']

/** A team that has just been entered, and whom to invite. */
interface Entered {
  readonly id: string
  readonly name: string
  readonly poc: { readonly person: string; readonly name: string } | null
}

/** The way to invite somebody; identity's, put in by the app. */
type Invite = (person: string, name: string, prominent?: boolean) => React.ReactNode

/** Enters a new team with its point of contact, on a page of its own; then invites the person. */
export function EnrolTeam({ invite }: { invite: Invite }) {
  const t = useText()
  const { may } = useMe()
  const charter = useAnswer<typeof getCharter>('/api/charter')
  const steps = useAnswer<typeof getFirstSteps>('/api/first-steps', undefined, {
    enabled: may.office === true,
  })
  const [entered, setEntered] = useState<Entered | null>(null)
  if (entered)
    return <EnteredPage key={entered.id} entered={entered} invite={invite} another={() => setEntered(null)} />
  const form = (first: boolean) => (
    <Answered of={charter}>
      {(ruling) => <Enrol charter={ruling.charter} first={first} done={setEntered} />}
    </Answered>
  )
  return (
    <Page title={t('office.enrol')} lead={t('office.enrol_lead')} narrow>
      {may.office ? <Answered of={steps}>{({ first }) => form(!first)}</Answered> : form(false)}
    </Page>
  )
}

function EnteredPage({
  entered: { id, name, poc },
  invite,
  another,
}: {
  entered: Entered
  invite: Invite
  another: () => void
}) {
  const t = useText()
  return (
    <Page title={t('office.enrolled', { team: name })} narrow>
      {poc ? (
        <>
          <p>{t('office.enrolled_poc', { name: poc.name })}</p>
          <div className="actions">{invite(poc.person, poc.name, true)}</div>
        </>
      ) : (
        <Note kind="caution">{t('office.enrolled_no_poc')}</Note>
      )}
      <ul className="lines">
        <li>
          <Go to={links.home()}>{t('app.nav.home')}</Go>
        </li>
        <li>
          <Go to={links.team(id)}>{t('office.to_team')}</Go>
        </li>
      </ul>
      <div className="actions">
        <Button variant="default" onClick={another}>
          {t('office.another')}
        </Button>
      </div>
    </Page>
  )
}

function Enrol({
  charter,
  first,
  done,
}: {
  charter: Charter
  /** The association’s first: it is a member, whoever founded it has decided that. */
  first: boolean
  done: (entered: Entered) => void
}) {
  const t = useText()
  const either = useEither()
  const go = useGo()
  const { may } = useMe()
  const { language } = useLanguage()
  const form = useKeptForm('team.new', newEnrolment(language, first))
  const { pocLater, handle } = form.values
  const enrol = useAct<typeof postTeam>('post', '/api/teams')
  return (
    <Form
      form={form}
      submit={t('office.enrol_now')}
      sentence={
        <>
          {t('office.enrol_sentence')}
          {handle.trim() !== '' && (
            <>
              {' '}
              {t('office.handle_stays')}
              <code>{handle.trim()}</code>
            </>
          )}
        </>
      }
      because={may.office ? undefined : t('errors.not_your_role', { who: 'secretariat' })}
      cancel={() => go(links.admissions())}
      send={async (values) => {
        const { id, poc } = await enrol.mutateAsync({ body: enrolmentBody(values) })
        done({
          id,
          name: either(values.nameJa, values.nameEn),
          poc: poc === null ? null : { person: poc, name: either(values.poc.nameJa, values.poc.nameEn) },
        })
      }}
    >
      <fieldset>
        <legend>{t('office.facts')}</legend>
        <TeamFields form={form} charter={charter} />
      </fieldset>
      <fieldset>
        <legend>{t('office.poc')}</legend>
        {!pocLater && <PocFields form={form} />}
        <TickField label={t('office.poc_later')} {...form.getInputProps('pocLater', { type: 'checkbox' })} />
      </fieldset>
      <TickField
        label={t('office.admit_now')}
        hint={t('office.admit_now_hint')}
        {...form.getInputProps('admit', { type: 'checkbox' })}
      />
    </Form>
  )
}

function TeamFields({ form, charter }: { form: KeptForm<Enrolment>; charter: Charter }) {
  const t = useText()
  const either = useEither()
  const coded = {
    sector: charter.sectors,
    district: charter.districts,
    kind: charter.memberKinds,
  } as const
  return (
    <>
      <div className="pair">
        <TextField label={t('people.field.name_ja')} {...form.getInputProps('nameJa')} />
        <TextField label={t('people.field.name_en')} {...form.getInputProps('nameEn')} />
      </div>
      <div className="pair pair-top">
        <TextField
          label={t('people.field.short_name')}
          hint={t('office.short_hint')}
          {...form.getInputProps('shortName')}
          onChange={(event) => {
            form.clearFieldError('shortName')
            form.setValues(withShortName(form.getValues(), event.currentTarget.value))
          }}
        />
        <TextField
          label={t('people.field.handle')}
          hint={t('office.handle_hint')}
          autoComplete="off"
          {...form.getInputProps('handle')}
        />
      </div>
      <div className="pair">
        {(['sector', 'district', 'kind'] as const).map((field) => (
          <ChoiceField
            key={field}
            label={t(`people.field.${field}`)}
            data={[
              { value: '', label: t('common.choose') },
              ...coded[field].map(({ code, label }) => ({ value: code, label: either(label.ja, label.en) })),
            ]}
            {...form.getInputProps(field)}
          />
        ))}
        <ChoiceField
          label={t('people.field.language')}
          data={(['ja', 'en'] as const).map((value) => ({ value, label: t(`common.language.${value}`) }))}
          {...form.getInputProps('language')}
        />
      </div>
      <details>
        <summary>{t('office.more_facts')}</summary>
        {(['legalEntities', 'domains', 'networks'] as const).map((field) => (
          <ProseField
            key={field}
            label={t(`people.field.${field}`)}
            hint={t('office.one_per_line')}
            optional
            {...form.getInputProps(field)}
          />
        ))}
      </details>
    </>
  )
}

function PocFields({ form }: { form: KeptForm<Enrolment> }) {
  const t = useText()
  return (
    <>
      <div className="pair">
        <TextField label={t('directory.name_ja')} lang="ja" {...form.getInputProps('poc.nameJa')} />
        <TextField label={t('directory.name_en')} lang="en" {...form.getInputProps('poc.nameEn')} />
      </div>
      <div className="pair">
        <TextField
          label={t('people.field.email')}
          type="email"
          autoComplete="off"
          {...form.getInputProps('poc.email')}
        />
        <ChoiceField
          label={t('directory.mail_language')}
          data={(['ja', 'en'] as const).map((value) => ({ value, label: t(`common.language.${value}`) }))}
          {...form.getInputProps('poc.language')}
        />
      </div>
    </>
  )
}
