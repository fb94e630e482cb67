import {
  Answered,
  Facts,
  GoButton,
  links,
  Moment,
  Mono,
  Page,
  type Received,
  Rows,
  Section,
  useAnswer,
  useEither,
  useMe,
  useParam,
  useText,
} from '#base/ui/index.ts'
import type { getTeam } from '../routes.ts'
import { Keys } from './keys.tsx'
import { type Invite, PeopleOfTeam } from './people.tsx'
import { Lines, useCodes } from './words.tsx'

export type Team = Received<typeof getTeam>

/** One team as this reader may know it: what it is, who serves in it, under which keys it reads mail. */
export function TeamPage({ invite }: { invite?: Invite }) {
  const t = useText()
  const either = useEither()
  const id = useParam('team')
  const { hat, may } = useMe()
  const team = useAnswer<typeof getTeam>('/api/teams/{team}', { params: { team: id } })
  return (
    <Answered of={team}>
      {(found) => (
        <Page
          title={either(found.name.ja, found.name.en)}
          lead={[found.shortName, found.standing && t(`people.standing.${found.standing}`)]
            .filter(Boolean)
            .join(' · ')}
          actions={
            <>
              {hat?.team === id && <GoButton to={links.ourTeam()}>{t('directory.to_our_team')}</GoButton>}
              {may.standings && (
                <GoButton variant="default" to={links.standing(id)}>
                  {t('directory.to_standing')}
                </GoButton>
              )}
            </>
          }
        >
          <PeopleOfTeam team={id} invite={invite} />
          <Section title={t('directory.keys')}>
            <Keys team={id} />
          </Section>
          <Section title={t('directory.about')}>
            <TeamFacts of={found} />
            <History of={found} />
          </Section>
        </Page>
      )}
    </Answered>
  )
}

function TeamFacts({ of }: { of: Team }) {
  return <Facts of={[...usePlainFacts(of), ...useBearingFacts(of)]} />
}

/** What the team changes by itself. */
export function usePlainFacts(team: Team): [string, React.ReactNode][] {
  const t = useText()
  return [
    [t('people.field.name_ja'), team.name.ja],
    [t('people.field.name_en'), team.name.en],
    [t('people.field.short_name'), team.shortName],
    [t('people.field.alternative_names'), <Lines key="names" of={team.alternativeNames} />],
    [t('people.field.handle'), <Mono key="handle">{team.handle}</Mono>],
    [t('people.field.language'), t(`common.language.${team.language}`)],
  ]
}

/** What decides who reads what; of no concern to the reader is left out. */
function useBearingFacts(team: Team): [string, React.ReactNode][] {
  const t = useText()
  const value = useBearingValue(team)
  const fields = ['sector', 'district', 'kind', 'domains', 'networks'] as const
  const own = ['legalEntities', 'boundContractors', 'releaseRoles'] as const
  return [
    ...fields.map((field): [string, React.ReactNode] => [t(`people.field.${field}`), value(field)]),
    ...own.flatMap((field): [string, React.ReactNode][] =>
      team[field] === null ? [] : [[t(`people.field.${field}`), value(field)]],
    ),
  ]
}

export const BEARING = [
  'sector',
  'district',
  'kind',
  'domains',
  'networks',
  'legalEntities',
  'boundContractors',
  'releaseRoles',
] as const
export type Bearing = (typeof BEARING)[number]

/** Says one access-bearing field as it is now. */
export function useBearingValue(team: Team): (field: Bearing) => React.ReactNode {
  const t = useText()
  const { word } = useCodes()
  return (field) => {
    switch (field) {
      case 'sector':
      case 'district':
      case 'kind':
        return word(field, team[field])
      case 'domains':
      case 'networks':
        return <Lines of={team[field].map((one) => <Mono key={one}>{one}</Mono>)} />
      case 'legalEntities':
      case 'boundContractors':
        return <Lines of={team[field] ?? []} />
      case 'releaseRoles':
        return (
          (team.releaseRoles ?? []).map((role) => t(`people.role.${role}`)).join(t('app.list_comma')) || '—'
        )
    }
  }
}

/** Sector, district and kind as they were; only where something changed. */
function History({ of: { history } }: { of: Team }) {
  const t = useText()
  const { word } = useCodes()
  const past = history.filter(({ until }) => until !== null)
  if (past.length === 0) return null
  return (
    <details>
      <summary>{t('directory.history')}</summary>
      <Rows
        caption={t('directory.history')}
        rows={past}
        keyOf={({ field, since }) => field + since}
        empty={null}
        columns={[
          { head: t('directory.what'), heads: true, cell: ({ field }) => t(`people.field.${field}`) },
          { head: t('directory.value'), cell: ({ field, value }) => word(field, value) },
          { head: t('directory.since'), cell: ({ since }) => <Moment at={since} /> },
          { head: t('directory.until'), cell: ({ until }) => until && <Moment at={until} /> },
        ]}
      />
    </details>
  )
}
