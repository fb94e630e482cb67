import { Button } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import {
  Answered,
  actingNow,
  ChoiceField,
  call,
  Empty,
  Go,
  GoButton,
  links,
  Mono,
  Page,
  Rows,
  Section,
  TextField,
  useAnswer,
  useEither,
  useMe,
  useQueryParam,
  useText,
} from '#base/ui/index.ts'
import type { getPeople, getTeams } from '../routes.ts'
import { SeatName, useCodes } from './words.tsx'

/** All teams, found by name and filtered by what the association sorts them by. */
export function Directory() {
  const t = useText()
  const { choices } = useCodes()
  const [asked, ask] = useQueryParam('q')
  const [words, setWords] = useState(asked)
  const [search] = useDebouncedValue(words.trim(), 250)
  const [sector, setSector] = useQueryParam('sector')
  const [district, setDistrict] = useQueryParam('district')
  const [kind, setKind] = useQueryParam('kind')
  const [standing, setStanding] = useQueryParam('standing')
  // biome-ignore lint/correctness/useExhaustiveDependencies: the address follows what was typed, not the other way
  useEffect(() => {
    if (search !== asked) ask(search)
  }, [search])

  const any = { value: '', label: t('directory.any') }
  const filters = [
    ['sector', sector, setSector],
    ['district', district, setDistrict],
    ['kind', kind, setKind],
  ] as const
  return (
    <Page title={t('directory.title')} lead={t('directory.lead')}>
      <search className="filters">
        <TextField
          type="search"
          label={t('directory.search')}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        {filters.map(([field, value, set]) => (
          <ChoiceField
            key={field}
            label={t(`people.field.${field}`)}
            data={[any, ...choices(field)]}
            value={value}
            onChange={(event) => set(event.currentTarget.value)}
          />
        ))}
        <ChoiceField
          label={t('people.field.status')}
          data={[
            { value: '', label: t('directory.any_standing') },
            ...(['active', 'prospect', 'former'] as const).map((one) => ({
              value: one,
              label: t(`people.standing.${one}`),
            })),
          ]}
          value={standing}
          onChange={(event) => setStanding(event.currentTarget.value)}
        />
      </search>
      <Teams query={{ search, sector, district, kind, standing }} />
      {search && <People search={search} />}
    </Page>
  )
}

type Query = Record<'search' | 'sector' | 'district' | 'kind' | 'standing', string>

function useTeams(query: Query) {
  const { standing, ...filters } = query
  const given = Object.fromEntries(Object.entries(filters).filter(([, value]) => value))
  return useInfiniteQuery({
    queryKey: [actingNow(), '/api/teams', 'pages', query],
    queryFn: ({ pageParam }) =>
      call<typeof getTeams>('get', '/api/teams', {
        query: {
          ...given,
          ...(standing && { standing: standing as 'active' }),
          ...(pageParam && { after: pageParam }),
          limit: '100',
        },
      }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  })
}

function Teams({ query }: { query: Query }) {
  const t = useText()
  const either = useEither()
  const { word } = useCodes()
  const teams = useTeams(query)
  const asked = Object.values(query).some(Boolean)
  return (
    <Answered of={teams}>
      {({ pages }) => (
        <>
          <p className="dimmed" role="status">
            {teams.hasNextPage
              ? t('directory.found_more', { count: pages.flatMap((page) => page.teams).length })
              : t('common.teams', { count: pages.flatMap((page) => page.teams).length })}
          </p>
          <Rows
            caption={t('directory.title')}
            rows={pages.flatMap((page) => page.teams)}
            keyOf={({ id }) => id}
            empty={asked ? <Empty title={t('directory.none')}>{t('directory.none_what')}</Empty> : <NoTeam />}
            more={
              teams.hasNextPage && (
                <Button
                  variant="default"
                  loading={teams.isFetchingNextPage}
                  onClick={() => void teams.fetchNextPage()}
                >
                  {t('common.action.more')}
                </Button>
              )
            }
            columns={[
              {
                head: t('directory.team'),
                heads: true,
                cell: ({ id, name }) => <Go to={links.team(id)}>{either(name.ja, name.en)}</Go>,
              },
              { head: t('people.field.short_name'), cell: ({ shortName }) => shortName },
              { head: t('people.field.sector'), cell: ({ sector }) => word('sector', sector) },
              { head: t('people.field.district'), cell: ({ district }) => word('district', district) },
              { head: t('people.field.kind'), cell: ({ kind }) => word('kind', kind) },
              {
                head: t('people.field.status'),
                cell: ({ standing }) => (standing ? t(`people.standing.${standing}`) : '—'),
              },
            ]}
          />
        </>
      )}
    </Answered>
  )
}

/** An association that has just been founded. */
function NoTeam() {
  const t = useText()
  const { may } = useMe()
  return may.office ? (
    <Empty
      title={t('directory.first_team')}
      action={<GoButton to={links.newTeam()}>{t('office.enrol')}</GoButton>}
    >
      {t('directory.first_team_what')}
    </Empty>
  ) : (
    <Empty title={t('directory.first_team')}>{t('directory.first_team_wait')}</Empty>
  )
}

/** People by the same words, for whoever looks for a name. */
function People({ search }: { search: string }) {
  const t = useText()
  const either = useEither()
  const people = useAnswer<typeof getPeople>('/api/people', { query: { search } }, { keep: true })
  return (
    <Section title={t('directory.people')}>
      <Answered of={people}>
        {({ people: found }) => (
          <Rows
            caption={t('directory.people')}
            rows={found}
            keyOf={({ appointment }) => appointment}
            empty={<p className="dimmed">{t('directory.no_people')}</p>}
            columns={[
              {
                head: t('directory.name'),
                heads: true,
                cell: ({ person, name }) => <Go to={links.person(person)}>{either(name.ja, name.en)}</Go>,
              },
              { head: t('directory.role'), cell: ({ role }) => t(`people.role.${role}`) },
              {
                head: t('directory.seat'),
                cell: (one) => <SeatName of={one} />,
              },
              { head: t('people.field.email'), cell: ({ email }) => <Mono>{email}</Mono> },
            ]}
          />
        )}
      </Answered>
    </Section>
  )
}
