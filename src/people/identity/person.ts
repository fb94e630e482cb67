import { proposesCharter } from '#core/policy/index.ts'

/** A body in which an appointment is held: a team, or a group by its kind. */
export interface Body {
  readonly kind: string
  readonly id: string
  readonly handle: string
  readonly nameJa: string
  readonly nameEn: string
  /** Standing of a team; null for other bodies. */
  readonly status: string | null
}

/** A live appointment, as its holder sees it. */
export interface LiveAppointment {
  readonly id: string
  readonly role: string
  readonly tie: string
  readonly firm: string | null
  /** ISO 8601; null: no end in sight. */
  readonly until: string | null
  readonly body: Body
}

/** Who signed in. Appointments stand in the order in which one is taken where none is asked for. */
export interface Self {
  readonly id: string
  readonly nameJa: string
  readonly nameEn: string
  readonly email: string
  readonly language: 'ja' | 'en'
  /** The person's own word (合言葉), shown in mails. */
  readonly word: string | null
  readonly appointments: readonly LiveAppointment[]
}

/**
 * The appointment under which a request acts: the one it names. Where it names none, a read takes the first; a write
 * of somebody who has several acts under none, so that nothing is done in the wrong name. `refused` where it names
 * one that is not, or no longer, this person's.
 */
export function actingAs(
  self: Self,
  asked: string | null,
  writes = false,
): LiveAppointment | null | 'refused' {
  if (asked === null) return writes && self.appointments.length > 1 ? null : (self.appointments[0] ?? null)
  return self.appointments.find(({ id }) => id === asked.toLowerCase()) ?? 'refused'
}

/** What an appointment opens in the app, so that screens need no rules of their own. The acts decide, not this. */
export interface May {
  /** Fact sheet, people and roles of the own team. */
  readonly keepTeam: boolean
  /** Speak for the own team: propose, join, leave. */
  readonly speak: boolean
  /** Keys of the own team for programs. */
  readonly keepKeys: boolean
  /** Write warnings for the own body. */
  readonly write: boolean
  /** The secretariat's desk. */
  readonly office: boolean
  /** Standing of every team, with its cause. */
  readonly standings: boolean
  /** Change the charter, or propose to. */
  readonly charter: boolean
  /** Read the audit chain. */
  readonly audit: boolean
}

/** See {@link May}. */
export function may(acting: LiveAppointment | null): May {
  const role = acting?.role ?? ''
  const isGood = acting !== null && acting.body.status !== 'suspended' && acting.body.status !== 'ended'
  const inTeam = isGood && acting.body.kind === 'team'
  const isFull = isGood && acting.body.status !== 'restricted' && acting.body.status !== 'prospect'
  return {
    keepTeam: inTeam && (role === 'team_admin' || role === 'poc'),
    keepKeys: inTeam && (role === 'team_admin' || role === 'poc'),
    speak: inTeam && (role === 'team_admin' || role === 'poc' || role === 'deputy'),
    write: isFull && !['auditor', 'cooperator', 'guest'].includes(role),
    office: isGood && acting.body.kind === 'secretariat',
    standings: isGood && (acting.body.kind === 'secretariat' || acting.body.kind === 'committee'),
    charter: isGood && proposesCharter({ kind: 'person', body: acting.body.kind, role }),
    audit: isGood && role === 'auditor',
  }
}
