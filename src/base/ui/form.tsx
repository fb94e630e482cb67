import { Button } from '@mantine/core'
import { useForm } from '@mantine/form'
import {
  type FormEvent,
  type KeyboardEvent,
  type ReactNode,
  useCallback,
  useEffect,
  useRef,
  useState,
} from 'react'
import { ActButton } from './act-button.tsx'
import { actingNow, Problem } from './call.ts'
import { useText } from './language.tsx'
import { ProblemBox } from './states.tsx'

type Values = Record<string, unknown>

/** A form whose text survives leaving, time-out and reload. Everything of Mantine's `useForm`, and: */
export type KeptForm<T extends Values> = ReturnType<typeof useForm<T>> & {
  /** Text from an earlier visit was put back. */
  readonly restored: boolean
  /** Drops the kept text and begins again. */
  readonly forget: () => void
}

/**
 * A form under a name of its own (`compose`, `team.<id>`), kept in this browser for this appointment until it was
 * sent. Fields named in `never` are not kept (passwords, codes).
 */
export function useKeptForm<T extends Values>(
  id: string,
  initial: T,
  options: { readonly never?: readonly (keyof T)[]; readonly keep?: boolean } = {},
): KeptForm<T> {
  const key = `renkei.form.${id}.${actingNow() ?? '-'}`
  const { never = [], keep = true } = options
  const [kept] = useState(() => (keep ? read<T>(key, initial) : null))
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined)
  const form = useForm<T>({
    initialValues: { ...initial, ...kept },
    onValuesChange: (values) => {
      if (!keep) return
      clearTimeout(waiting.current)
      const left = Object.fromEntries(Object.entries(values).filter(([name]) => !never.includes(name)))
      waiting.current = setTimeout(() => write(key, left), 300)
    },
  })
  const first = useRef(initial)
  const forget = useCallback(() => {
    clearTimeout(waiting.current)
    localStorage.removeItem(key)
    form.setValues(first.current)
    form.clearErrors()
    clearTimeout(waiting.current)
  }, [key, form.setValues, form.clearErrors])
  return { ...form, restored: kept !== null, forget }
}

function read<T extends Values>(key: string, initial: T): Partial<T> | null {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? 'null') as Partial<T> | null
    if (!kept) return null
    // a form that has changed since keeps only the fields it still has
    const left = Object.entries(kept).filter(
      ([name, value]) => name in initial && typeof value === typeof initial[name],
    )
    return left.length > 0 ? (Object.fromEntries(left) as Partial<T>) : null
  } catch {
    return null
  }
}

function write(key: string, values: Values): void {
  try {
    localStorage.setItem(key, JSON.stringify(values))
  } catch {
    // a full or forbidden store must not stop anybody from typing
  }
}

/** The faults a server named, by field: `parts.0.tlp` → its reason. Body fields stand bare. */
const errorsOf = (error: unknown): Record<string, ReactNode> =>
  error instanceof Problem
    ? Object.fromEntries((error.document.place ?? []).map(({ path, reason }) => [path, reason]))
    : {}

/**
 * Fields and the one button that sends them. Ctrl/⌘ Enter sends from any field. A refusal is told above, gets the
 * focus, and stands at its fields; what was typed stays. When sent, the kept text is dropped.
 */
export function Form<T extends Values>({
  form,
  send,
  submit,
  sentence,
  because,
  danger = false,
  cancel,
  forgets = true,
  children,
}: {
  form: KeptForm<T>
  /** Does the act; what it throws is shown. */
  send: (values: T) => Promise<unknown>
  /** The button's verb. */
  submit: string
  /** Who will read this, in a sentence beside the button. */
  sentence?: ReactNode
  /** Why it cannot be sent; the button then is disabled and says so. */
  because?: string | undefined
  danger?: boolean
  cancel?: (() => void) | undefined
  /** Begin again after sending (else the values stay, as in settings). */
  forgets?: boolean
  children: ReactNode
}) {
  const t = useText()
  const [problem, setProblem] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const summary = useRef<HTMLDivElement>(null)

  useEffect(() => {
    if (problem) summary.current?.focus()
  }, [problem])

  const run = async (): Promise<void> => {
    if (busy || because) return
    setProblem(null)
    form.clearErrors()
    setBusy(true)
    try {
      await send(form.getValues())
      if (forgets) form.forget()
    } catch (error) {
      form.setErrors(errorsOf(error))
      setProblem(error)
    } finally {
      setBusy(false)
    }
  }
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault()
    void run()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    void run()
  }

  return (
    <form className="form" noValidate onSubmit={onSubmit} onKeyDown={onKeyDown}>
      {problem !== null && (
        <div ref={summary} tabIndex={-1}>
          <ProblemBox error={problem} />
        </div>
      )}
      {form.restored && form.isDirty() && (
        <p className="dimmed">
          {t('app.form.restored')}{' '}
          <Button size="compact-sm" variant="subtle" onClick={form.forget}>
            {t('app.form.begin_again')}
          </Button>
        </p>
      )}
      {children}
      <div className="form-foot">
        {sentence && <div className="form-sentence">{sentence}</div>}
        <div className="actions">
          <ActButton type="submit" loading={busy} because={because} danger={danger}>
            {submit}
          </ActButton>
          {cancel && (
            <Button variant="default" onClick={cancel}>
              {t('common.action.cancel')}
            </Button>
          )}
        </div>
      </div>
    </form>
  )
}
