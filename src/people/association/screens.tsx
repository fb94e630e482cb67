import { useState } from 'react'
import { monthWords } from '#base/i18n/index.ts'
import type { Received } from '#base/ui/index.ts'
import {
  ActButton,
  Answered,
  ChoiceField,
  Facts,
  Form,
  Moment,
  Page,
  ProseField,
  roleWords,
  Section,
  TextField,
  TlpBadge,
  tell,
  useAct,
  useAnswer,
  useEither,
  useKeptForm,
  useLanguage,
  useMe,
  useText,
} from '#base/ui/index.ts'
import { TLP } from '#core/envelope/index.ts'
import { channelNames, fromForm, toForm } from './charter-form.ts'
import type { getCharter, putCharter } from './routes.ts'

type Ruling = Received<typeof getCharter>
type Charter = Ruling['charter']

/** The charter that rules, in words; the committee's chair and the secretariat adopt a new version. */
export function CharterPage() {
  const t = useText()
  const ruling = useAnswer<typeof getCharter>('/api/charter')
  const [editing, setEditing] = useState(false)
  const because = useMe().may.charter ? undefined : t('app.charter.may_not', { who: t('people.may.charter') })
  return (
    <Answered of={ruling}>
      {(found) =>
        editing ? (
          <EditCharter ruling={found} done={() => setEditing(false)} />
        ) : (
          <Page
            title={t('association.charter.title')}
            lead={
              <>
                {t('association.charter.version', { version: found.version })}
                {' · '}
                <Moment at={found.adoptedAt} />
              </>
            }
            actions={
              <ActButton because={because} onClick={() => setEditing(true)}>
                {t('app.charter.change')}
              </ActButton>
            }
          >
            <Terms charter={found.charter} />
            <Lists charter={found.charter} />
            <Channels charter={found.charter} />
          </Page>
        )
      }
    </Answered>
  )
}

function Terms({ charter }: { charter: Charter }) {
  const t = useText()
  const { language } = useLanguage()
  const either = useEither()
  const name = (field: keyof Charter) => t(`association.charter.${field}`)
  const roles = (codes: readonly string[]) =>
    codes.map((code) => t(`people.role.${code}` as 'people.role.poc')).join(t('app.list_comma'))
  /** `committee:chair`: a role in a kind of body. */
  const inBody = (written: string) => {
    const [body = '', role = ''] = written.split(':')
    return `${t(`people.group_kind.${body}` as 'people.group_kind.committee')} ${roleWords(t, role, body)}`
  }
  return (
    <Section title={t('app.charter.terms')}>
      <Facts
        of={[
          [
            name('languages'),
            charter.languages.map((one) => t(`common.language.${one}`)).join(t('app.list_comma')),
          ],
          [name('defaultLanguage'), t(`common.language.${charter.defaultLanguage}`)],
          [name('timeZone'), charter.timeZone],
          [name('fiscalYearStartsIn'), monthWords(charter.fiscalYearStartsIn, language)],
          [name('greenCommunity'), either(charter.greenCommunity.ja, charter.greenCommunity.en)],
          [name('needToKnowRoles'), roles(charter.needToKnowRoles)],
          [name('sourceRoles'), roles(charter.sourceRoles)],
          [name('breakGlassRoles'), charter.breakGlassRoles.map(inBody).join(t('app.list_comma'))],
          [name('k'), charter.k],
          [
            name('holdSeconds'),
            t('app.charter.hold', {
              normal: charter.holdSeconds.normal,
              immediate: charter.holdSeconds.immediate,
            }),
          ],
          [
            name('confirmationEveryMonths'),
            t('app.charter.months', { count: charter.confirmationEveryMonths }),
          ],
          [
            name('sessions'),
            t('app.charter.sessions', {
              idle: charter.sessions.idleMinutes,
              absolute: charter.sessions.absoluteHours,
              fresh: charter.sessions.freshMinutes,
            }),
          ],
          [name('invitationDays'), t('app.charter.days', { count: charter.invitationDays })],
        ]}
      />
    </Section>
  )
}

function Lists({ charter }: { charter: Charter }) {
  const t = useText()
  const either = useEither()
  const words = (list: Charter['sectors']) =>
    list.map(({ label }) => either(label.ja, label.en)).join(t('app.list_comma'))
  return (
    <Section title={t('app.charter.lists')}>
      <Facts
        of={[
          [t('association.charter.sectors'), words(charter.sectors)],
          [t('association.charter.districts'), words(charter.districts)],
          [t('association.charter.memberKinds'), words(charter.memberKinds)],
        ]}
      />
    </Section>
  )
}

/** How much of an item each channel may carry, per label. */
function Channels({ charter }: { charter: Charter }) {
  const t = useText()
  return (
    <Section title={t('association.charter.channels')}>
      <p className="dimmed">{t('app.charter.sizes_help')}</p>
      <div className="rows">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('app.charter.label')}</th>
              {channelNames.map((channel) => (
                <th key={channel} scope="col">
                  {t(`app.charter.channel.${channel}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {[...TLP].reverse().map((label) => (
              <tr key={label}>
                <th scope="row">
                  <TlpBadge tlp={label} />
                </th>
                {channelNames.map((channel) => (
                  <td key={channel} data-label={t(`app.charter.channel.${channel}`)}>
                    {t(`app.charter.size.${charter.channels[label][channel]}`)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  )
}

/** A new version on the ground of the one that is shown; a change made meanwhile is told. */
function EditCharter({ ruling, done }: { ruling: Ruling; done: () => void }) {
  const t = useText()
  const { language } = useLanguage()
  const form = useKeptForm(`charter.${ruling.version}`, toForm(ruling.charter))
  const adopt = useAct<typeof putCharter>('put', '/api/charter', {
    done: () => {
      tell(t('app.charter.adopted'))
      done()
    },
  })
  const name = (field: keyof Charter) => t(`association.charter.${field}`)
  const number = { inputMode: 'numeric', className: 'short' } as const
  return (
    <Page
      title={t('app.charter.change')}
      lead={t('app.charter.change_lead', { version: ruling.version })}
      narrow
    >
      <Form
        form={form}
        submit={t('app.charter.adopt')}
        sentence={t('app.charter.adopt_sentence')}
        cancel={done}
        send={(values) =>
          adopt.mutateAsync({ body: { basedOn: ruling.version, charter: fromForm(ruling.charter, values) } })
        }
      >
        <fieldset>
          <legend>{t('app.charter.terms')}</legend>
          <ChoiceField
            label={name('defaultLanguage')}
            data={ruling.charter.languages.map((value) => ({ value, label: t(`common.language.${value}`) }))}
            {...form.getInputProps('charter.defaultLanguage')}
          />
          <TextField label={name('timeZone')} {...form.getInputProps('charter.timeZone')} />
          <TextField
            label={name('fiscalYearStartsIn')}
            {...number}
            {...form.getInputProps('charter.fiscalYearStartsIn')}
          />
          <div className="pair">
            <TextField
              label={`${name('greenCommunity')}（${t('common.language.ja')}）`}
              {...form.getInputProps('charter.greenCommunity.ja')}
            />
            <TextField
              label={`${name('greenCommunity')} (${t('common.language.en')})`}
              {...form.getInputProps('charter.greenCommunity.en')}
            />
          </div>
        </fieldset>
        <fieldset>
          <legend>{t('app.charter.numbers')}</legend>
          <TextField label={name('k')} {...number} {...form.getInputProps('charter.k')} />
          <div className="pair">
            <TextField
              label={t('app.charter.hold_normal')}
              {...number}
              {...form.getInputProps('charter.holdSeconds.normal')}
            />
            <TextField
              label={t('app.charter.hold_immediate')}
              {...number}
              {...form.getInputProps('charter.holdSeconds.immediate')}
            />
          </div>
          <TextField
            label={name('confirmationEveryMonths')}
            {...number}
            {...form.getInputProps('charter.confirmationEveryMonths')}
          />
          <div className="pair">
            <TextField
              label={t('app.charter.idle')}
              {...number}
              {...form.getInputProps('charter.sessions.idleMinutes')}
            />
            <TextField
              label={t('app.charter.absolute')}
              {...number}
              {...form.getInputProps('charter.sessions.absoluteHours')}
            />
            <TextField
              label={t('app.charter.fresh')}
              {...number}
              {...form.getInputProps('charter.sessions.freshMinutes')}
            />
          </div>
          <TextField
            label={name('invitationDays')}
            {...number}
            {...form.getInputProps('charter.invitationDays')}
          />
        </fieldset>
        <fieldset>
          <legend>{t('app.charter.lists')}</legend>
          <p className="dimmed">{t('app.charter.lists_help')}</p>
          <ProseField label={name('sectors')} {...form.getInputProps('charter.sectors')} lang={language} />
          <ProseField label={name('districts')} {...form.getInputProps('charter.districts')} />
          <ProseField label={name('memberKinds')} {...form.getInputProps('charter.memberKinds')} />
          <ProseField
            label={name('holidays')}
            hint={t('app.charter.holidays_help')}
            {...form.getInputProps('charter.holidays')}
          />
        </fieldset>
      </Form>
    </Page>
  )
}
