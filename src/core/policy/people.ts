import type { Viewer } from './viewer.ts'

/**
 * Who may act on people and bodies, in words that acts, buttons and refusals share. Each function answers for one
 * viewer under one live appointment; a key never acts.
 */

/** What these rules look at, so that a button can ask them about a role before there is a request. */
export type InRole = Pick<Viewer, 'kind' | 'body' | 'role'>

/** Founding, demo and bookkeeping. */
export const isSystem = (viewer: InRole): boolean => viewer.kind === 'system'

const inBody = (viewer: InRole, body: string, ...roles: string[]): boolean =>
  viewer.kind === 'person' &&
  viewer.body === body &&
  (roles.length === 0 || roles.includes(viewer.role ?? ''))

/** The secretariat's people, on duty or in the office: they keep the directory. */
export const keepsDirectory = (viewer: InRole): boolean =>
  isSystem(viewer) || inBody(viewer, 'secretariat', 'officer', 'duty_officer')

/** Officers decide for the secretariat; the duty officer only keeps things going. */
export const isOfficer = (viewer: InRole): boolean =>
  isSystem(viewer) || inBody(viewer, 'secretariat', 'officer')

/** Who changes the standing of a team. */
export const decidesMembership = (viewer: InRole): boolean =>
  isSystem(viewer) ||
  inBody(viewer, 'secretariat', 'officer', 'duty_officer') ||
  inBody(viewer, 'committee', 'chair', 'vice_chair')

/** Who adopts at once what of a charter opens nothing. */
export const adoptsCharter = (viewer: InRole): boolean =>
  inBody(viewer, 'secretariat', 'officer') || inBody(viewer, 'committee', 'chair')

/** Who proposes a change of the charter, and takes one back that waits. Confirming is in people/association. */
export const proposesCharter = (viewer: InRole): boolean =>
  inBody(viewer, 'secretariat', 'officer') || inBody(viewer, 'committee', 'chair', 'vice_chair', 'member')

const living = ['prospect', 'active', 'restricted']

/** Acts for this team under one of the roles (any when none is named). */
export const actsForTeam = (viewer: Viewer, team: string, ...roles: string[]): boolean =>
  viewer.kind === 'person' &&
  viewer.team === team &&
  living.includes(viewer.standing) &&
  (roles.length === 0 || roles.includes(viewer.role ?? ''))

/** Keeps the team's own data and people. */
export const runsTeam = (viewer: Viewer, team: string): boolean =>
  actsForTeam(viewer, team, 'team_admin', 'poc')

/** Speaks for the team: proposes, joins, leaves. */
export const speaksForTeam = (viewer: Viewer, team: string): boolean =>
  actsForTeam(viewer, team, 'team_admin', 'poc', 'deputy')

/** Leads this group. */
export const chairs = (viewer: Viewer, group: string): boolean =>
  viewer.kind === 'person' &&
  viewer.standing === 'body' &&
  viewer.group === group &&
  (viewer.role === 'chair' || viewer.role === 'vice_chair')

/** Who a refusal names as the ones who could; text at `people.may.<name>`. */
export type WhoMay =
  | 'secretariat'
  | 'officer'
  | 'committee_or_secretariat'
  | 'charter'
  | 'charter_at_once'
  | 'committee_chairs'
  | 'second_officer'
  | 'auditor'
  | 'team'
  | 'team_speaker'
  | 'team_admin'
  | 'reviewer'
  | 'second_person'
  | 'chair'
  | 'person'
