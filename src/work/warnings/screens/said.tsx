import { useText } from '#base/ui/index.ts'
import type { OpenWarning } from './marks.tsx'

type Beside = NonNullable<OpenWarning['ledger']>['unnamed'][number]

/** What went with an answer, line by line; a dash where nothing did. */
export function Said({ said }: { said: Beside }) {
  const t = useText()
  const { comment, lookedFrom, lookedTo, logs, hits, help, measure, measureWhere, measureWorked } = said
  const looked = [
    lookedFrom || lookedTo ? `${lookedFrom ?? ''}–${lookedTo ?? ''}` : '',
    logs,
    hits === null ? '' : t('answering.hits_said', { count: hits }),
  ].filter(Boolean)
  const lines = [
    comment,
    looked.length > 0 ? `${t('answering.looked')}: ${looked.join(' · ')}` : '',
    help === 'none' ? '' : `${t('answering.help_title')}: ${t(`answering.help.${help}`)}`,
    measure
      ? `${t('answering.measure_said')}${[measure, measureWhere, measureWorked ? t(`answering.worked.${measureWorked}`) : ''].filter(Boolean).join(' · ')}`
      : '',
  ].filter(Boolean)
  if (lines.length === 0) return '—'
  return lines.map((line) => (
    <span key={line} className="said-line">
      {line}
    </span>
  ))
}
