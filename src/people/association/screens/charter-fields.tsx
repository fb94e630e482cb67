import { NativeSelect } from '@mantine/core'
import { monthWords } from '#base/i18n/index.ts'
import {
  ChoiceField,
  ProseField,
  TextField,
  TickField,
  TlpBadge,
  useLanguage,
  useText,
} from '#base/ui/index.ts'
import { CHARTER_ROLES, type Charter, GLASS_ROLES } from '#core/charter/index.ts'
import { TLP } from '#core/envelope/index.ts'
import { channelNames, sizesOf } from '../charter-form.ts'
import type { CharterForm } from './edit-charter.tsx'
import { useCharterWords } from './words.tsx'

const number = { inputMode: 'numeric', className: 'short' } as const
const MONTHS = Array.from({ length: 12 }, (_, index) => index + 1)

/** Languages, clock, year, and what GREEN means here. */
export function TermFields({ form }: { form: CharterForm }) {
  const t = useText()
  const { language } = useLanguage()
  const name = (field: keyof Charter) => t(`association.charter.${field}`)
  const { languages } = form.getValues().charter
  const word = (one: string) => t(`common.language.${one}` as 'common.language.ja')
  return (
    <fieldset>
      <legend>{t('app.charter.terms')}</legend>
      <Ticks form={form} field="languages" offered={['ja', 'en']} word={word} />
      <ChoiceField
        label={name('defaultLanguage')}
        data={languages.map((value) => ({ value, label: word(value) }))}
        {...form.getInputProps('charter.defaultLanguage')}
      />
      <TextField label={name('timeZone')} {...form.getInputProps('charter.timeZone')} />
      <ChoiceField
        label={name('fiscalYearStartsIn')}
        data={MONTHS.map((month) => ({ value: String(month), label: monthWords(month, language) }))}
        {...form.getInputProps('charter.fiscalYearStartsIn')}
      />
      <div className="pair">
        <TextField
          label={t('charter.part.greenCommunity.ja')}
          {...form.getInputProps('charter.greenCommunity.ja')}
        />
        <TextField
          label={t('charter.part.greenCommunity.en')}
          {...form.getInputProps('charter.greenCommunity.en')}
        />
      </div>
    </fieldset>
  )
}

/** The lists of roles that decide who reads. */
export function RoleFields({ form }: { form: CharterForm }) {
  const t = useText()
  const { role } = useCharterWords()
  return (
    <fieldset>
      <legend>{t('charter.roles_title')}</legend>
      <p className="dimmed">{t('charter.roles_help')}</p>
      <Ticks form={form} field="needToKnowRoles" offered={CHARTER_ROLES} word={role} />
      <Ticks form={form} field="sourceRoles" offered={CHARTER_ROLES} word={role} />
      <Ticks form={form} field="breakGlassRoles" offered={GLASS_ROLES} word={role} />
    </fieldset>
  )
}

type Ticked = 'languages' | 'needToKnowRoles' | 'sourceRoles' | 'breakGlassRoles'

/** One tick for each entry that is offered, and for what the charter names beside them. */
function Ticks({
  form,
  field,
  offered,
  word,
}: {
  form: CharterForm
  field: Ticked
  offered: readonly string[]
  word: (entry: string) => string
}) {
  const t = useText()
  const ticked = form.getValues().charter[field]
  const label = t(`association.charter.${field}`)
  const path = `charter.${field}` as const
  const problem = form.errors[path]
  return (
    <fieldset className="ticks-group" data-path={path} aria-label={label} tabIndex={-1}>
      <legend className="legend-small">{label}</legend>
      <div className="ticks-wide">
        {[...new Set([...offered, ...ticked])].map((entry) => (
          <TickField
            key={entry}
            label={word(entry)}
            checked={ticked.includes(entry)}
            onChange={({ currentTarget }) =>
              form.setFieldValue(
                path,
                currentTarget.checked ? [...ticked, entry] : ticked.filter((one) => one !== entry),
              )
            }
          />
        ))}
      </div>
      {problem && <p className="mantine-InputWrapper-error problem-words">{problem}</p>}
    </fieldset>
  )
}

/** Times and numbers. */
export function NumberFields({ form }: { form: CharterForm }) {
  const t = useText()
  const name = (field: keyof Charter) => t(`association.charter.${field}`)
  return (
    <fieldset>
      <legend>{t('app.charter.numbers')}</legend>
      <TextField label={name('k')} {...number} {...form.getInputProps('charter.k')} />
      <div className="pair">
        {(['normal', 'immediate'] as const).map((one) => (
          <TextField
            key={one}
            label={t(`charter.part.holdSeconds.${one}`)}
            {...number}
            {...form.getInputProps(`charter.holdSeconds.${one}`)}
          />
        ))}
      </div>
      <div className="pair">
        {(['immediate', 'urgent', 'normal', 'information'] as const).map((one) => (
          <TextField
            key={one}
            label={t(`charter.part.answerWithinDays.${one}`)}
            {...number}
            {...form.getInputProps(`charter.answerWithinDays.${one}`)}
          />
        ))}
      </div>
      <div className="pair">
        {(['first', 'last'] as const).map((one) => (
          <TextField
            key={one}
            label={t(`charter.part.remindAtPercent.${one}`)}
            {...number}
            {...form.getInputProps(`charter.remindAtPercent.${one}`)}
          />
        ))}
      </div>
      <div className="pair">
        {(['immediateHours', 'otherWorkingDays'] as const).map((one) => (
          <TextField
            key={one}
            label={t(`charter.part.objectionWithin.${one}`)}
            {...number}
            {...form.getInputProps(`charter.objectionWithin.${one}`)}
          />
        ))}
      </div>
      <TextField
        label={name('confirmationEveryMonths')}
        {...number}
        {...form.getInputProps('charter.confirmationEveryMonths')}
      />
      <div className="pair">
        {(['idleMinutes', 'absoluteHours', 'freshMinutes'] as const).map((one) => (
          <TextField
            key={one}
            label={t(`charter.part.sessions.${one}`)}
            {...number}
            {...form.getInputProps(`charter.sessions.${one}`)}
          />
        ))}
      </div>
      <div className="pair">
        {(['trustChangeHours', 'openingWaitHours', 'invitationDays'] as const).map((one) => (
          <TextField key={one} label={name(one)} {...number} {...form.getInputProps(`charter.${one}`)} />
        ))}
      </div>
    </fieldset>
  )
}

/** Sectors, districts, kinds of member, public holidays: one line each. */
export function ListFields({ form }: { form: CharterForm }) {
  const t = useText()
  const name = (field: keyof Charter) => t(`association.charter.${field}`)
  return (
    <fieldset>
      <legend>{t('app.charter.lists')}</legend>
      <p className="dimmed">{t('app.charter.lists_help')}</p>
      <ProseField label={name('sectors')} {...form.getInputProps('charter.sectors')} />
      <ProseField label={name('districts')} {...form.getInputProps('charter.districts')} />
      <ProseField label={name('memberKinds')} {...form.getInputProps('charter.memberKinds')} />
      <ProseField
        label={name('holidays')}
        hint={t('app.charter.holidays_help')}
        {...form.getInputProps('charter.holidays')}
      />
    </fieldset>
  )
}

/** The channel matrix: a choice in each cell, from nothing to everything. */
export function MatrixFields({ form }: { form: CharterForm }) {
  const t = useText()
  const labels = [...TLP].reverse()
  return (
    <fieldset className="matrix">
      <legend>{t('association.charter.channels')}</legend>
      <p className="dimmed">
        {t('charter.matrix_help')} {t('app.charter.sizes_help')}
      </p>
      <div className="rows">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('charter.means')}</th>
              {labels.map((label) => (
                <th key={label} scope="col">
                  <TlpBadge tlp={label} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {channelNames.map((channel) => (
              <tr key={channel}>
                <th scope="row">{t(`app.charter.channel.${channel}`)}</th>
                {labels.map((label) => (
                  <td key={label} data-label={`TLP:${label}`}>
                    <NativeSelect
                      size="sm"
                      aria-label={t('charter.cell', {
                        channel: t(`app.charter.channel.${channel}`),
                        label: `TLP:${label}`,
                      })}
                      data={sizesOf(channel).map((value) => ({
                        value,
                        label: t(`app.charter.size.${value}`),
                      }))}
                      {...form.getInputProps(`charter.channels.${label}.${channel}`)}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </fieldset>
  )
}
