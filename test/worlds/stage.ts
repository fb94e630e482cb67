/**
 * Writes a world's facts into the database as its owner, past the policies: the acts of other modules, in bulk. What they
 * work out (start of a chain, unbroken times) is worked out by their own functions.
 */
import type pg from 'pg'
import { defaultCharter } from '../../src/core/charter/index.ts'
import { unbrokenSince } from '../../src/people/agreements/agreement.ts'
import { type Standing, standingAfter } from '../../src/people/membership/standing.ts'
import type { Acceptance, Appointment, Fact, Group, Key, Membership, Task, Team, World } from './facts.ts'
import { NEED_TO_KNOW } from './model.ts'

const iso = (moment: number): string | null =>
  moment === Infinity ? null : moment === -Infinity ? '-infinity' : new Date(moment).toISOString()

type Rows = Record<string, Record<string, unknown>[]>

/** One statement for many tables: foreign keys are checked at its end. */
async function insert(db: pg.Pool, rows: Rows): Promise<void> {
  const filled = Object.entries(rows).filter(([, list]) => list.length > 0)
  if (filled.length === 0) return
  const parts = filled.map(([table, list], n) => {
    const columns = Object.keys(list[0] ?? {}).join(', ')
    return `t${n} as (insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1::jsonb -> '${table}'))`
  })
  await db.query({
    text: `with ${parts.join(', ')} select 1`,
    values: [JSON.stringify(Object.fromEntries(filled))],
  })
}

const nameOf = (id: string) => ({ name_ja: id, name_en: id })
const LONG_AGO = new Date(Date.UTC(2020, 0, 1)).toISOString()

const teamRow = (team: Team) => ({
  id: team.id,
  handle: team.id,
  ...nameOf(team.id),
  short_name: team.id,
  legal_entities: team.legalEntities,
  bound_contractors: team.boundContractors,
  organisation_since: iso(team.organisationSince),
  release_roles: team.releaseRoles,
  created_at: LONG_AGO,
})

/** As the acts on standings write it, one after the other. */
function standingRow(team: Team) {
  let standing: Standing | null = null
  for (const { status, since } of team.statuses)
    standing = standingAfter(standing, status, null, new Date(since))
  return {
    team_id: team.id,
    status: standing?.status,
    since: standing?.since,
    member_since: standing?.memberSince,
    active_since: standing?.activeSince,
  }
}

const factRow = ({ id, team, field, value, since, until }: Fact) => ({
  id,
  team_id: team,
  field,
  value,
  since: iso(since),
  until: iso(until),
})

const appointmentRow = ({ id, person, team, group, role, tie, firm, since, until }: Appointment) => ({
  id,
  person_id: person,
  team_id: team,
  group_id: group,
  role,
  tie,
  firm,
  since: iso(since),
  until: iso(until),
})

const membershipRow = ({ id, group, team, standing, since, until }: Membership) => ({
  id,
  group_id: group,
  team_id: team,
  standing,
  since: iso(since),
  until: iso(until),
})

const groupRow = ({ id, kind, agreements, closedAt }: Group) => ({
  id,
  kind,
  handle: id,
  ...nameOf(id),
  agreements,
  created_at: LONG_AGO,
  closed_at: iso(closedAt),
})

const keyRow = ({ id, team, roles, createdAt, expiresAt }: Key) => ({
  id,
  team_id: team,
  roles,
  scopes: [],
  name: id,
  token_hash: `\\x${id.replaceAll('-', '')}`,
  ending: id.slice(-4),
  created_at: iso(createdAt),
  expires_at: iso(expiresAt),
})

/** As the act of accepting writes it: asked before the new row is there. */
function acceptanceRow(
  world: World,
  { id, agreement, version, team, appointment, since, until }: Acceptance,
) {
  const before = world.acceptances
    .filter((one) => one.agreement === agreement && one.team === team && one.appointment === appointment)
    .map((one) => ({
      ...one,
      since: new Date(one.since),
      until: one.until === Infinity ? null : new Date(one.until),
      unbrokenSince: new Date(one.unbrokenSince ?? one.since),
    }))
  const unbroken = unbrokenSince(versionsOf(world, agreement), before, version, new Date(since))
  return {
    id,
    agreement_id: agreement,
    version,
    team_id: team,
    appointment_id: appointment,
    signed_by: world.persons[0],
    since: iso(since),
    unbroken_since: unbroken,
    until: iso(until),
  }
}

/** Versions as the agreements module has them. */
export const versionsOf = (world: World, agreement: string) =>
  (world.agreements.find((one) => one.id === agreement)?.versions ?? []).map(({ version, from }) => ({
    version,
    inForceFrom: new Date(from),
  }))

/** The charter is one for the whole database: written once. */
export async function stageCharter(db: pg.Pool): Promise<void> {
  await db.query(
    `insert into association.charters (version, body, adopted_at) values (1, $1, '2020-01-01')`,
    [JSON.stringify({ ...defaultCharter, needToKnowRoles: NEED_TO_KNOW })],
  )
}

export const stage = (db: pg.Pool, world: World) =>
  insert(db, {
    'directory.persons': world.persons.map((id) => ({
      id,
      ...nameOf(id),
      email: `${id}@example.jp`,
      created_at: LONG_AGO,
    })),
    'directory.teams': world.teams.map(teamRow),
    'membership.standings': world.teams.map(standingRow),
    'directory.facts': world.facts.map(factRow),
    'groups.groups': world.groups.map(groupRow),
    'groups.memberships': world.memberships.map(membershipRow),
    'directory.appointments': world.appointments.map(appointmentRow),
    'agreements.agreements': world.agreements.map(({ id }) => ({
      id,
      kind: 'nda',
      title_ja: id,
      title_en: id,
      created_at: LONG_AGO,
    })),
    'agreements.versions': world.agreements.flatMap(({ id, versions }) =>
      versions.map((one) => versionRow(id, one)),
    ),
    'agreements.acceptances': world.acceptances.map((one) =>
      acceptanceRow({ ...world, acceptances: [] }, one),
    ),
    'identity.api_keys': world.keys.map(keyRow),
  })

const versionRow = (agreement: string, { version, from }: { version: number; from: number }) => ({
  agreement_id: agreement,
  version,
  text_ja: '',
  text_en: '',
  in_force_from: iso(from),
})

export const stageAppointment = (db: pg.Pool, one: Appointment) =>
  insert(db, { 'directory.appointments': [appointmentRow(one)] })
export const stageMembership = (db: pg.Pool, one: Membership) =>
  insert(db, { 'groups.memberships': [membershipRow(one)] })
export const stageFact = (db: pg.Pool, one: Fact) => insert(db, { 'directory.facts': [factRow(one)] })
export const stageKey = (db: pg.Pool, one: Key) => insert(db, { 'identity.api_keys': [keyRow(one)] })
export const stageAcceptance = (db: pg.Pool, world: World, one: Acceptance) => {
  const row = acceptanceRow(world, one)
  one.unbrokenSince = row.unbroken_since.getTime()
  return insert(db, { 'agreements.acceptances': [row] })
}
export const stageVersion = (db: pg.Pool, agreement: string, one: { version: number; from: number }) =>
  insert(db, { 'agreements.versions': [versionRow(agreement, one)] })
export const stageTask = (db: pg.Pool, one: Task) =>
  insert(db, {
    'access.tasks': [
      {
        id: one.id,
        appointment_id: one.appointment,
        part_id: one.part,
        version: one.version,
        purpose: 'review',
        reason: '',
        given_at: iso(one.givenAt),
        until: iso(one.until),
      },
    ],
  })

export const stageStanding = async (db: pg.Pool, team: Team) => {
  const row = standingRow(team)
  await db.query(
    'update membership.standings set status = $2, since = $3, member_since = $4, active_since = $5 where team_id = $1',
    [row.team_id, row.status, row.since, row.member_since, row.active_since],
  )
}

export const stageTeam = (db: pg.Pool, team: Team) =>
  db.query(
    'update directory.teams set legal_entities = $2, bound_contractors = $3, organisation_since = $4, release_roles = $5 where id = $1',
    [team.id, team.legalEntities, team.boundContractors, iso(team.organisationSince), team.releaseRoles],
  )

export const stageGroup = (db: pg.Pool, group: Group) =>
  db.query('update groups.groups set agreements = $2, closed_at = $3, agreements_since = $4 where id = $1', [
    group.id,
    group.agreements,
    iso(group.closedAt),
    group.loosenedAt === -Infinity ? null : iso(group.loosenedAt),
  ])

const ENDED = {
  appointment: 'update directory.appointments set until = $2 where id = $1',
  membership: 'update groups.memberships set until = $2 where id = $1',
  fact: 'update directory.facts set until = $2 where id = $1',
  acceptance: 'update agreements.acceptances set until = $2 where id = $1',
  key: 'update identity.api_keys set revoked_at = $2 where id = $1',
  task: 'update access.tasks set done_at = $2 where id = $1',
} as const

export const stageEnd = (db: pg.Pool, what: keyof typeof ENDED, id: string, at: number) =>
  db.query(ENDED[what], [id, iso(at)])

/** Makes room for the next world. */
export const clear = (db: pg.Pool) =>
  db.query(`
    delete from access.inbox; delete from access.entries; delete from access.receipts; delete from access.consents;
    delete from access.tasks; delete from access.objections; delete from access.owner_tags; delete from access.sources; delete from access.parts; delete from access.items;
    delete from identity.api_keys; delete from agreements.acceptances; delete from agreements.versions;
    delete from agreements.agreements; delete from groups.memberships; delete from directory.appointments;
    delete from groups.groups; delete from directory.facts; delete from membership.standings;
    delete from directory.teams; delete from directory.persons`)
