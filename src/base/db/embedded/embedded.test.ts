import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { type EmbeddedOptions, FolderInUse, openEmbedded } from './keeper.ts'

const KEEPER = join(import.meta.dirname, '../../../../test/support/keep-cluster.ts')

async function folders(t: TestContext, deeper = ''): Promise<EmbeddedOptions> {
  // Root's server runs as another user, who must be able to enter its home.
  const root = await mkdtemp(join(tmpdir(), 'renkei-embedded-'))
  t.after(() => rm(root, { recursive: true, force: true }))
  const pgHome = join(root, 'pg', deeper)
  await chmod(root, 0o755)
  return { dataFolder: join(root, 'data'), pgHome, mode: 'keep', name: 'renkei start' }
}

async function query(config: pg.ClientConfig, text: string): Promise<unknown[]> {
  const client = new pg.Client(config)
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end().catch(() => {})
  }
}

async function keepElsewhere(options: EmbeddedOptions): Promise<{ child: ChildProcess; said: string }> {
  const child = spawn(process.execPath, [KEEPER, options.dataFolder, options.pgHome ?? ''], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [said] = (await once(child.stdout, 'data')) as [Buffer]
  return { child, said: said.toString().trim() }
}

async function postmaster(options: EmbeddedOptions): Promise<number> {
  return Number(
    (await readFile(join(options.pgHome ?? '', 'cluster', 'postmaster.pid'), 'utf8')).split('\n')[0],
  )
}

test('the embedded database', async (t) => {
  const options = await folders(t)

  await t.test('knows Japanese trigrams, and keeps statements and values out of its log', async () => {
    const server = await openEmbedded(options)
    await query(
      server.owner,
      'create extension pg_trgm; create table kept (n int primary key); insert into kept values (1)',
    )
    const [found] = (await query(server.owner, `select cardinality(public.show_trgm('日本語')) as n`)) as {
      n: number
    }[]
    assert.equal(found?.n, 4)
    await query(server.owner, `insert into kept values (1) /* hush-7351 */`).catch(() => {})
    await query(server.owner, `select 'hush-7352' from nowhere`).catch(() => {})
    await server.close()
    const log = await readFile(join(options.pgHome ?? '', 'server.log'), 'utf8')
    assert.doesNotMatch(log, /hush-735|\(1\)/)
    assert.match(log, /database system is shut down/)
  })

  await t.test('is refused to a second start, which is told who has it', async () => {
    const server = await openEmbedded(options)
    const second = await keepElsewhere(options)
    assert.match(second.said, /already in use \(renkei start, process \d+, since /)
    await assert.rejects(openEmbedded(options), FolderInUse)
    const beside = await openEmbedded({ ...options, mode: 'join', name: 'renkei doctor' })
    assert.equal(beside.keeps, false)
    await beside.close()
    assert.deepEqual(
      await query(server.owner, 'select n from kept'),
      [{ n: 1 }],
      'and goes on when the other leaves',
    )
    await server.close()
    await assert.rejects(query(server.owner, 'select 1'))
  })

  await t.test('left running by a killed process is taken over', async () => {
    const { child, said } = await keepElsewhere(options)
    assert.equal(said, 'ready')
    const pid = await postmaster(options)
    child.kill('SIGKILL')
    await once(child, 'exit')
    const server = await openEmbedded(options)
    assert.equal(await postmaster(options), pid, 'the very same server')
    assert.equal(server.keeps, true)
    assert.deepEqual(await query(server.owner, 'select n from kept'), [{ n: 1 }])
    await server.close()
  })

  await t.test('killed itself comes back with all that was acknowledged', async () => {
    const lost: Error[] = []
    const server = await openEmbedded({ ...options, onLost: (error) => lost.push(error) })
    await query(server.owner, 'insert into kept values (2)')
    process.kill(await postmaster(options), 'SIGKILL')
    for (let i = 0; i < 1_500 && lost.length === 0; i += 1) await sleep(10)
    assert.match(lost[0]?.message ?? '', /PostgreSQL has gone/)
    await server.close()
    const again = await openEmbedded(options)
    assert.deepEqual(await query(again.owner, 'select n from kept order by n'), [{ n: 1 }, { n: 2 }])
    await again.close()
  })

  await t.test('survives the killing of one of its processes, and stays ours', async () => {
    const lost: Error[] = []
    const server = await openEmbedded({ ...options, onLost: (error) => lost.push(error) })
    const victim = new pg.Client(server.owner)
    victim.on('error', () => {})
    await victim.connect()
    const { rows } = await victim.query('select pg_backend_pid() as pid')
    process.kill(rows[0].pid, 'SIGKILL')
    const held = async () => {
      const rows = await query(server.owner, `select 1 from pg_locks where locktype = 'advisory'`).catch(
        () => [],
      )
      return rows.length === 1
    }
    await sleep(200) // the server notices and restarts its processes
    for (let i = 0; i < 500 && !(await held()); i += 1) await sleep(20)
    await assert.rejects(openEmbedded(options), FolderInUse)
    assert.deepEqual(lost, [])
    await server.close()
  })

  await t.test('starts although its pid has gone to somebody else since', async () => {
    const other = spawn('sleep', ['60'], { stdio: 'ignore' })
    const pidFile = join(options.pgHome ?? '', 'cluster', 'postmaster.pid')
    const socket = join(options.pgHome ?? '', 'socket')
    await writeFile(pidFile, `${other.pid}\n${join(options.pgHome ?? '', 'cluster')}\n1\n5432\n${socket}\n\n`)
    const server = await openEmbedded(options)
    assert.deepEqual(await query(server.owner, 'select n from kept order by n'), [{ n: 1 }, { n: 2 }])
    await server.close()
    other.kill()
  })

  await t.test('that is gone from its folder is not replaced by an empty one', async () => {
    const cluster = join(options.pgHome ?? '', 'cluster')
    await rename(cluster, `${cluster}.away`)
    await assert.rejects(openEmbedded(options), /it is not there. Nothing was changed/)
    await rename(`${cluster}.away`, cluster)
  })

  await t.test('is never shared by two data folders', async () => {
    const other = { ...options, dataFolder: `${options.dataFolder}-other` }
    await assert.rejects(openEmbedded(other), /holds the database of another data folder/)
  })
})

test('two first starts at once: one has it, the other is refused', async (t) => {
  const options = await folders(t)
  const both = await Promise.allSettled([openEmbedded(options), openEmbedded(options)])
  const won = both.filter((one) => one.status === 'fulfilled')
  const lost = both.filter((one) => one.status === 'rejected')
  assert.equal(won.length, 1)
  assert.ok(lost[0]?.reason instanceof FolderInUse, String(lost[0]?.reason))
  await won[0]?.value.close()
})

test('a data folder at the end of a long path works: the socket lies elsewhere', async (t) => {
  const options = await folders(t, '長い'.repeat(20))
  await mkdir(options.dataFolder, { recursive: true })
  const server = await openEmbedded(options)
  assert.deepEqual(await query(server.app, 'select current_user as me'), [{ me: 'renkei_app' }])
  assert.ok(Buffer.byteLength(`${server.app.host}/.s.PGSQL.5432`) <= 107)
  assert.equal((await stat(server.app.host ?? '')).mode & 0o777, 0o700)
  await server.close()
})
