import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atTheDoor } from '../../../test/support/at-the-door.ts'
import { mintDemoKeys } from './mint-demo-keys.ts'

test('in a demo one chooses whom to be, with one click, and proves it with another', async (t) => {
  const door = await atTheDoor(t, { demo: true })
  const at = door.browser()
  const { body } = await at.get('/api/demo/persons')
  assert.equal(body.persons.length, 11)
  const { alphaPoc } = door.world.as
  const signedIn = await at.post('/api/demo/sign-in', { appointment: alphaPoc.appointment })
  assert.deepEqual(signedIn.body, { person: alphaPoc.person, actingAs: alphaPoc.appointment })
  const session = (await at.get('/api/session')).body
  assert.deepEqual([session.demo, session.session.factor, session.person.id], [true, 'demo', alphaPoc.person])
  const subject = 'POST /api/me/recovery-codes'
  assert.equal(
    (await at.post('/api/session/fresh', { act: 'identity.change-factor', subject, demo: true })).status,
    204,
  )
  assert.equal((await at.post('/api/me/recovery-codes')).status, 200)
})

test('a demo’s keys act as each of its cast in a team', async (t) => {
  const door = await atTheDoor(t, { demo: true })
  const keys = await mintDemoKeys(door.identity)
  assert.equal(keys.length, 11)
  assert.equal(keys.filter(({ key }) => key !== null).length, 7)
  for (const { key, body } of keys) {
    if (key === null) assert.notEqual(body.kind, 'team')
    else
      assert.equal((await door.browser().get('/api/session', { authorization: `Bearer ${key}` })).status, 200)
  }
})

test('nothing of the demo is there in a founded association: no cast, no sign-in, no proof, no keys', async (t) => {
  const door = await atTheDoor(t)
  const at = door.browser()
  const never = (await at.get('/api/session')).body
  assert.equal(never.demo, false)
  assert.equal((await at.get('/api/demo/persons')).status, 404)
  assert.equal(
    (await at.post('/api/demo/sign-in', { appointment: door.world.as.alphaPoc.appointment })).status,
    404,
  )
  await assert.rejects(mintDemoKeys(door.identity), { code: 'demo_only' })
  const { rows } = await door.owner.query('select count(*)::int as n from identity.api_keys')
  assert.equal(rows[0].n, 0)
})

test('a session of a demo proves nothing once its database says that it is none', async (t) => {
  const door = await atTheDoor(t, { demo: true })
  const at = door.browser()
  await at.post('/api/demo/sign-in', { appointment: door.world.as.alphaPoc.appointment })
  await door.owner.query(`update association.association set mode = 'association'`)
  const proof = await at.post('/api/session/fresh', { act: 'a', subject: 'b', demo: true })
  assert.deepEqual([proof.status, proof.body.code], [422, 'code_refused'])
})
