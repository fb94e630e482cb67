import type { Translate } from '#base/i18n/index.ts'
import { call, links, type Reachable } from '#base/ui/index.ts'
import type { getPeople, getTeams } from '#people/directory/routes.ts'
import type { getWarnings } from '#work/warnings/routes.ts'

/** Looks for teams, people and the latest warnings on the server, for the palette. A refusal finds nothing. */
export const finder =
  (t: Translate, either: (ja: string, en: string) => string, go: (to: string) => void) =>
  async (query: string): Promise<readonly Reachable[]> => {
    if (!query) return []
    const [teams, people, warnings] = await Promise.all([
      call<typeof getTeams>('get', '/api/teams', { query: { search: query, limit: '8' } }).catch(() => null),
      call<typeof getPeople>('get', '/api/people', { query: { search: query } }).catch(() => null),
      call<typeof getWarnings>('get', '/api/warnings', { query: { box: 'inbox' } }).catch(() => null),
    ])
    const asked = plain(query)
    return [
      ...(warnings?.lines ?? [])
        .filter(({ number, headline }) => plain(`${number} ${headline ?? ''}`).includes(asked))
        .slice(0, 8)
        .map(({ number, headline }) => ({
          id: number,
          label: headline ?? t('app.headline_closed'),
          hint: number,
          group: t('app.palette.warnings'),
          run: () => go(links.warning(number)),
        })),
      ...(teams?.teams ?? []).map(({ id, name, shortName }) => ({
        id,
        label: either(name.ja, name.en),
        hint: shortName,
        group: t('app.palette.teams'),
        run: () => go(links.team(id)),
      })),
      ...(people?.people ?? []).slice(0, 8).map(({ appointment, person, name, seat }) => ({
        id: appointment,
        label: either(name.ja, name.en),
        ...(seat && { hint: either(seat.ja, seat.en) }),
        group: t('app.palette.people'),
        run: () => go(links.person(person)),
      })),
    ]
  }

const plain = (text: string): string => text.normalize('NFKC').toLowerCase()
