import {
  ChoiceField,
  DayField,
  Form,
  Panel,
  tell,
  useAct,
  useEither,
  useKeptForm,
  useMe,
  useText,
  useZone,
} from '#base/ui/index.ts'
import { TEAM_ROLES, type TeamRole, type Tie } from '../appointment.ts'
import type { postAppointmentChange, postAppointmentEnd } from '../routes.ts'
import { beginOf, firmOf, TieFields, zoneNow } from './appointing.tsx'
import type { Serving } from './people.tsx'

/** Another role or tie: the old appointment ends and a new one begins. */
export function ChangeAppointment({ one, done }: { one: Serving; done: () => void }) {
  const t = useText()
  const either = useEither()
  const { may } = useMe()
  const form = useKeptForm(`change.${one.appointment}`, {
    role: one.role as TeamRole,
    tie: one.tie as Tie,
    firm: one.firm ?? '',
  })
  const change = useAct<typeof postAppointmentChange>('post', '/api/appointments/{appointment}/change', {
    done: () => {
      tell(t('directory.changed'))
      done()
    },
  })
  return (
    <Panel title={t('directory.change_of', { name: either(one.name.ja, one.name.en) })}>
      <Form
        form={form}
        submit={t('directory.change_now')}
        sentence={t('directory.change_sentence')}
        cancel={done}
        send={({ role, ...tied }) =>
          change.mutateAsync({
            params: { appointment: one.appointment },
            body: { role, tie: tied.tie, firm: firmOf(tied) },
          })
        }
      >
        <ChoiceField
          label={t('directory.role')}
          hint={may.office ? undefined : t('directory.poc_is_proposed')}
          data={TEAM_ROLES.map((value) => ({
            value,
            label: t(`people.role.${value}`),
            disabled: value === 'poc' && one.role !== 'poc' && !may.office,
          }))}
          {...form.getInputProps('role')}
        />
        <TieFields form={form} tie={form.getValues().tie} />
      </Form>
    </Panel>
  )
}

/** Ends an appointment, now or on a later day. */
export function EndAppointment({ one, done }: { one: Serving; done: () => void }) {
  const t = useText()
  const either = useEither()
  const zone = useZone()
  const form = useKeptForm(`end.${one.appointment}`, { until: '' })
  const end = useAct<typeof postAppointmentEnd>('post', '/api/appointments/{appointment}/end', {
    done: () => {
      tell(t('directory.ended'))
      done()
    },
  })
  return (
    <Panel
      title={t('directory.end_of', {
        name: either(one.name.ja, one.name.en),
        role: t(`people.role.${one.role}`),
      })}
    >
      <Form
        form={form}
        submit={t('directory.end_now')}
        sentence={t('directory.end_sentence')}
        danger
        cancel={done}
        send={({ until }) =>
          end.mutateAsync({ params: { appointment: one.appointment }, body: { until: beginOf(until, zone) } })
        }
      >
        <DayField
          label={t('directory.ends')}
          hint={t('directory.ends_hint', { zone: zoneNow(zone) })}
          optional
          {...form.getInputProps('until')}
        />
      </Form>
    </Panel>
  )
}
