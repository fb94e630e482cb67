import assert from 'node:assert/strict'
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { test } from 'node:test'
import pg from 'pg'
import { emptyDatabase, type FreshDatabase, freshDatabase } from '../../../../test/support/database.ts'
import { prepareQueue } from '../../jobs/index.ts'
import { type BackupSummary, backup } from './backup.ts'
import { restore, StoreNotEmpty } from './restore.ts'
import { ArchiveRefused, type Lock, open, seal, type Unlock } from './sealed-file.ts'
import { tablesOf } from './tables.ts'

const SYSTEM = { kind: 'system', purpose: 'test' } as const
const PASS = { kind: 'passphrase', passphrase: '正しい馬の電池の留め金' } as const
const ABOUT = { release: '0.1.0', at: new Date('2026-11-23T00:00:00Z') }

async function* pieces(bytes: Buffer, size = 10_000): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function all(source: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of source) parts.push(part)
  return Buffer.concat(parts)
}

async function archiveOf(
  owner: pg.ClientConfig,
  lock: Lock,
): Promise<{ bytes: Buffer; summary: BackupSummary }> {
  let summary: BackupSummary | undefined
  const bytes = await all(backup(owner, lock, ABOUT, (done) => (summary = done)))
  assert.ok(summary)
  return { bytes, summary }
}

/** Rows of every table of a database, as text. */
async function contents(owner: pg.ClientConfig): Promise<Record<string, string[]>> {
  const client = new pg.Client(owner)
  await client.connect()
  const found: Record<string, string[]> = {}
  for (const { name } of await tablesOf(client)) {
    const { rows } = await client.query(`select t::text as row from ${name} t order by 1`)
    found[name] = rows.map(({ row }) => row)
  }
  const { rows } = await client.query(
    `select t.identifier, j.payload, j.key from graphile_worker._private_jobs j
       join graphile_worker._private_tasks t on t.id = j.task_id order by j.payload::text`,
  )
  found.jobs = rows.map((row) => JSON.stringify(row))
  await client.end()
  return found
}

async function founded(t: Parameters<typeof freshDatabase>[0]): Promise<FreshDatabase> {
  const fresh = await freshDatabase(t)
  await fresh.owner.query(
    `insert into association.association (id, mode, name_ja, name_en, short_ja, short_en, url, founded_at)
     values ('5f0c2f0a-0000-4000-8000-000000000001', 'association', '見本シーサート協議会', E'Sample\\tCSIRTs\\\\', '見本', 'S',
             'https://renkei.example.org', '2026-01-01')`,
  )
  await fresh.owner.query(
    `insert into association.charters (version, body, adopted_at) values (1, $1, '2026-01-01')`,
    [JSON.stringify({ text: 'あ'.repeat(200_000) })],
  )
  await fresh.database.asViewer(SYSTEM).act(async (act) => {
    await act.enqueue('mail.deliver', { letter: '1' }, { key: 'letter 1', runAt: new Date('2030-01-01') })
    await act.enqueue('mail.deliver', { letter: '2' })
  })
  return fresh
}

test('what was backed up comes back whole, with what was waiting to be done', async (t) => {
  const { connections } = await founded(t)
  const { bytes, summary } = await archiveOf(connections.owner, PASS)
  assert.ok(summary.rows >= 2)
  assert.equal(summary.jobs, 2)
  assert.ok(!bytes.includes('見本シーサート協議会'))
  const target = await emptyDatabase(t)
  const restored = await restore(target.owner, pieces(bytes), PASS, prepareQueue)
  assert.equal(restored.rows, summary.rows)
  assert.equal(restored.header.release, '0.1.0')
  assert.deepEqual(await contents(target.owner), await contents(connections.owner))
  await assert.rejects(restore(target.owner, pieces(bytes), PASS, prepareQueue), StoreNotEmpty)
})

test('foreign keys and triggers are back after a restore', async (t) => {
  const { connections } = await founded(t)
  const { bytes } = await archiveOf(connections.owner, PASS)
  const target = await emptyDatabase(t)
  await restore(target.owner, pieces(bytes), PASS, prepareQueue)
  const shape = async (owner: pg.ClientConfig) => {
    const client = new pg.Client(owner)
    await client.connect()
    const { rows } = await client.query(
      `select conrelid::regclass::text as on, conname as name, pg_get_constraintdef(oid) as what from pg_constraint
        where contype = 'f' union all
       select tgrelid::regclass::text, tgname, tgenabled::text from pg_trigger where not tgisinternal order by 1, 2`,
    )
    await client.end()
    return rows
  }
  assert.deepEqual(await shape(target.owner), await shape(connections.owner))
})

test('an archive that is cut, changed or opened with the wrong passphrase leaves the store empty', async (t) => {
  const { connections } = await founded(t)
  const { bytes } = await archiveOf(connections.owner, PASS)
  const target = await emptyDatabase(t)
  const changed = Buffer.from(bytes)
  changed.writeUInt8(changed.readUInt8(bytes.length - 40) ^ 1, bytes.length - 40)
  const attempts: [Buffer, Unlock][] = [
    [bytes.subarray(0, -1), PASS],
    [bytes.subarray(0, bytes.length >> 1), PASS],
    [changed, PASS],
    [Buffer.concat([bytes, Buffer.from('x')]), PASS],
    [bytes, { kind: 'passphrase', passphrase: 'wrong horse' }],
    [bytes, { kind: 'none' }],
    [Buffer.from('something else'), PASS],
  ]
  for (const [archive, unlock] of attempts) {
    await assert.rejects(restore(target.owner, pieces(archive), unlock, prepareQueue), ArchiveRefused)
  }
  await restore(target.owner, pieces(bytes), PASS, prepareQueue)
  assert.deepEqual(await contents(target.owner), await contents(connections.owner))
})

test('an archive locked to a key is opened by its private half alone', async (t) => {
  const { connections } = await founded(t)
  const pem = () => {
    const pair = generateKeyPairSync('x25519')
    return {
      own: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
      pub: pair.publicKey.export({ type: 'spki', format: 'pem' }) as string,
    }
  }
  const ours = pem()
  const { bytes } = await archiveOf(connections.owner, { kind: 'public-key', pem: ours.pub })
  const target = await emptyDatabase(t)
  const with_ = (key: string) =>
    restore(target.owner, pieces(bytes), { kind: 'private-key', pem: key }, prepareQueue)
  await assert.rejects(with_(pem().own), ArchiveRefused)
  await assert.rejects(with_('nonsense'), ArchiveRefused)
  await with_(ours.own)
})

test('chunks keep their order and their end, encrypted and in clear', async () => {
  const text = randomBytes(200_000)
  for (const [lock, unlock] of [
    [PASS, PASS],
    [{ kind: 'plain' }, { kind: 'none' }],
  ] as const) {
    for (const size of [0, 1, 65_536, 131_072, 200_000]) {
      const sealed = await all(seal(pieces(text.subarray(0, size), 30_000), lock))
      assert.deepEqual(await all(open(pieces(sealed, 777), unlock)), text.subarray(0, size))
    }
    const sealed = await all(seal(pieces(text), lock))
    const head = sealed.indexOf(10, 20) + 1
    const size = 4 + 65_536 + 16
    const swapped = Buffer.concat([
      sealed.subarray(0, head),
      sealed.subarray(head + size, head + 2 * size),
      sealed.subarray(head, head + size),
      sealed.subarray(head + 2 * size),
    ])
    await assert.rejects(all(open(pieces(swapped), unlock)), ArchiveRefused)
    const dropped = Buffer.concat([sealed.subarray(0, head), sealed.subarray(head + size)])
    await assert.rejects(all(open(pieces(dropped), unlock)), ArchiveRefused)
  }
})
