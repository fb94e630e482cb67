/** Draws a world as it stands before anything is shared. */
import type { Dice } from './dice.ts'
import type { Appointment, Group, Status, Team, World } from './facts.ts'

export const MINUTE = 60_000
export const DAY = 86_400_000
export const FIRMS = ['Bird Ltd', 'Crane Ltd', 'Stork Ltd']
const TEAM_ROLES = ['poc', 'deputy', 'analyst', 'reviewer', 'team_admin']
const BODY_ROLES: Record<string, string[]> = {
  secretariat: ['officer', 'duty_officer'],
  committee: ['chair', 'vice_chair', 'member'],
  'working-group': ['chair', 'member', 'cooperator'],
  sig: ['chair', 'member', 'cooperator', 'guest'],
}

export const CODES = {
  sector: ['energy', 'health'],
  district: ['north', 'south'],
  kind: ['enterprise', 'provider'],
} as const
export const FIELDS = ['sector', 'district', 'kind'] as const

/** Some days ago: the world is older than what is shared in it. */
const ago = (dice: Dice, world: World) => world.now - dice.int(1, 400) * DAY

export function drawAppointment(
  dice: Dice,
  world: World,
  where: { team?: Team; group?: Group },
  since: number,
): Appointment {
  const tie = dice.chance(60)
    ? 'employee'
    : dice.pick(['seconded', 'contractor', 'group_company', 'volunteer'])
  return {
    id: dice.id(),
    person: dice.pick(world.persons),
    team: where.team?.id ?? null,
    group: where.group?.id ?? null,
    role: dice.pick(where.team ? TEAM_ROLES : (BODY_ROLES[where.group?.kind ?? ''] ?? ['member'])),
    tie,
    firm: tie === 'contractor' || tie === 'group_company' ? dice.pick(FIRMS) : null,
    since,
    until: dice.chance(12) ? since + dice.int(1, 500) * DAY : Infinity,
  }
}

function drawTeam(dice: Dice, world: World): Team {
  const first = ago(dice, world)
  const statuses: { status: Status; since: number }[] = [{ status: 'active', since: first }]
  if (dice.chance(40)) {
    const status = dice.pick(['prospect', 'restricted', 'suspended', 'ended', 'restricted'] as const)
    statuses.push({ status, since: first + dice.int(1, 60) * DAY })
    if (dice.chance(25)) statuses.push({ status: 'active', since: first + 61 * DAY })
  }
  return {
    id: dice.id(),
    statuses: statuses.filter((one) => one.since <= world.now),
    legalEntities: dice.some(FIRMS, 2),
    boundContractors: dice.some(FIRMS, 2),
    organisationSince: ago(dice, world),
    releaseRoles: dice.pick([['poc', 'deputy'], ['poc'], ['analyst']]),
  }
}

function settle(dice: Dice, world: World, team: Team) {
  for (const field of FIELDS)
    if (dice.chance(80)) {
      const since = ago(dice, world)
      const until = dice.chance(20) ? since + dice.int(1, 500) * DAY : Infinity
      world.facts.push({ id: dice.id(), team: team.id, field, value: dice.pick(CODES[field]), since, until })
    }
  for (let n = dice.int(1, 3); n > 0; n--)
    world.appointments.push(drawAppointment(dice, world, { team }, ago(dice, world)))
  for (const group of world.groups)
    if (dice.chance(45)) {
      const since = ago(dice, world)
      const until = dice.chance(15) ? since + dice.int(1, 500) * DAY : Infinity
      world.memberships.push({
        id: dice.id(),
        group: group.id,
        team: team.id,
        standing: dice.chance(80) ? 'member' : 'guest',
        since,
        until,
      })
    }
  for (const agreement of world.agreements)
    if (dice.chance(60)) accepted(dice, world, agreement.id, team.id, null)
  if (dice.chance(50))
    world.keys.push({
      id: dice.id(),
      team: team.id,
      roles: dice.pick([['poc'], ['analyst'], ['reviewer'], ['team_admin', 'analyst']]),
      createdAt: ago(dice, world),
      expiresAt: world.now + dice.int(1, 60) * DAY,
      revokedAt: Infinity,
    })
}

function accepted(
  dice: Dice,
  world: World,
  agreement: string,
  team: string | null,
  appointment: string | null,
) {
  const since = ago(dice, world)
  const until = dice.chance(25) ? since + dice.int(100, 500) * DAY : Infinity
  world.acceptances.push({ id: dice.id(), agreement, version: 1, team, appointment, since, until })
}

/** Teams of every standing with their people, bodies, groups with and without agreements, keys. Nothing shared yet. */
export function drawWorld(dice: Dice): World {
  const now = Date.UTC(2026, 0, 5, 9)
  const world: World = {
    now,
    persons: Array.from({ length: dice.int(3, 6) }, () => dice.id()),
    teams: [],
    facts: [],
    groups: [],
    memberships: [],
    appointments: [],
    agreements: Array.from({ length: dice.int(1, 2) }, () => ({
      id: dice.id(),
      versions: [{ version: 1, from: now - 800 * DAY }],
    })),
    acceptances: [],
    keys: [],
    tasks: [],
    objections: [],
    parts: [],
    receipts: new Set(),
    hiddenOwners: new Map(),
    log: [],
  }
  for (const kind of ['secretariat', ...dice.some(['committee', 'working-group', 'sig', 'sig'], 3)]) {
    const agreements = dice.chance(kind === 'sig' ? 70 : 15)
      ? dice.some(world.agreements, 2).map((one) => one.id)
      : []
    world.groups.push({ id: dice.id(), kind, agreements, loosenedAt: -Infinity, closedAt: Infinity })
  }
  for (let n = dice.int(2, 4); n > 0; n--) {
    const team = drawTeam(dice, world)
    world.teams.push(team)
    settle(dice, world, team)
  }
  for (const group of world.groups)
    for (let n = dice.int(0, 2); n > 0; n--) {
      const appointment = drawAppointment(dice, world, { group }, ago(dice, world))
      world.appointments.push(appointment)
      for (const agreement of world.agreements)
        if (dice.chance(50)) accepted(dice, world, agreement.id, null, appointment.id)
    }
  return world
}
