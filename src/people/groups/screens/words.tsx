import type { Received } from '#base/ui/index.ts'
import { Go, links, useAnswer, useEither, useText } from '#base/ui/index.ts'
import type { getCharter } from '#people/association/routes.ts'
import type { getGroup, getGroups } from '../routes.ts'

export type Line = Received<typeof getGroups>['groups'][number]
export type Group = Received<typeof getGroup>

/** Made at founding, one of each: people are appointed there, teams do not join. */
export const isBody = ({ kind }: Pick<Group, 'kind'>): boolean =>
  kind === 'association' || kind === 'committee' || kind === 'secretariat'

/** How many teams: exact where everybody sees them, else in steps, and why. */
export function SizeWords({ of }: { of: Line['size'] }) {
  const t = useText()
  if ('exact' in of) return <>{t('common.teams', { count: of.exact })}</>
  return (
    <>
      {'fewerThan' in of
        ? t('people.rounded.fewer_than', { count: of.fewerThan })
        : t('groups.about', { count: of.about })}
    </>
  )
}

/** Kinds of member as the association calls them. */
export function useKinds() {
  const either = useEither()
  const charter = useAnswer<typeof getCharter>('/api/charter').data?.charter
  const kinds = (charter?.memberKinds ?? []).map(({ code, label }) => ({
    value: code,
    label: either(label.ja, label.en),
  }))
  return { kinds, word: (code: string) => kinds.find(({ value }) => value === code)?.label ?? code }
}

/** The agreements that the own side has still to accept before the group opens. */
export function Missing({ of }: { of: Line['missing'] }) {
  const t = useText()
  const either = useEither()
  return (
    <ul>
      {of.map(({ id, title, state }) => (
        <li key={id}>
          <Go to={links.agreement(id)}>{either(title.ja, title.en)}</Go> ·{' '}
          {t(`people.agreement_state.${state}`)}
        </li>
      ))}
    </ul>
  )
}
