import {
  ActButton,
  Answered,
  Empty,
  Go,
  GoButton,
  links,
  Moment,
  Page,
  type Received,
  Rows,
  useAnswer,
  useEither,
  useMe,
  useText,
} from '#base/ui/index.ts'
import type { getAgreements } from '../routes.ts'

type Line = Received<typeof getAgreements>['agreements'][number]

/** The agreements, and how the own side stands to each. */
export function OurAgreements() {
  const t = useText()
  return (
    <Page title={t('agreements.ours')} lead={t('agreements.ours_lead')}>
      <List />
    </Page>
  )
}

/** The same for the secretariat, which makes them. */
export function OfficeAgreements() {
  const t = useText()
  const { hat } = useMe()
  return (
    <Page
      title={t('agreements.title')}
      lead={t('agreements.office_lead')}
      actions={
        hat?.role === 'officer' ? (
          <GoButton to={links.newAgreement()}>{t('agreements.make')}</GoButton>
        ) : (
          <ActButton because={t('errors.not_your_role', { who: 'officer' })}>
            {t('agreements.make')}
          </ActButton>
        )
      }
    >
      <List />
    </Page>
  )
}

function List() {
  const t = useText()
  const either = useEither()
  const agreements = useAnswer<typeof getAgreements>('/api/agreements')
  return (
    <Answered of={agreements}>
      {({ agreements: rows }) => (
        <Rows
          caption={t('agreements.title')}
          rows={rows}
          keyOf={({ id }) => id}
          empty={<Empty title={t('agreements.none')}>{t('agreements.none_what')}</Empty>}
          mark={({ state }) => wanting.includes(state)}
          columns={[
            {
              head: t('agreements.name'),
              heads: true,
              cell: ({ id, title }) => <Go to={links.agreement(id)}>{either(title.ja, title.en)}</Go>,
            },
            { head: t('agreements.kind'), cell: ({ kind }) => t(`people.agreement_kind.${kind}`) },
            {
              head: t('agreements.in_force'),
              cell: ({ inForce }) => (inForce ? t('agreements.version', { version: inForce }) : '—'),
            },
            { head: t('agreements.our_state'), cell: ({ state }) => t(`people.agreement_state.${state}`) },
            { head: t('agreements.accepted_at'), cell: (line) => <Last of={line} /> },
          ]}
        />
      )}
    </Answered>
  )
}

const wanting: readonly Line['state'][] = ['missing', 'renew', 'lapsed']

/** The latest acceptance that still counts, or until when one did. */
function Last({ of: { acceptances } }: { of: Line }) {
  const t = useText()
  const last = acceptances.at(-1)
  if (!last) return <>—</>
  return (
    <>
      {t('agreements.version', { version: last.version })} · <Moment at={last.since} />
      {last.until && (
        <>
          {' – '}
          <Moment at={last.until} />
        </>
      )}
    </>
  )
}
