/** Teams, people and agreements change. Memory and database alike, by the owner. */
import { acceptable } from '../../src/people/agreements/agreement.ts'
import { during, type Status, statusOf } from './facts.ts'
import { CODES, DAY, drawAppointment, FIELDS, FIRMS } from './found.ts'
import type { Step } from './scene.ts'
import * as stage from './stage.ts'

// ── people come and go ────────────────────────────────────────────────────────────────────────────────

export const joinGroup: Step = async ({ dice, world, owner }) => {
  const [group, team] = [dice.pick(world.groups), dice.pick(world.teams)]
  const since = world.now + (dice.chance(20) ? dice.int(1, 10) * DAY : 0)
  const until = dice.chance(15) ? since + dice.int(1, 30) * DAY : Infinity
  const one = {
    id: dice.id(),
    group: group.id,
    team: team.id,
    standing: dice.chance(85) ? ('member' as const) : ('guest' as const),
    since,
    until,
  }
  await stage.stageMembership(owner, one)
  world.memberships.push(one)
  return `${team.id} joins ${group.id} as ${one.standing}`
}

export const leaveGroup: Step = async ({ dice, world, owner }) => {
  const one = dice.pickOr(world.memberships.filter((m) => during(m, world.now)))
  if (!one) return
  one.until = world.now
  await stage.stageEnd(owner, 'membership', one.id, world.now)
  return `${one.team} leaves ${one.group}`
}

export const appoint: Step = async ({ dice, world, owner }) => {
  const where = dice.chance(70) ? { team: dice.pick(world.teams) } : { group: dice.pick(world.groups) }
  const one = drawAppointment(dice, world, where, world.now + (dice.chance(20) ? dice.int(1, 10) * DAY : 0))
  await stage.stageAppointment(owner, one)
  world.appointments.push(one)
  return `${one.person} is appointed ${one.role} as ${one.id}`
}

export const endAppointment: Step = async ({ dice, world, owner }) => {
  const one = dice.pickOr(world.appointments.filter((a) => during(a, world.now)))
  if (!one) return
  one.until = world.now + (dice.chance(25) ? dice.int(1, 10) * DAY : 0)
  await stage.stageEnd(owner, 'appointment', one.id, one.until)
  if (dice.chance(50)) {
    const again = {
      ...drawAppointment(dice, world, {}, world.now),
      person: one.person,
      team: one.team,
      group: one.group,
      role: one.role,
    }
    await stage.stageAppointment(owner, again)
    world.appointments.push(again)
  }
  return `appointment ${one.id} ends at ${new Date(one.until).toISOString()}`
}

const NEXT: Record<Status, readonly Status[]> = {
  prospect: ['active', 'ended'],
  active: ['restricted', 'suspended', 'ended'],
  restricted: ['active', 'suspended'],
  suspended: ['active', 'restricted', 'ended'],
  ended: ['active', 'prospect'],
}

export const changeStanding: Step = async ({ dice, world, owner }) => {
  const team = dice.pick(world.teams)
  const status = dice.pick(NEXT[statusOf(team)])
  team.statuses.push({ status, since: world.now })
  await stage.stageStanding(owner, team)
  return `${team.id} is now ${status}`
}

export const changeFact: Step = async ({ dice, world, owner }) => {
  const [team, field] = [dice.pick(world.teams), dice.pick(FIELDS)]
  for (const one of world.facts)
    if (one.team === team.id && one.field === field && during(one, world.now)) {
      one.until = world.now
      await stage.stageEnd(owner, 'fact', one.id, world.now)
    }
  const one = {
    id: dice.id(),
    team: team.id,
    field,
    value: dice.pick(CODES[field]),
    since: world.now,
    until: Infinity,
  }
  await stage.stageFact(owner, one)
  world.facts.push(one)
  return `${team.id} is now ${field} ${one.value}`
}

export const changeTeam: Step = async ({ dice, world, owner }) => {
  const team = dice.pick(world.teams)
  team.legalEntities = dice.some(FIRMS, 2)
  team.boundContractors = dice.some(FIRMS, 2)
  team.organisationSince = world.now
  if (dice.chance(50)) team.releaseRoles = dice.pick([['poc', 'deputy'], ['analyst'], ['reviewer']])
  await stage.stageTeam(owner, team)
  return `${team.id} redefines its organisation`
}

export const changeGroup: Step = async ({ dice, world, owner }) => {
  const group = dice.pick(world.groups)
  if (dice.chance(30)) group.closedAt = world.now + (dice.chance(30) ? 3 * DAY : 0)
  else {
    const agreements = dice.some(world.agreements, 2).map((one) => one.id)
    if (group.agreements.some((one) => !agreements.includes(one))) group.loosenedAt = world.now
    group.agreements = agreements
  }
  await stage.stageGroup(owner, group)
  return `${group.id} asks for ${group.agreements.length} agreements, closes ${group.closedAt}`
}

// ── agreements ────────────────────────────────────────────────────────────────────────────────────────

export const accept: Step = async ({ dice, world, owner }) => {
  const agreement = dice.pick(world.agreements)
  const team = dice.chance(75) ? dice.pick(world.teams).id : null
  const appointment = team ? null : dice.pickOr(world.appointments.filter((one) => one.group !== null))?.id
  if (appointment === undefined) return
  const version = dice.pickOr(acceptable(stage.versionsOf(world, agreement.id), new Date(world.now)))
  if (version === undefined) return
  const until = dice.chance(30) ? world.now + dice.int(1, 30) * DAY : Infinity
  const one = { id: dice.id(), agreement: agreement.id, version, team, appointment, since: world.now, until }
  await stage.stageAcceptance(owner, world, one)
  world.acceptances.push(one)
  return `${team ?? appointment} accepts ${agreement.id} v${version}`
}

export const lapse: Step = async ({ dice, world, owner }) => {
  const one = dice.pickOr(world.acceptances.filter((a) => during(a, world.now)))
  if (!one) return
  // Whoever ends an acceptance ends those given in advance too: a chain never mends itself.
  for (const other of world.acceptances)
    if (
      other.agreement === one.agreement &&
      other.team === one.team &&
      other.appointment === one.appointment &&
      during(other, world.now)
    ) {
      other.until = world.now
      await stage.stageEnd(owner, 'acceptance', other.id, world.now)
    }
  return `${one.team ?? one.appointment} no longer accepts ${one.agreement}`
}

export const newAgreementVersion: Step = async ({ dice, world, owner }) => {
  const agreement = dice.pick(world.agreements)
  const last = agreement.versions.at(-1)
  const from = Math.max(last?.from ?? 0, world.now) + (dice.chance(60) ? dice.int(1, 10) * DAY : 0)
  const one = { version: agreement.versions.length + 1, from }
  await stage.stageVersion(owner, agreement.id, one)
  agreement.versions.push(one)
  return `${agreement.id} v${one.version} in force from ${new Date(from).toISOString()}`
}

// ── keys and tasks ────────────────────────────────────────────────────────────────────────────────────

export const changeKeys: Step = async ({ dice, world, owner }) => {
  const old = dice.chance(40) ? dice.pickOr(world.keys) : undefined
  if (old) {
    old.revokedAt = world.now
    await stage.stageEnd(owner, 'key', old.id, world.now)
    return `key ${old.id} revoked`
  }
  const one = {
    id: dice.id(),
    team: dice.pick(world.teams).id,
    roles: dice.pick([['poc'], ['reviewer']]),
    createdAt: world.now,
    expiresAt: world.now + dice.int(1, 60) * DAY,
    revokedAt: Infinity,
  }
  await stage.stageKey(owner, one)
  world.keys.push(one)
  return `key ${one.id} for ${one.team}`
}

export const giveTask: Step = async ({ dice, world, owner }) => {
  const open = dice.chance(30)
    ? dice.pickOr(world.tasks.filter((task) => task.doneAt === Infinity))
    : undefined
  if (open) {
    open.doneAt = world.now
    await stage.stageEnd(owner, 'task', open.id, world.now)
    return `task ${open.id} done`
  }
  const part = dice.pickOr(world.parts)
  if (!part) return
  const until = world.now + dice.int(1, 10) * DAY
  const one = {
    id: dice.id(),
    appointment: dice.pick(world.appointments).id,
    part: part.id,
    version: part.version,
    givenAt: world.now,
    until,
    doneAt: Infinity,
  }
  await stage.stageTask(owner, one)
  world.tasks.push(one)
  return `${one.appointment} gets a task on ${part.id} v${part.version}`
}
