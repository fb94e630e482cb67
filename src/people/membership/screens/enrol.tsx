import {
  Answered,
  ChoiceField,
  Form,
  links,
  Page,
  ProseField,
  type Received,
  TextField,
  tell,
  useAct,
  useAnswer,
  useEither,
  useGo,
  useKeptForm,
  useMe,
  useText,
} from '#base/ui/index.ts'
import type { getCharter } from '#people/association/routes.ts'
import type { postTeam } from '../routes.ts'

/** Enters a new team as a prospect, on a page of its own. */
export function EnrolTeam() {
  const t = useText()
  const charter = useAnswer<typeof getCharter>('/api/charter')
  return (
    <Page title={t('office.enrol')} lead={t('office.enrol_lead')} narrow>
      <Answered of={charter}>{(ruling) => <Enrol charter={ruling.charter} />}</Answered>
    </Page>
  )
}

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)

function Enrol({ charter }: { charter: Received<typeof getCharter>['charter'] }) {
  const t = useText()
  const either = useEither()
  const go = useGo()
  const { may } = useMe()
  const coded = {
    sector: charter.sectors,
    district: charter.districts,
    kind: charter.memberKinds,
  } as const
  const form = useKeptForm('team.new', {
    nameJa: '',
    nameEn: '',
    shortName: '',
    handle: '',
    language: charter.defaultLanguage as string,
    sector: '',
    district: '',
    kind: '',
    legalEntities: '',
    domains: '',
    networks: '',
  })
  const enrol = useAct<typeof postTeam>('post', '/api/teams', {
    done: ({ id }) => {
      tell(t('office.enrolled'))
      go(links.team(id))
    },
  })
  return (
    <Form
      form={form}
      submit={t('office.enrol_now')}
      sentence={t('office.enrol_sentence')}
      because={may.office ? undefined : t('errors.not_your_role', { who: 'secretariat' })}
      cancel={() => go(links.admissions())}
      send={({ language, legalEntities, domains, networks, ...body }) =>
        enrol.mutateAsync({
          body: {
            ...body,
            language: language as 'ja' | 'en',
            legalEntities: linesOf(legalEntities),
            domains: linesOf(domains),
            networks: linesOf(networks),
          },
        })
      }
    >
      <div className="pair">
        <TextField label={t('people.field.name_ja')} {...form.getInputProps('nameJa')} />
        <TextField label={t('people.field.name_en')} {...form.getInputProps('nameEn')} />
      </div>
      <div className="pair">
        <TextField label={t('people.field.short_name')} {...form.getInputProps('shortName')} />
        <TextField
          label={t('people.field.handle')}
          hint={t('office.handle_hint')}
          autoComplete="off"
          {...form.getInputProps('handle')}
        />
      </div>
      <ChoiceField
        label={t('people.field.language')}
        data={(['ja', 'en'] as const).map((value) => ({ value, label: t(`common.language.${value}`) }))}
        {...form.getInputProps('language')}
      />
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
      </div>
      {(['legalEntities', 'domains', 'networks'] as const).map((field) => (
        <ProseField
          key={field}
          label={t(`people.field.${field}`)}
          hint={t('office.one_per_line')}
          optional
          {...form.getInputProps(field)}
        />
      ))}
    </Form>
  )
}
