/** Roles in a team. Which of them release is the team's own authority matrix (R8). */
export const TEAM_ROLES = ['poc', 'deputy', 'analyst', 'reviewer', 'team_admin'] as const
export type TeamRole = (typeof TEAM_ROLES)[number]

/** Roles in a body or group. */
export const BODY_ROLES = [
  'officer',
  'duty_officer',
  'chair',
  'vice_chair',
  'member',
  'auditor',
  'cooperator',
  'guest',
] as const
export type BodyRole = (typeof BODY_ROLES)[number]
export type Role = TeamRole | BodyRole

/** What binds a person to the body served (R26). A contractor's firm, a group company's entity is named besides. */
export const TIES = ['employee', 'seconded', 'contractor', 'group_company', 'volunteer'] as const
export type Tie = (typeof TIES)[number]

/** Where somebody is appointed: a team or a group. */
export type Seat =
  | { readonly team: string; readonly group?: undefined }
  | { readonly group: string; readonly team?: undefined }

/** The roles that a group of this kind gives. */
export function rolesOfBody(kind: string): readonly BodyRole[] {
  if (kind === 'secretariat') return ['officer', 'duty_officer']
  if (kind === 'committee') return ['chair', 'vice_chair', 'member']
  if (kind === 'association') return ['auditor']
  return ['chair', 'vice_chair', 'member', 'cooperator', 'guest']
}

/** How a person serves: role, tie, and since when. */
export interface Terms {
  readonly role: Role
  readonly tie: Tie
  /** Contractor: of which firm. Group company: which entity. */
  readonly firm: string | null
}

/** Somebody who is not in the directory yet, or perhaps is, under this address. */
export interface NewPerson {
  readonly nameJa: string
  readonly nameEn: string
  readonly email: string
  readonly language: 'ja' | 'en'
}

/** An appointment as acts load it. */
export interface Appointment extends Terms {
  readonly id: string
  readonly person: string
  readonly team: string | null
  readonly group: string | null
  readonly since: Date
  readonly until: Date | null
}

/** Is it over at that time? */
export const isOver = (appointment: Pick<Appointment, 'until'>, at: Date): boolean =>
  appointment.until !== null && appointment.until <= at

/** Nobody joins the past. */
export const laterOf = (one: Date, other: Date): Date => (one.getTime() > other.getTime() ? one : other)

/** A contractor's firm must be named: the preview shows contractors by firm. */
export const lacksFirm = ({ tie, firm }: Pick<Terms, 'tie' | 'firm'>): boolean =>
  (tie === 'contractor' || tie === 'group_company') && !firm
