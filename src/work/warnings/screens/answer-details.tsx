import { ChoiceField, DayField, ProseField, TextField, TickField, useText } from '#base/ui/index.ts'
import {
  BARE,
  type AnswerDetails as Details,
  type GivenAnswer,
  HELPS,
  USEFULNESS,
  WORKED,
} from '../answering.ts'

type Beside = Omit<GivenAnswer, 'answer'>

/** What may go with an answer. Beside every field stands who will read it (the source, or all readers). */
export function AnswerDetails({ beside, change }: { beside: Beside; change: (next: Beside) => void }) {
  const t = useText()
  const details = beside.details ?? BARE
  const put = (some: Partial<Details>) => change({ ...beside, details: { ...details, ...some } })
  const source = t('answering.source_only')
  const shared = details.toReaders ? t('answering.source_and_readers') : source
  const choices = <T extends string>(all: readonly T[], words: (one: T) => string) =>
    all.map((value) => ({ value, label: words(value) }))
  return (
    <>
      <div className="pair">
        <DayField
          label={t('answering.looked_from')}
          audience={source}
          optional
          value={details.lookedFrom ?? ''}
          onChange={({ currentTarget }) => put({ lookedFrom: currentTarget.value || null })}
        />
        <DayField
          label={t('answering.looked_to')}
          audience={source}
          optional
          value={details.lookedTo ?? ''}
          onChange={({ currentTarget }) => put({ lookedTo: currentTarget.value || null })}
        />
      </div>
      <div className="pair">
        <TextField
          label={t('answering.logs')}
          hint={t('answering.logs_hint')}
          audience={source}
          optional
          maxLength={300}
          value={details.logs}
          onChange={({ currentTarget }) => put({ logs: currentTarget.value })}
        />
        <TextField
          label={t('answering.hits')}
          audience={source}
          optional
          inputMode="numeric"
          value={details.hits ?? ''}
          onChange={({ currentTarget }) => put({ hits: countOf(currentTarget.value) })}
        />
      </div>
      <div className="pair">
        <ChoiceField
          label={t('answering.help_title')}
          audience={source}
          data={choices(HELPS, (one) => t(`answering.help.${one}`))}
          value={details.help}
          onChange={({ currentTarget }) => put({ help: currentTarget.value as Details['help'] })}
        />
        <ChoiceField
          label={t('answering.usefulness_title')}
          audience={source}
          optional
          data={[
            { value: '', label: t('answering.unsaid') },
            ...choices(USEFULNESS, (one) => t(`answering.usefulness.${one}`)),
          ]}
          value={details.usefulness ?? ''}
          onChange={({ currentTarget }) =>
            put({ usefulness: (currentTarget.value || null) as Details['usefulness'] })
          }
        />
      </div>
      <ProseField
        label={t('answering.measure')}
        hint={t('answering.measure_hint')}
        audience={shared}
        optional
        maxLength={2000}
        value={details.measure}
        onChange={({ currentTarget }) => put({ measure: currentTarget.value })}
      />
      {details.measure !== '' && (
        <div className="pair">
          <TextField
            label={t('answering.measure_where')}
            audience={shared}
            optional
            maxLength={300}
            value={details.measureWhere}
            onChange={({ currentTarget }) => put({ measureWhere: currentTarget.value })}
          />
          <ChoiceField
            label={t('answering.measure_worked')}
            audience={shared}
            optional
            data={[
              { value: '', label: t('answering.unsaid') },
              ...choices(WORKED, (one) => t(`answering.worked.${one}`)),
            ]}
            value={details.measureWorked ?? ''}
            onChange={({ currentTarget }) =>
              put({ measureWorked: (currentTarget.value || null) as Details['measureWorked'] })
            }
          />
        </div>
      )}
      <TextField
        label={t('warnings.read.comment')}
        hint={t('warnings.read.comment_hint')}
        audience={shared}
        optional
        maxLength={1000}
        value={beside.comment}
        onChange={({ currentTarget }) => change({ ...beside, comment: currentTarget.value })}
      />
      <TickField
        label={t('answering.to_readers')}
        hint={t('answering.to_readers_hint')}
        checked={details.toReaders}
        onChange={({ currentTarget }) => put({ toReaders: currentTarget.checked })}
      />
      {details.toReaders && (
        <TickField
          label={t('answering.anonymous')}
          hint={t('answering.anonymous_hint')}
          checked={details.anonymous}
          onChange={({ currentTarget }) => put({ anonymous: currentTarget.checked })}
        />
      )}
      <TickField
        label={t('warnings.read.named')}
        hint={t('warnings.read.named_hint')}
        checked={beside.named}
        onChange={({ currentTarget }) => change({ ...beside, named: currentTarget.checked })}
      />
    </>
  )
}

/** Digits alone; also full-width ones, as they come out of a Japanese keyboard. */
const countOf = (typed: string): number | null => {
  const digits = typed.normalize('NFKC').replaceAll(/\D/g, '').slice(0, 8)
  return digits === '' ? null : Math.min(Number(digits), 10_000_000)
}
