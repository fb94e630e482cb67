import type { TextKey } from '#base/i18n/index.ts'
import type { Received } from '#base/ui/index.ts'
import { roleWords, useEither, useText } from '#base/ui/index.ts'
import type { getCharterVersions } from '../routes.ts'

type Version = Received<typeof getCharterVersions>['versions'][number]
export type Difference = NonNullable<Version['differences']>[number]
export type Seat = Version['adoptedBy']
type Value = Difference['from']

/** Entries of a list that are told before the rest is counted. */
const TOLD = 6

/** The charter in words: its fields, its values, who decided, and what a change opens, as a sentence. */
export function useCharterWords() {
  const t = useText()
  const either = useEither()
  const text = (key: string, params: Record<string, string | number> = {}) => t(key as TextKey, params)
  const join = (words: readonly string[]) => words.join(t('app.list_comma'))

  /** `poc`, or `committee:chair`: a role in a kind of body. */
  const role = (written: string): string => {
    const [body = '', inBody] = written.split(':')
    return inBody === undefined
      ? roleWords(t, written)
      : t('charter.in_body', {
          body: text(`people.group_kind.${body}`),
          role: roleWords(t, inBody, body),
        })
  }
  const channel = (name: string) => text(`app.charter.channel.${name}`)
  const size = (name: Value) => text(`app.charter.size.${name}`)

  const field = ([first = '', second, third]: readonly string[]): string => {
    if (second === undefined) return text(`association.charter.${first}`)
    if (first === 'channels')
      return t('charter.cell', { channel: channel(third ?? ''), label: `TLP:${second}` })
    if (['sectors', 'districts', 'memberKinds'].includes(first))
      return t('charter.versions.coded', { field: text(`association.charter.${first}`), code: second })
    return text(`charter.part.${first}.${second}`)
  }
  const value = (path: readonly string[], one: Value): string => {
    if (one === null) return t('charter.versions.none')
    if (typeof one === 'object') return either(one.ja, one.en)
    if (path[0] === 'channels') return size(one)
    if (path[0] === 'defaultLanguage') return text(`common.language.${one}`)
    return String(one)
  }
  const entry = (path: readonly string[], one: string): string =>
    path[0] === 'languages' ? text(`common.language.${one}`) : path[0]?.endsWith('Roles') ? role(one) : one
  const entries = (path: readonly string[], all: readonly string[]): string => {
    const told = all.slice(0, TOLD).map((one) => entry(path, one))
    const more = all.length - told.length
    return join(more > 0 ? [...told, t('charter.versions.more_entries', { count: more })] : told)
  }

  /** What differs, in a line or two. */
  const lines = ({ path, from, to, added, removed }: Difference): string[] => {
    const name = field(path)
    if (added.length + removed.length === 0)
      return [t('charter.versions.set', { name, from: value(path, from), to: value(path, to) })]
    return [
      ...(added.length > 0 ? [t('charter.versions.added', { name, entries: entries(path, added) })] : []),
      ...(removed.length > 0
        ? [t('charter.versions.removed', { name, entries: entries(path, removed) })]
        : []),
    ]
  }
  /** What an opening difference opens, as a sentence. */
  const opens = ({ path, from, to, added }: Difference): string => {
    const [first, second = '', third = ''] = path
    if (added.length > 0) return text(`charter.opens.${first}`, { roles: join(added.map(role)) })
    const change = { from: value(path, from), to: value(path, to) }
    if (first === 'channels')
      return t('charter.opens.channels', { ...change, channel: channel(third), label: `TLP:${second}` })
    return text(`charter.opens.${path.join('.')}`, change)
  }
  const who = (seat: Seat): string =>
    seat
      ? t('charter.versions.who', {
          name: either(seat.nameJa, seat.nameEn),
          role: roleWords(t, seat.role, seat.body),
        })
      : '—'
  return { field, lines, opens, who, role, roles: (all: readonly string[]) => join(all.map(role)) }
}
