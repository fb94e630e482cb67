import { Alert, Anchor, Button, Loader } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import { type ReactNode, useEffect, useState } from 'react'
import { freshWanted, useProve } from './ask.tsx'
import { LocalFault, Problem } from './call.ts'
import { useText } from './language.tsx'

/** Nothing here yet: says what would stand here and teaches the first step. */
export const Empty = ({
  title,
  children,
  action,
}: {
  title: string
  children?: ReactNode
  action?: ReactNode
}) => (
  <div className="empty">
    <p className="empty-title">{title}</p>
    {children && <div className="prose">{children}</div>}
    {action && <div>{action}</div>}
  </div>
)

/** Waiting, said after a moment so that fast answers do not flicker. */
export function Loading() {
  const t = useText()
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 250)
    return () => clearTimeout(timer)
  }, [])
  return (
    <div className="loading" role="status">
      {late && (
        <>
          <Loader size="sm" aria-hidden /> {t('common.state.loading')}
        </>
      )}
    </div>
  )
}

/** One fault of a form, at its field where the screen has it. */
export interface PlaceAtField {
  readonly path: string
  readonly reason: string
  readonly field?: { readonly label: string; readonly focus: () => void } | undefined
}

/** A refusal in words: what happened, where, and the way on. A form tells its fields in `places`. */
export function ProblemBox({
  error,
  retry,
  places,
}: {
  error: unknown
  retry?: (() => unknown) | undefined
  places?: readonly PlaceAtField[]
}) {
  const t = useText()
  const prove = useProve()
  if (!error) return null
  const said =
    error instanceof Problem
      ? error.document
      : error instanceof LocalFault
        ? { title: error.title, detail: error.message, place: undefined }
        : null
  const at: readonly PlaceAtField[] = places ?? said?.place ?? []
  const fresh = freshWanted(error)
  const again = fresh
    ? async () => {
        if (await prove(fresh)) await retry?.()
      }
    : retry
  return (
    <Alert
      role="alert"
      variant="outline"
      className="problem"
      title={said?.title ?? t('app.unreachable.title')}
    >
      <p>{said?.detail ?? t('app.unreachable.what')}</p>
      {at.length > 0 && (
        <ul>
          {at.map(({ path, reason, field }) => (
            <li key={path + reason}>
              {field ? (
                <Anchor component="button" type="button" onClick={field.focus}>
                  {field.label}
                </Anchor>
              ) : (
                <code>{path}</code>
              )}
              : {reason}
            </li>
          ))}
        </ul>
      )}
      {again && (
        <Button size="xs" variant="default" onClick={() => void again()}>
          {fresh ? t('app.fresh.prove') : t('common.action.retry')}
        </Button>
      )}
    </Alert>
  )
}

/** Shows an answer, or the waiting, or the refusal with a way to try again. */
export function Answered<T>({ of, children }: { of: UseQueryResult<T>; children: (value: T) => ReactNode }) {
  if (of.data !== undefined) return <>{children(of.data)}</>
  if (of.error) return <ProblemBox error={of.error} retry={() => of.refetch()} />
  return <Loading />
}
