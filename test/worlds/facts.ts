/** What is true in a world, as plain memory: the model reads this and nothing else. Moments are epoch milliseconds. */
import type { Envelope } from '../../src/core/envelope/index.ts'
import type { PartState } from '../../src/core/policy/index.ts'

/** Half open: held from `since`, no longer at `until`. */
export type Span = { since: number; until: number }

export type Status = 'prospect' | 'active' | 'restricted' | 'suspended' | 'ended'

export type Team = {
  readonly id: string
  /** Every standing the team had, in order. */
  readonly statuses: { status: Status; since: number }[]
  legalEntities: string[]
  boundContractors: string[]
  organisationSince: number
  releaseRoles: string[]
}

export type Fact = Span & {
  readonly id: string
  readonly team: string
  readonly field: string
  readonly value: string
}

export type Group = {
  readonly id: string
  readonly kind: string
  agreements: string[]
  /** When a requirement was last dropped. */
  loosenedAt: number
  closedAt: number
}

export type Membership = Span & {
  readonly id: string
  readonly group: string
  readonly team: string
  readonly standing: 'member' | 'guest'
}

export type Appointment = Span & {
  readonly id: string
  readonly person: string
  readonly team: string | null
  readonly group: string | null
  readonly role: string
  readonly tie: string
  readonly firm: string | null
}

export type Agreement = { readonly id: string; readonly versions: { version: number; from: number }[] }

export type Acceptance = Span & {
  readonly id: string
  readonly agreement: string
  readonly version: number
  readonly team: string | null
  readonly appointment: string | null
  /** What its row says; the model works it out for itself. */
  unbrokenSince?: number
}

export type Key = {
  readonly id: string
  readonly team: string
  readonly roles: string[]
  readonly createdAt: number
  readonly expiresAt: number
  revokedAt: number
}

export type Task = {
  readonly id: string
  readonly appointment: string
  readonly part: string
  readonly version: number
  readonly givenAt: number
  readonly until: number
  doneAt: number
}

export type Objection = { readonly id: string; readonly part: string; open: boolean }

export type PartVersion = {
  readonly id: string
  readonly version: number
  readonly item: string
  readonly number: string
  /** The author's team; unknown where the source is withheld. */
  readonly originator: string | null
  owners: string[]
  envelope: Envelope
  state: PartState
  pressedAt: number | null
  releasedAt: number | null
  supersededAt: number | null
  /** R32: the part, in all its versions. */
  stopped: boolean
}

export type World = {
  now: number
  readonly persons: string[]
  readonly teams: Team[]
  readonly facts: Fact[]
  readonly groups: Group[]
  readonly memberships: Membership[]
  readonly appointments: Appointment[]
  readonly agreements: Agreement[]
  readonly acceptances: Acceptance[]
  readonly keys: Key[]
  readonly tasks: Task[]
  readonly objections: Objection[]
  readonly parts: PartVersion[]
  /** `part:version:holder` */
  readonly receipts: Set<string>
  /** appointment → random principals that own its withheld items */
  readonly hiddenOwners: Map<string, string[]>
  /** What happened, for whoever reads a failure. */
  readonly log: string[]
}

export const during = (span: Span, at: number): boolean => span.since <= at && at < span.until
export const statusOf = (team: Team): Status => team.statuses.at(-1)?.status ?? 'ended'
