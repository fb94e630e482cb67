import {
  Answered,
  Empty,
  Facts,
  Go,
  links,
  Moment,
  Page,
  Rows,
  useAnswer,
  useEither,
  useText,
} from '#base/ui/index.ts'
import type { getDeliverability } from '../routes.ts'

/** For the office: whose mail does not arrive, and why. What it was about stands nowhere here. */
export function Deliverability() {
  const t = useText()
  const either = useEither()
  const found = useAnswer<typeof getDeliverability>('/api/deliverability')
  return (
    <Page title={t('deliveries.title')} lead={t('deliveries.office_lead')}>
      <Answered of={found}>
        {({ waiting, oldest, failed, troubles }) => (
          <>
            <Facts
              of={[
                [
                  t('deliveries.waiting'),
                  oldest ? (
                    <span key="w">
                      {t('deliveries.mails', { count: waiting })} <Moment at={oldest} />
                    </span>
                  ) : (
                    t('deliveries.mails', { count: waiting })
                  ),
                ],
                [t('deliveries.failed'), t('deliveries.mails', { count: failed })],
              ]}
            />
            <Rows
              caption={t('deliveries.title')}
              rows={troubles}
              keyOf={({ person, team, state, trouble }) => `${person} ${team} ${state} ${trouble}`}
              empty={<Empty title={t('deliveries.none')}>{t('deliveries.none_what')}</Empty>}
              columns={[
                {
                  head: t('deliveries.person'),
                  heads: true,
                  cell: ({ person, name }) => <Go to={links.person(person)}>{either(name.ja, name.en)}</Go>,
                },
                {
                  head: t('deliveries.team'),
                  cell: ({ team, shortName }) => (team ? <Go to={links.team(team)}>{shortName}</Go> : '—'),
                },
                { head: t('deliveries.state'), cell: ({ state }) => t(`deliveries.states.${state}`) },
                {
                  head: t('deliveries.why'),
                  cell: ({ trouble }) => t(`deliveries.troubles.${isKnown(trouble) ? trouble : 'unknown'}`),
                },
                { head: t('deliveries.count'), cell: ({ mails }) => mails },
                { head: t('deliveries.last'), cell: ({ lastAt }) => <Moment at={lastAt} /> },
              ]}
            />
          </>
        )}
      </Answered>
    </Page>
  )
}

const KNOWN = ['refused', 'unreachable', 'key-missing', 'unwritable'] as const
const isKnown = (trouble: string): trouble is (typeof KNOWN)[number] =>
  (KNOWN as readonly string[]).includes(trouble)
