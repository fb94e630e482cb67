import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { freshDatabase } from '../../../test/support/database.ts'
test('a read', async (t) => {
  const { database } = await freshDatabase(t)
  const [rows] = await database.asViewer({ kind: 'public' }).read(sql`select 1 as one`)
  assert.deepEqual(rows, [{ one: 1 }])
})
