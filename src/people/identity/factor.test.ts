import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  atTheDoor,
  authenticator,
  codeAt,
  enrolled,
  goodPassword,
  prove,
} from '../../../test/support/at-the-door.ts'

const act = 'identity.change-factor'

test('the last way in cannot be removed; after another one was added it can', async (t) => {
  const door = await atTheDoor(t)
  const who = await enrolled(door, door.world.as.alphaPoc.person)
  const { body: before } = await who.browser.get('/api/me/factors')
  const [totp] = before.totps
  const path = `/api/me/totps/${totp.id}`
  await prove(door, who, act, `DELETE ${path}`)
  const refused = await who.browser.delete(path)
  assert.deepEqual([refused.status, refused.body.code], [409, 'last_factor'])

  const device = authenticator('http://localhost:3000')
  const { body: options } = await who.browser.post('/api/me/passkeys/options')
  await prove(door, who, act, 'POST /api/me/passkeys')
  assert.equal(
    (await who.browser.post('/api/me/passkeys', { name: 'Key', response: device.create(options) })).status,
    201,
  )
  await prove(door, who, act, `DELETE ${path}`)
  assert.equal((await who.browser.delete(path)).status, 204)
  const { body: after } = await who.browser.get('/api/me/factors')
  assert.deepEqual([after.totps.length, after.passkeys.length], [0, 1])
  assert.deepEqual(
    (await door.letters())
      .filter((letter) => letter.kind === 'factor_changed')
      .map((letter) => letter.kind === 'factor_changed' && letter.what),
    ['passkey_added', 'totp_removed'],
  )
})

test('a further generator counts from its first code on', async (t) => {
  const door = await atTheDoor(t)
  const who = await enrolled(door, door.world.as.alphaPoc.person)
  const { body: second } = await who.browser.post('/api/me/totps', { name: 'Desktop' })
  const signIn = () =>
    door.browser().post('/api/session/password', {
      email: who.email,
      password: goodPassword,
      code: codeAt(second.secret, door.now()),
    })
  assert.equal((await signIn()).status, 401, 'begun, not confirmed')
  const path = `/api/me/totps/${second.id}/confirmation`
  await prove(door, who, act, `POST ${path}`)
  assert.equal((await who.browser.post(path, { code: codeAt(second.secret, door.now()) })).status, 204)
  assert.equal((await signIn()).status, 401, 'the code that confirmed it is spent')
  door.pass(30)
  assert.equal((await signIn()).status, 204)
})

test('new recovery codes make the old ones void', async (t) => {
  const door = await atTheDoor(t)
  const who = await enrolled(door, door.world.as.alphaPoc.person)
  await prove(door, who, act, 'POST /api/me/recovery-codes')
  const { body } = await who.browser.post('/api/me/recovery-codes')
  const signIn = (code: string) =>
    door.browser().post('/api/session/password', { email: who.email, password: goodPassword, code })
  assert.equal((await signIn(who.recoveryCodes[3] ?? '')).status, 401)
  assert.equal((await signIn(body.recoveryCodes[3])).status, 204)
})

test('nobody removes or confirms what is another’s', async (t) => {
  const door = await atTheDoor(t)
  const who = await enrolled(door, door.world.as.alphaPoc.person)
  const other = await enrolled(door, door.world.as.bravoPoc.person)
  const { body } = await who.browser.get('/api/me/factors')
  const path = `/api/me/totps/${body.totps[0].id}`
  await prove(door, other, act, `DELETE ${path}`)
  assert.equal((await other.browser.delete(path)).status, 404)
  assert.equal((await who.browser.get('/api/me/factors')).body.totps.length, 1)
})
