import { beginOfDay, zoneName } from '#base/i18n/index.ts'
import type { KeptForm } from '#base/ui/index.ts'
import { ChoiceField, TextField, useText } from '#base/ui/index.ts'
import { lacksFirm, TIES, type Tie } from '../appointment.ts'

/** A person as a form holds one who is not in the directory yet. */
export const nobody = { nameJa: '', nameEn: '', email: '', language: 'ja' as 'ja' | 'en' }

type WithPerson = { person: typeof nobody }
type WithTie = { tie: Tie; firm: string }

/** What binds somebody to the body served; a contractor's firm besides. */
export function TieWords({ of: { tie, firm } }: { of: { tie: Tie; firm: string | null } }) {
  const t = useText()
  return <>{firm ? t('directory.tie_of', { tie: t(`people.tie.${tie}`), firm }) : t(`people.tie.${tie}`)}</>
}

/** Names, address and language of somebody new. `at` is where the form keeps the person. */
export function PersonFields<T extends WithPerson | { value: WithPerson }>({
  form,
  at,
}: {
  form: KeptForm<T>
  at: string
}) {
  const t = useText()
  return (
    <>
      <TextField
        label={t('people.field.email')}
        hint={t('directory.email_hint')}
        type="email"
        autoComplete="off"
        {...form.getInputProps(`${at}.email`)}
      />
      <div className="pair">
        <TextField label={t('directory.name_ja')} {...form.getInputProps(`${at}.nameJa`)} />
        <TextField label={t('directory.name_en')} {...form.getInputProps(`${at}.nameEn`)} />
      </div>
      <ChoiceField
        label={t('directory.mail_language')}
        data={(['ja', 'en'] as const).map((value) => ({ value, label: t(`common.language.${value}`) }))}
        {...form.getInputProps(`${at}.language`)}
      />
    </>
  )
}

/** The tie, and the firm where it needs one. `at` is where the form keeps both: '' or `value.`. */
export function TieFields<T extends WithTie | { value: WithTie }>({
  form,
  tie,
  at = '',
}: {
  form: KeptForm<T>
  tie: Tie
  at?: string
}) {
  const t = useText()
  return (
    <>
      <ChoiceField
        label={t('directory.tie')}
        hint={t('directory.tie_hint')}
        data={TIES.map((value) => ({ value, label: t(`people.tie.${value}`) }))}
        {...form.getInputProps(`${at}tie`)}
      />
      {lacksFirm({ tie, firm: null }) && (
        <TextField
          label={t(tie === 'contractor' ? 'directory.firm' : 'directory.entity')}
          {...form.getInputProps(`${at}firm`)}
        />
      )}
    </>
  )
}

/** The firm as the API takes it: only where the tie has one. */
export const firmOf = ({ tie, firm }: WithTie): string | null =>
  lacksFirm({ tie, firm: null }) && firm.trim() ? firm : null

/** A day as the moment at which it begins in the association's zone; null for now. */
export const beginOf = (day: string, zone: string): string | null =>
  day ? beginOfDay(day, zone).toISOString() : null

/** What the association's zone is called now, for what is said of a day. */
export const zoneNow = (zone: string): string => zoneName(new Date(), zone)
