/**
 * Who a viewer is, worked out from the world's facts by the words of the rules; shares no code with access.enter.
 * `decide` takes it from here.
 */
import type { Asker, PartFacts, Viewer } from '../../src/core/policy/index.ts'
import {
  type Acceptance,
  type Appointment,
  during,
  type Key,
  type PartVersion,
  type Span,
  statusOf,
  type Team,
  type World,
} from './facts.ts'

/** Roles with a need to know in the charter that the worlds live under. */
export const NEED_TO_KNOW = ['poc', 'deputy', 'analyst', 'duty_officer', 'chair', 'vice_chair', 'member']

type Holds = Record<string, number>

/** Several ways to the same principal: the oldest counts. */
const put = (holds: Holds, principal: string, since: number) => {
  holds[principal] = Math.min(holds[principal] ?? Infinity, since)
}

/** Start of the unbroken time in one of these standings; null when the team is in none of them now. */
function standingSince(team: Team, ...among: string[]): number | null {
  let since: number | null = null
  for (const one of team.statuses) since = among.includes(one.status) ? (since ?? one.since) : null
  return since
}

/** Start of the unbroken time in which the agreement was accepted in the version then in force; null when it is not now. */
export function heldSince(
  world: World,
  accepted: readonly Acceptance[],
  agreement: string,
  at: number,
): number | null {
  const versions = world.agreements.find((one) => one.id === agreement)?.versions ?? []
  const spans = accepted
    .filter((one) => one.agreement === agreement)
    .map((one): Span => {
      const from = versions.find((v) => v.version === one.version)?.from ?? Infinity
      const replaced = Math.min(
        Infinity,
        ...versions.filter((v) => v.version > one.version).map((v) => v.from),
      )
      return { since: Math.max(one.since, from), until: Math.min(one.until, replaced) }
    })
    .filter((span) => span.since < span.until)
    .sort((a, b) => a.since - b.since)
  let chain: Span | null = null
  for (const span of spans) {
    if (span.since > at) break
    chain =
      chain && span.since <= chain.until
        ? { since: chain.since, until: Math.max(chain.until, span.until) }
        : { ...span }
  }
  return chain && during(chain, at) ? chain.since : null
}

/** Since when all agreements of a group are held; null when one is missing. */
function admitted(
  world: World,
  accepted: readonly Acceptance[],
  required: readonly string[],
  at: number,
): number | null {
  let since = -Infinity
  for (const agreement of required) {
    const held = heldSince(world, accepted, agreement, at)
    if (held === null) return null
    since = Math.max(since, held)
  }
  return since
}

function teamHolds(world: World, team: Team, at: number): Holds {
  const holds: Holds = {}
  const status = statusOf(team)
  const memberSince = standingSince(team, 'active', 'restricted')
  const activeSince = standingSince(team, 'active')
  if (status === 'suspended' || status === 'ended') return holds
  if (memberSince !== null) {
    put(holds, 'members', memberSince)
    put(holds, `team:${team.id}`, memberSince)
    put(holds, `concerned:${team.id}`, memberSince)
    for (const fact of world.facts)
      if (fact.team === team.id && during(fact, at))
        put(holds, `${fact.field}:${fact.value}`, Math.max(fact.since, memberSince))
  } else put(holds, `prospect:${team.id}`, team.statuses.at(-1)?.since ?? Infinity)
  if (activeSince !== null) put(holds, 'active', activeSince)
  const accepted = world.acceptances.filter((one) => one.team === team.id)
  for (const membership of world.memberships) {
    if (membership.team !== team.id || !during(membership, at)) continue
    const group = world.groups.find((one) => one.id === membership.group)
    if (!group || group.closedAt <= at) continue
    const agreed = admitted(world, accepted, group.agreements, at)
    if (agreed === null) continue
    const asMember = membership.standing === 'member' && memberSince !== null
    const side = memberSince ?? team.statuses.at(-1)?.since ?? Infinity
    put(
      holds,
      `${asMember ? 'group' : 'guests'}:${group.id}`,
      Math.max(membership.since, side, agreed, group.loosenedAt),
    )
  }
  for (const agreement of world.agreements) {
    const held = heldSince(world, accepted, agreement.id, at)
    if (held !== null) put(holds, `agreement:${agreement.id}`, held)
  }
  return holds
}

function bodyHolds(world: World, appointment: Appointment, at: number): Holds {
  const holds: Holds = { active: appointment.since }
  const group = world.groups.find((one) => one.id === appointment.group)
  if (!group) return holds
  const accepted = world.acceptances.filter((one) => one.appointment === appointment.id)
  const agreed = admitted(world, accepted, group.agreements, at)
  const kind = appointment.role === 'cooperator' || appointment.role === 'guest' ? 'guests' : 'group'
  if (agreed !== null)
    put(holds, `${kind}:${group.id}`, Math.max(appointment.since, agreed, group.loosenedAt))
  for (const agreement of world.agreements) {
    const held = heldSince(world, accepted, agreement.id, at)
    if (held !== null) put(holds, `agreement:${agreement.id}`, held)
  }
  if (['chair', 'vice_chair', 'duty_officer'].includes(appointment.role))
    put(holds, `releaser:${group.id}`, appointment.since)
  return holds
}

/** Inside the organisation, for STRICT: its own people, and firms and companies that its fact sheet names. */
function insideSince(team: Team | undefined, { tie, firm, since }: Appointment): number | null {
  if (tie === 'employee' || tie === 'seconded') return since
  const named =
    tie === 'contractor' ? team?.boundContractors : tie === 'group_company' ? team?.legalEntities : undefined
  return team && firm !== null && named?.includes(firm) ? Math.max(since, team.organisationSince) : null
}

function personHolds(world: World, appointment: Appointment, at: number): Holds {
  const team = world.teams.find((one) => one.id === appointment.team)
  const { since, role } = appointment
  const holds: Holds = team
    ? Object.fromEntries(
        Object.entries(teamHolds(world, team, at)).map(([p, held]) => [p, Math.max(held, since)]),
      )
    : bodyHolds(world, appointment, at)
  put(holds, 'public', -Infinity)
  const side = team && (standingSince(team, 'active', 'restricted') ?? team.statuses.at(-1)?.since)
  put(holds, `appointment:${appointment.id}`, Math.max(since, side ?? -Infinity))
  if (NEED_TO_KNOW.includes(role)) put(holds, 'need-to-know', since)
  if (appointment.tie === 'employee') put(holds, 'employee', since)
  const inside = insideSince(team, appointment)
  if (inside !== null) put(holds, 'inside', inside)
  if (team?.releaseRoles.includes(role)) put(holds, `releaser:${team.id}`, since)
  if (team && role === 'team_admin') put(holds, `admin:${team.id}`, since)
  for (const owner of world.hiddenOwners.get(appointment.id) ?? []) put(holds, owner, -Infinity)
  return holds
}

/** What labels ask for besides fitting the audience: since when the viewer is all of it; `/own` where the part concerns his team. */
export function floorsOf({ holds }: Viewer): Holds {
  const { active, inside, 'need-to-know': ntk } = holds
  const floors: Holds = { CLEAR: -Infinity, 'CLEAR/own': -Infinity, GREEN: -Infinity, 'GREEN/own': -Infinity }
  const put = (label: string, ...asked: (number | undefined)[]) => {
    const since = asked.filter((one) => one !== undefined)
    if (since.length === asked.length) floors[label] = Math.max(...since)
  }
  put('AMBER', ntk, active)
  put('AMBER/own', ntk)
  put('AMBER+STRICT', ntk, active, inside)
  put('AMBER+STRICT/own', ntk, inside)
  put('RED', active)
  return floors
}

/** Capacities with their end: Infinity for what is held now. */
function last(capacities: readonly (readonly [string, Span])[], at: number): Holds {
  const bound: Holds = {}
  for (const [principal, span] of capacities) {
    if (span.since > at || span.since >= span.until) continue
    bound[principal] = Math.max(bound[principal] ?? -Infinity, during(span, at) ? Infinity : span.until)
  }
  return bound
}

const both = (a: Span, b: Span): Span => ({
  since: Math.max(a.since, b.since),
  until: Math.min(a.until, b.until),
})

function teamCapacities(world: World, team: string): (readonly [string, Span])[] {
  return [
    ...world.memberships
      .filter((one) => one.team === team)
      .map((one) => [`group:${one.group}`, one] as const),
    ...world.facts
      .filter((one) => one.team === team)
      .map((one) => [`${one.field}:${one.value}`, one] as const),
  ]
}

function boundOf(world: World, person: string, at: number): Holds {
  const capacities: (readonly [string, Span])[] = [
    [`person:${person}`, { since: -Infinity, until: Infinity }],
  ]
  for (const one of world.appointments) {
    if (one.person !== person) continue
    capacities.push(
      [`appointment:${one.id}`, one],
      [one.team ? `team:${one.team}` : `group:${one.group}`, one],
    )
    if (one.team)
      for (const [principal, span] of teamCapacities(world, one.team))
        capacities.push([principal, both(one, span)])
  }
  return last(capacities, at)
}

const GOOD = ['body', 'prospect', 'active', 'restricted']

function personViewer(world: World, person: string, id: string, at: number): Viewer {
  const found = world.appointments.find((one) => one.id === id && one.person === person)
  if (!found) return { kind: 'person', standing: 'none', person, holds: {}, bound: {}, tasks: [] }
  const team = world.teams.find((one) => one.id === found.team)
  const group = world.groups.find((one) => one.id === found.group)
  const live = during(found, at) && (!group || at < group.closedAt)
  const standing = !live ? 'none' : team ? statusOf(team) : 'body'
  const good = GOOD.includes(standing)
  return {
    kind: 'person',
    standing,
    person,
    appointment: id,
    ...(team ? { team: team.id } : {}),
    ...(group ? { group: group.id, body: group.kind } : {}),
    role: found.role,
    tie: found.tie,
    ...(found.firm === null ? {} : { firm: found.firm }),
    holds: good ? personHolds(world, found, at) : {},
    bound: boundOf(world, person, at),
    tasks: good
      ? world.tasks
          .filter(
            (task) =>
              task.appointment === id && task.givenAt <= at && at < task.until && task.doneAt === Infinity,
          )
          .map((task) => `${task.part}:${task.version}`)
      : [],
  }
}

function keyViewer(world: World, key: Key | undefined, at: number): Viewer {
  if (!key || key.revokedAt < Infinity || key.expiresAt <= at)
    return { kind: 'key', standing: 'none', holds: {}, bound: {}, tasks: [] }
  const team = world.teams.find((one) => one.id === key.team) as Team
  const standing = statusOf(team)
  const holds: Holds = {
    ...teamHolds(world, team, at),
    public: -Infinity,
    inside: -Infinity,
    employee: -Infinity,
  }
  if (key.roles.some((role) => NEED_TO_KNOW.includes(role))) holds['need-to-know'] = -Infinity
  return {
    kind: 'key',
    standing,
    key: key.id,
    team: team.id,
    roles: key.roles,
    holds: GOOD.includes(standing) ? holds : {},
    bound: { ...last(teamCapacities(world, team.id), at), [`team:${team.id}`]: Infinity },
    tasks: [],
  }
}

/** The viewer that an asker is at a moment. */
export function viewerOf(world: World, asker: Asker, at: number): Viewer {
  switch (asker.kind) {
    case 'person':
      return personViewer(world, asker.person, asker.appointment, at)
    case 'key':
      return keyViewer(
        world,
        world.keys.find((one) => one.id === asker.key),
        at,
      )
    case 'public':
      return { kind: 'public', standing: 'public', holds: { public: -Infinity }, bound: {}, tasks: [] }
    case 'system':
      return { kind: 'system', standing: 'system', holds: {}, bound: {}, tasks: [] }
  }
}

const time = (iso: string | null) => (iso === null ? null : Date.parse(iso))

/** What decide needs to know of a part, from memory. */
export const factsOfPart = ({ envelope, ...part }: PartVersion): PartFacts => ({
  id: part.id,
  version: part.version,
  state: part.state,
  tlp: envelope.tlp,
  reach: envelope.reach,
  owners: part.owners,
  include: envelope.audience.include,
  exclude: envelope.audience.exclude,
  agreements: envelope.agreements,
  employeesOnly: envelope.employeesOnly,
  machines: envelope.machines,
  pressedAt: part.pressedAt,
  releasedAt: part.releasedAt,
  supersededAt: part.supersededAt,
  stopped: part.stopped,
  notBefore: time(envelope.notBefore),
  readableUntil: time(envelope.readableUntil),
  embargoUntil: time(envelope.embargoUntil),
})
