import './audit.css'
import { Button } from '@mantine/core'
import { type ComponentType, useState } from 'react'
import type { Received } from '#base/http/index.ts'
import type { Translate } from '#base/i18n/index.ts'
import {
  ActButton,
  Answered,
  ChoiceField,
  type Column,
  call,
  DayField,
  Empty,
  Facts,
  Go,
  links,
  Moment,
  Mono,
  Note,
  Page,
  ProblemBox,
  Rows,
  Section,
  useAnswer,
  useText,
  useZone,
} from '#base/ui/index.ts'
import type { getAuditCheck, getAuditEntries, getAuditState } from './routes.ts'

type State = Received<typeof getAuditState>
type Entry = Received<typeof getAuditEntries>['entries'][number]
type Fault = Received<typeof getAuditCheck>['faults'][number]

/** How people and teams are named; the app puts in who knows them. */
export interface Naming {
  readonly person?: ComponentType<{ person: string; appointment?: string }>
  readonly team?: ComponentType<{ team: string }>
}

/** The auditor's screen: where the chain stands, whether it is whole, and what was done. */
export function Audit({ naming = {} }: { naming?: Naming }) {
  const t = useText()
  const state = useAnswer<typeof getAuditState>('/api/audit/state')
  return (
    <Page title={t('audit.title')} lead={t('audit.lead')}>
      <Answered of={state}>
        {(found) => (
          <>
            <ChainState state={found} />
            <Entries acts={found.acts} naming={naming} />
          </>
        )}
      </Answered>
    </Page>
  )
}

function ChainState({ state }: { state: State }) {
  const t = useText()
  const { entries, head, anchored } = state
  return (
    <Section title={t('audit.state')}>
      <Facts
        of={[
          [t('audit.entries'), String(entries)],
          [
            t('audit.head'),
            <>
              <Mono copy>{head}</Mono>
              <br />
              {t('audit.head_hint')}
            </>,
          ],
          [
            t('audit.anchored'),
            anchored ? (
              <>
                {t('audit.anchored_at', { seq: anchored.seq })} (<Moment at={anchored.at} />)
              </>
            ) : (
              t('audit.anchored_never')
            ),
          ],
        ]}
      />
      <Proof entries={entries} />
    </Section>
  )
}

interface Progress {
  readonly checked: number
  readonly faults: readonly Fault[]
  readonly done: boolean
}

function Proof({ entries }: { entries: number }) {
  const t = useText()
  const [progress, setProgress] = useState<Progress | null>(null)
  const [failure, setFailure] = useState<unknown>(null)

  async function prove() {
    setFailure(null)
    let checked = 0
    let faults: readonly Fault[] = []
    setProgress({ checked, faults, done: false })
    try {
      for (let from: number | null = 1; from !== null; ) {
        const stretch: Received<typeof getAuditCheck> = await call<typeof getAuditCheck>(
          'get',
          '/api/audit/check',
          {
            query: { from: String(from) },
          },
        )
        checked += stretch.checked
        faults = [...faults, ...stretch.faults]
        from = stretch.next
        setProgress({ checked, faults, done: from === null })
      }
    } catch (error) {
      setProgress(null)
      setFailure(error)
    }
  }

  return (
    <>
      <div className="actions">
        <ActButton onClick={prove}>{t('audit.prove')}</ActButton>
      </div>
      <ProblemBox error={failure} retry={prove} />
      <div role="status">{progress && <Finding progress={progress} entries={entries} />}</div>
    </>
  )
}

function Finding({ progress: { checked, faults, done }, entries }: { progress: Progress; entries: number }) {
  const t = useText()
  if (faults.length > 0) {
    return (
      <Note kind="danger">
        <p>{t('audit.broken')}</p>
        <ul>
          {faults.map(({ seq, kind }) => (
            <li key={`${seq} ${kind}`}>{t(`audit.fault.${kind}`, { seq })}</li>
          ))}
        </ul>
      </Note>
    )
  }
  if (!done) return <Note>{t('audit.proving', { checked, entries: Math.max(entries, checked) })}</Note>
  return (
    <Note>
      <p>{t('audit.proven', { checked })}</p>
      <p>{t('audit.proven_limit')}</p>
    </Note>
  )
}

function Entries({ acts, naming }: { acts: readonly string[]; naming: Naming }) {
  const t = useText()
  const zone = useZone()
  const [act, setAct] = useState('')
  const [from, setFrom] = useState('')
  const [to, setTo] = useState('')
  const [before, setBefore] = useState<number | null>(null)
  const page = useAnswer<typeof getAuditEntries>(
    '/api/audit/entries',
    {
      query: {
        ...(act && { act }),
        ...(from && { from: startOf(from, zone) }),
        ...(to && { to: startOf(to, zone, 1) }),
        ...(before !== null && { before: String(before) }),
      },
    },
    { keep: true },
  )
  const filtering = (set: (value: string) => void) => (event: { currentTarget: { value: string } }) => {
    set(event.currentTarget.value)
    setBefore(null)
  }

  return (
    <Section title={t('audit.list')}>
      <div className="actions">
        {acts.length > 0 && (
          <ChoiceField
            label={t('audit.filter_act')}
            value={act}
            onChange={filtering(setAct)}
            data={[
              { value: '', label: t('audit.every_act') },
              ...acts
                .map((one) => ({ value: one, label: actWords(t, one) }))
                .sort((a, b) => a.label.localeCompare(b.label)),
            ]}
          />
        )}
        <DayField label={t('audit.from')} value={from} onChange={filtering(setFrom)} />
        <DayField label={t('audit.to')} value={to} onChange={filtering(setTo)} />
      </div>
      <Answered of={page}>
        {({ outline, entries, next }) => (
          <>
            {outline && <Note>{t('audit.outline_lead')}</Note>}
            <div className="audit-list">
              <Rows
                caption={t('audit.list')}
                columns={columnsOf(t, outline, naming)}
                rows={entries}
                keyOf={({ seq }) => String(seq)}
                empty={<Empty title={t('audit.empty')}>{t('audit.empty_hint')}</Empty>}
              />
            </div>
            <div className="actions">
              {before !== null && (
                <Button variant="default" onClick={() => setBefore(null)}>
                  {t('audit.newest')}
                </Button>
              )}
              {next !== null && (
                <Button variant="default" onClick={() => setBefore(next)}>
                  {t('audit.older')}
                </Button>
              )}
            </div>
          </>
        )}
      </Answered>
    </Section>
  )
}

function columnsOf(t: Translate, outline: boolean, naming: Naming): Column<Entry>[] {
  const always: Column<Entry>[] = [
    { head: t('audit.seq'), heads: true, cell: ({ seq }) => String(seq) },
    { head: t('audit.at'), cell: ({ at }) => <Moment at={at} /> },
    { head: t('audit.act'), cell: ({ act }) => actWords(t, act) },
  ]
  if (outline) return always
  return [
    ...always,
    {
      head: `${t('audit.actor')} · ${t('audit.subject')}`,
      wide: true,
      cell: (entry) => <What of={entry} naming={naming} />,
    },
  ]
}

/** Who, on what, and the details, each on a line of its own: identifiers need the width. */
function What({ of: entry, naming }: { of: Entry; naming: Naming }) {
  const t = useText()
  const { subject, detail } = entry
  const details = Object.entries(detail)
  return (
    <dl className="audit-what">
      <dt>{t('audit.actor')}</dt>
      <dd>
        <Actor of={entry} naming={naming} />
      </dd>
      {subject && (
        <>
          <dt>{t('audit.subject')}</dt>
          <dd>
            <Subject of={subject} naming={naming} />
          </dd>
        </>
      )}
      {details.length > 0 && (
        <>
          <dt>{t('audit.detail')}</dt>
          <dd>
            {details.map(([name, value]) => (
              <span key={name}>
                {name}: <Mono>{said(value)}</Mono>
              </span>
            ))}
          </dd>
        </>
      )}
    </dl>
  )
}

function Actor({ of: { actor, sealed }, naming }: { of: Entry; naming: Naming }) {
  const t = useText()
  if (sealed) return t('audit.sealed')
  if (!actor) return null
  const { kind, person, appointment, key, purpose } = actor
  const Person = naming.person
  if (person && appointment && Person) return <Person person={person} appointment={appointment} />
  return (
    <>
      <Reference kind={t(`audit.actors.${kind}`)} id={person ?? key ?? purpose ?? ''} />
      {appointment && <Reference kind={t('audit.appointment')} id={appointment} />}
    </>
  )
}

/** On what: by its name or number where this auditor may know it, else by its identifier. */
function Subject({
  of: { kind, id, number },
  naming,
}: {
  of: NonNullable<Entry['subject']>
  naming: Naming
}) {
  const t = useText()
  const words = sayOr(t, `audit.subjects.${kind}`, kind)
  if (number)
    return (
      <span>
        {words} <Go to={links.warning(number)}>{number}</Go>
      </span>
    )
  if (kind === 'team' && naming.team) return <naming.team team={id} />
  if (kind === 'person' && naming.person) return <naming.person person={id} />
  return <Reference kind={words} id={id} />
}

/** What was done, in words; a check holds that every act has them. */
const actWords = (t: Translate, act: string): string => sayOr(t, `audit.acts.${act}`, act)

const sayOr = (t: Translate, key: string, other: string): string => {
  const said = t(key as 'audit.act')
  return said === key ? other : said
}

/** Identifiers stand whole: an auditor compares them with what is on record elsewhere. */
const Reference = ({ kind, id }: { kind: string; id: string }) => (
  <span>
    {kind} <Mono>{id}</Mono>
  </span>
)

const said = (value: unknown): string => {
  if (Array.isArray(value)) return value.map(said).join(', ')
  return typeof value === 'string' ? value : JSON.stringify(value)
}

const DAY_MS = 86_400_000

/** The moment at which a calendar day begins in a zone, days later if wanted; RFC 3339. */
function startOf(day: string, zone: string, later = 0): string {
  const utc = Date.parse(`${day}T00:00:00Z`) + later * DAY_MS
  const wall = Date.parse(`${new Date(utc).toLocaleString('en-US', { timeZone: zone })} UTC`)
  return new Date(utc - (wall - utc)).toISOString()
}
