import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { atTheDoor, type Browser, enrolled, goodPassword, prove } from '../../../test/support/at-the-door.ts'
import { inviteFromShell } from './index.ts'
import { removeExpired } from './remove-expired.ts'

const isIn = async (at: Browser) => (await at.get('/api/session')).body.signedIn

const thief = (door: { browser: (network: string) => Browser }, victim: Browser) => {
  const at = door.browser('203.0.113.66')
  for (const [name, value] of victim.stolen()) at.cookies.set(name, value)
  return at
}

test('a stolen session cookie does not survive its owner’s signing out', async (t) => {
  const door = await atTheDoor(t)
  const who = await enrolled(door, door.world.as.alphaPoc.person)
  const stolen = thief(door, who.browser)
  assert.equal(await isIn(stolen), true)
  assert.equal((await who.browser.delete('/api/session')).status, 204)
  assert.equal(await isIn(stolen), false)
})

test('a stolen session cookie does not survive the owner’s next fresh sign-in by more than seconds, and proves nothing', async (t) => {
  const door = await atTheDoor(t)
  const who = await enrolled(door, door.world.as.alphaPoc.person)
  const stolen = thief(door, who.browser)
  assert.equal((await prove(door, who, 'identity.change-factor', 'POST /api/me/recovery-codes')).status, 204)
  assert.equal(await isIn(stolen), true, 'requests under way pass')
  assert.equal((await stolen.post('/api/me/recovery-codes')).status, 401, 'without the owner’s proof')
  door.pass(21)
  assert.equal(await isIn(stolen), false)
  assert.equal((await who.browser.post('/api/me/recovery-codes')).status, 200)
})

test('a stolen session cookie does not survive a changed password; the owner is told by mail', async (t) => {
  const door = await atTheDoor(t)
  const who = await enrolled(door, door.world.as.alphaPoc.person)
  door.pass(60)
  const second = door.browser()
  await second.post('/api/session/password', { email: who.email, password: goodPassword, code: who.code() })
  await prove(door, who, 'identity.change-factor', 'PUT /api/me/password')
  assert.equal(
    (await who.browser.put('/api/me/password', { password: 'the river carries boats' })).status,
    204,
  )
  assert.equal(await isIn(second), false)
  assert.equal(await isIn(who.browser), true)
  const letter = (await door.letters()).at(-1)
  assert.ok(letter?.kind === 'factor_changed' && letter.what === 'password' && letter.to === who.email)
})

test('sessions are listed by browser and ended one by one; another person’s are not there', async (t) => {
  const door = await atTheDoor(t)
  const who = await enrolled(door, door.world.as.alphaPoc.person)
  const other = await enrolled(door, door.world.as.bravoPoc.person)
  door.pass(60)
  const second = door.browser()
  await second.post('/api/session/password', { email: who.email, password: goodPassword, code: who.code() })
  const { sessions } = (await second.get('/api/me/sessions')).body
  assert.equal(sessions.length, 2)
  assert.deepEqual(
    sessions.map(({ agent }: { agent: string }) => agent),
    ['Firefox · Linux', 'Firefox · Linux'],
  )
  const first = sessions.find(({ isThis }: { isThis: boolean }) => !isThis)
  const foreign = await other.browser.delete(`/api/me/sessions/${first.id}`)
  const never = await other.browser.delete(`/api/me/sessions/${randomUUID()}`)
  assert.deepEqual([foreign.status, foreign.body], [404, never.body])
  assert.equal((await second.delete(`/api/me/sessions/${first.id}`)).status, 204)
  assert.equal(await isIn(who.browser), false)
  assert.equal(await isIn(second), true)
})

test('a session ends when nobody used it for an hour, and after twelve hours whatever happens', async (t) => {
  const door = await atTheDoor(t)
  const who = await enrolled(door, door.world.as.alphaPoc.person)
  assert.equal(await isIn(who.browser), true)
  door.pass(59 * 60)
  assert.equal(await isIn(who.browser), true)
  door.pass(59 * 60)
  assert.equal(await isIn(who.browser), true)
  door.pass(61 * 60)
  assert.equal(await isIn(who.browser), false)

  const next = door.browser()
  await next.post('/api/session/password', { email: who.email, password: goodPassword, code: who.code() })
  for (let hours = 0; hours < 11.5; hours += 0.5) {
    door.pass(1_800)
    assert.equal(await isIn(next), true)
  }
  door.pass(1_801)
  assert.equal(await isIn(next), false)
})

test('signing in begins a session of its own and ends the one the browser had', async (t) => {
  const door = await atTheDoor(t)
  const who = await enrolled(door, door.world.as.alphaPoc.person)
  const before = thief(door, who.browser)
  await who.browser.post('/api/session/password', {
    email: who.email,
    password: goodPassword,
    code: who.code(),
  })
  assert.equal(await isIn(who.browser), true)
  assert.equal(await isIn(before), false)
})

test('forged cookies and keys are nobody, or refused, and leave nothing in the log', async (t) => {
  const door = await atTheDoor(t)
  const name = door.identity.cookies().session
  for (const value of ['', 'x', randomBytes(32).toString('base64url'), "' or 1=1 --", 'a'.repeat(5_000)]) {
    const at = door.browser()
    at.cookies.set(name, value)
    assert.equal(await isIn(at), false)
    assert.equal((await at.get('/api/me/sessions')).status, 401)
  }
  for (const key of ['rnk_', `rnk_${randomBytes(32).toString('base64url')}`, 'Basic YTpi', '']) {
    const { status, body } = await door.browser().get('/api/session', { authorization: `Bearer ${key}` })
    assert.deepEqual([status, body.code], [401, 'credential_refused'])
  }
  assert.deepEqual(door.log, [])
})

test('one acts as one at a time: under the appointment that the request names, if it is one’s own and lives', async (t) => {
  const door = await atTheDoor(t)
  const { alphaPoc, bravoPoc } = door.world.as
  const second = randomUUID()
  await door.owner.query(
    `insert into directory.appointments (id, person_id, team_id, role, tie, since) values ($1, $2, $3, 'analyst', 'seconded', '2026-01-01')`,
    [second, alphaPoc.person, door.world.teams.bravo],
  )
  const who = await enrolled(door, alphaPoc.person)
  const acting = async (appointment?: string) =>
    (await who.browser.get('/api/session', appointment ? { 'x-renkei-acting-as': appointment } : {})).body
  assert.equal((await acting()).actingAs, alphaPoc.appointment, 'the first by rule, and told')
  assert.equal((await acting(second)).actingAs, second)
  assert.equal((await acting(second.toUpperCase())).actingAs, second)
  assert.equal((await acting(bravoPoc.appointment)).code, 'acting_as_refused')
  assert.equal((await acting('no appointment at all')).code, 'acting_as_refused')
  assert.deepEqual(
    (await acting()).person.appointments.map(({ id }: { id: string }) => id),
    [alphaPoc.appointment, second],
  )
  await door.owner.query('update directory.appointments set until = $2 where id = $1', [second, door.now()])
  door.pass(3)
  assert.equal((await acting(second)).code, 'acting_as_refused')
})

test('a person whose every appointment ended is still a person, and acts as nobody', async (t) => {
  const door = await atTheDoor(t)
  const who = await enrolled(door, door.world.as.alphaPoc.person)
  await door.owner.query('update directory.appointments set until = $2 where person_id = $1', [
    who.person,
    door.now(),
  ])
  door.pass(3)
  const { body } = await who.browser.get('/api/session')
  assert.deepEqual(
    [body.signedIn, body.actingAs, body.person.appointments, body.may.write],
    [true, null, [], false],
  )
  assert.equal((await who.browser.get('/api/me/sessions')).status, 200)
  const keys = await who.browser.get(`/api/teams/${door.world.teams.alpha}/api-keys`)
  assert.deepEqual([keys.status, keys.body.code], [403, 'acting_as_required'])
})

test('on https the cookie is bound to this host alone', async (t) => {
  const door = await atTheDoor(t, { origin: 'https://renkei.example' })
  const who = await enrolled(door, door.world.as.alphaPoc.person)
  const answer = await who.browser.post('/api/session/password', {
    email: who.email,
    password: goodPassword,
    code: who.code(),
  })
  for (const line of answer.headers.getSetCookie())
    assert.match(line, /^__Host-renkei-.*; Path=\/; HttpOnly; SameSite=Lax; Secure/)
})

test('another site cannot make a browser sign in, sign out or prove anything', async (t) => {
  const door = await atTheDoor(t)
  const who = await enrolled(door, door.world.as.alphaPoc.person)
  const foreign = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }
  const tries = [
    who.browser.send('DELETE', '/api/session', undefined, foreign),
    who.browser.post('/api/session/fresh', { act: 'a', subject: 'b', code: '123456' }, foreign),
    door
      .browser()
      .post('/api/session/password', { email: who.email, password: goodPassword, code: who.code() }, foreign),
  ]
  for (const { status, body } of await Promise.all(tries))
    assert.deepEqual([status, body.code], [403, 'cross_site_refused'])
  assert.equal(await isIn(who.browser), true)
})

test('a person sees his own rows and nobody else’s, whatever query is asked', async (t) => {
  const door = await atTheDoor(t)
  const { alphaPoc, bravoPoc } = door.world.as
  for (const { person } of [alphaPoc, bravoPoc]) {
    await inviteFromShell(door.identity, await door.email(person))
    await enrolled(door, person)
  }
  for (const table of ['passwords', 'totps', 'recovery_codes', 'sessions', 'tokens'] as const) {
    const owners = (asker: Parameters<typeof door.db.asViewer>[0]) =>
      door.db
        .asViewer(asker)
        .act((act) => act.sql.selectFrom(`identity.${table}`).select('person_id').distinct().execute())
    assert.deepEqual(
      (await owners(alphaPoc)).map(({ person_id }) => person_id),
      [alphaPoc.person],
      table,
    )
    assert.deepEqual(await owners({ kind: 'public' }), [], table)
    assert.deepEqual(await owners(door.world.as.officer), [], table)
  }
  const attempts = await door.db
    .asViewer(alphaPoc)
    .act((act) => act.sql.selectFrom('identity.attempts').selectAll().execute())
  assert.deepEqual(attempts, [])
})

test('what can no longer open anything is removed, what still counts stays', async (t) => {
  const door = await atTheDoor(t)
  await inviteFromShell(door.identity, await door.email(door.world.as.alphaPoc.person))
  const who = await enrolled(door, door.world.as.alphaPoc.person)
  await who.browser.delete('/api/session')
  const count = async (table: string) => (await door.owner.query(`select from identity.${table}`)).rowCount
  await removeExpired(door.db)
  assert.deepEqual([await count('sessions'), await count('tokens')], [1, 1], 'kept for questions')
  door.pass(40 * 86_400)
  await removeExpired(door.db)
  assert.deepEqual([await count('sessions'), await count('tokens'), await count('attempts')], [0, 0, 0])
  assert.deepEqual(
    [await count('passwords'), await count('totps'), await count('recovery_codes')],
    [1, 1, 10],
  )
})

test('one chooses the language of screens and mail', async (t) => {
  const door = await atTheDoor(t)
  const who = await enrolled(door, door.world.as.alphaPoc.person)
  assert.equal((await who.browser.put('/api/me/language', { language: 'en' })).status, 204)
  assert.equal((await who.browser.get('/api/session')).body.person.language, 'en')
  assert.equal((await who.browser.put('/api/me/language', { language: 'fr' })).status, 400)
})
