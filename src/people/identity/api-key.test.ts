import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type AtTheDoor, atTheDoor, enrolled, prove } from '../../../test/support/at-the-door.ts'
import { inviteFromShell } from './index.ts'
import { allScopes } from './scope.ts'

const wish = { name: 'SIEM', roles: ['analyst'], scopes: ['read'], days: 90 }

async function keeper(door: AtTheDoor) {
  const who = await enrolled(door, door.world.as.alphaPoc.person)
  const path = `/api/teams/${door.world.teams.alpha}/api-keys`
  const issue = async (body: object = wish) => {
    await prove(door, who, 'key.issue', `POST ${path}`)
    return who.browser.post(path, body)
  }
  return { who, path, issue }
}

test('a point of contact makes a key after a fresh sign-in; it is shown once and stored nowhere', async (t) => {
  const door = await atTheDoor(t)
  const { who, path, issue } = await keeper(door)
  assert.equal((await who.browser.post(path, wish)).body.code, 'fresh_sign_in_required')
  const { status, body } = await issue()
  assert.equal(status, 201)
  assert.match(body.key, /^rnk_[A-Za-z0-9_-]{43}$/)
  const { body: list } = await who.browser.get(path)
  assert.deepEqual(
    list.keys.map(({ name, ending, roles }: Record<string, unknown>) => [name, ending, roles]),
    [['SIEM', body.key.slice(-4), ['analyst']]],
  )
  const { rows } = await door.owner.query('select k::text as row from identity.api_keys k')
  assert.ok(!JSON.stringify(rows).includes(body.key.slice(4)))

  const program = door.browser()
  const asked = await program.get('/api/session', { authorization: `Bearer ${body.key}` })
  assert.equal(asked.status, 200)
  assert.equal(asked.body.signedIn, false, 'a key is no person')
  const keys = await program.get(path, { authorization: `Bearer ${body.key}` })
  assert.deepEqual([keys.status, keys.body.code], [403, 'key_not_accepted'])
})

test('a revoked key is dead at once, an old one by itself', async (t) => {
  const door = await atTheDoor(t)
  const { who, path, issue } = await keeper(door)
  const { body: key } = await issue()
  const { body: short } = await issue({ ...wish, days: 1 })
  const use = async (secret: string) =>
    (await door.browser().get('/api/session', { authorization: `Bearer ${secret}` })).status
  assert.deepEqual([await use(key.key), await use(short.key)], [200, 200])
  assert.equal((await who.browser.delete(`${path}/${key.id}`)).status, 204)
  assert.deepEqual([await use(key.key), await use(short.key)], [401, 200])
  door.pass(86_400)
  assert.equal(await use(short.key), 401)
  assert.equal((await door.audited('key.revoke')).length, 1)
})

test('nobody makes a key that reads more than he may, nor one for another team', async (t) => {
  const door = await atTheDoor(t)
  const { who, issue } = await keeper(door)
  const refused = await issue({ ...wish, roles: ['team_admin'] })
  assert.deepEqual([refused.status, refused.body.code], [403, 'key_roles_refused'])
  const foreign = `/api/teams/${door.world.teams.bravo}/api-keys`
  await prove(door, who, 'key.issue', `POST ${foreign}`)
  assert.equal((await who.browser.post(foreign, wish)).status, 404)
  assert.equal((await who.browser.get(foreign)).status, 404)
  const analyst = await enrolled(door, door.world.as.alphaAnalyst.person)
  assert.equal((await analyst.browser.get(`/api/teams/${door.world.teams.alpha}/api-keys`)).status, 404)
})

test('a suspended team’s people make no keys', async (t) => {
  const door = await atTheDoor(t)
  const { issue } = await keeper(door)
  await door.owner.query(`update membership.standings set status = 'suspended' where team_id = $1`, [
    door.world.teams.alpha,
  ])
  assert.equal((await issue()).status, 404)
})

test('a wide scope holds the narrow ones; unknown scopes give nothing', () => {
  assert.deepEqual(allScopes(['read']), ['read', 'read:warnings'])
  assert.deepEqual(allScopes(['write:warnings']), ['write:warnings', 'answer'])
  assert.deepEqual(allScopes(['everything']), [])
})

test('a person has no way in through another person’s link or key', async (t) => {
  const door = await atTheDoor(t)
  const { link } = await inviteFromShell(door.identity, await door.email(door.world.as.bravoPoc.person))
  const secret = link.slice(link.indexOf('#') + 1)
  const at = door.browser()
  at.cookies.set(door.identity.cookies().session, secret)
  assert.equal((await at.get('/api/session')).body.signedIn, false)
  assert.equal((await at.get('/api/session', { authorization: `Bearer rnk_${secret}` })).status, 401)
})
