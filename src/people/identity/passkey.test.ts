import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isoCBOR } from '@simplewebauthn/server/helpers'
import { throwawayKeys } from '#base/keys/index.ts'
import { type AtTheDoor, atTheDoor, authenticator, enrolled } from '../../../test/support/at-the-door.ts'
import { inviteFromShell } from './index.ts'
import { endOfChallenge, newChallenge } from './verify-passkey.ts'

const origin = 'http://localhost:3000'

async function withPasskey(door: AtTheDoor, device = authenticator(origin)) {
  const email = await door.email(door.world.as.alphaPoc.person)
  const { link } = await inviteFromShell(door.identity, email)
  const token = link.slice(link.indexOf('#') + 1)
  const at = door.browser()
  const { body: options } = await at.post('/api/enrolment/passkey/options', { token })
  const send = (response: unknown) => at.post('/api/enrolment/passkey', { token, name: 'Key', response })
  return { token, at, device, options, send }
}

const signIn = async (
  door: AtTheDoor,
  device: ReturnType<typeof authenticator>,
  how?: Parameters<typeof device.get>[1],
) => {
  const at = door.browser()
  const { body } = await at.post('/api/session/passkey/options')
  return at.post('/api/session/passkey', { response: device.get(body, how) })
}

test('a challenge counts for its occasion, its time and its maker alone', () => {
  const keys = throwawayKeys()
  const at = new Date('2026-11-24T08:00:00Z')
  const challenge = Buffer.from(newChallenge(keys, ['enrol', 'link'], at)).toString('base64url')
  const later = (seconds: number) => new Date(at.getTime() + seconds * 1_000)
  assert.deepEqual(endOfChallenge(keys, ['enrol', 'link'], challenge, at), later(300))
  assert.equal(endOfChallenge(keys, ['enrol', 'other'], challenge, at), null)
  assert.equal(endOfChallenge(keys, ['sign-in'], challenge, at), null)
  assert.equal(endOfChallenge(keys, ['enrol', 'link'], challenge, later(300)), null)
  assert.equal(endOfChallenge(throwawayKeys(), ['enrol', 'link'], challenge, at), null)
  for (let i = 0; i < challenge.length - 1; i++) {
    const changed = `${challenge.slice(0, i)}${challenge[i] === 'A' ? 'B' : 'A'}${challenge.slice(i + 1)}`
    assert.equal(endOfChallenge(keys, ['enrol', 'link'], changed, at), null)
  }
})

test('a passkey made without the person’s verification, for another site, or on another’s challenge is refused', async (t) => {
  const door = await atTheDoor(t)
  const { device, options, send } = await withPasskey(door)
  const { body: foreign } = await door.browser().post('/api/session/passkey/options')
  const evil = authenticator('https://evil.example')
  for (const response of [
    device.create(options, { verified: false }),
    device.create(options, { from: 'https://evil.example' }),
    evil.create(options),
    device.create(foreign),
  ]) {
    const { status, body } = await send(response)
    assert.deepEqual([status, body.code], [422, 'passkey_refused'])
  }
  assert.equal((await send(device.create(options))).status, 204)
})

test('statements about an authenticator’s make are refused unread: their certificates could name any address', async (t) => {
  const door = await atTheDoor(t)
  const { device, options, send } = await withPasskey(door)
  const response = device.create(options)
  const said = isoCBOR.decodeFirst(
    Uint8Array.from(Buffer.from(response.response.attestationObject, 'base64url')),
  ) as Map<string, unknown>
  for (const [format, statement] of [
    [
      'packed',
      new Map<string, unknown>([
        ['x5c', [Uint8Array.from([1])]],
        ['alg', -7],
        ['sig', Uint8Array.from([1])],
      ]),
    ],
    ['android-safetynet', new Map()],
    ['tpm', new Map()],
  ] as const) {
    const forged = isoCBOR.encode(
      new Map<string, unknown>([
        ['fmt', format],
        ['attStmt', statement],
        ['authData', said.get('authData')],
      ]) as never,
    )
    const attestationObject = Buffer.from(forged).toString('base64url')
    const { status, body } = await send({
      ...response,
      response: { ...response.response, attestationObject },
    })
    assert.deepEqual([status, body.code], [422, 'passkey_refused'], format)
  }
})

test('a copied passkey is found by its counter; an answer counts once; strangers’ keys open nothing', async (t) => {
  const door = await atTheDoor(t)
  const { device, options, send } = await withPasskey(door)
  await send(device.create(options))
  assert.equal((await signIn(door, device)).status, 204)
  assert.equal((await signIn(door, device, { count: false })).body.code, 'passkey_refused')
  assert.equal((await signIn(door, device)).status, 204)
  assert.equal((await signIn(door, device, { verified: false })).body.code, 'passkey_refused')
  assert.equal((await signIn(door, authenticator(origin))).body.code, 'passkey_refused')
  const at = door.browser()
  const { body } = await at.post('/api/session/passkey/options')
  const shown = device.get(body)
  const answers = await Promise.all(
    [1, 2].map(() => door.browser().post('/api/session/passkey', { response: shown })),
  )
  assert.deepEqual(answers.map(({ status }) => status).sort(), [204, 422])
})

test('options for signing in name nobody’s passkeys and leave nothing behind', async (t) => {
  const door = await atTheDoor(t)
  await enrolled(door, door.world.as.alphaPoc.person)
  const { body } = await door.browser().post('/api/session/passkey/options')
  assert.deepEqual(Object.keys(body).sort(), ['challenge', 'rpId', 'timeout', 'userVerification'])
  const { rows } = await door.owner.query('select count(*)::int as n from identity.spent_challenges')
  assert.equal(rows[0].n, 0)
})

test('at an address without a name passkeys say what to do', async (t) => {
  const door = await atTheDoor(t, { origin: 'http://127.0.0.1:3000' })
  const { status, body } = await door.browser().post('/api/session/passkey/options')
  assert.deepEqual([status, body.code], [422, 'passkey_needs_name'])
})
