import { useState } from 'react'
import {
  ActButton,
  Answered,
  Empty,
  Go,
  GoButton,
  links,
  Page,
  Rows,
  Section,
  TickField,
  useAnswer,
  useEither,
  useMe,
  useText,
} from '#base/ui/index.ts'
import type { getGroups } from '../routes.ts'
import { Requests } from './requests.tsx'
import { type Line, SizeWords } from './words.tsx'

/** The groups: those of the own side first, then all others, with how one stands to each. */
export function Groups() {
  const t = useText()
  const { hat, may } = useMe()
  const [closed, showClosed] = useState(false)
  const groups = useAnswer<typeof getGroups>(
    '/api/groups',
    { query: closed ? { closed: 'true' } : {} },
    { keep: true },
  )
  const isOurs = ({ id, own }: Line) => own !== null || id === hat?.group
  return (
    <Page
      title={t('groups.title')}
      lead={t('groups.lead')}
      actions={
        may.office &&
        (hat?.role === 'officer' ? (
          <GoButton to={links.newGroup()}>{t('groups.make')}</GoButton>
        ) : (
          <ActButton because={t('errors.not_your_role', { who: 'officer' })}>{t('groups.make')}</ActButton>
        ))
      }
    >
      <Requests />
      <Answered of={groups}>
        {({ groups: all }) => (
          <>
            <Section title={t('groups.ours')}>
              <List
                caption={t('groups.ours')}
                groups={all.filter(isOurs)}
                empty={<Empty title={t('groups.none_ours')}>{t('groups.none_ours_what')}</Empty>}
              />
            </Section>
            <Section title={t('groups.others')}>
              <List
                caption={t('groups.others')}
                groups={all.filter((one) => !isOurs(one))}
                empty={<p className="dimmed">{t('groups.no_others')}</p>}
              />
            </Section>
          </>
        )}
      </Answered>
      <TickField
        label={t('groups.show_closed')}
        checked={closed}
        onChange={(event) => showClosed(event.currentTarget.checked)}
      />
    </Page>
  )
}

function List({
  caption,
  groups,
  empty,
}: {
  caption: string
  groups: readonly Line[]
  empty: React.ReactNode
}) {
  const t = useText()
  const either = useEither()
  return (
    <Rows
      caption={caption}
      rows={groups}
      keyOf={({ id }) => id}
      empty={empty}
      columns={[
        {
          head: t('groups.name'),
          heads: true,
          cell: ({ id, name }) => <Go to={links.group(id)}>{either(name.ja, name.en)}</Go>,
        },
        { head: t('groups.kind'), cell: ({ kind }) => t(`people.group_kind.${kind}`) },
        { head: t('groups.size'), cell: ({ size }) => <SizeWords of={size} /> },
        { head: t('groups.state'), cell: (one) => <OwnState of={one} /> },
      ]}
    />
  )
}

/** How the own side stands to a group, in a word. */
function OwnState({ of: { own, barred, missing, waiting, closedAt } }: { of: Line }) {
  const t = useText()
  if (closedAt) return <>{t('groups.closed')}</>
  if (own && missing.length > 0) return <>{t('groups.agreement_wanted')}</>
  if (own) return <>{t(`people.membership.${own}`)}</>
  if (waiting) return <>{t(`groups.waiting.${waiting.kind}`)}</>
  if (barred) return <>{t('groups.barred')}</>
  return <>—</>
}
