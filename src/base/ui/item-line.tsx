import type { ReactNode } from 'react'
import type { Tlp } from '#core/envelope/index.ts'
import { useText } from './language.tsx'
import { Go } from './link.tsx'
import { ExerciseMark, TlpBadge } from './tlp-badge.tsx'

/** Whether what is listed was taken back from its readers: as wrong, or as wrongly shared. */
const isWithdrawn = (state: string): boolean => state === 'struck' || state.startsWith('withdrawn')

/**
 * Something shared as one entry of a list, always in two lines: what it is, and beneath it how it is marked. What was
 * withdrawn says so in a word and is struck through: a line through letters alone is told to nobody who listens.
 */
export function ItemLine({
  to,
  title,
  language,
  exercise,
  tlp,
  state = '',
  before,
  after,
  marks,
}: {
  to: string
  /** Null: not told before a fresh sign-in. */
  title: string | null
  language: string
  exercise: boolean
  tlp: readonly Tlp[]
  state?: string
  before?: ReactNode
  after?: ReactNode
  /** After the labels: urgency, number, time. */
  marks?: ReactNode
}) {
  const t = useText()
  const withdrawn = isWithdrawn(state)
  return (
    <span className="item-line">
      <span className="headline">
        {exercise && <ExerciseMark />}
        {before && <span>{before}</span>}
        {withdrawn && <strong className="withdrawn">{t('app.withdrawn')}</strong>}
        <Go to={to}>
          {title === null ? (
            t('app.headline_closed')
          ) : (
            <span lang={language}>{withdrawn ? <s>{title}</s> : title}</span>
          )}
        </Go>
        {after}
      </span>
      <span className="item-line-marks">
        {tlp.map((label) => (
          <TlpBadge key={label} tlp={label} />
        ))}
        {marks}
      </span>
    </span>
  )
}
