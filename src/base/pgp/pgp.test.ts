import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import * as openpgp from 'openpgp'
import { fingerprintWords, names, openPgp, unusable, usable } from './index.ts'

const pgp = openPgp()
after(() => pgp.close())

const now = new Date('2026-11-23T00:00:00Z')
const YEAR = 365 * 86_400

async function key(options: Omit<Partial<openpgp.KeyOptions>, 'format'> = {}) {
  return openpgp.generateKey({
    userIDs: [{ name: '山田 花子', email: 'Hanako@csirt.example' }],
    type: 'ecc',
    curve: 'curve25519Legacy',
    date: new Date('2025-01-01'),
    ...options,
    format: 'object',
  })
}

test('a good key is usable, says whose it is, and loses what others wrote on it', async () => {
  const { publicKey } = await key()
  const other = await key()
  const certified = await publicKey.signPrimaryUser([other.privateKey], new Date('2025-02-01'))
  const facts = await pgp.inspect(certified.armor(), now)
  assert.equal(facts.fingerprint, publicKey.getFingerprint().toUpperCase())
  assert.deepEqual(facts.userIds, [{ name: '山田 花子', address: 'Hanako@csirt.example' }])
  assert.equal(facts.algorithm, 'ed25519')
  assert.equal(facts.encryptsUntil, null)
  assert.equal(unusable(facts, now), null)
  assert.ok(facts.armored.length < certified.armor().length)
  assert.equal(
    (await openpgp.readKey({ armoredKey: facts.armored })).getFingerprint(),
    publicKey.getFingerprint(),
  )
})

test('a key names an address in any case of letters, and no other', async () => {
  const facts = await pgp.inspect((await key()).publicKey.armor(), now)
  assert.ok(names(facts, 'hanako@CSIRT.example'))
  for (const other of ['hanako@csirt.example.org', 'anako@csirt.example', '']) assert.ok(!names(facts, other))
})

test('an expired key tells since when, and was usable before', async () => {
  const expired = await key({ date: new Date('2024-01-01'), keyExpirationTime: YEAR })
  const facts = await pgp.inspect(expired.publicKey.armor(), now)
  assert.equal(facts.encryptsUntil, '2024-12-31T00:00:00.000Z')
  assert.equal(unusable(facts, now), 'expired')
  assert.ok(usable(facts, new Date('2024-06-01')))
})

test('a key whose encrypting part has ended is expired too', async () => {
  const half = await key({ date: new Date('2024-01-01'), subkeys: [{ keyExpirationTime: YEAR }] })
  assert.equal(unusable(await pgp.inspect(half.publicKey.armor(), now), now), 'expired')
})

test('a revoked key is never usable', async () => {
  const { privateKey } = await key()
  const revoked = await openpgp.revokeKey({ key: privateKey, date: new Date('2025-03-01'), format: 'object' })
  const facts = await pgp.inspect(revoked.publicKey.armor(), now)
  assert.equal(unusable(facts, now), 'revoked')
})

test('a key whose encrypting part was revoked cannot encrypt', async () => {
  const { privateKey } = await key()
  const [subkey] = privateKey.subkeys
  privateKey.subkeys[0] = await (subkey as openpgp.Subkey).revoke(
    privateKey.keyPacket as openpgp.SecretKeyPacket,
    {},
    new Date('2025-03-01'),
  )
  const facts = await pgp.inspect(privateKey.toPublic().armor(), now)
  assert.equal(unusable(facts, now), 'cannot_encrypt')
})

test('a key that only signs cannot encrypt', async () => {
  for (const subkeys of [[], [{ sign: true }]]) {
    const facts = await pgp.inspect((await key({ subkeys })).publicKey.armor(), now)
    assert.equal(unusable(facts, now), 'cannot_encrypt')
  }
})

test('a key from the future waits for its day', async () => {
  const facts = await pgp.inspect((await key({ date: new Date('2027-01-01') })).publicKey.armor(), now)
  assert.equal(unusable(facts, now), 'not_yet')
  assert.ok(usable(facts, new Date('2027-01-02')))
})

test('a private key is refused before anything is read from it', async () => {
  const { privateKey } = await key()
  await assert.rejects(pgp.inspect(privateKey.armor(), now), { code: 'pgp_private_key' })
  const disguised = privateKey.armor().replaceAll('PRIVATE', 'PUBLIC')
  await assert.rejects(pgp.inspect(disguised, now), { code: 'pgp_private_key' })
})

test('weak, foreign and swollen texts are refused, each with its reason', async () => {
  const weak = await key({ type: 'rsa', rsaBits: 1024, config: { minRSABits: 1024 } })
  await assert.rejects(pgp.inspect(weak.publicKey.armor(), now), { code: 'pgp_weak' })
  const two = (await key()).publicKey.armor() + (await key()).publicKey.armor()
  await assert.rejects(pgp.inspect(two, now), { code: 'pgp_several_keys' })
  await assert.rejects(pgp.inspect('x'.repeat(64 * 1024 + 1), now), { code: 'pgp_too_large' })
  const good = (await key()).publicKey.armor()
  for (const nonsense of [
    '',
    'hello',
    good.slice(0, 300),
    good.replace(/\n[A-Za-z0-9+/]{20}/, '\nAAAAAAAAAAAAAAAAAAAA'),
  ]) {
    await assert.rejects(pgp.inspect(nonsense, now), { code: 'pgp_unreadable' })
  }
})

test('identities that the key does not vouch for are left out', async () => {
  const { publicKey } = await key()
  const stranger = await key({ userIDs: [{ name: 'Chair', email: 'chair@association.example' }] })
  publicKey.users.push(stranger.publicKey.users[0] as openpgp.User)
  const facts = await pgp.inspect(publicKey.armor(), now)
  assert.deepEqual(
    facts.userIds.map(({ address }) => address),
    ['Hanako@csirt.example'],
  )
})

test('a key that takes too long ends its thread, and the next one is read all the same', async () => {
  const { publicKey } = await key()
  const hasty = openPgp({ limits: { inspect: 1, generate: 1, encrypt: 1, sign: 1 } })
  await assert.rejects(hasty.inspect(publicKey.armor(), now), { code: 'pgp_unreadable' })
  await hasty.close()
  const [facts] = await Promise.all([
    pgp.inspect(publicKey.armor(), now),
    pgp.inspect(publicKey.armor(), now),
  ])
  assert.ok(usable(facts, now))
})

test('what the association encrypts, the member opens and sees who signed', async () => {
  const ours = await pgp.generate({
    name: '試験協議会',
    address: 'office@association.example',
    at: new Date('2025-01-01'),
  })
  const theirs = await key()
  const armored = await pgp.encrypt({
    content: '本文',
    to: [theirs.publicKey.armor()],
    privateKey: ours.privateKey,
    at: now,
  })
  const opened = await openpgp.decrypt({
    message: await openpgp.readMessage({ armoredMessage: armored }),
    decryptionKeys: theirs.privateKey,
    verificationKeys: await openpgp.readKey({ armoredKey: ours.publicKey }),
    expectSigned: true,
    date: now,
  })
  assert.equal(opened.data, '本文')
  await assert.rejects(
    pgp.encrypt({ content: 'x', to: [(await key({ subkeys: [] })).publicKey.armor()], at: now }),
  )
})

const gpg = spawnSync('gpg', ['--version']).status === 0

test('GnuPG takes the association’s key and its signature', {
  skip: gpg ? false : 'gpg is not installed here',
}, async (t) => {
  const home = mkdtempSync(join(tmpdir(), 'renkei-gpg-'))
  t.after(() => {
    spawnSync('gpgconf', ['--homedir', home, '--kill', 'all'])
    rmSync(home, { recursive: true })
  })
  const at = new Date(Date.now() - 60_000)
  const ours = await pgp.generate({ name: '試験協議会', address: 'office@association.example', at })
  const gpg = (args: string[], input: string) =>
    execFileSync('gpg', ['--homedir', home, '--batch', '--no-tty', ...args], {
      input,
      stdio: ['pipe', 'pipe', 'pipe'],
    })
  gpg(['--import'], ours.publicKey)
  gpg(['--verify'], await pgp.sign({ text: 'seq 1', privateKey: ours.privateKey, at: new Date() }))
  assert.match(
    gpg(['--list-keys', '--with-colons'], '').toString(),
    new RegExp(`^fpr:+${ours.fingerprint}:$`, 'm'),
  )
})

test('a fingerprint is written in groups of four', () => {
  assert.equal(fingerprintWords('AAAABBBBCCCCDDDD'), 'AAAA BBBB  CCCC DDDD')
})
