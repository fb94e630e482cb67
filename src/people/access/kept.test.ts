import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { seedParts, seedPeople } from '../../../test/bench/seed.ts'
import { freshDatabase } from '../../../test/support/database.ts'
import { keptParts } from './store.ts'

const PAGE = 20

test('what is kept is found newest first, page after page, however much of it was closed', async (t) => {
  const { database, owner } = await freshDatabase(t)
  const { typical, direct } = await seedPeople(owner)
  await seedParts(owner, 0, 2_000)
  const spoilt = {
    'nothing is closed': 'select',
    'some of the newest are closed':
      'update access.entries set closed = true where right(part_id::text, 4)::int > 1900 and right(part_id::text, 4)::int % 3 = 0',
    'all of the newest are closed':
      'update access.entries set closed = true where right(part_id::text, 4)::int > 1500',
    'one way of finding it is closed, another is open': `update access.entries set closed = false where principal = 'members'`,
    'an entry of its own is older': `update access.entries set at = at - interval '3 days' where principal = 'members' and right(part_id::text, 4)::int % 2 = 0`,
  }
  for (const [name, change] of Object.entries(spoilt)) {
    await owner.query(change)
    for (const { asker } of [typical, direct]) {
      const viewer = database.asViewer(asker)
      // The same by the plainest means: all entries that the policy shows, and the parts.
      const [all] = await viewer.read(sql<{ part: string }>`
        select p.id as part, max(e.at) as at
        from access.entries e join access.parts p on p.id = e.part_id and p.version = e.version
        group by p.id order by 2 desc, 1 desc limit ${3 * PAGE}`)
      const found: string[] = []
      let place: { at: Date; part: string } | null = null
      for (let page = 0; page < 3; page += 1) {
        const [rows] = await viewer.read((db) => [keptParts(db, place, PAGE)])
        found.push(...rows.map((row) => row.part_id))
        const last = rows.at(-1)
        if (!last) break
        place = { at: last.at, part: last.part_id }
      }
      assert.deepEqual(
        found,
        all.map(({ part }) => part),
        name,
      )
    }
  }
})
