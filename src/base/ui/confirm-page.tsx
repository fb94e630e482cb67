import { Button } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { ActButton } from './act-button.tsx'
import { useText } from './language.tsx'
import { Page } from './page.tsx'
import { ProblemBox } from './states.tsx'

/**
 * One page of plain sentences before an act that reaches others: what, to whom, by which way, what they may do
 * with it, what cannot be undone. A lawyer understands it on a phone.
 */
export function ConfirmPage({
  title,
  sentences,
  cannotUndo = [],
  confirm,
  because,
  danger = false,
  act,
  cancel,
  children,
}: {
  title: string
  /** What follows, in order, as `[what, how]`: `['誰に', '142チーム…']`. */
  sentences: readonly (readonly [string, ReactNode])[]
  cannotUndo?: readonly string[]
  /** The verb. */
  confirm: string
  because?: string | undefined
  danger?: boolean
  act: () => Promise<unknown>
  cancel: () => void
  /** Stands between the sentences and the buttons: the audience lists. */
  children?: ReactNode
}) {
  const t = useText()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>(null)
  const run = async (): Promise<void> => {
    setBusy(true)
    setProblem(null)
    try {
      await act()
    } catch (error) {
      setProblem(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Page title={title} narrow>
      <dl className="sentences">
        {sentences.map(([what, how]) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd>{how}</dd>
          </div>
        ))}
      </dl>
      {children}
      {cannotUndo.length > 0 && (
        <div className="note note-caution">
          <strong>{t('app.confirm.cannot_undo')}</strong>
          <ul>
            {cannotUndo.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </div>
      )}
      <ProblemBox error={problem} />
      <div className="actions">
        <ActButton because={because} danger={danger} loading={busy} onClick={() => void run()}>
          {confirm}
        </ActButton>
        <Button variant="default" onClick={cancel}>
          {t('common.action.back')}
        </Button>
      </div>
    </Page>
  )
}
