import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import {
  call,
  ExerciseMark,
  freshWanted,
  HandlingRule,
  LiveBar,
  Loading,
  Mono,
  Note,
  Page,
  ProblemBox,
  problemCode,
  TlpBadge,
  useAnswer,
  useLive,
  useParam,
  useProve,
  useText,
} from '#base/ui/index.ts'
import type { getWarning } from '../routes.ts'
import { AnswerBox } from './answer.tsx'
import { Board } from './board.tsx'
import { useCalmly } from './calm.tsx'
import { Captured } from './captured.tsx'
import { useFacts } from './facts.tsx'
import { History } from './history.tsx'
import { AskedWhat, Judge } from './judge.tsx'
import { Marks, type OpenPart, type OpenWarning } from './marks.tsx'
import { newestParts, titleOf } from './newest.ts'
import { Objecting, Objections } from './objections.tsx'
import { PassOn } from './onward.tsx'
import { Others } from './others.tsx'
import { BreakGlass } from './oversight.tsx'
import { PartText } from './part.tsx'
import { partNames } from './part-names.ts'
import { EndTask, ReviewReaders } from './review.tsx'
import { Undisclosed } from './undisclosed.tsx'
import { WhyRead } from './why.tsx'
import { useWronglyShared, WronglyShared } from './wrongly-shared.tsx'

/** What may be taken away as files, made by who knows their formats. */
type Files = (warning: OpenWarning, parts: readonly OpenPart[]) => React.ReactNode

/** The source's own acts come back as news; only what the screen does not show yet is. Its reading leaves no receipt. */
const hasChanged = async (shown: OpenWarning): Promise<boolean> => {
  const { number } = shown
  const now = await call<typeof getWarning>('get', '/api/warnings/{number}', {
    params: { number },
    query: {},
  })
  return JSON.stringify(withoutCounts(now)) !== JSON.stringify(withoutCounts(shown))
}

/** Counts change in their place, on the board; they are no news of the text. */
const withoutCounts = ({ ledger, ...rest }: OpenWarning) => ({
  ...rest,
  ledger: ledger && { ...ledger, reads: [], answers: [], useful: [] },
})

/** What was asked and answered comes as it is said: it moves nothing that is being read. */
const ofReview = ({ queryKey }: { queryKey: readonly unknown[] }) =>
  queryKey[1] === '/api/warnings/{number}/reviews/mine'

/** One warning: for its readers what to do, by when and why they see it; for its source, how it was received. */
export function Warning({ files }: { /** The ways to take it away as a file. */ files?: Files }) {
  const t = useText()
  const number = useParam('number')
  const found = useAnswer<typeof getWarning>('/api/warnings/{number}', { params: { number }, query: {} })
  // what was read before stays in the browser's memory: it is not shown when it is gone
  const isMissing = problemCode(found.error) === 'not_found'
  const shared = useWronglyShared(number, isMissing)
  const answers = useQueryClient()
  const [red, setRed] = useState<OpenWarning | null>(null)
  const [news, setNews] = useState(false)
  const lookCalmly = useCalmly(() => {
    if (found.data) void hasChanged(found.data).then((changed) => changed && setNews(true))
  })
  useLive(({ about, id }) => {
    if (about !== 'warning' || id !== number) return
    if (found.data?.task) void answers.invalidateQueries({ predicate: ofReview })
    if (found.data?.mine || found.data?.task) lookCalmly()
    else setNews(true)
  })
  if (isMissing && shared) return <WronglyShared shared={shared} />
  if (!found.data || isMissing)
    return (
      <Page title={number}>
        {found.error ? (
          <>
            <ProblemBox error={found.error} retry={() => found.refetch()} />
            <BreakGlass number={number} opened={() => void found.refetch()} />
          </>
        ) : (
          <Loading />
        )}
      </Page>
    )
  const warning: OpenWarning = red ? { ...found.data, parts: red.parts, locked: red.locked } : found.data
  const show = (): void => {
    setNews(false)
    setRed(null)
    void answers.invalidateQueries({
      predicate: ({ queryKey }) => String(queryKey[1]).startsWith('/api/warnings/{number}'),
    })
  }
  return (
    <Sheet
      warning={warning}
      again={show}
      bar={
        <LiveBar
          news={news ? t(warning.mine ? 'warnings.board.news' : 'warnings.read.new_version') : null}
          show={show}
        />
      }
      opened={setRed}
      files={files}
    />
  )
}

function Sheet({
  warning,
  again,
  bar,
  opened,
  files,
}: {
  warning: OpenWarning
  again: () => void
  bar: React.ReactNode
  opened: (warning: OpenWarning) => void
  files?: Files | undefined
}) {
  const t = useText()
  const { number, exercise, urgency, mine, locked, facts: undisclosed } = warning
  const parts = newestParts(warning.parts)
  const facts = useFacts(parts)
  const byTask = parts.length > 0 && parts.every(({ because }) => because.some(({ code }) => code === 'task'))
  const isDraft = parts.every(({ state }) => state === 'draft' || state === 'overtaken')
  const names = partNames(
    parts.map(({ kind }) => kind),
    t,
  )
  const judges = warning.task?.purpose === 'review' && byTask && isDraft
  const struck = parts.some(({ state }) => state === 'withdrawn-wrong')
  const doNow = parts.filter(({ content, state }) => content.doNow !== '' && state !== 'withdrawn-wrong')
  const shut = parts.length === 0
  const title =
    titleOf(warning.parts) ??
    (shut ? t(locked > 0 ? 'warnings.read.shut' : 'sanitisation.fact.title') : t('warnings.untitled'))
  return (
    <Page
      title={title}
      struck={struck}
      marks={
        <Marks
          exercise={exercise}
          tlp={[...parts.map(({ envelope }) => envelope.tlp), ...(locked > 0 ? (['RED'] as const) : [])]}
          urgency={urgency}
        />
      }
      lead={<Mono copy>{number}</Mono>}
      actions={
        <Button variant="default" onClick={() => print()}>
          {t('common.action.print')}
        </Button>
      }
    >
      {bar}
      {exercise && (
        <Note kind="caution">
          <ExerciseMark /> {t('warnings.read.exercise')}
        </Note>
      )}
      {mine && <Board warning={warning} again={again} />}
      {struck && !mine && (
        <Note kind="danger">
          <strong>{t('warnings.read.struck_title')}</strong>
          <p>{t('warnings.read.struck')}</p>
        </Note>
      )}
      {doNow.length > 0 && (
        <section className="do-now">
          <h2>{t('warnings.read.do_now')}</h2>
          {doNow.map(({ id, content, language, envelope }) => (
            <p key={id}>
              <TlpBadge tlp={envelope.tlp} /> <span lang={language}>{content.doNow}</span>
            </p>
          ))}
        </section>
      )}
      {!mine && !byTask && !shut && !struck && <AnswerBox warning={warning} />}
      {warning.task && (
        <EndTask
          number={number}
          task={warning.task}
          overtaken={parts.some(({ state }) => state === 'overtaken')}
          judged={judges}
        />
      )}
      {judges && <AskedWhat number={number} />}
      {byTask && isDraft && <ReviewReaders parts={parts} />}
      {undisclosed > 0 && <Undisclosed number={number} count={undisclosed} />}
      {locked > 0 && <Locked number={number} count={locked} opened={opened} />}
      {parts.map((part, index) => (
        <PartText
          key={part.id}
          number={number}
          part={part}
          name={names[index] ?? ''}
          title={title}
          facts={facts.of(part)}
        />
      ))}
      {!mine && !byTask && !shut && !struck && <Others number={number} />}
      {!byTask && !shut && !isDraft && <PassOn number={number} />}
      {!byTask && !isDraft && <Objections number={number} mine={mine} />}
      {!mine && !byTask && !shut && !struck && <Objecting number={number} parts={parts} names={names} />}
      {mine && <Captured number={number} />}
      {files?.(warning, parts)}
      {judges && <Judge number={number} parts={parts} />}
      <WhyRead warning={warning} parts={parts} facts={facts.common} />
      <History parts={warning.parts} />
    </Page>
  )
}

/** RED stays shut until the person has proved anew that it is them; opening it is recorded. */
function Locked({
  number,
  count,
  opened,
}: {
  number: string
  count: number
  opened: (warning: OpenWarning) => void
}) {
  const t = useText()
  const prove = useProve()
  const [problem, setProblem] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const ask = () =>
    call<typeof getWarning>('get', '/api/warnings/{number}', { params: { number }, query: { red: 'open' } })
  const open = async (): Promise<void> => {
    setBusy(true)
    setProblem(null)
    try {
      opened(
        await ask().catch(async (error) => {
          const want = freshWanted(error)
          if (!want || !(await prove(want))) throw error
          return ask()
        }),
      )
    } catch (error) {
      setProblem(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <section className="locked">
      <HandlingRule tlp="RED" />
      <p>{t('warnings.read.locked', { count })}</p>
      <div className="actions">
        <Button loading={busy} onClick={() => void open()}>
          {t('warnings.read.open_red')}
        </Button>
      </div>
      <ProblemBox error={problem} />
    </section>
  )
}
