import { Go, links, useAnswer, useEither, useText } from '#base/ui/index.ts'
import type { getCharter } from '#people/association/routes.ts'
import type { getPerson } from '../routes.ts'

/** Fields whose values are codes of the charter. */
export type CodedField = 'sector' | 'district' | 'kind'

const lists = { sector: 'sectors', district: 'districts', kind: 'memberKinds' } as const

/** What the association calls its sectors, districts and kinds of member. */
export function useCodes() {
  const either = useEither()
  const charter = useAnswer<typeof getCharter>('/api/charter').data?.charter
  const choices = (field: CodedField) =>
    (charter?.[lists[field]] ?? []).map(({ code, label }) => ({
      value: code,
      label: either(label.ja, label.en),
    }))
  const word = (field: CodedField, code: string | null): string =>
    code === null ? '—' : (choices(field).find(({ value }) => value === code)?.label ?? code)
  return { charter, choices, word }
}

/** A person by name, where only the identifier came. */
export function PersonName({ id }: { id: string }) {
  const either = useEither()
  const t = useText()
  const { data, isError } = useAnswer<typeof getPerson>('/api/people/{person}', { params: { person: id } })
  if (!data) return isError ? t('directory.unknown') : '…'
  return <Go to={links.person(id)}>{either(data.name.ja, data.name.en)}</Go>
}

/** The body that an appointment serves, by name. */
export function SeatName({ of: { team, group, seat } }: { of: Seated }) {
  const either = useEither()
  if (!seat) return <>—</>
  return <Go to={team ? links.team(team) : links.group(group ?? '')}>{either(seat.ja, seat.en)}</Go>
}

interface Seated {
  readonly team: string | null
  readonly group: string | null
  readonly seat: { readonly ja: string; readonly en: string } | null
}

/** Several values, one under the other; a dash for none. */
export const Lines = ({ of }: { of: readonly React.ReactNode[] }) =>
  of.length === 0 ? (
    '—'
  ) : (
    <ul className="lines">
      {of.map((one, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a list that is shown, never reordered
        <li key={index}>{one}</li>
      ))}
    </ul>
  )
