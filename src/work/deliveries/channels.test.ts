import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { type TestContext, test } from 'node:test'
import type { Asker } from '#core/policy/index.ts'
import { freshDatabase } from '../../../test/support/database.ts'
import { postOffice } from '../../../test/support/post-office.ts'
import { smallWorld } from '../../../test/support/small-world.ts'
import { beginTest } from './begin-test.ts'
import { confirmTest } from './confirm-test.ts'
import { readTroubles } from './read-troubles.ts'
import { ownChannels } from './store.ts'

/** A point of contact with a key of his own, and a mail server. */
async function setUp(t: TestContext) {
  const fresh = await freshDatabase(t)
  const world = await smallWorld(fresh.owner)
  const office = await postOffice(t, fresh)
  const { privateKey, publicKey } = await office.pgp.generate({
    name: 'Bravo',
    address: 'bravo@example.com',
    at: new Date('2025-01-01'),
  })
  const addKey = async (of: { person?: string; team?: string }) => {
    const id = randomUUID()
    await fresh.owner.query(
      `insert into directory.keys (id, person_id, team_id, armored, fingerprint, algorithm, user_ids, created_at, added_at)
       values ($1, $2, $3, $4, 'ABCD', 'ed25519', '{}', now(), now())`,
      [id, of.person ?? null, of.team ?? null, publicKey],
    )
    return id
  }
  const as = <T>(asker: Asker, fn: Parameters<ReturnType<typeof fresh.database.asViewer>['act']>[0]) =>
    fresh.database.asViewer(asker).act(fn) as Promise<T>
  const deps = { keys: office.keys, origin: () => 'https://renkei.example' }
  const begin = (asker: Asker, key: string | null) => as<void>(asker, (act) => beginTest(act, deps, key))
  const channels = (asker: Asker) =>
    as<Awaited<ReturnType<ReturnType<typeof ownChannels>['execute']>>['rows']>(
      asker,
      async (act) => (await ownChannels().execute(act.sql)).rows,
    )
  const confirm = (asker: Asker, id: string, word: string) =>
    as<boolean>(asker, (act) => confirmTest(act, office.keys, id, word))
  return { ...fresh, world, office, addKey, begin, channels, confirm, privateKey, as }
}

const wordIn = (raw: string): string => {
  const text = Buffer.from(/base64\r\n\r\n([\s\S]*?)\r\n--/.exec(raw)?.[1] ?? '', 'base64').toString()
  return /[2-9A-Z]{4}-[2-9A-Z]{4}/.exec(text)?.[0] ?? assert.fail(raw)
}

test('a word that came by mail and is typed after sign-in proves the address', async (t) => {
  const { world, office, begin, channels, confirm } = await setUp(t)
  const { bravoPoc } = world.as
  await begin(bravoPoc, null)
  await office.sendLetters()
  const [clear] = await channels(bravoPoc)
  assert.equal(clear?.open, true)
  assert.equal(clear?.provenAt, null)
  const word = wordIn(office.posted[0]?.raw ?? '')
  const id = clear?.test ?? ''
  assert.equal(await confirm(bravoPoc, id, 'AAAA-AAAA'), false)
  await assert.rejects(confirm(world.as.charliePoc, id, word), { code: 'not_found' }, 'not by anybody else')
  assert.equal(await confirm(bravoPoc, id, ` ${word.toLowerCase().replace('-', ' ')} `), true)
  assert.ok((await channels(bravoPoc))[0]?.provenAt)
})

test('a test of a key goes out encrypted to it, and its word stands nowhere outside', async (t) => {
  const { world, office, begin, channels, addKey, owner } = await setUp(t)
  const { bravoPoc } = world.as
  const key = await addKey({ person: bravoPoc.person })
  await begin(bravoPoc, key)
  await office.sendLetters()
  const { raw } = office.posted[0] ?? assert.fail()
  assert.match(raw, /BEGIN PGP MESSAGE/)
  assert.doesNotMatch(raw, /確認の言葉/)
  const { rows } = await owner.query('select word_tag from deliveries.proofs')
  assert.match(rows[0].word_tag, /^[0-9a-f]{64}$/)
  const tested = (await channels(bravoPoc)).find((channel) => channel.key === key)
  assert.equal(tested?.open, true)
})

test('five wrong words end a test', async (t) => {
  const { world, office, begin, channels, confirm } = await setUp(t)
  const { bravoPoc } = world.as
  await begin(bravoPoc, null)
  await office.sendLetters()
  const id = (await channels(bravoPoc))[0]?.test ?? ''
  for (let n = 0; n < 5; n += 1) assert.equal(await confirm(bravoPoc, id, 'AAAA-AAAA'), false)
  await assert.rejects(confirm(bravoPoc, id, wordIn(office.posted[0]?.raw ?? '')), { code: 'not_found' })
})

test('nobody tests a key of another team, and nobody mails himself all day', async (t) => {
  const { world, begin, addKey, channels } = await setUp(t)
  const { bravoPoc, charliePoc } = world.as
  const key = await addKey({ team: world.teams.bravo })
  await assert.rejects(begin(charliePoc, key), { code: 'not_found' })
  assert.ok((await channels(bravoPoc)).some((channel) => channel.key === key && !channel.own))
  assert.ok(!(await channels(charliePoc)).some((channel) => channel.key === key))
  for (let n = 0; n < 10; n += 1) await begin(charliePoc, null)
  await assert.rejects(begin(charliePoc, null), { code: 'too_many_requests' })
})

test('the secretariat sees whose mail does not arrive, nobody else does, and nobody what it was about', async (t) => {
  const { world, owner, as } = await setUp(t)
  const item = randomUUID()
  await owner.query(`insert into access.items values ($1, 'RNK-AAAA-AA', 'warning', false, now())`, [item])
  await owner.query(
    `insert into deliveries.lines (item_id, person_id, appointment_id, channel, cause, moment, state, trouble, planned_at, tried_at)
     values ($1, $2, $3, 'mail', 'release', now(), 'failed', 'refused', now(), now())`,
    [item, world.as.bravoPoc.person, world.as.bravoPoc.appointment],
  )
  const seen = await as<Awaited<ReturnType<typeof readTroubles>>>(world.as.officer, readTroubles)
  assert.equal(seen.failed, 1)
  assert.equal(seen.troubles[0]?.shortName, 'BRAVO')
  assert.ok(!JSON.stringify(seen).includes(item) && !JSON.stringify(seen).includes('RNK-'))
  for (const name of ['alphaPoc', 'bravoPoc', 'chair', 'auditor'] as const)
    await assert.rejects(as(world.as[name], readTroubles), { code: 'not_your_role' })
})
