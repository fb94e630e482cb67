import assert from 'node:assert/strict'
import { test } from 'node:test'
import { auditChain, verify } from '#base/audit/index.ts'
import { throwawayKeys } from '#base/keys/index.ts'
import { freshDatabase } from '../../../../test/support/database.ts'
import { foundDemo } from './found-demo.ts'

test('the demo has lived: teams of every standing, agreements accepted, lapsed and missing, warnings of every marking', async (t) => {
  const keys = throwawayKeys()
  const { database, owner } = await freshDatabase(t, { beforeCommit: auditChain(keys).beforeCommit })
  await foundDemo({ db: database, keys, url: 'http://localhost:3000' }, new Date())
  const one = async (sql: string) => (await owner.query(sql)).rows.map((row) => Object.values(row).join(' '))
  assert.deepEqual(await one(`select status, count(*) from membership.standings group by 1 order by 1`), [
    'active 22',
    'prospect 3',
    'restricted 1',
    'suspended 1',
  ])
  assert.ok(Number((await one('select count(*) from directory.persons'))[0]) >= 68)
  assert.deepEqual(await one(`select distinct tlp from access.parts order by 1`), [
    'AMBER',
    'AMBER+STRICT',
    'CLEAR',
    'GREEN',
    'RED',
  ])
  assert.deepEqual(await one(`select state, count(*) from access.parts group by 1 order by 1`), [
    'draft 1',
    'released 13',
    'withdrawn-shared 1',
    'withdrawn-wrong 1',
  ])
  assert.ok(Number((await one(`select count(*) from directory.keys where expires_at < now()`))[0]) === 1)
  const connection = await owner.connect()
  assert.equal((await verify(connection, keys)).ok, true)
  connection.release()
})
