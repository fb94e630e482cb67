import { monthWords } from '#base/i18n/index.ts'
import {
  ChoiceField,
  type KeptForm,
  ProseField,
  TextField,
  TickField,
  useEither,
  useLanguage,
  useText,
} from '#base/ui/index.ts'
import type { Charter } from '#core/charter/index.ts'
import type { Founding } from './founding-form.ts'

type Form = { readonly form: KeptForm<Founding> }

export function Names({ form }: Form) {
  const t = useText()
  return (
    <fieldset>
      <legend>{t('app.founding.names')}</legend>
      <TextField
        label={t('association.found.address')}
        hint={t('association.found.address_help')}
        type="url"
        autoComplete="off"
        {...form.getInputProps('url')}
      />
      <div className="pair">
        <TextField label={t('association.found.name_ja')} lang="ja" {...form.getInputProps('nameJa')} />
        <TextField label={t('association.found.name_en')} lang="en" {...form.getInputProps('nameEn')} />
      </div>
      <div className="pair">
        <TextField label={t('association.found.short_ja')} lang="ja" {...form.getInputProps('shortJa')} />
        <TextField label={t('association.found.short_en')} lang="en" {...form.getInputProps('shortEn')} />
      </div>
    </fieldset>
  )
}

const months = Array.from({ length: 12 }, (_, index) => String(index + 1))

/** The few terms that differ most often; all others are offered as they are and can be changed in the charter. */
export function Terms({ form }: Form) {
  const t = useText()
  const { language } = useLanguage()
  return (
    <fieldset>
      <legend>{t('app.charter.terms')}</legend>
      <p className="dimmed">{t('app.founding.terms_help')}</p>
      <div className="pair">
        <TextField
          label={t('app.founding.green_ja')}
          lang="ja"
          {...form.getInputProps('charter.greenCommunity.ja')}
        />
        <TextField
          label={t('app.founding.green_en')}
          lang="en"
          {...form.getInputProps('charter.greenCommunity.en')}
        />
      </div>
      <div className="pair">
        <ChoiceField
          label={t('association.charter.defaultLanguage')}
          data={[
            { value: 'ja', label: t('common.language.ja') },
            { value: 'en', label: t('common.language.en') },
          ]}
          {...form.getInputProps('charter.defaultLanguage')}
        />
        <TextField label={t('association.charter.timeZone')} {...form.getInputProps('charter.timeZone')} />
        <ChoiceField
          label={t('association.charter.fiscalYearStartsIn')}
          data={months.map((value) => ({ value, label: monthWords(Number(value), language) }))}
          {...form.getInputProps('charter.fiscalYearStartsIn')}
        />
      </div>
    </fieldset>
  )
}

/** One person of the first secretariat. */
export function Founders({ form, index }: Form & { index: 0 | 1 }) {
  const t = useText()
  const field = (name: 'nameJa' | 'nameEn' | 'email' | 'language') =>
    form.getInputProps(`officers.${index}.${name}`)
  const duty = form.getInputProps(`officers.${index}.duty`, { type: 'checkbox' })
  return (
    <fieldset>
      <legend className="legend-small">{t('app.founding.officer', { number: index + 1 })}</legend>
      <div className="pair">
        <TextField label={t('app.founding.name_ja')} lang="ja" {...field('nameJa')} />
        <TextField label={t('app.founding.name_en')} lang="en" {...field('nameEn')} />
      </div>
      <div className="pair">
        <TextField label={t('signIn.email')} type="email" {...field('email')} />
        <ChoiceField
          label={t('common.language.switch')}
          data={[
            { value: 'ja', label: t('common.language.ja') },
            { value: 'en', label: t('common.language.en') },
          ]}
          {...field('language')}
        />
      </div>
      <TickField label={t('app.founding.duty')} hint={t('app.founding.duty_hint')} {...duty} />
    </fieldset>
  )
}

/** The member team whose people run the secretariat, where there is one. */
export function RunningTeam({ form, charter }: Form & { charter: Charter }) {
  const t = useText()
  const either = useEither()
  const options = (list: Charter['sectors']) =>
    list.map(({ code, label }) => ({ value: code, label: either(label.ja, label.en) }))
  return (
    <>
      <div className="pair">
        <TextField label={t('people.field.name_ja')} lang="ja" {...form.getInputProps('team.nameJa')} />
        <TextField label={t('people.field.name_en')} lang="en" {...form.getInputProps('team.nameEn')} />
      </div>
      <div className="pair">
        <TextField label={t('people.field.short_name')} {...form.getInputProps('team.shortName')} />
        <TextField
          label={t('people.field.handle')}
          hint={t('app.founding.handle_hint')}
          {...form.getInputProps('team.handle')}
        />
      </div>
      <div className="pair">
        <ChoiceField
          label={t('people.field.sector')}
          data={options(charter.sectors)}
          {...form.getInputProps('team.sector')}
        />
        <ChoiceField
          label={t('people.field.district')}
          data={options(charter.districts)}
          {...form.getInputProps('team.district')}
        />
        <ChoiceField
          label={t('people.field.kind')}
          data={options(charter.memberKinds)}
          {...form.getInputProps('team.kind')}
        />
      </div>
      <ProseField
        label={t('people.field.legalEntities')}
        hint={t('app.founding.one_per_line')}
        optional
        {...form.getInputProps('team.legalEntities')}
      />
    </>
  )
}
