import { useMediaQuery } from '@mantine/hooks'
import { type ReactNode, useState } from 'react'
import type { Translate } from '#base/i18n/index.ts'
import {
  type AudienceLine,
  AudienceList,
  AudienceSentence,
  type AudienceTeam,
  TlpBadge,
  useEither,
  useText,
} from '#base/ui/index.ts'
import type { Envelope } from '#core/envelope/index.ts'
import { useNameOf } from './names.tsx'
import { partNames } from './part-names.ts'
import type { PartPreview } from './previewing.tsx'

type Either = (ja: string, en: string) => string
type Person = PartPreview['persons'][number] | PartPreview['teams'][number]['people'][number]

const vias = [
  'members',
  'public',
  'group',
  'guests',
  'sector',
  'district',
  'kind',
  'team',
  'concerned',
  'prospect',
  'appointment',
] as const

/** Who reads one part, rule by rule, before it is released. The same list that readers see under "why". */
export function PartReaders({
  name,
  envelope,
  preview,
  open = false,
}: {
  name: string
  envelope: Envelope
  preview: PartPreview
  open?: boolean
}) {
  const t = useText()
  const either = useEither()
  const nameOf = useNameOf()
  return (
    <AudienceList
      title={
        <>
          {name} <TlpBadge tlp={envelope.tlp} />
        </>
      }
      sentence={<PartSentence envelope={envelope} preview={preview} />}
      lines={linesOf(preview, t, either, nameOf)}
      notNow={{
        count: preview.notEligible.length,
        teams: preview.notEligible.map(({ id, name }) => ({
          id,
          short: name.short,
          name: either(name.ja, name.en),
        })),
      }}
      notes={notesOf(preview, t, either)}
      open={open}
    />
  )
}

/** "38 teams (84 people) will receive this now; nobody who joins later." Nothing while nobody is reached. */
function PartSentence({ envelope, preview }: { envelope: Envelope; preview: PartPreview }) {
  const t = useText()
  const { teams, people } = preview.counts
  const hidden = preview.hiddenGroups.length > 0 && <p>{t('composer.who_reads.and_hidden')}</p>
  if (teams + people === 0) return hidden
  return (
    <>
      <AudienceSentence
        teams={teams}
        persons={people}
        reach={envelope.reach}
        notNow={preview.notEligible.length}
      />
      {hidden}
    </>
  )
}

function linesOf(
  preview: PartPreview,
  t: Translate,
  either: Either,
  nameOf: (kind: string, ref: string) => string,
): AudienceLine[] {
  const principals = [...new Set([...preview.teams, ...preview.persons].flatMap(({ via }) => via))]
  const named = principals.map((principal): AudienceLine => {
    const [kind = '', ref = ''] = principal.split(':')
    const teams = preview.teams.filter(({ via }) => via.includes(principal))
    const persons = preview.persons.filter(({ via }) => via.includes(principal))
    const via = vias.find((one) => one === kind)
    return {
      key: principal,
      via: via ? t(`composer.who_reads.via.${via}`, { name: nameOf(kind, ref) }) : principal,
      count: teams.length > 0 ? teams.length : persons.length,
      unit: teams.length > 0 ? 'teams' : 'persons',
      teams: teams.map((team) => teamOf(team, t, either)),
      persons: persons.map((person) => personOf(person, t, either)),
    }
  })
  const hidden = preview.hiddenGroups.map(
    ({ id, name, count }): AudienceLine => ({
      key: `hidden ${id}`,
      via: t('composer.who_reads.hidden', { name: either(name.ja, name.en) }),
      rounded:
        'fewerThan' in count
          ? t('composer.who_reads.fewer_than', { count: count.fewerThan })
          : t('composer.who_reads.about', { count: count.about }),
    }),
  )
  const excluded: AudienceLine[] =
    preview.excluded.length === 0
      ? []
      : [
          {
            key: 'excluded',
            via: t('composer.who_reads.excluded'),
            count: preview.excluded.length,
            teams: preview.excluded.map(({ id, name }) => ({
              id,
              short: name.short,
              name: either(name.ja, name.en),
            })),
          },
        ]
  return [...merged(named), ...hidden, ...excluded]
}

/** Teams (and people) named one by one are one line, not one line each. */
function merged(lines: readonly AudienceLine[]): AudienceLine[] {
  const byWords = new Map<string, AudienceLine>()
  for (const line of lines) {
    const same = byWords.get(line.via)
    byWords.set(
      line.via,
      same
        ? {
            ...same,
            count: (same.count ?? 0) + (line.count ?? 0),
            teams: [...(same.teams ?? []), ...(line.teams ?? [])],
            persons: [...(same.persons ?? []), ...(line.persons ?? [])],
          }
        : line,
    )
  }
  return [...byWords.values()]
}

const teamOf = (
  { id, name, people }: PartPreview['teams'][number],
  t: Translate,
  either: Either,
): AudienceTeam => ({
  id,
  short: name.short,
  name: either(name.ja, name.en),
  persons: people.map((person) => personOf(person, t, either)),
})

const personOf = (person: Person, t: Translate, either: Either) => ({
  id: person.person,
  name: either(person.name.ja, person.name.en),
  role: t(`people.role.${person.role as 'poc'}`),
  ...(person.firm && { note: t('composer.who_reads.contractor_of', { firm: person.firm }) }),
})

/** R26: who serves several of the teams, and contractors by firm. */
const notesOf = (preview: PartPreview, t: Translate, either: Either): string[] => [
  ...preview.severalTeams.map(({ name, teams }) =>
    t('composer.who_reads.several', {
      name: either(name.ja, name.en),
      count: teams.length,
      teams: teams
        .flatMap((id) => preview.teams.find((team) => team.id === id)?.name.short ?? [])
        .join(t('composer.who_reads.comma')),
    }),
  ),
  ...preview.contractors.map(({ firm, people }) =>
    t('composer.who_reads.contractors', { firm, persons: t('common.persons', { count: people }) }),
  ),
]

/**
 * The composer's other half, always in sight: beside the text on a wide screen; on a phone one line that opens.
 */
export function WhoReads({
  envelopes,
  previews,
  busy,
  problem,
  checks,
}: {
  envelopes: readonly Envelope[]
  previews: readonly PartPreview[]
  busy: boolean
  problem: ReactNode
  /** What else is looked at before a release. */
  checks?: ReactNode
}) {
  const t = useText()
  const wide = useMediaQuery('(min-width: 62.01em)', true, { getInitialValueInEffect: false })
  const [open, setOpen] = useState(false)
  const names = partNames(
    envelopes.map(({ kind }) => kind),
    t,
  )
  const lists = (
    <div className="who-reads-lists">
      {problem}
      {envelopes.map((envelope, index) => {
        const preview = previews[index]
        return (
          preview && (
            <PartReaders
              key={envelope.kind + String(index)}
              name={names[index] ?? ''}
              envelope={envelope}
              preview={preview}
            />
          )
        )
      })}
    </div>
  )
  const status = (
    <span role="status" className="dimmed">
      {busy ? t('composer.who_reads.loading') : <span className="unseen">{totals(previews, t)}</span>}
    </span>
  )
  if (wide)
    return (
      <aside className="who-reads" aria-label={t('composer.who_reads.title')}>
        <div className="section-head">
          <h2>{t('composer.who_reads.title')}</h2>
          {status}
        </div>
        {lists}
        {checks}
      </aside>
    )
  return (
    <aside className="who-reads who-reads-bar" aria-label={t('composer.who_reads.title')}>
      <h2 className="bar-heading">
        <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
          <strong>{t('composer.who_reads.title')}</strong>
          <span>{totals(previews, t)}</span>
          <span aria-hidden>{open ? '▾' : '▸'}</span>
        </button>
      </h2>
      {open && (
        <>
          {lists}
          {checks}
        </>
      )}
      <span className="unseen">{status}</span>
    </aside>
  )
}

/** The widest part, in words: what the lawyer asks first. */
function totals(previews: readonly PartPreview[], t: Translate): string {
  const widest = previews.reduce(
    (most, { counts }) => ({
      teams: Math.max(most.teams, counts.teams),
      people: Math.max(most.people, counts.people),
    }),
    { teams: 0, people: 0 },
  )
  const hidden = previews.some(({ hiddenGroups }) => hiddenGroups.length > 0)
  return widest.people === 0 && !hidden ? t('composer.who_reads.nobody') : readersWords(widest, t, hidden)
}

/** `38チーム・84名`; people alone where no team reads as such. Members of hidden groups are never counted as nobody. */
export function readersWords(
  counts: { readonly teams: number; readonly people: number },
  t: Translate,
  hidden = false,
): string {
  if (hidden && counts.teams + counts.people === 0) return t('composer.who_reads.hidden_alone')
  const persons = t('common.persons', { count: counts.people })
  const readers =
    counts.teams === 0
      ? persons
      : t('composer.who_reads.summary', { teams: t('common.teams', { count: counts.teams }), persons })
  return hidden ? t('composer.who_reads.and_hidden_short', { readers }) : readers
}
