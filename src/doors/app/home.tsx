import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useState } from 'react'
import type { Received } from '#base/http/index.ts'
import {
  Answered,
  Empty,
  Go,
  GoButton,
  ItemLine,
  LiveBar,
  links,
  Moment,
  Page,
  Rows,
  Section,
  useAnswer,
  useLive,
  useMe,
  useText,
  withTexts,
} from '#base/ui/index.ts'
import type { getWarnings } from '#work/warnings/routes.ts'
import { FirstSteps } from './first-steps.tsx'
import { countTasks, TaskList, useTasks } from './home-tasks.tsx'
import { LettersWait } from './letters-wait.tsx'

const CharterNotice = lazy(() =>
  withTexts(async () => ({ default: (await import('./charter-notice.tsx')).CharterNotice })),
)

const Erasures = lazy(() =>
  withTexts(async () => ({ default: (await import('#work/deliveries/screens.tsx')).Erasures })),
)

type Line = Received<typeof getWarnings>['lines'][number]

/** What waits for me, then what is new. */
export function Home() {
  const t = useText()
  const { hat, may } = useMe()
  if (!hat)
    return (
      <Page title={t('app.home.title')}>
        <Empty title={t('app.acting.none')}>{t('app.acting.none_what')}</Empty>
      </Page>
    )
  return (
    <Page
      title={t('app.home.title')}
      actions={may.write && <GoButton to={links.compose()}>{t('app.compose')}</GoButton>}
    >
      <Suspense>
        <CharterNotice />
      </Suspense>
      <Suspense>
        <Erasures />
      </Suspense>
      <LettersWait />
      <FirstSteps />
      <Section title={t('app.home.waits')}>
        <Waiting />
      </Section>
      <Section
        title={t('app.home.news')}
        actions={<Go to={links.warnings()}>{t('app.home.all_warnings')}</Go>}
      >
        <News />
      </Section>
    </Page>
  )
}

function Waiting() {
  const t = useText()
  const tasks = useTasks()
  const waiting = useAnswer<typeof getWarnings>('/api/warnings', { query: { box: 'needs-answer' } })
  return (
    <>
      {countTasks(tasks) > 0 && <TaskList tasks={tasks} />}
      <Answered of={waiting}>
        {({ lines }) => (
          <Rows
            caption={t('app.home.waits')}
            rows={lines}
            keyOf={({ number }) => number}
            columns={[
              { head: t('app.home.warning'), heads: true, cell: (line) => <Headline line={line} /> },
              {
                head: t('app.home.answer_by'),
                cell: ({ respondBy }) => (respondBy ? <Moment at={respondBy} relative /> : '—'),
              },
            ]}
            empty={
              countTasks(tasks) > 0 ? null : (
                <Empty title={t('app.home.nothing')}>{t('app.home.nothing_what')}</Empty>
              )
            }
          />
        )}
      </Answered>
    </>
  )
}

function News() {
  const t = useText()
  const [arrived, setArrived] = useState<ReadonlySet<string>>(new Set())
  const answers = useQueryClient()
  useLive(({ about, id }) => {
    if (about === 'warning' && id) setArrived((now) => new Set(now).add(id))
  })
  const show = (): void => {
    setArrived(new Set())
    void answers.invalidateQueries()
  }
  const news = useAnswer<typeof getWarnings>('/api/warnings', { query: { box: 'inbox' } })
  // where nothing stands yet, nothing can move under anybody's cursor
  const isFirst = arrived.size > 0 && news.data?.lines.length === 0
  useEffect(() => {
    if (!isFirst) return
    setArrived(new Set())
    void answers.invalidateQueries()
  }, [isFirst, answers])
  return (
    <>
      <LiveBar news={arrived.size > 0 ? t('app.new_items', { count: arrived.size }) : null} show={show} />
      <Answered of={news}>
        {({ lines }) => (
          <Rows
            caption={t('app.home.news')}
            rows={lines.slice(0, 8)}
            keyOf={({ number }) => number}
            mark={({ unread }) => unread}
            columns={[
              { head: t('app.home.warning'), heads: true, cell: (line) => <Headline line={line} /> },
              { head: t('app.home.arrived'), cell: ({ at }) => <Moment at={at} /> },
            ]}
            empty={<Empty title={t('app.home.no_news')}>{t('app.home.no_news_what')}</Empty>}
          />
        )}
      </Answered>
    </>
  )
}

const Headline = ({ line: { number, headline, language, tlp, exercise, state } }: { line: Line }) => (
  <ItemLine
    to={links.warning(number)}
    title={headline}
    language={language}
    exercise={exercise}
    tlp={tlp}
    state={state}
  />
)
