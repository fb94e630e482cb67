import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Act } from '#base/db/index.ts'
import type { Asker } from '#core/policy/index.ts'
import { type FreshDatabase, freshDatabase } from '../../../test/support/database.ts'
import { type SmallWorld, smallWorld } from '../../../test/support/small-world.ts'
import { aYearBefore, noteObstacle } from './note.ts'
import { ownNotes, totals } from './store.ts'

describe('what inhibits sharing', () => {
  let fresh: FreshDatabase
  let world: SmallWorld
  before(async () => {
    fresh = await freshDatabase({ after })
    world = await smallWorld(fresh.owner)
  })
  const as = <T>(asker: Asker, fn: (act: Act) => Promise<T>) => fresh.database.asViewer(asker).act(fn)
  const own = (asker: Asker) => as(asker, (act) => ownNotes(act.sql, aYearBefore(act.at)).execute())
  const all = (asker: Asker) => as(asker, (act) => totals(act.sql, aYearBefore(act.at)))

  test('a note stays in its team, and names neither item nor day nor person', async () => {
    await as(world.as.alphaPoc, (act) => noteObstacle(act, 'refused', 'nda'))
    const [note] = await own(world.as.alphaAnalyst)
    assert.deepEqual([note?.what, note?.why, Number(note?.notes)], ['refused', 'nda', 1])
    assert.deepEqual(await own(world.as.bravoPoc), [])
    const { rows } = await fresh.owner.query('select * from obstacles.notes')
    assert.deepEqual(Object.keys(rows[0]).sort(), ['id', 'month', 'team_id', 'what', 'why'])
    assert.equal(rows[0].month.getDate(), 1)
  })

  test('totals of fewer than k teams are told to nobody, and to members none at all (R25)', async () => {
    assert.deepEqual(await all(world.as.officer), [])
    await fresh.owner.query(`update association.charters set body = jsonb_set(body, '{k}', '2')`)
    await as(world.as.alphaPoc, (act) => noteObstacle(act, 'refused', 'nda'))
    assert.deepEqual(await all(world.as.officer), [], 'one team twice is one team')
    await as(world.as.bravoPoc, (act) => noteObstacle(act, 'refused', 'nda'))
    await as(world.as.bravoPoc, (act) => noteObstacle(act, 'dropped', 'effort'))
    assert.deepEqual(await all(world.as.officer), [{ what: 'refused', why: 'nda', notes: 3, teams: 2 }])
    assert.deepEqual(await all(world.as.alphaPoc), [])
  })

  test('who acts for no team has nothing to note', async () => {
    await assert.rejects(
      as(world.as.chair, (act) => noteObstacle(act, 'dropped', 'effort')),
      { code: 'acting_as_required' },
    )
  })
})
