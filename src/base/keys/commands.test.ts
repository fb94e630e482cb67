import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { freshDatabase } from '../../../test/support/database.ts'
import { commands } from './commands.ts'
import { openKeys, throwawayKeys } from './index.ts'

const [rotating] = commands
const PLACE = { table: 'outbox.letters', column: 'letter' }

async function house(t: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), 'renkei-keys-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const keyFile = join(folder, 'secret.key')
  const keys = openKeys(keyFile)
  const { database: db, connections, owner } = await freshDatabase(t)
  const store = async (sealed: string, id: string = randomUUID()) =>
    owner.query('insert into outbox.letters (id, kind, letter, created_at) values ($1, $2, $3, now())', [
      id,
      'x',
      sealed,
    ])
  const stored = async (): Promise<{ id: string; letter: string }[]> =>
    (await owner.query('select id, letter::text from outbox.letters')).rows
  return { on: { db, owner: connections.owner, config: { keyFile } }, keys, store, stored, owner }
}

test('after a rotation everything sealed opens with the new key, in a process that already runs too', async (t) => {
  const { on, keys, store, stored } = await house(t)
  const ids = Array.from({ length: 1200 }, () => randomUUID())
  for (const id of ids) await store(keys.seal(`letter ${id}`, { ...PLACE, row: id }), id)
  const { json, code } = await rotating.run({ options: {} }, on)
  assert.equal(code, 0)
  assert.equal(json.resealed, 1200)
  for (const { id, letter } of await stored()) {
    assert.ok(letter.startsWith(`v1.${json.key}.`))
    assert.equal(keys.unseal(letter, { ...PLACE, row: id }), `letter ${id}`)
  }
  const again = await rotating.run({ options: { resume: true } }, on)
  assert.deepEqual([again.json.key, again.json.resealed], [json.key, 0])
})

test('what no key opens is counted and left as it is', async (t) => {
  const { on, store, stored } = await house(t)
  const id = randomUUID()
  const foreign = throwawayKeys().seal('x', { ...PLACE, row: id })
  await store(foreign, id)
  const { json, code } = await rotating.run({ options: {} }, on)
  assert.deepEqual([code, json.resealed, json.unreadable], [1, 0, 1])
  assert.equal((await stored())[0]?.letter, foreign)
})

test('a sealed column takes no clear text', async (t) => {
  const { store } = await house(t)
  await assert.rejects(store('a letter in clear'), /value for domain keys.sealed violates check constraint/)
})
