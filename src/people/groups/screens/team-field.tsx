import { Select } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useAnswer, useEither, useText } from '#base/ui/index.ts'
import type { getTeam, getTeams } from '#people/directory/routes.ts'

interface Named {
  readonly id: string
  readonly name: { readonly ja: string; readonly en: string }
  readonly shortName: string
}

/**
 * One team of the association, looked for on the server while somebody types: an association may have thousands.
 * `without` leaves teams out of what is offered.
 */
export function TeamField({
  label,
  without,
  value = '',
  onChange,
  error,
}: {
  label: string
  without: ReadonlySet<string>
  /** Its id; nothing, where none is chosen. */
  value?: string
  onChange: (team: string) => void
  error?: ReactNode
}) {
  const t = useText()
  const either = useEither()
  const [typed, setTyped] = useState('')
  const words = ({ id, name, shortName }: Named) => ({
    value: id,
    label: `${either(name.ja, name.en)}（${shortName}）`,
  })
  // a form that was kept knows its team by id alone
  const kept = useAnswer<typeof getTeam>(
    '/api/teams/{team}',
    { params: { team: value } },
    { enabled: value !== '' },
  )
  const chosen = value && kept.data ? words(kept.data) : null
  // what the field shows of the chosen team is no question
  const search = typed === chosen?.label ? '' : typed.trim().slice(0, 100)
  const found = useAnswer<typeof getTeams>(
    '/api/teams',
    { query: { ...(search && { search }), limit: '30' } },
    { keep: true },
  )
  const offers = (found.data?.teams ?? []).filter(({ id }) => !without.has(id) && id !== value).map(words)
  const all = chosen ? [chosen, ...offers] : offers
  return (
    <Select
      searchable
      label={label}
      placeholder={t('groups.type_team')}
      error={error}
      data={all.length > 0 ? all : [{ value: '', label: t('groups.no_team_found'), disabled: true }]}
      value={value || null}
      onChange={(team) => onChange(team ?? '')}
      searchValue={typed}
      onSearchChange={setTyped}
      // what the server found by another name must not be filtered away again
      filter={({ options }) => options}
      withScrollArea={false}
      classNames={{ options: 'offers' }}
      attributes={{ options: { tabIndex: -1 } }}
      comboboxProps={{ withinPortal: false }}
    />
  )
}
