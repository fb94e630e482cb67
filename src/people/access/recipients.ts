import { principalOf } from '#core/envelope/index.ts'
import { decide, type Moment, type PartFacts, type Reason, type Viewer } from '#core/policy/index.ts'

export type Name = { readonly short: string; readonly ja: string; readonly en: string }

/** A team that an audience names, with what it holds now (`access.candidates`). */
export type CandidateTeam = {
  readonly team: string
  readonly name: Name
  readonly standing: Viewer['standing']
  /** The terms that name it, as principals. */
  readonly nominal: readonly string[]
  readonly holds: Readonly<Record<string, Moment>>
  /** Excludes that the team itself falls under. */
  readonly barredBy: readonly string[]
}

/** A person under one appointment, with what the appointment adds to what the team holds. */
export type CandidatePerson = {
  readonly appointment: string
  readonly person: string
  readonly name: { readonly ja: string; readonly en: string }
  readonly team: string | null
  readonly group: string | null
  readonly role: string
  readonly tie: string
  readonly firm: string | null
  readonly holds: Readonly<Record<string, Moment>>
}

export type PersonVerdict = {
  readonly candidate: CandidatePerson
  readonly allowed: boolean
  readonly because: readonly Reason[]
}

/** The part as it will be once released: what a decision about its future readers is made on. */
export const asReleased = (part: PartFacts, at: Moment): PartFacts => ({
  ...part,
  state: 'released',
  owners: [],
  pressedAt: part.reach === 'live' ? null : at,
  releasedAt: at,
  supersededAt: null,
  stopped: false,
  notBefore: null,
})

/** A team as if one of its people with every quality asked: tells whether the team as such is let in, and by what. */
function teamAsViewer(candidate: CandidateTeam): Viewer {
  return {
    kind: 'person',
    standing: candidate.standing,
    team: candidate.team,
    holds: { ...candidate.holds, 'need-to-know': -Infinity, inside: -Infinity, employee: -Infinity },
    bound: Object.fromEntries(candidate.barredBy.map((principal) => [principal, Infinity])),
    tasks: [],
  }
}

/** Whether the part reaches this team, by which principal (the ledger line's `via`), or why not. */
export function decideTeam(part: PartFacts, candidate: CandidateTeam, at: Moment) {
  const decision = decide(teamAsViewer(candidate), asReleased(part, at), 'read', at)
  const hold = decision.because.find((reason) => reason.code === 'audience')
  const via = decision.allowed && hold ? hold.principal : null
  return { candidate, via, because: decision.because }
}

/** Whether the part reaches this person under this appointment. The same decision as at reading. */
export function decidePerson(
  part: PartFacts,
  person: CandidatePerson,
  team: CandidateTeam | undefined,
  bound: readonly string[],
  at: Moment,
): PersonVerdict {
  const since = Math.max(
    ...Object.entries(person.holds)
      .filter(([p]) => p.startsWith('appointment:'))
      .map(([, m]) => m),
    -Infinity,
  )
  const fromTeam = Object.fromEntries(
    Object.entries(team?.holds ?? {}).map(([p, m]) => [p, Math.max(m, since)]),
  )
  const viewer: Viewer = {
    kind: 'person',
    standing: team?.standing ?? (person.group ? 'body' : 'none'),
    person: person.person,
    appointment: person.appointment,
    ...(person.team ? { team: person.team } : {}),
    holds: { ...fromTeam, ...person.holds },
    bound: Object.fromEntries(bound.map((principal) => [principal, Infinity])),
    tasks: [],
  }
  const decision = decide(viewer, asReleased(part, at), 'read', at)
  return { candidate: person, allowed: decision.allowed, because: decision.because }
}

/**
 * The principals by which an audience names teams, those that the decision will ask for besides, and the
 * appointments and bodies that are named.
 */
export function namedBy({ include, agreements }: Pick<PartFacts, 'include' | 'agreements'>) {
  const principals = [
    ...new Set(
      include.flatMap((t) => (t.kind === 'group' ? [principalOf(t), `guests:${t.id}`] : [principalOf(t)])),
    ),
  ]
  return {
    principals,
    wanted: [...principals, ...agreements.map((agreement) => `agreement:${agreement}`)],
    appointments: include.flatMap((t) => (t.kind === 'appointment' ? [t.id] : [])),
    bodies: include.flatMap((t) => (t.kind === 'group' || t.kind === 'guests' ? [t.id] : [])),
  }
}
