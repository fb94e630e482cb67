import { type ReactNode, useEffect, useRef } from 'react'
import { useEither, useText } from './language.tsx'
import { useHere } from './session.tsx'

let arrived = false

/**
 * One screen: its title (also of the browser's tab), what it is for, what can be done. Gives the title the focus
 * on arrival from another screen, so that screen readers say where one is.
 */
export function Page({
  title,
  lead,
  actions,
  marks,
  struck = false,
  narrow = false,
  children,
}: {
  title: string
  lead?: ReactNode
  /** Buttons of the whole screen. */
  actions?: ReactNode
  /** Stands before the title: exercise mark, label. */
  marks?: ReactNode
  /** Withdrawn: the title is struck through, and said to be. */
  struck?: boolean
  /** For forms and texts alone. */
  narrow?: boolean
  children: ReactNode
}) {
  const heading = useRef<HTMLHeadingElement>(null)
  const { house } = useHere()
  const either = useEither()
  const t = useText()
  const short = house ? either(house.short.ja, house.short.en) : 'Renkei'

  useEffect(() => {
    document.title = `${struck ? `${t('app.withdrawn')} ` : ''}${title} · ${short}`
  }, [title, short, struck, t])
  useEffect(() => {
    if (arrived) heading.current?.focus({ preventScroll: true })
    arrived = true
  }, [])

  return (
    <div className={narrow ? 'page page-narrow' : 'page'}>
      <header className="page-head">
        <div>
          {marks && <div className="marks">{marks}</div>}
          <h1 ref={heading} tabIndex={-1}>
            {struck ? (
              <>
                <span className="withdrawn">{t('app.withdrawn')}</span> <s>{title}</s>
              </>
            ) : (
              title
            )}
          </h1>
          {lead && <div className="lead">{lead}</div>}
        </div>
        {actions && <div className="actions">{actions}</div>}
      </header>
      {children}
    </div>
  )
}

/** A block of a screen under its own heading. */
export const Section = ({
  title,
  actions,
  level = 2,
  children,
}: {
  title: string
  actions?: ReactNode
  level?: 2 | 3
  children: ReactNode
}) => {
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <section className="section">
      <div className="section-head">
        <Heading>{title}</Heading>
        {actions && <div className="actions">{actions}</div>}
      </div>
      {children}
    </section>
  )
}

/** Facts as name and value: `[['名称', …], …]`. */
export const Facts = ({ of }: { of: readonly (readonly [string, ReactNode])[] }) => (
  <dl className="facts">
    {of.map(([name, value]) => (
      <div key={name}>
        <dt>{name}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
)

/** A quiet box beside or between: an explanation, a caution. */
export const Note = ({
  kind = 'plain',
  children,
}: {
  kind?: 'plain' | 'caution' | 'danger'
  children: ReactNode
}) => <div className={`note note-${kind}`}>{children}</div>
