import {
  ChoiceField,
  DayField,
  Form,
  Panel,
  tell,
  useAct,
  useKeptForm,
  useLanguage,
  useMe,
  useText,
  useZone,
} from '#base/ui/index.ts'
import { TEAM_ROLES, type TeamRole, type Tie } from '../appointment.ts'
import type { postTeamPerson } from '../routes.ts'
import { beginOf, firmOf, nobody, PersonFields, TieFields, zoneNow } from './appointing.tsx'

/**
 * Appoints somebody in a team. A person whom the directory knows by the address is asked first. `first`: the team has
 * no point of contact, so that is whom the secretariat most likely means.
 */
export function Appoint({ team, first, done }: { team: string; first: boolean; done: () => void }) {
  const t = useText()
  const { may } = useMe()
  const { language } = useLanguage()
  const zone = useZone()
  const form = useKeptForm(`appoint.${team}`, {
    person: { ...nobody, language },
    role: (first && may.office ? 'poc' : 'analyst') as TeamRole,
    tie: 'employee' as Tie,
    firm: '',
    since: '',
  })
  const appoint = useAct<typeof postTeamPerson>('post', '/api/teams/{team}/people', {
    done: ({ offer }) => {
      tell(t(offer ? 'directory.offered' : 'directory.appointed'))
      done()
    },
  })
  const values = form.getValues()
  return (
    <Panel title={t('directory.appoint')}>
      <Form
        form={form}
        submit={t('directory.appoint_now')}
        sentence={t('directory.appoint_sentence')}
        cancel={done}
        send={({ person, role, since, ...tied }) =>
          appoint.mutateAsync({
            params: { team },
            body: { person, role, tie: tied.tie, firm: firmOf(tied), since: beginOf(since, zone) },
          })
        }
      >
        <PersonFields form={form} at="person" />
        <ChoiceField
          label={t('directory.role')}
          hint={may.office ? undefined : t('directory.poc_is_proposed')}
          data={TEAM_ROLES.map((value) => ({
            value,
            label: t(`people.role.${value}`),
            disabled: value === 'poc' && !may.office,
          }))}
          {...form.getInputProps('role')}
        />
        <TieFields form={form} tie={values.tie} />
        <DayField
          label={t('directory.begins')}
          hint={t('directory.begins_hint', { zone: zoneNow(zone) })}
          optional
          className="short-day"
          {...form.getInputProps('since')}
        />
      </Form>
    </Panel>
  )
}
