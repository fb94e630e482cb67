import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atTheDoor, codeAt, enrolByLink, enrolled, goodPassword } from '../../../test/support/at-the-door.ts'
import { inviteFromShell } from './index.ts'

test('a password and a one-time code sign in; the cookie tells nobody anything and is out of reach of scripts', async (t) => {
  const door = await atTheDoor(t)
  const who = await enrolled(door, door.world.as.alphaPoc.person)
  const at = door.browser()
  const answer = await at.post('/api/session/password', {
    email: who.email,
    password: goodPassword,
    code: who.code(),
  })
  assert.equal(answer.status, 204)
  const [session = '', device = ''] = answer.headers.getSetCookie()
  assert.match(session, /^renkei-[0-9a-f]{8}=[A-Za-z0-9_-]{43}; Path=\/; HttpOnly; SameSite=Lax$/)
  assert.match(
    device,
    /^renkei-[0-9a-f]{8}-device=[\w-]{22}\.[0-9a-f]{64}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=15552000$/,
  )
  const { body } = await at.get('/api/session')
  assert.equal(body.signedIn, true)
  assert.equal(body.person.email, who.email)
  assert.equal(body.actingAs, door.world.as.alphaPoc.appointment)
  assert.equal(body.session.factor, 'password-totp')
  assert.deepEqual(body.factors, { passkeys: 0, totps: 1, hasPassword: true })
})

test('a password alone never suffices', async (t) => {
  const door = await atTheDoor(t)
  const who = await enrolled(door, door.world.as.alphaPoc.person)
  for (const code of ['000000', 'xxxx-xxxx', '00000000000000000000', '2222-2222-2222-2222']) {
    const { status, body } = await door
      .browser('198.51.100.9')
      .post('/api/session/password', { email: who.email, password: goodPassword, code })
    assert.equal(status, 401)
    assert.equal(body.code, 'sign_in_refused')
  }
  const { status } = await door
    .browser()
    .post('/api/session/password', { email: who.email, password: goodPassword })
  assert.equal(status, 400)
})

test('a one-time code works once, also in another browser and though its half minute is not over', async (t) => {
  const door = await atTheDoor(t)
  const who = await enrolled(door, door.world.as.alphaPoc.person)
  const said = { email: who.email, password: goodPassword, code: who.code() }
  assert.equal((await door.browser().post('/api/session/password', said)).status, 204)
  assert.equal((await door.browser('198.51.100.9').post('/api/session/password', said)).status, 401)
  const older = codeAt(who.secret, new Date(door.now().getTime() - 30_000))
  assert.equal(
    (await door.browser('198.51.100.9').post('/api/session/password', { ...said, code: older })).status,
    401,
  )
})

test('two browsers that send one code at the same moment: one gets in', async (t) => {
  const door = await atTheDoor(t)
  const who = await enrolled(door, door.world.as.alphaPoc.person)
  const said = { email: who.email, password: goodPassword, code: who.code() }
  const answers = await Promise.all([1, 2, 3].map(() => door.browser().post('/api/session/password', said)))
  assert.deepEqual(answers.map(({ status }) => status).sort(), [204, 401, 401])
})

test('each recovery code stands in for a one-time code, once, however it is typed', async (t) => {
  const door = await atTheDoor(t)
  const who = await enrolled(door, door.world.as.alphaPoc.person)
  assert.equal(new Set(who.recoveryCodes).size, 10)
  const [first = '', second = ''] = who.recoveryCodes
  const signIn = (code: string) =>
    door.browser().post('/api/session/password', { email: who.email, password: goodPassword, code })
  assert.equal((await signIn(first)).status, 204)
  assert.equal((await signIn(first)).status, 401)
  assert.equal((await signIn(second.toLowerCase().replaceAll('-', ' '))).status, 204)
  const { body } = await who.browser.get('/api/me/factors')
  assert.equal(body.recoveryCodesLeft, 8)
})

test('an address that nobody has, one without a password, and a wrong password are answered alike', async (t) => {
  const door = await atTheDoor(t)
  const who = await enrolled(door, door.world.as.alphaPoc.person)
  const without = await door.email(door.world.as.bravoPoc.person)
  const answers = []
  for (const email of ['nobody@example.com', without, who.email])
    answers.push(
      await door
        .browser('198.51.100.9')
        .post('/api/session/password', { email, password: 'a wrong one, surely', code: '123456' }),
    )
  const shapes = answers.map(({ status, body, headers }) => ({ status, body, names: [...headers.keys()] }))
  assert.equal(shapes[0]?.status, 401)
  assert.deepEqual(shapes[1], shapes[0])
  assert.deepEqual(shapes[2], shapes[0])
})

test('an attacker who fails a hundred times does not lock the owner out', async (t) => {
  const door = await atTheDoor(t)
  const who = await enrolled(door, door.world.as.alphaPoc.person)
  const attacker = door.browser('203.0.113.66')
  const answers = []
  for (let i = 0; i < 100; i++)
    answers.push(
      (
        await attacker.post('/api/session/password', {
          email: who.email,
          password: `wrong wrong ${i}`,
          code: '123456',
        })
      ).status,
    )
  assert.deepEqual(answers.slice(0, 5), [401, 401, 401, 401, 401])
  assert.ok(
    answers.slice(5).every((status) => status === 429),
    'from then on nothing is even looked at',
  )
  const signIn = (from: ReturnType<typeof door.browser>) => {
    door.pass(60)
    return from.post('/api/session/password', { email: who.email, password: goodPassword, code: who.code() })
  }
  assert.equal((await signIn(door.browser('192.0.2.77'))).status, 204, 'from elsewhere')
  assert.equal((await signIn(who.browser)).status, 204, 'from the browser used before')
})

test('the owner’s own browser gets in even from the attacker’s network', async (t) => {
  const door = await atTheDoor(t)
  const who = await enrolled(door, door.world.as.alphaPoc.person, '203.0.113.66')
  const attacker = door.browser('203.0.113.66')
  for (let i = 0; i < 20; i++)
    await attacker.post('/api/session/password', {
      email: who.email,
      password: `wrong wrong ${i}`,
      code: '123456',
    })
  const said = { email: who.email, password: goodPassword, code: who.code() }
  assert.equal((await attacker.post('/api/session/password', said)).status, 429)
  assert.equal((await who.browser.post('/api/session/password', said)).status, 204)
})

test('a device cookie of one person, or a forged one, gives no advantage with another’s account', async (t) => {
  const door = await atTheDoor(t)
  const who = await enrolled(door, door.world.as.alphaPoc.person)
  const other = await enrolled(door, door.world.as.bravoPoc.person, '203.0.113.66')
  await other.browser.delete('/api/session')
  const statuses = []
  for (let i = 0; i < 8; i++)
    statuses.push(
      (
        await other.browser.post('/api/session/password', {
          email: who.email,
          password: 'wrong wrong wrong',
          code: '123456',
        })
      ).status,
    )
  assert.deepEqual(statuses, [401, 401, 401, 401, 401, 429, 429, 429])
})

test('a hundred guesses sent at once are a hundred guesses', async (t) => {
  const door = await atTheDoor(t)
  const who = await enrolled(door, door.world.as.alphaPoc.person)
  const attacker = door.browser('203.0.113.66')
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, i) =>
      attacker.post('/api/session/password', {
        email: who.email,
        password: `wrong wrong ${i}`,
        code: '123456',
      }),
    ),
  )
  assert.ok(answers.filter(({ status }) => status === 401).length <= 5)
})

test('whoever knows the password still cannot try codes, and the owner is told', async (t) => {
  const door = await atTheDoor(t)
  const who = await enrolled(door, door.world.as.alphaPoc.person)
  for (let i = 0; i < 12; i++) {
    const { status } = await door
      .browser(`203.0.113.${i}`)
      .post('/api/session/password', { email: who.email, password: goodPassword, code: '000000' })
    assert.equal(status, 401)
  }
  const told = (await door.letters()).filter(({ kind }) => kind === 'password_known')
  assert.deepEqual(
    told.map(({ to }) => to),
    [who.email],
  )
  const right = { email: who.email, password: goodPassword, code: who.code() }
  assert.equal(
    (await door.browser('203.0.113.200').post('/api/session/password', right)).status,
    401,
    'even the right code, from a stranger',
  )
  assert.equal(
    (await who.browser.post('/api/session/password', right)).status,
    204,
    'but not for the owner’s browser',
  )
})

test('the owner is told of a sign-in from a browser not seen before, and of no other', async (t) => {
  const door = await atTheDoor(t)
  const who = await enrolled(door, door.world.as.alphaPoc.person)
  const signIn = async (from = who.browser) => {
    door.pass(60)
    await from.post('/api/session/password', { email: who.email, password: goodPassword, code: who.code() })
    return (await door.letters()).filter(({ kind }) => kind === 'new_sign_in').length
  }
  assert.equal(await signIn(), 0)
  const other = door.browser('203.0.113.9')
  assert.equal(await signIn(other), 1)
  assert.equal(await signIn(other), 1)
})

test('an office behind one address signs in on Monday at nine', async (t) => {
  const door = await atTheDoor(t)
  const who = await enrolled(door, door.world.as.alphaPoc.person)
  const codes = Array.from({ length: 4 }, (_, i) => i)
  for (const _ of codes) {
    door.pass(60)
    const { status } = await door
      .browser()
      .post('/api/session/password', { email: who.email, password: goodPassword, code: who.code() })
    assert.equal(status, 204)
  }
  const { rows } = await door.owner.query(
    'select max(count) as tries from identity.attempts where next_at < $1',
    [door.now()],
  )
  assert.ok(rows[0].tries <= 4, 'what succeeds counts as no guess of that network')
})

test('refused sign-ins are on record without a word of what was tried, and so is nothing in the log', async (t) => {
  const door = await atTheDoor(t)
  const who = await enrolled(door, door.world.as.alphaPoc.person)
  await door
    .browser()
    .post('/api/session/password', { email: who.email, password: 'wrong wrong wrong', code: '123456' })
  const entries = await door.audited('session.refuse')
  assert.deepEqual(
    entries.map(({ subject, detail }) => ({ subject, detail })),
    [{ subject: { kind: 'person', id: who.person }, detail: { because: 'password' } }],
  )
  const kept = JSON.stringify([
    await door.owner.query('select * from audit.entries').then(({ rows }) => rows),
    door.log,
  ])
  assert.ok(!kept.includes('wrong wrong') && !kept.includes(who.email) && !kept.includes(goodPassword))
})

test('nothing in the database opens anything: no password, code, token or secret stands in it', async (t) => {
  const door = await atTheDoor(t)
  const email = await door.email(door.world.as.alphaPoc.person)
  const { link } = await inviteFromShell(door.identity, email)
  const made = await enrolByLink(door, link)
  const { link: unused } = await inviteFromShell(
    door.identity,
    await door.email(door.world.as.bravoPoc.person),
  )
  const tables = ['passwords', 'totps', 'recovery_codes', 'sessions', 'tokens', 'attempts']
  const rows = await Promise.all(
    tables.map((table) => door.owner.query(`select t::text as row from identity.${table} t`)),
  )
  const all = JSON.stringify(rows.map((result) => result.rows))
  const secrets = [
    goodPassword,
    made.secret,
    made.token,
    unused.slice(-43),
    email,
    ...made.body.recoveryCodes,
  ]
  for (const secret of [...secrets, ...made.browser.cookies.values()]) assert.ok(!all.includes(secret))
  assert.match(all, /argon2id\$v=19\$m=65536,t=3,p=4/)
})
