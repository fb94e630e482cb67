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
import { type PlaceAtField, ProblemBox } from './states.tsx'

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

/**
 * The faults that a server named, each at the field it belongs to: `charter.sectors.3.code` at the field
 * `charter.sectors` where the form has nothing nearer.
 */
function placesIn(form: HTMLElement | null, error: unknown): (PlaceAtField & { readonly name?: string })[] {
  if (!(error instanceof Problem)) return []
  return (error.document.place ?? []).map(({ path, reason }) => {
    for (let name = path; name; name = name.slice(0, Math.max(0, name.lastIndexOf('.')))) {
      const field = form?.querySelector<HTMLInputElement>(`[data-path="${CSS.escape(name)}"]`)
      const label = field?.labels?.[0]?.textContent ?? field?.getAttribute('aria-label')
      if (field && label) return { path, reason, name, field: { label, focus: () => field.focus() } }
    }
    return { path, reason }
  })
}

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
  besides,
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
  /** Another act on the same text, beside the button. */
  besides?: ReactNode
  /** Begin again after sending (else the values stay, as in settings). */
  forgets?: boolean
  children: ReactNode
}) {
  const t = useText()
  const [problem, setProblem] = useState<{ error: unknown; places: readonly PlaceAtField[] } | null>(null)
  const element = useRef<HTMLFormElement>(null)
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
      const places = placesIn(element.current, error)
      form.setErrors(Object.fromEntries(places.map(({ name, path, reason }) => [name ?? path, reason])))
      setProblem({ error, places })
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
    <form ref={element} className="form" noValidate onSubmit={onSubmit} onKeyDown={onKeyDown}>
      {problem && (
        <div ref={summary} tabIndex={-1}>
          <ProblemBox error={problem.error} places={problem.places} />
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
          {besides}
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
