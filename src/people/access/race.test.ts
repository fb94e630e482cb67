import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import pg from 'pg'
import type { Act } from '#base/db/index.ts'
import type { Asker } from '#core/policy/index.ts'
import { freshDatabase } from '../../../test/support/database.ts'
import { envelopeFor, type SmallWorld, smallWorld } from '../../../test/support/small-world.ts'
import { createItem, ownParts, releaseParts } from './index.ts'

const CONTENT = { headline: 'h', text: 't', doNow: '', changeNote: '' }
const seal = () => 'never used'

async function arrange(t: Parameters<typeof freshDatabase>[0]) {
  const { database, owner, connections } = await freshDatabase(t)
  const world = await smallWorld(owner)
  const draft = (reach: 'live' | 'as-previewed') =>
    database.asViewer(world.as.alphaPoc).act(async (act) => {
      const traits = { kind: 'warning', exercise: false, attribution: 'off', urgency: 'normal' } as const
      const envelope = envelopeFor([{ kind: 'group', id: world.groups.wg }], { reach })
      return (await createItem(act, traits, [{ envelope, content: CONTENT }], seal)).number
    })
  const release = (number: string, meanwhile: () => Promise<unknown> = async () => {}) =>
    database.asViewer(world.as.alphaPoc).act(
      async (act) => {
        await releaseParts(act, await ownParts(act, number), { holdSeconds: 0, widen: false })
        await meanwhile()
      },
      { lock: 'shared' },
    )
  const asOfficer = (fn: (act: Act) => Promise<unknown>) =>
    database.asViewer(world.as.officer).act(fn, { lock: 'exclusive' })
  const found = async (asker: Asker, number: string) => {
    const [parts, lines, entries] = await database
      .asViewer(asker)
      .read(
        sql`select id from access.parts where number = ${number}`,
        sql`select part_id from access.inbox where number = ${number}`,
        sql`select e.part_id from access.entries e where e.part_id in (select id from access.parts where number = ${number})`,
      )
    return { parts: parts.length, lines: lines.length, entries: entries.length }
  }
  return { database, owner, connections, world, draft, release, asOfficer, found }
}

const NOTHING = { parts: 0, lines: 0, entries: 0 }
const leave = (world: SmallWorld) => (act: Act) =>
  act.sql
    .updateTable('groups.memberships')
    .set({ until: act.at })
    .where('team_id', '=', world.teams.bravo)
    .where('group_id', '=', world.groups.wg)
    .where('until', 'is', null)
    .execute()
const join = (world: SmallWorld) => (act: Act) =>
  act.sql
    .insertInto('groups.memberships')
    .values({
      id: crypto.randomUUID(),
      group_id: world.groups.wg,
      team_id: world.teams.bravo,
      standing: 'member',
      since: act.at,
    })
    .execute()

describe('release while somebody is being removed', () => {
  test('the removed never reads, whoever was first, and not after joining again what was released as previewed', async (t) => {
    const { world, draft, release, asOfficer, found } = await arrange(t)
    for (let round = 0; round < 12; round++) {
      const number = await draft('as-previewed')
      await Promise.all([
        wait(round % 4).then(() => release(number)),
        wait((round * 7) % 5).then(() => asOfficer(leave(world))),
      ])
      assert.deepEqual(await found(world.as.bravoPoc, number), NOTHING)
      await asOfficer(join(world))
      assert.deepEqual(await found(world.as.bravoPoc, number), NOTHING)
    }
  })
  test('a removal that began first is seen by the release that waited for it', async (t) => {
    const { owner, world, draft, release, asOfficer } = await arrange(t)
    const number = await draft('live')
    let waiting: Promise<unknown> | undefined
    await asOfficer(async (act) => {
      waiting = release(number)
      await wait(50)
      await leave(world)(act)
    })
    await waiting
    const { rows } = await owner.query('select holder from access.inbox where number = $1', [number])
    assert.deepEqual(rows, [], 'no line for the team that was gone, none for the source itself')
  })
  test('a removal waits for the release that began first, and closes what it opened', async (t) => {
    const { owner, world, draft, release, asOfficer, found } = await arrange(t)
    const number = await draft('live')
    let removal: Promise<unknown> | undefined
    await release(number, async () => {
      removal = asOfficer(leave(world))
      await wait(50)
    })
    await removal
    const { rows } = await owner.query('select holder from access.inbox where number = $1', [number])
    assert.deepEqual(rows, [{ holder: world.teams.bravo }])
    assert.deepEqual(await found(world.as.bravoPoc, number), NOTHING)
  })
})

test('who presses release twice releases once', async (t) => {
  const { owner, world, draft, release, found } = await arrange(t)
  const number = await draft('live')
  await Promise.all([release(number), release(number), release(number)])
  const { rows } = await owner.query(
    `select (select count(*)::int from access.consents) as consents, (select count(*)::int from access.inbox) as lines`,
  )
  assert.deepEqual(rows, [{ consents: 1, lines: 1 }])
  assert.deepEqual(await found(world.as.bravoPoc, number), { parts: 1, lines: 1, entries: 1 })
})

test('two tabs act for two teams, each under its own', async (t) => {
  const { database, world } = await arrange(t)
  const { alphaPoc, bravoPoc } = world.as
  const askers = Array.from({ length: 60 }, (_, n) => (n % 2 ? alphaPoc : bravoPoc))
  const teams = await Promise.all(
    askers.map(async (asker, n) =>
      n % 3 === 0
        ? database.asViewer(asker).act(async (act) => act.viewer.team)
        : (await database.asViewer(asker).read(sql<{ team: string }>`select access.team() as team`))[0][0]
            ?.team,
    ),
  )
  assert.deepEqual(
    teams,
    askers.map((asker) => (asker === alphaPoc ? world.teams.alpha : world.teams.bravo)),
  )
})

test('nobody entered: nothing is read, and what one transaction found is gone in the next', async (t) => {
  const { connections, world, draft, release } = await arrange(t)
  await release(await draft('live'))
  const client = new pg.Client(connections.app)
  await client.connect()
  const tables = ['access.parts', 'access.inbox', 'access.entries', 'access.items']
  const refused = async () => {
    for (const table of tables)
      await assert.rejects(
        client.query(`select * from ${table}`),
        { code: '42501', message: /access.enter has not run/ },
        table,
      )
  }
  try {
    await refused()
    await client.query('begin')
    await client.query('select access.pass($1)', [JSON.stringify(world.as.alphaPoc)])
    for (const table of tables) await client.query(`select * from ${table}`)
    await client.query('commit')
    await refused()
  } finally {
    await client.end()
  }
})
