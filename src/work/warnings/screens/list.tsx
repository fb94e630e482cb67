import { Button } from '@mantine/core'
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import {
  Answered,
  actingNow,
  call,
  Empty,
  Go,
  GoButton,
  ItemLine,
  LiveBar,
  links,
  Moment,
  Page,
  type Received,
  Rows,
  useLive,
  useMe,
  useQueryParam,
  useText,
} from '#base/ui/index.ts'
import type { getWarnings } from '../routes.ts'
import { UrgencyWord } from './marks.tsx'

type Line = Received<typeof getWarnings>['lines'][number]

const boxes = ['inbox', 'unread', 'needs-answer', 'mine', 'kept'] as const
type Box = (typeof boxes)[number]

/** The warnings of this viewer, box by box, newest first. What arrives meanwhile waits in a bar. */
export function Warnings({
  act,
  sheet,
}: {
  /** Another way to begin one, beside writing it. */
  act?: ReactNode
  /** What that opens. */
  sheet?: ReactNode
}) {
  const t = useText()
  const { may } = useMe()
  const [asked] = useQueryParam('box')
  const box: Box = boxes.find((one) => one === asked) ?? 'inbox'
  return (
    <Page
      title={t('warnings.title')}
      actions={
        <>
          {may.write && <GoButton to={links.compose()}>{t('app.compose')}</GoButton>}
          {act}
          <GoButton variant="default" to={links.lookUp()}>
            {t('indicators.look_up')}
          </GoButton>
        </>
      }
    >
      {sheet}
      <nav className="boxes" aria-label={t('warnings.box.label')}>
        {boxes.map((one) => (
          <Go
            key={one}
            to={one === 'inbox' ? links.warnings() : `${links.warnings()}?box=${one}`}
            {...(one === box && { 'aria-current': 'page' as const })}
          >
            {t(`warnings.box.${one}`)}
          </Go>
        ))}
      </nav>
      <BoxLines key={box} box={box} />
    </Page>
  )
}

function useBox(box: Box) {
  return useInfiniteQuery({
    queryKey: [actingNow(), '/api/warnings', 'pages', box],
    queryFn: ({ pageParam }) =>
      call<typeof getWarnings>('get', '/api/warnings', {
        query: { box, ...(pageParam && { after: pageParam }) },
      }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    // the list changes when the person asks for it, never under the cursor
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnMount: 'always',
    refetchOnWindowFocus: false,
  })
}

function BoxLines({ box }: { box: Box }) {
  const t = useText()
  const answers = useQueryClient()
  const lines = useBox(box)
  const [news, setNews] = useState<ReadonlySet<string>>(new Set())
  useLive(({ about, id }) => {
    if (about === 'warning') setNews((now) => new Set(now).add(id ?? ''))
  })
  const show = async (): Promise<void> => {
    setNews(new Set())
    await answers.resetQueries({ queryKey: [actingNow(), '/api/warnings', 'pages', box] })
  }
  return (
    <>
      <LiveBar
        news={news.size > 0 ? t('warnings.news', { count: news.size }) : null}
        show={() => void show()}
      />
      <Answered of={lines}>
        {({ pages }) => (
          <Lines
            box={box}
            lines={joined(pages.flatMap((page) => page.lines))}
            more={
              lines.hasNextPage && (
                <Button
                  variant="default"
                  loading={lines.isFetchingNextPage}
                  onClick={() => void lines.fetchNextPage()}
                >
                  {t('warnings.more')}
                </Button>
              )
            }
          />
        )}
      </Answered>
    </>
  )
}

/** A warning whose parts fall on two pages is one line. */
const joined = (lines: readonly Line[]): Line[] =>
  [...new Map(lines.toReversed().map((line) => [line.number, line])).values()].toReversed()

function Lines({ box, lines, more }: { box: Box; lines: readonly Line[]; more: ReactNode }) {
  const t = useText()
  const { may } = useMe()
  const own = box === 'mine'
  const compose = may.write && <GoButton to={links.compose()}>{t('app.compose')}</GoButton>
  return (
    <div className="warning-rows">
      <Rows
        caption={t(`warnings.box.${box}`)}
        rows={lines}
        keyOf={({ number }) => number}
        {...(!own && { mark: ({ unread }: Line) => unread })}
        more={more}
        columns={[
          { head: t('warnings.headline'), heads: true, cell: (line) => <Headline line={line} /> },
          {
            head: t('warnings.answer_by'),
            cell: ({ respondBy }) => respondBy && <Moment at={respondBy} relative />,
          },
          own
            ? {
                head: t('warnings.state'),
                cell: ({ state }) => t(`warnings.states.${state}` as 'warnings.states.draft'),
              }
            : {
                head: t('warnings.answer'),
                cell: ({ answer }) => answer && t(`warnings.answers.${answer}`),
              },
        ]}
        empty={
          <Empty title={t(`warnings.empty.${box}`)} action={box === 'mine' ? compose : undefined}>
            {t(`warnings.empty.${box}_what`)}
          </Empty>
        }
      />
    </div>
  )
}

/** Two lines: what it is, and beneath it how it is marked, its number and when it came. */
function Headline({
  line: { number, headline, language, tlp, exercise, unread, state, urgency, at },
}: {
  line: Line
}) {
  const t = useText()
  return (
    <ItemLine
      to={links.warning(number)}
      title={headline === '' ? t('warnings.untitled') : headline}
      language={language}
      exercise={exercise}
      tlp={tlp}
      state={state}
      after={unread && <span className="unseen">（{t('warnings.unread')}）</span>}
      marks={
        <>
          <UrgencyWord urgency={urgency} />
          <code>{number}</code>
          <Moment at={at} />
        </>
      }
    />
  )
}
