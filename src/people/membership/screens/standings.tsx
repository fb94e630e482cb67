import {
  ActButton,
  Answered,
  ChoiceField,
  Empty,
  Go,
  GoButton,
  links,
  Moment,
  Page,
  Rows,
  useAnswer,
  useEither,
  useMe,
  useQueryParam,
  useText,
} from '#base/ui/index.ts'
import type { getStandings } from '../routes.ts'
import { STANDINGS } from '../standing.ts'

/** Where every team stands, with the cause; for the secretariat and the committee. */
export function Standings() {
  const t = useText()
  const either = useEither()
  const { may } = useMe()
  const [asked, ask] = useQueryParam('status')
  const status = STANDINGS.find((one) => one === asked)
  const standings = useAnswer<typeof getStandings>(
    '/api/standings',
    { query: status ? { status } : {} },
    { keep: true },
  )
  return (
    <Page
      title={t('office.teams')}
      lead={t('office.teams_lead')}
      actions={
        may.office ? (
          <GoButton to={links.newTeam()}>{t('office.enrol')}</GoButton>
        ) : (
          <ActButton because={t('errors.not_your_role', { who: 'secretariat' })}>
            {t('office.enrol')}
          </ActButton>
        )
      }
    >
      <div className="filters">
        <ChoiceField
          label={t('office.standing')}
          data={[
            { value: '', label: t('office.all') },
            ...STANDINGS.map((value) => ({ value, label: t(`people.standing.${value}`) })),
          ]}
          value={status ?? ''}
          onChange={(event) => ask(event.currentTarget.value)}
        />
      </div>
      <Answered of={standings}>
        {({ standings: rows }) => (
          <Rows
            caption={t('office.teams')}
            rows={rows}
            keyOf={({ team }) => team}
            empty={
              status ? (
                <Empty title={t('office.no_teams')}>{t('office.no_teams_what')}</Empty>
              ) : (
                <Empty title={t('office.first_team')}>{t('office.first_team_what')}</Empty>
              )
            }
            columns={[
              {
                head: t('office.team'),
                heads: true,
                cell: ({ team, name }) => (
                  <Go to={links.standing(team)}>{name ? either(name.ja, name.en) : team}</Go>
                ),
              },
              { head: t('office.standing'), cell: ({ status: now }) => t(`people.standing.${now}`) },
              { head: t('office.since'), cell: ({ since }) => <Moment at={since} /> },
              {
                head: t('office.member_since'),
                cell: ({ memberSince }) => (memberSince ? <Moment at={memberSince} /> : '—'),
              },
              { head: t('office.reason'), cell: ({ reason }) => reason ?? '—' },
            ]}
          />
        )}
      </Answered>
    </Page>
  )
}
