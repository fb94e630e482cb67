import { Button, CloseButton, Select } from '@mantine/core'
import { useState } from 'react'
import { useAnswer, useEither, useText } from '#base/ui/index.ts'
import type { Envelope, Exclude, Term } from '#core/envelope/index.ts'
import type { getPeople, getTeams } from '#people/directory/routes.ts'
import { type AnyTerm, rememberPerson, useTermWords, useVocabulary } from './names.tsx'

type Audience = Envelope['audience']

/** Whom a part is for, term by term: who is let in, and who is left out in every capacity. */
export function AudienceBuilder({
  audience,
  red,
  change,
  error,
}: {
  audience: Audience
  /** RED goes to people named one by one. */
  red: boolean
  change: (next: Audience) => void
  error?: React.ReactNode
}) {
  const t = useText()
  const { include, exclude } = audience
  const [leavesOut, leaveOut] = useState(exclude.length > 0)
  const without = <T extends AnyTerm>(terms: readonly T[], gone: T) => terms.filter((term) => term !== gone)
  const has = (terms: readonly AnyTerm[], term: AnyTerm) => terms.some((one) => codeOf(one) === codeOf(term))
  return (
    <div className="audience-builder">
      <Terms
        terms={include}
        empty={t('composer.audience_none')}
        remove={(term) => change({ ...audience, include: without(include, term as Term) })}
      />
      <TermPicker
        label={t('composer.audience_add')}
        placeholder={t('composer.audience_add_placeholder')}
        hint={red ? t('composer.audience_red') : undefined}
        error={error}
        kinds={red ? 'people' : 'include'}
        pick={(term) => has(include, term) || change({ ...audience, include: [...include, term as Term] })}
      />
      {leavesOut ? (
        <>
          <Terms
            terms={exclude}
            remove={(term) => change({ ...audience, exclude: without(exclude, term as Exclude) })}
          />
          <TermPicker
            label={t('composer.except_add')}
            placeholder={t('composer.except_add_placeholder')}
            hint={t('composer.except_what')}
            kinds="exclude"
            pick={(term) =>
              has(exclude, term) || change({ ...audience, exclude: [...exclude, term as Exclude] })
            }
          />
        </>
      ) : (
        <div>
          <Button size="xs" variant="default" onClick={() => leaveOut(true)}>
            {t('composer.except_begin')}
          </Button>
        </div>
      )}
    </div>
  )
}

function Terms({
  terms,
  empty,
  remove,
}: {
  terms: readonly AnyTerm[]
  empty?: string
  remove: (term: AnyTerm) => void
}) {
  if (terms.length === 0) return empty ? <p className="dimmed">{empty}</p> : null
  return (
    <ul className="terms">
      {terms.map((term) => (
        <TermChip key={codeOf(term)} term={term} remove={() => remove(term)} />
      ))}
    </ul>
  )
}

function TermChip({ term, remove }: { term: AnyTerm; remove: () => void }) {
  const t = useText()
  const name = useTermWords(term)
  return (
    <li className="chip">
      {name}
      <CloseButton size="sm" aria-label={t('composer.remove_term', { name })} onClick={remove} />
    </li>
  )
}

type Kinds = 'include' | 'exclude' | 'people'

interface Offer {
  readonly value: string
  readonly label: string
}
interface Offers {
  readonly group: string
  readonly items: Offer[]
}

const codeOf = (term: AnyTerm): string => JSON.stringify(term)

/** One field that finds whatever can be named: groups, sectors, districts, teams, people. */
function TermPicker({
  label,
  placeholder,
  hint,
  error,
  kinds,
  pick,
}: {
  label: string
  placeholder: string
  hint?: string | undefined
  error?: React.ReactNode
  kinds: Kinds
  pick: (term: AnyTerm) => void
}) {
  const t = useText()
  const [search, setSearch] = useState('')
  const offers = useOffers(kinds, search.trim())
  const nothing = t(search.trim() === '' ? 'composer.type_a_name' : 'composer.nothing_found')
  return (
    <Select
      searchable
      label={label}
      placeholder={placeholder}
      description={hint}
      error={error}
      // an option of its own, so that the list is one for readers of screens too
      data={offers.length > 0 ? offers : [{ value: '', label: nothing, disabled: true }]}
      value={null}
      searchValue={search}
      onSearchChange={setSearch}
      onChange={(value) => {
        if (!value) return
        pick(JSON.parse(value) as AnyTerm)
        setSearch('')
      }}
      // what the server found by other names must not be filtered away again
      filter={({ options }) => options}
      // the list itself scrolls, so that it is the listbox that readers and keys find
      withScrollArea={false}
      classNames={{ options: 'offers' }}
      attributes={{ options: { tabIndex: -1 } }}
      openOnFocus={false}
      comboboxProps={{ withinPortal: false }}
    />
  )
}

function useOffers(kinds: Kinds, search: string): Offers[] {
  const t = useText()
  const either = useEither()
  const { charter, groups } = useVocabulary()
  const teams = useAnswer<typeof getTeams>(
    '/api/teams',
    { query: { ...(search && { search }), limit: '30' } },
    { keep: true, enabled: kinds !== 'people' },
  )
  const found = useAnswer<typeof getPeople>(
    '/api/people',
    { query: { search } },
    { keep: true, enabled: search !== '' },
  )
  const matches = (...names: string[]) =>
    search === '' || names.some((name) => name.toLowerCase().includes(search.toLowerCase()))
  const offer = (term: AnyTerm, words: string): Offer => ({ value: codeOf(term), label: words })

  const people: Offer[] = (search === '' ? [] : (found.data?.people ?? [])).map((one) => {
    rememberPerson(one.appointment, one.name)
    rememberPerson(one.person, one.name)
    const seat = one.seat ? either(one.seat.ja, one.seat.en) : ''
    return offer(
      { kind: 'appointment', id: one.appointment },
      `${either(one.name.ja, one.name.en)}（${[seat, t(`people.role.${one.role}`)].filter(Boolean).join('・')}）`,
    )
  })
  const persons: Offer[] = [
    ...new Map(
      (search === '' ? [] : (found.data?.people ?? [])).map((one) => [
        one.person,
        offer({ kind: 'person', id: one.person }, either(one.name.ja, one.name.en)),
      ]),
    ).values(),
  ]
  const coded = (
    kind: 'sector' | 'district' | 'kind',
    list: 'sectors' | 'districts' | 'memberKinds',
  ): Offer[] =>
    (charter?.[list] ?? [])
      .filter(({ code, label }) => matches(code, label.ja, label.en))
      .map(({ code, label }) => offer({ kind, code }, either(label.ja, label.en)))
  const named = groups
    .filter(({ kind, closedAt }) => closedAt === null && kind !== 'association')
    .filter(({ handle, name }) => matches(handle, name.ja, name.en))
  // the same name stands in two lists: the less usual sense says which it is
  const groupOffers = (kind: 'group' | 'guests') =>
    named.map(({ id, name: { ja, en } }) => {
      const name = either(ja, en)
      return offer({ kind, id }, kind === 'guests' ? t('composer.term.guests', { name }) : name)
    })
  const teamOffers = (kind: 'team' | 'concerned') =>
    (teams.data?.teams ?? []).map(({ id, name: { ja, en }, shortName }) => {
      const name = `${either(ja, en)}（${shortName}）`
      return offer({ kind, id }, kind === 'concerned' ? t('composer.term.concerned', { name }) : name)
    })
  const everyone = t('composer.term.members')

  const all: Offers[] =
    kinds === 'people'
      ? [{ group: t('composer.group_people'), items: people }]
      : kinds === 'exclude'
        ? [
            { group: t('composer.group_teams'), items: teamOffers('team') },
            { group: t('composer.group_groups'), items: groupOffers('group') },
            { group: t('composer.group_sectors'), items: coded('sector', 'sectors') },
            { group: t('composer.group_people'), items: persons },
          ]
        : [
            {
              group: t('composer.group_everyone'),
              items: matches(everyone) ? [offer({ kind: 'members' }, everyone)] : [],
            },
            { group: t('composer.group_groups'), items: groupOffers('group') },
            { group: t('composer.group_sectors'), items: coded('sector', 'sectors') },
            { group: t('composer.group_districts'), items: coded('district', 'districts') },
            { group: t('composer.group_kinds'), items: coded('kind', 'memberKinds') },
            { group: t('composer.group_teams'), items: teamOffers('team') },
            { group: t('composer.group_people'), items: people },
            ...(search === ''
              ? []
              : [
                  { group: t('composer.group_concerned'), items: teamOffers('concerned') },
                  { group: t('composer.group_guests'), items: groupOffers('guests') },
                ]),
          ]
  return all.filter(({ items }) => items.length > 0)
}
