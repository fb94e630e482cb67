import { Button, FileButton } from '@mantine/core'
import { useDeferredValue, useMemo, useState } from 'react'
import {
  ActButton,
  call,
  Go,
  links,
  Note,
  Page,
  ProblemBox,
  ProseField,
  type Received,
  TickField,
  useText,
} from '#base/ui/index.ts'
import { type Candidate, valuesIn } from '#core/observables/index.ts'
import type { postLookup } from '../routes.ts'
import { Answers } from './answers.tsx'
import './indicators.css'

/** What one call takes (the door's limits). */
const BATCH = 1000
const LONGEST = 2048
/** Beyond it the door would ask for patience. */
const MOST = 20_000
const FILE_MAX = 5_000_000

/** A value that is asked for, as it is shown. */
export type Asked = Pick<Candidate, 'value' | 'shown'> & { readonly type: Candidate['type'] | null }
export type Hit = Received<typeof postLookup>['hits'][number]

/** What was asked for, and what came of it so far. */
export interface Asking {
  readonly asked: readonly Asked[]
  readonly done: number
  readonly hits: readonly Hit[]
}

/** Has any warning that I may read told of these values? One, a list, or a piece of a log; nobody else learns of it. */
export function LookUp() {
  const t = useText()
  const [text, setText] = useState('')
  const [near, setNear] = useState(true)
  const [asking, setAsking] = useState<Asking | null>(null)
  const [problem, setProblem] = useState<unknown>(null)
  const [tooLarge, setTooLarge] = useState(false)
  const late = useDeferredValue(text)
  const asked = useMemo(() => askedIn(late), [late])
  const running = asking !== null && asking.done < asking.asked.length && !problem
  const read = async (file: File | null): Promise<void> => {
    if (!file) return
    setTooLarge(file.size > FILE_MAX)
    if (file.size <= FILE_MAX) setText(await file.text())
  }
  const ask = async (): Promise<void> => {
    if (asked.length === 0 || running) return
    setProblem(null)
    setAsking({ asked, done: 0, hits: [] })
    try {
      for (let from = 0; from < asked.length; from += BATCH) {
        const values = asked.slice(from, from + BATCH).map(({ value }) => value)
        const { hits } = await call<typeof postLookup>('post', '/api/indicators/lookup', {
          body: { values, near },
        })
        const found = hits.map((hit) => ({ ...hit, asked: hit.asked + from }))
        setAsking((now) => now && { ...now, done: from + values.length, hits: [...now.hits, ...found] })
      }
    } catch (error) {
      setProblem(error)
    }
  }
  return (
    <Page
      title={t('indicators.look_up')}
      lead={t('indicators.look_up_lead')}
      actions={<Go to={links.warnings()}>{t('app.nav.warnings')}</Go>}
    >
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault()
          void ask()
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
          event.preventDefault()
          void ask()
        }}
      >
        <ProseField
          label={t('indicators.look_up_ask')}
          hint={t('indicators.look_up_hint')}
          className="values-field"
          spellCheck={false}
          minRows={4}
          maxRows={12}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <div className="actions">
          <FileButton accept="text/*,.csv,.log,.txt" onChange={(file) => void read(file)}>
            {(props) => (
              <Button size="xs" variant="default" {...props}>
                {t('indicators.look_up_file')}
              </Button>
            )}
          </FileButton>
          {tooLarge && <span role="alert">{t('indicators.look_up_too_large')}</span>}
        </div>
        <TickField
          label={t('indicators.look_up_near')}
          checked={near}
          onChange={(event) => setNear(event.currentTarget.checked)}
        />
        <div>
          <ActButton
            type="submit"
            loading={running}
            because={asked.length === 0 ? t('indicators.look_up_wants') : undefined}
          >
            {t('indicators.look_up_now', { count: asked.length })}
          </ActButton>
        </div>
      </form>
      <ProblemBox error={problem} retry={() => ask()} />
      {running && (
        <Note>
          <p role="status">
            {t('indicators.look_up_progress', { done: asking.done, total: asking.asked.length })}
          </p>
        </Note>
      )}
      {asking && asking.done > 0 && <Answers of={asking} />}
    </Page>
  )
}

/** Values that the text holds, and words alone on their lines: a mutex or a file name does not say what it is. */
function askedIn(text: string): Asked[] {
  const { found, unread } = valuesIn(text, null)
  const words = unread.map(({ line }) => ({ type: null, value: line, shown: line }))
  return [...found, ...words].filter(({ value }) => value.length <= LONGEST).slice(0, MOST)
}
