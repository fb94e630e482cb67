import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atTheDoor, authenticator, enrolled, prove } from '../../../test/support/at-the-door.ts'

const act = 'identity.change-factor'
const codes = 'POST /api/me/recovery-codes'

test('an act that wants a fresh sign-in says for what, and passes once after it', async (t) => {
  const door = await atTheDoor(t)
  const who = await enrolled(door, door.world.as.alphaPoc.person)
  const asked = await who.browser.post('/api/me/recovery-codes')
  assert.deepEqual(
    [asked.status, asked.body.code, asked.body.act, asked.body.subject],
    [401, 'fresh_sign_in_required', act, codes],
  )
  const proved = await prove(door, who, asked.body.act, asked.body.subject)
  assert.equal(proved.status, 204)
  assert.match(proved.headers.getSetCookie()[0] ?? '', /^renkei-[0-9a-f]{8}=/)
  const made = await who.browser.post('/api/me/recovery-codes')
  assert.equal(made.status, 200)
  assert.equal(made.body.recoveryCodes.length, 10)
  assert.equal((await who.browser.post('/api/me/recovery-codes')).status, 401, 'the proof is used up')
})

test('a proof for one act is worth nothing for another, nor after five minutes, nor in another session', async (t) => {
  const door = await atTheDoor(t)
  const who = await enrolled(door, door.world.as.alphaPoc.person)
  await prove(door, who, 'warning.release', codes)
  await prove(door, who, act, 'POST /api/elsewhere')
  assert.equal((await who.browser.post('/api/me/recovery-codes')).status, 401)
  await prove(door, who, act, codes)
  door.pass(300)
  assert.equal((await who.browser.post('/api/me/recovery-codes')).status, 401)

  await prove(door, who, act, codes)
  const other = await enrolled(door, door.world.as.bravoPoc.person)
  assert.equal((await other.browser.post('/api/me/recovery-codes')).status, 401)
})

test('a proof ties nobody to what he did, neither in the database nor in the audit (R5)', async (t) => {
  const door = await atTheDoor(t)
  const who = await enrolled(door, door.world.as.alphaPoc.person)
  await prove(door, who, 'warning.release', 'POST /api/warnings/RNK-7Q4K-2M/release')
  const { rows } = await door.owner.query('select act, subject from identity.proofs')
  assert.equal(rows.length, 1)
  assert.doesNotMatch(JSON.stringify(rows), /RNK/)
  const [entry] = await door.audited('session.prove')
  assert.ok(entry)
  assert.doesNotMatch(JSON.stringify(entry), new RegExp(`RNK|${who.person}|"session":`))
})

test('two acts at the same moment with one proof: one passes', async (t) => {
  const door = await atTheDoor(t)
  const who = await enrolled(door, door.world.as.alphaPoc.person)
  await prove(door, who, act, codes)
  const answers = await Promise.all([1, 2, 3].map(() => who.browser.post('/api/me/recovery-codes')))
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 401, 401])
})

test('whoever guesses codes in an open browser is put out of it', async (t) => {
  const door = await atTheDoor(t)
  const who = await enrolled(door, door.world.as.alphaPoc.person)
  const statuses = []
  for (let i = 0; i < 6; i++) {
    const { status, body } = await who.browser.post('/api/session/fresh', {
      act,
      subject: codes,
      code: `00000${i}`,
    })
    statuses.push(`${status} ${body.code}`)
  }
  assert.deepEqual(statuses, [...Array(5).fill('422 code_refused'), '401 sign_in_required'])
  assert.equal((await who.browser.get('/api/session')).body.signedIn, false)
  const [ended] = await door.audited('session.end')
  assert.equal(ended?.detail.because, 'guessed')
})

test('a passkey proves one act: bound to it, to the session, to this site, and to the person’s verification', async (t) => {
  const door = await atTheDoor(t)
  const who = await enrolled(door, door.world.as.alphaPoc.person)
  const origin = 'http://localhost:3000'
  const device = authenticator(origin)
  await prove(door, who, act, 'POST /api/me/passkeys')
  const { body: creation } = await who.browser.post('/api/me/passkeys/options')
  assert.equal(
    (await who.browser.post('/api/me/passkeys', { name: 'Laptop', response: device.create(creation) }))
      .status,
    201,
  )

  const wish = async (subject: string) =>
    (await who.browser.post('/api/session/fresh/options', { act, subject })).body
  const show = (passkey: unknown, subject = codes) =>
    who.browser.post('/api/session/fresh', { act, subject, passkey })
  assert.equal((await show(device.get(await wish('POST /api/elsewhere')))).body.code, 'passkey_refused')
  assert.equal((await show(device.get(await wish(codes), { verified: false }))).body.code, 'passkey_refused')
  assert.equal(
    (await show(device.get(await wish(codes), { from: 'https://evil.example' }))).body.code,
    'passkey_refused',
  )
  const { body: signIn } = await who.browser.post('/api/session/passkey/options')
  assert.equal((await show(device.get(signIn))).body.code, 'passkey_refused')
  const good = device.get(await wish(codes))
  assert.equal((await show(good)).status, 204)
  assert.equal((await show(good)).body.code, 'passkey_refused', 'an answer counts once')
  assert.equal((await who.browser.post('/api/me/recovery-codes')).status, 200)
})
