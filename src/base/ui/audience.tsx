import { IconEye } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import type { Reach } from '#core/envelope/index.ts'
import { PersonChip, TeamChip } from './chips.tsx'
import { useText } from './language.tsx'

/** One person who reads, as far as the asker may know. */
export interface AudiencePerson {
  readonly id?: string
  readonly name: string
  readonly role?: string
  /** "also reads for …", "contractor of …" */
  readonly note?: string
}

/** One team that reads. */
export interface AudienceTeam {
  readonly id?: string
  readonly short: string
  readonly name?: string
  readonly persons?: readonly AudiencePerson[]
  readonly note?: string
}

/** One rule that lets readers in, and whom. */
export interface AudienceLine {
  readonly key: string
  /** `グループ「早期警戒WG」`, `業種「製造」`; a sentence in the reader's language. */
  readonly via: string
  /** How many teams (or persons, where `unit` says so). Left out where a reader is told why, not how many. */
  readonly count?: number
  readonly unit?: 'teams' | 'persons'
  /** The count in words, where members are hidden and it is rounded; then `teams` is empty. */
  readonly rounded?: string
  readonly teams?: readonly AudienceTeam[]
  readonly persons?: readonly AudiencePerson[]
  /** Why this rule holds, for "why can I see this?". */
  readonly because?: readonly string[]
}

/** Who is left out now, and how many. The cause goes to that team and the secretariat alone. */
export interface NotNow {
  readonly count: number
  readonly teams?: readonly AudienceTeam[]
}

/**
 * Who reads one part, rule by rule: the same list before release (preview), for a reader (why can I see this?) and
 * for the sender afterwards (who received it). Each line opens to its teams and persons.
 */
export function AudienceList({
  title,
  sentence,
  lines,
  notNow,
  notes = [],
  open = false,
  empty,
}: {
  /** Name of the part with its label: `<>技術情報 <TlpBadge …/></>`. */
  title?: ReactNode
  /** What stands above: usually `<AudienceSentence …/>`. */
  sentence?: ReactNode
  lines: readonly AudienceLine[]
  notNow?: NotNow
  /** Further sentences: who serves several teams, what a withheld source hears … */
  notes?: readonly string[]
  /** Lines are open from the start. */
  open?: boolean
  /** Said where no line lets anybody in. */
  empty?: string
}) {
  const t = useText()
  return (
    <section className="audience">
      {title && <h3 className="audience-title">{title}</h3>}
      {sentence}
      {lines.length === 0 && <p className="dimmed">{empty ?? t('app.audience.nobody')}</p>}
      {lines.length > 0 && (
        <ul className="audience-lines">
          {lines.map((line) => (
            <li key={line.key}>
              <AudienceLineRow line={line} open={open} />
            </li>
          ))}
        </ul>
      )}
      {notNow && notNow.count > 0 && (
        <Opening
          open={open}
          head={
            <>
              <span>{t('app.audience.not_now')}</span>
              <Count count={notNow.count} unit="teams" />
            </>
          }
        >
          <Teams teams={notNow.teams ?? []} />
          <p className="dimmed">{t('app.audience.not_now_why')}</p>
        </Opening>
      )}
      {notes.map((note) => (
        <p key={note} className="dimmed">
          {note}
        </p>
      ))}
    </section>
  )
}

function AudienceLineRow({ line, open }: { line: AudienceLine; open: boolean }) {
  const t = useText()
  const head = (
    <>
      <span>{line.via}</span>
      {line.rounded ? (
        <span className="count">{line.rounded}</span>
      ) : (
        line.count !== undefined && <Count count={line.count} unit={line.unit ?? 'teams'} />
      )}
    </>
  )
  const holds = (line.teams?.length ?? 0) + (line.persons?.length ?? 0) + (line.because?.length ?? 0) > 0
  if (!holds && !line.rounded) return <div className="audience-line">{head}</div>
  return (
    <Opening open={open} head={head}>
      {line.rounded && <p className="dimmed">{t('app.audience.hidden_members')}</p>}
      {line.because && line.because.length > 0 && (
        <ul className="because">
          {line.because.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      )}
      <Teams teams={line.teams ?? []} />
      <Persons persons={line.persons ?? []} />
    </Opening>
  )
}

/** What it holds is made when it is first opened: 3,000 teams stand behind some of these lines. */
function Opening({ head, open, children }: { head: ReactNode; open: boolean; children: ReactNode }) {
  const [made, make] = useState(open)
  return (
    <details open={open} onToggle={(event) => event.currentTarget.open && make(true)}>
      <summary className="audience-line">{head}</summary>
      <div className="audience-inner">{made && children}</div>
    </details>
  )
}

function Count({ count, unit }: { count: number; unit: 'teams' | 'persons' }) {
  return <span className="count">{useText()(`common.${unit}`, { count })}</span>
}

const Teams = ({ teams }: { teams: readonly AudienceTeam[] }) =>
  teams.length === 0 ? null : (
    <ul className="readers">
      {teams.map((team) => (
        <li key={team.id ?? team.short}>
          <TeamChip
            short={team.short}
            {...(team.id && { id: team.id })}
            {...(team.name && { name: team.name })}
          />
          {team.note && <span className="dimmed"> {team.note}</span>}
          <Persons persons={team.persons ?? []} />
        </li>
      ))}
    </ul>
  )

const Persons = ({ persons }: { persons: readonly AudiencePerson[] }) =>
  persons.length === 0 ? null : (
    <ul className="readers readers-inner">
      {persons.map((person) => (
        <li key={person.id ?? `${person.name}${person.role ?? ''}`}>
          <PersonChip
            name={person.name}
            {...(person.id && { id: person.id })}
            {...(person.role && { role: person.role })}
          />
          {person.note && <span className="dimmed"> {person.note}</span>}
        </li>
      ))}
    </ul>
  )

/**
 * The sentence beside every button that shares: "142 teams in 3 groups will receive this now, nobody who joins
 * later; 2 are not eligible now."
 */
export function AudienceSentence({
  teams,
  persons,
  reach,
  notNow = 0,
  past = false,
}: {
  teams: number
  persons?: number
  reach: Reach
  notNow?: number
  /** After release: "received" instead of "will receive". */
  past?: boolean
}) {
  const t = useText()
  const who =
    persons === undefined
      ? t('common.teams', { count: teams })
      : teams === 0
        ? t('common.persons', { count: persons })
        : t('app.audience.teams_and_persons', {
            teams: t('common.teams', { count: teams }),
            persons: t('common.persons', { count: persons }),
          })
  return (
    <p className="audience-sentence">
      {t(past ? 'app.audience.received' : 'app.audience.will_receive', { who })}{' '}
      {t(reach === 'live' ? 'app.audience.live' : 'app.audience.as_previewed')}{' '}
      {notNow > 0 && t('app.audience.not_now_count', { teams: t('common.teams', { count: notNow }) })}
    </p>
  )
}

/** Beside a field that will be shared: who will read what is typed here. */
export function ReadBy({ who }: { who: string }) {
  const t = useText()
  return (
    <span className="read-by">
      <IconEye size={14} aria-hidden stroke={1.8} />
      {t('app.read_by', { who })}
    </span>
  )
}
