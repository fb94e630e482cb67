import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Act, LiveEvent } from '#base/db/index.ts'
import type { Asker } from '#core/policy/index.ts'
import { loadBody } from '#people/groups/index.ts'
import {
  as,
  type FoundedAssociation,
  foundedAssociation,
  newTeam,
  type TestTeam,
} from '../../../test/support/association.ts'
import { type FreshDatabase, freshDatabase } from '../../../test/support/database.ts'
import { changeStanding } from './change-standing.ts'
import { enrolTeam } from './enrol-team.ts'
import { historyOf, standingOf } from './store.ts'

const refused = (code: string) => (error: unknown) => (error as { code?: string }).code === code

describe('membership', () => {
  let fresh: FreshDatabase
  let home: FoundedAssociation
  let alpha: TestTeam
  before(async () => {
    fresh = await freshDatabase({ after })
    home = await foundedAssociation(fresh.database)
    alpha = await home.team('alpha')
  })
  const by = <T>(who: { asker: Asker }, fn: (act: Act) => Promise<T>, at?: Date) =>
    as(fresh.database, who.asker, fn, at)
  const standing = async (who: { asker: Asker }, team: string) =>
    (await by(who, async (act) => (await standingOf(team).execute(act.sql)).rows))[0]
  const holds = (team: TestTeam) => by(team.poc, async (act) => Object.keys(act.viewer.holds))

  test('a team comes in as a prospect and holds nothing of members; admission opens, and enters it into the association', async () => {
    const team = await home.team('new', { prospect: true })
    assert.ok(!(await holds(team)).includes('members'))
    await by(home.officer, (act) => changeStanding(act, 'admit', team.id, null))
    const held = await holds(team)
    const body = await by(home.officer, (act) => loadBody(act.sql, 'association'))
    assert.ok(held.includes('members') && held.includes('active') && held.includes(`group:${body?.id}`))
  })

  test('only the secretariat and the chair of the committee decide; no team about itself', async () => {
    const team = await home.team('meek')
    for (const change of ['restrict', 'suspend', 'end'] as const)
      await assert.rejects(
        by(team.poc, (a) => changeStanding(a, change, team.id, 'x')),
        refused('not_your_role'),
      )
    await assert.rejects(
      by(alpha.poc, (a) => enrolTeam(a, newTeam('friend'))),
      refused('not_your_role'),
    )
    await assert.rejects(
      by(team.poc, (a) =>
        a.sql
          .insertInto('membership.standings')
          .values({
            team_id: team.id,
            status: 'active',
            since: new Date(),
            member_since: new Date(),
            active_since: new Date(),
          })
          .execute(),
      ),
      /row-level security/,
    )
  })

  test('the cause is for that team and the secretariat alone', async () => {
    const team = await home.team('quiet')
    await by(home.officer, (act) => changeStanding(act, 'restrict', team.id, '登録情報の確認が期限切れ'))
    assert.equal((await standing(team.poc, team.id))?.reason, '登録情報の確認が期限切れ')
    assert.equal((await standing(home.colleague, team.id))?.reason, '登録情報の確認が期限切れ')
    assert.equal(await standing(alpha.poc, team.id), undefined)
    assert.deepEqual(await by(alpha.poc, async (act) => (await historyOf(team.id).execute(act.sql)).rows), [])
  })

  test('a restriction, a suspension and an end need a reason; admission and restoring do not', async () => {
    const team = await home.team('reasons')
    for (const change of ['restrict', 'suspend', 'end'] as const)
      await assert.rejects(
        by(home.officer, (a) => changeStanding(a, change, team.id, null)),
        refused('invalid_request'),
      )
    await by(home.officer, (a) => changeStanding(a, 'restrict', team.id, 'x'))
    await by(home.officer, (a) => changeStanding(a, 'restore', team.id, null))
    assert.equal((await standing(home.officer, team.id))?.status, 'active')
  })

  test('an act that the standing forbids is refused by name', async () => {
    const team = await home.team('order', { prospect: true })
    await assert.rejects(
      by(home.officer, (a) => changeStanding(a, 'restrict', team.id, 'x')),
      refused('standing_forbids'),
    )
    await by(home.officer, (a) => changeStanding(a, 'end', team.id, 'withdrew'))
    await assert.rejects(
      by(home.officer, (a) => changeStanding(a, 'restore', team.id, null)),
      refused('standing_forbids'),
    )
  })

  test('R22: a team that left holds nothing at once, is out of every group, and its people are no longer listed', async () => {
    const team = await home.team('leaver')
    assert.ok((await holds(team)).includes('members'))
    const heard: LiveEvent[] = []
    const stop = fresh.database.listen((event) => void heard.push(event))
    await new Promise((resolve) => setTimeout(resolve, 200))
    await by(home.officer, (act) => changeStanding(act, 'end', team.id, '退会届'))
    assert.deepEqual(await holds(team), [])
    const { rows } = await fresh.owner.query(
      'select count(*)::int as n from groups.memberships where team_id = $1 and until is null',
      [team.id],
    )
    assert.deepEqual(rows, [{ n: 0 }])
    assert.deepEqual(
      await by(alpha.poc, (act) =>
        act.sql.selectFrom('directory.appointments').select('id').where('team_id', '=', team.id).execute(),
      ),
      [],
    )
    await new Promise((resolve) => setTimeout(resolve, 200))
    stop()
    assert.ok(heard.some((event) => event.name === 'membership.changed' && event.team === team.id))
  })

  test('history keeps every step', async () => {
    const team = await home.team('history')
    await by(home.officer, (a) => changeStanding(a, 'suspend', team.id, 'leak'))
    await by(home.officer, (a) => changeStanding(a, 'restore', team.id, 'settled'))
    const steps = await by(home.officer, async (act) =>
      (await historyOf(team.id).execute(act.sql)).rows.map((row) => row.status),
    )
    assert.deepEqual(steps, ['active', 'suspended', 'active', 'prospect'])
    await assert.rejects(
      by(home.officer, (act) =>
        act.sql
          .updateTable('membership.standing_history' as never)
          .set({ reason: 'x' } as never)
          .execute(),
      ),
      /permission denied/,
    )
  })
})
