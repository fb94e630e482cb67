import {
  Answered,
  Empty,
  Go,
  links,
  Moment,
  Page,
  Rows,
  Section,
  useAnswer,
  useEither,
  useText,
} from '#base/ui/index.ts'
import type { getProposals } from '#people/directory/routes.ts'
import type { getGroupRequests, getGroups } from '#people/groups/routes.ts'
import type { getStandings } from '../routes.ts'
import { STANDINGS } from '../standing.ts'

/** The secretariat's desk: what the app has to say to it, what waits, then how many teams stand where, then the bodies. */
export function Secretariat({ notice }: { notice?: React.ReactNode }) {
  const t = useText()
  return (
    <Page title={t('office.title')} lead={t('office.lead')}>
      {notice}
      <Waits />
      <Standings />
      <Bodies />
    </Page>
  )
}

function Waits() {
  const t = useText()
  const either = useEither()
  const proposals = useAnswer<typeof getProposals>('/api/proposals', { query: { state: 'open' } })
  const requests = useAnswer<typeof getGroupRequests>('/api/group-requests')
  const asked = (requests.data?.requests ?? []).filter(({ kind }) => kind === 'request')
  return (
    <Section title={t('office.waits')}>
      <Answered of={proposals}>
        {({ proposals: open }) => (
          <Rows
            caption={t('office.waits')}
            rows={[
              ...open.map(({ id, teamName, field, proposedAt }) => ({
                id,
                to: links.proposal(id),
                who: teamName,
                what: t('office.proposes', { field: t(`people.field.${field}`) }),
                at: proposedAt,
              })),
              ...asked.map(({ id, group, groupName, teamName, askedAt }) => ({
                id,
                to: links.group(group),
                who: teamName ?? { ja: '', en: '' },
                what: t('office.asks', { group: either(groupName.ja, groupName.en) }),
                at: askedAt,
              })),
            ]}
            keyOf={({ id }) => id}
            empty={<Empty title={t('office.nothing')}>{t('office.nothing_what')}</Empty>}
            columns={[
              {
                head: t('office.what'),
                heads: true,
                cell: ({ to, what }) => <Go to={to}>{what}</Go>,
              },
              { head: t('office.team'), cell: ({ who }) => either(who.ja, who.en) },
              { head: t('office.since'), cell: ({ at }) => <Moment at={at} relative /> },
            ]}
          />
        )}
      </Answered>
    </Section>
  )
}

function Standings() {
  const t = useText()
  const standings = useAnswer<typeof getStandings>('/api/standings', { query: {} })
  return (
    <Section title={t('office.standings')}>
      <Answered of={standings}>
        {({ standings: all }) => (
          <dl className="facts">
            {STANDINGS.map((status) => (
              <div key={status}>
                <dt>
                  <Go to={`${links.admissions()}?status=${status}`}>{t(`people.standing.${status}`)}</Go>
                </dt>
                <dd>{t('common.teams', { count: all.filter((one) => one.status === status).length })}</dd>
              </div>
            ))}
          </dl>
        )}
      </Answered>
    </Section>
  )
}

/** The bodies, in which the secretariat appoints people. */
function Bodies() {
  const t = useText()
  const either = useEither()
  const groups = useAnswer<typeof getGroups>('/api/groups', { query: {} })
  const bodies = (groups.data?.groups ?? []).filter(({ kind }) =>
    ['association', 'committee', 'secretariat'].includes(kind),
  )
  return (
    <Section title={t('office.bodies')}>
      <p className="dimmed">{t('office.bodies_what')}</p>
      <ul className="lines">
        {bodies.map(({ id, name, kind }) => (
          <li key={id}>
            <Go to={links.group(id)}>{either(name.ja, name.en)}</Go>{' '}
            <span className="dimmed">{t(`people.group_kind.${kind}`)}</span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
