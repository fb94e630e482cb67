import {
  Answered,
  Empty,
  Page,
  type Received,
  Rows,
  Section,
  useAnswer,
  useMe,
  useText,
} from '#base/ui/index.ts'
import type { getObstacles } from './routes.ts'

type Found = Received<typeof getObstacles>

/** What inhibits sharing: for a team its own notes; for bodies that study it, totals of k teams and more. */
export function Obstacles() {
  const t = useText()
  const { hat } = useMe()
  const found = useAnswer<typeof getObstacles>('/api/obstacles')
  return (
    <Page title={t('approval.obstacle.title')} lead={t('approval.obstacle.lead')}>
      <p>{t('approval.obstacle.private')}</p>
      <Answered of={found}>
        {({ own, totals, k }) =>
          hat?.team ? (
            <Section title={t('approval.obstacle.own')}>
              <Own own={own} />
            </Section>
          ) : (
            <Section title={t('approval.obstacle.totals')}>
              <p>{t('approval.obstacle.totals_what', { k })}</p>
              <Totals totals={totals} />
            </Section>
          )
        }
      </Answered>
    </Page>
  )
}

const useHeads = () => {
  const t = useText()
  return [
    {
      head: t('approval.obstacle.happened'),
      heads: true,
      cell: ({ what }: Pick<Found['own'][number], 'what'>) => t(`approval.obstacle.what.${what}`),
    },
    {
      head: t('approval.obstacle.reason'),
      cell: ({ why }: Pick<Found['own'][number], 'why'>) => t(`approval.obstacle.why.${why}`),
    },
  ]
}

function Own({ own }: { own: Found['own'] }) {
  const t = useText()
  const heads = useHeads()
  return (
    <Rows
      caption={t('approval.obstacle.own')}
      rows={own}
      keyOf={({ month, what, why }) => month + what + why}
      empty={<Empty title={t('approval.obstacle.none')} />}
      columns={[
        ...heads,
        { head: t('approval.obstacle.month'), cell: ({ month }) => month },
        { head: t('approval.obstacle.times'), cell: ({ notes }) => notes },
      ]}
    />
  )
}

function Totals({ totals }: { totals: Found['totals'] }) {
  const t = useText()
  const heads = useHeads()
  return (
    <Rows
      caption={t('approval.obstacle.totals')}
      rows={totals}
      keyOf={({ what, why }) => what + why}
      empty={<Empty title={t('approval.obstacle.none')} />}
      columns={[
        ...heads,
        { head: t('approval.obstacle.times'), cell: ({ notes }) => notes },
        { head: t('approval.obstacle.teams'), cell: ({ teams }) => teams },
      ]}
    />
  )
}
