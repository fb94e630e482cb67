import { useCallback } from 'react'
import { useAnswer, useEither, useText } from '#base/ui/index.ts'
import type { Exclude, Term } from '#core/envelope/index.ts'
import type { getCharter } from '#people/association/routes.ts'
import type { getTeam } from '#people/directory/routes.ts'
import type { getGroups } from '#people/groups/routes.ts'
import type { PartPreview } from './previewing.tsx'

export type AnyTerm = Term | Exclude

type Both = { readonly ja: string; readonly en: string }

/** Names of people, by appointment and by person, as pickers and previews have told them. */
const people = new Map<string, Both>()

/** Remembers who stands behind an appointment, so that a chip can say it. */
export const rememberPerson = (id: string, name: Both): void => {
  people.set(id, name)
}

export function rememberPreview(parts: readonly PartPreview[]): void {
  for (const { teams, persons } of parts)
    for (const one of [...persons, ...teams.flatMap((team) => team.people)]) {
      people.set(one.appointment, one.name)
      people.set(one.person, one.name)
    }
}

/** What the association calls its groups, sectors, districts and kinds of member. */
export function useVocabulary() {
  const charter = useAnswer<typeof getCharter>('/api/charter')
  const groups = useAnswer<typeof getGroups>('/api/groups', { query: {} })
  return { charter: charter.data?.charter ?? null, groups: groups.data?.groups ?? [] }
}

const lists = { sector: 'sectors', district: 'districts', kind: 'memberKinds' } as const

/** Says a principal's own name: group, sector, district, kind of member. Teams and people have names elsewhere. */
export function useNameOf(): (kind: string, ref: string) => string {
  const either = useEither()
  const { charter, groups } = useVocabulary()
  return useCallback(
    (kind: string, ref: string): string => {
      if (kind === 'group' || kind === 'guests') {
        const group = groups.find(({ id }) => id === ref)
        return group ? either(group.name.ja, group.name.en) : ''
      }
      if (kind !== 'sector' && kind !== 'district' && kind !== 'kind') return ''
      const coded = charter?.[lists[kind]].find(({ code }) => code === ref)
      return coded ? either(coded.label.ja, coded.label.en) : ref
    },
    [charter, groups, either],
  )
}

/** A term of an audience in words: `グループ：早期警戒WG`. */
export function TermWords({ term }: { term: AnyTerm }) {
  return <>{useTermWords(term)}</>
}

/** The same as text. Names of teams are asked for one by one and kept. */
export function useTermWords(term: AnyTerm): string {
  const t = useText()
  const either = useEither()
  const nameOf = useNameOf()
  const isTeam = term.kind === 'team' || term.kind === 'concerned'
  const team = useAnswer<typeof getTeam>(
    '/api/teams/{team}',
    { params: { team: isTeam ? term.id : '' } },
    { enabled: isTeam },
  )
  if (term.kind === 'members' || term.kind === 'public') return t(`composer.term.${term.kind}`)
  const person = 'id' in term ? people.get(term.id) : undefined
  const name = isTeam
    ? team.data && either(team.data.name.ja, team.data.name.en)
    : person
      ? either(person.ja, person.en)
      : nameOf(term.kind, 'id' in term ? term.id : term.code)
  return t(`composer.term.${term.kind}`, { name: name || t('composer.term.unknown') })
}
