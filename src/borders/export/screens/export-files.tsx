import { useState } from 'react'
import { ActButton, call, HandlingRule, ProblemBox, saveFile, tell, useText } from '#base/ui/index.ts'
import type { Tlp } from '#core/envelope/index.ts'
import type { getExport } from '../routes.ts'

/** As the door names them. */
const FORMATS = ['csv', 'list', 'stix', 'misp', 'csaf'] as const
type Format = (typeof FORMATS)[number]

/** Takes a warning away as a file, after one has read how it may be handled. */
export function ExportFiles({
  number,
  tlp,
  embargo,
  indicators,
}: {
  number: string
  /** The strictest label of what one may read. */
  tlp: Tlp
  /** Until then nothing leaves (R12). */
  embargo: boolean
  /** It holds any. */
  indicators: boolean
}) {
  const t = useText()
  const [busy, setBusy] = useState<Format | null>(null)
  const [problem, setProblem] = useState<unknown>(null)
  const hindrance = (format: Format): string | undefined => {
    if (embargo) return t('indicators.export_embargo')
    return (format === 'csv' || format === 'list') && !indicators ? t('indicators.none') : undefined
  }
  const take = async (format: Format): Promise<void> => {
    setBusy(format)
    setProblem(null)
    try {
      const file = await call<typeof getExport>('get', '/api/warnings/{number}/export', {
        params: { number },
        query: { format },
      })
      await saveFile(file, `${number}.${format}`)
      tell(t('indicators.export_done'))
    } catch (error) {
      setProblem(error)
    } finally {
      setBusy(null)
    }
  }
  const shut = embargo ? hindrance('stix') : undefined
  return (
    <details className="export">
      <summary>{t('indicators.export')}</summary>
      <div className="fields">
        <HandlingRule tlp={tlp} />
        <p>{shut ?? t('indicators.export_what')}</p>
        <div className="actions">
          {FORMATS.map((format) => (
            <ActButton
              key={format}
              size="xs"
              variant="default"
              loading={busy === format}
              because={hindrance(format)}
              onClick={() => void take(format)}
            >
              {t(`indicators.formats.${format}`)}
            </ActButton>
          ))}
        </div>
        <ProblemBox error={problem} />
      </div>
    </details>
  )
}
