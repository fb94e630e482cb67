import {
  Facts,
  Moment,
  Rows,
  Section,
  TeamChip,
  useAnswer,
  useEither,
  useLive,
  useText,
} from '#base/ui/index.ts'
import type { getBoard } from '../board-routes.ts'
import { useCalmly } from './calm.tsx'

/**
 * How far a warning has come, as it happens: numbers change in their place, rows stand still. Counts for all, names
 * of teams that let sources see them (R15).
 */
export function Progress({ number }: { number: string }) {
  const t = useText()
  const board = useAnswer<typeof getBoard>('/api/warnings/{number}/board', { params: { number } })
  const calmly = useCalmly(() => void board.refetch())
  useLive(({ about, id }) => about === 'warning' && id === number && calmly())
  const found = board.data
  if (!found || found.began === null) return null
  const { addressed, opened, answered, silent, firstRead, mostAnswered, mail, began } = found
  const all = addressed ?? Math.max(1, answered)
  const teams = (count: number) => t('common.teams', { count })
  return (
    <Section title={t('board.title')}>
      <p className="dimmed">{t('board.lead')}</p>
      <dl className="bars">
        {[
          ...(addressed === null ? [] : [['addressed', addressed] as const]),
          ['opened', opened] as const,
          ['answered', answered] as const,
          ...(silent === null ? [] : [['silent', silent] as const]),
        ].map(([name, count]) => (
          <div key={name}>
            <dt>{t(`board.counts.${name}`)}</dt>
            <dd>
              <span>{teams(count)}</span>
              <progress aria-hidden max={Math.max(1, addressed ?? opened)} value={count} />
            </dd>
          </div>
        ))}
      </dl>
      <h3>{t('warnings.board.answers')}</h3>
      <dl className="bars">
        {found.answers.map((row) => (
          <div key={row.answer}>
            <dt>{t(`warnings.answers.${row.answer}`)}</dt>
            <dd>
              <span>{teams(row.teams)}</span>
              <progress aria-hidden max={Math.max(1, all)} value={row.teams} />
            </dd>
          </div>
        ))}
      </dl>
      <Facts
        of={[
          [t('board.began'), <Moment key="b" at={began} />],
          [
            t('board.first_read'),
            firstRead ? <After key="f" began={began} at={firstRead} /> : t('board.not_yet'),
          ],
          ...(addressed === null
            ? []
            : [
                [
                  t('board.most_answered'),
                  mostAnswered ? <After key="m" began={began} at={mostAnswered} /> : t('board.not_yet'),
                ] as const,
              ]),
          ...(mail ? [[t('board.mail'), t('board.mail_said', mail)] as const] : []),
        ]}
      />
      {found.sightings.length > 0 && (
        <>
          <h3>{t('board.sightings')}</h3>
          <dl className="bars">
            {found.sightings.map(({ hour, teams: count }) => (
              <div key={hour}>
                <dt>
                  <Moment at={hour} />
                </dt>
                <dd>
                  <span>{teams(count)}</span>
                </dd>
              </div>
            ))}
          </dl>
        </>
      )}
      <Matrix teams={found.teams} />
    </Section>
  )
}

type Board = NonNullable<ReturnType<typeof useAnswer<typeof getBoard>>['data']>

/** Teams by name, in an order that no answer changes. */
function Matrix({ teams }: { teams: Board['teams'] }) {
  const t = useText()
  const either = useEither()
  if (teams.length === 0) return null
  return (
    <Rows
      caption={t('board.teams')}
      rows={teams}
      keyOf={({ team }) => team.id}
      empty={null}
      columns={[
        {
          head: t('warnings.board.team'),
          heads: true,
          cell: ({ team }) => (
            <TeamChip id={team.id} short={team.name.short} name={either(team.name.ja, team.name.en)} />
          ),
        },
        {
          head: t('board.counts.opened'),
          cell: ({ openedAt, answer }) =>
            openedAt ? <Moment at={openedAt} /> : answer ? '—' : t('board.not_yet'),
        },
        {
          head: t('warnings.board.answers'),
          cell: ({ answer, byTelephone, help }) =>
            answer
              ? [
                  t(`warnings.answers.${answer}`),
                  byTelephone ? t('answering.telephone.mark') : '',
                  help === 'none' ? '' : t(`answering.help.${help}`),
                ]
                  .filter(Boolean)
                  .join(' · ')
              : t('board.counts.silent'),
        },
        {
          head: t('warnings.board.at'),
          cell: ({ answeredAt }) => (answeredAt ? <Moment at={answeredAt} /> : '—'),
        },
      ]}
    />
  )
}

/** A moment, and how long after the release it was. */
function After({ began, at }: { began: string; at: string }) {
  const t = useText()
  const minutes = Math.max(0, Math.round((Date.parse(at) - Date.parse(began)) / 60_000))
  return (
    <>
      <Moment at={at} />{' '}
      {minutes < 120
        ? t('board.after_minutes', { count: minutes })
        : t('board.after_hours', { count: Math.round(minutes / 60) })}
    </>
  )
}
