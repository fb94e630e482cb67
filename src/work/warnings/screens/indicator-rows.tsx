import { Button } from '@mantine/core'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import {
  Answered,
  actingNow,
  type Column,
  CopyButton,
  call,
  Moment,
  Mono,
  type Received,
  Rows,
  useText,
} from '#base/ui/index.ts'
import { defang, harmless } from '#core/observables/index.ts'
import type { getIndicators } from '#work/indicators/routes.ts'

/** One indicator as its part's reader or source sees it. */
export type Row = Received<typeof getIndicators>['indicators'][number]

/** Which list: of one version of a part, as it stood at a revision. */
export interface OfPart {
  readonly number: string
  readonly part: string
  readonly version: number
  readonly revision?: number
  /** RED was opened with a fresh sign-in. */
  readonly red?: boolean
}

const PATH = '/api/warnings/{number}/parts/{part}/indicators'

const useRows = ({ number, part, version, revision, red }: OfPart) =>
  useInfiniteQuery({
    queryKey: [actingNow(), PATH, number, part, version, revision, red],
    queryFn: ({ pageParam }) =>
      call<typeof getIndicators>('get', PATH, {
        params: { number, part },
        query: {
          version: String(version),
          ...(pageParam !== null && { after: String(pageParam) }),
          ...(red && { red: 'open' as const }),
        },
      }),
    initialPageParam: null as number | null,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  })

/** The indicators of a part, page by page, defanged; what is probably none is marked. `act` adds a column. */
export function IndicatorRows({
  of,
  objective,
  act,
  onAll,
  empty,
  narrow = false,
}: {
  of: OfPart
  /** In a column beside others: what is seldom said stands beneath the value, and the list has a height of its own. */
  narrow?: boolean
  /** How the objective stands; in words when left out. */
  objective?: (row: Row) => ReactNode
  act?: (row: Row) => ReactNode
  /** What can be done with all that are shown at once. */
  onAll?: (rows: readonly Row[]) => ReactNode
  empty: ReactNode
}) {
  const t = useText()
  const found = useRows(of)
  const columnsFor = (rows: readonly Row[]): Column<Row>[] => [
    { head: t('indicators.value'), heads: true, cell: (row) => <Value row={row} narrow={narrow} /> },
    { head: t('indicators.type'), cell: ({ type }) => t(`indicators.types.${type}`) },
    {
      head: t('indicators.objective'),
      cell: objective ?? (({ objective: said }) => t(`indicators.objectives.${said}`)),
    },
    // what no source has said takes no room
    ...(!narrow && rows.some(({ confidence }) => confidence !== null)
      ? [
          {
            head: t('indicators.confidence'),
            cell: ({ confidence }: Row) => confidence && t(`indicators.confidences.${confidence}`),
          },
        ]
      : []),
    ...(!narrow && rows.some(({ firstSeen, lastSeen }) => firstSeen !== null || lastSeen !== null)
      ? [{ head: t('indicators.seen'), cell: (row: Row) => <Seen row={row} /> }]
      : []),
    ...(act ? [{ head: t('common.action.edit'), wide: true, cell: act }] : []),
  ]
  return (
    <Answered of={found}>
      {({ pages }) => {
        const rows = pages.flatMap(({ indicators }) => indicators)
        return (
          <div className={narrow ? 'indicator-rows indicator-rows-narrow' : 'indicator-rows'}>
            {rows.length > 0 && (
              <div className="actions">
                <CopyButton
                  label={t('indicators.copy_all')}
                  text={rows.map(({ type, value }) => defang(type, value)).join('\n')}
                />
                <span className="dimmed">{t('indicators.copy_all_what')}</span>
                {onAll?.(rows)}
              </div>
            )}
            <Rows
              caption={t('indicators.title')}
              rows={rows}
              keyOf={({ type, value }) => `${type} ${value}`}
              columns={columnsFor(rows)}
              empty={empty}
              more={
                found.hasNextPage && (
                  <Button
                    variant="default"
                    loading={found.isFetchingNextPage}
                    onClick={() => void found.fetchNextPage()}
                  >
                    {t('common.action.more')}
                  </Button>
                )
              }
            />
          </div>
        )
      }}
    </Answered>
  )
}

/** The value as nobody opens it by accident, and what its source says of it. */
function Value({ row, narrow }: { row: Row; narrow: boolean }) {
  const t = useText()
  const { type, value, names, size, comment, confidence } = row
  const shown = defang(type, value)
  return (
    <span className="indicator-value">
      {shown.includes('\n') ? <pre>{shown}</pre> : <Mono copy>{shown}</Mono>}
      <HarmlessMark type={type} value={value} />
      {(names.length > 0 || size !== null || comment !== '') && (
        <span className="dimmed">
          {[
            names.length > 0 && t('indicators.names', { names: names.join(', ') }),
            size !== null && t('indicators.size', { size }),
            comment,
          ]
            .filter(Boolean)
            .join('・')}
        </span>
      )}
      {narrow && confidence && (
        <span className="dimmed">
          {t('indicators.confidence')}：{t(`indicators.confidences.${confidence}`)}
        </span>
      )}
      {narrow && <Seen row={row} />}
    </span>
  )
}

/** Says why a value is probably no indicator. */
export function HarmlessMark({ type, value }: Pick<Row, 'type' | 'value'>) {
  const t = useText()
  const found = harmless(type, value)
  if (!found) return null
  return (
    <span className="fault fault-warn">
      {t('indicators.harmless_here')}
      {t(`indicators.harmless.${found.reason}`, { list: found.list ?? '' })}
    </span>
  )
}

function Seen({ row: { firstSeen, lastSeen } }: { row: Row }) {
  const t = useText()
  if (!firstSeen && !lastSeen) return null
  return (
    <>
      {firstSeen && (
        <div>
          <span className="dimmed">{t('indicators.first_seen')}</span>
          <Moment at={firstSeen} />
        </div>
      )}
      {lastSeen && lastSeen !== firstSeen && (
        <div>
          <span className="dimmed">{t('indicators.last_seen')}</span>
          <Moment at={lastSeen} />
        </div>
      )}
    </>
  )
}
