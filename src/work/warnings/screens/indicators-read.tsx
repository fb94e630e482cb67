import { GoButton, links, useText } from '#base/ui/index.ts'
import { IndicatorRows } from './indicator-rows.tsx'
import type { OpenPart } from './marks.tsx'

/** The indicators of a part, for its readers: defanged, to be copied, and the way to look for one's own. */
export function IndicatorsRead({
  number,
  part,
  struck,
}: {
  number: string
  part: OpenPart
  /** Withdrawn as wrong: what stands here is to be undone. */
  struck: boolean
}) {
  const t = useText()
  const red = part.envelope.tlp === 'RED' && !part.mine
  return (
    <section className={struck ? 'indicators struck' : 'indicators'} aria-label={t('indicators.title')}>
      <div className="actions">
        <h3>
          {t('indicators.title')}{' '}
          <span className="dimmed">
            {t('indicators.count', { count: part.content.indicators?.count ?? 0 })}
          </span>
        </h3>
        <GoButton size="compact-sm" variant="subtle" to={links.lookUp()}>
          {t('indicators.check_mine')}
        </GoButton>
      </div>
      <p className="dimmed">{t('indicators.defanged')}</p>
      <IndicatorRows
        of={{ number, part: part.id, version: part.version, revision: part.revision, red }}
        empty={null}
      />
    </section>
  )
}
