import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { freshDatabase } from '../../../test/support/database.ts'
import { type JobName, jobNames } from '../db/index.ts'
import { startWorker, type Task } from './index.ts'

const SYSTEM = { kind: 'system', purpose: 'test' } as const

async function until(found: () => boolean | Promise<boolean>, limitMs = 20_000): Promise<void> {
  const deadline = Date.now() + limitMs
  while (!(await found())) {
    if (Date.now() > deadline) throw new Error('It did not happen in time.')
    await sleep(20)
  }
}

const tasks = (task: Task) =>
  Object.fromEntries(jobNames.map((name) => [name, task])) as Record<JobName, Task>

test('the app enters jobs through one function alone, and only jobs that exist', async (t) => {
  const { connections, owner } = await freshDatabase(t)
  const app = new pg.Client(connections.app)
  await app.connect()
  t.after(() => app.end())
  await app.query(`select queue.enqueue('mail.deliver', '{"id":"1"}')`)
  await assert.rejects(app.query(`select queue.enqueue('rm -rf', '{}')`), /There is no job rm -rf/)
  await assert.rejects(app.query(`select graphile_worker.add_job('mail.deliver')`), /permission denied/)
  await assert.rejects(app.query('select * from graphile_worker._private_jobs'), /permission denied/)
  await assert.rejects(app.query('select * from queue.jobs'), /permission denied/)
  await assert.rejects(app.query('set role renkei_queue'), /permission denied/)
  const { rows } = await owner.query(
    `select p.prosecdef, p.proconfig, pg_get_userbyid(p.proowner) as owner from pg_proc p where proname = 'enqueue'`,
  )
  assert.deepEqual(rows, [
    { prosecdef: true, proconfig: ['search_path=pg_catalog, pg_temp'], owner: 'renkei_queue' },
  ])
})

test('a job is done exactly if its act committed', async (t) => {
  const { database, connections } = await freshDatabase(t)
  const done: unknown[] = []
  const worker = await startWorker({
    owner: connections.owner,
    tasks: tasks(async (payload) => void done.push(payload)),
  })
  t.after(() => worker.stop())
  const viewer = database.asViewer(SYSTEM)
  const failing = viewer.act(async (act) => {
    await act.enqueue('mail.deliver', { id: 'rolled back' })
    throw new Error('no')
  })
  await assert.rejects(failing, /^Error: no$/)
  await viewer.act((act) => act.enqueue('mail.deliver', { id: 'kept' }))
  await until(() => done.length > 0)
  await sleep(200)
  assert.deepEqual(done, [{ id: 'kept' }])
})

test('a key replaces a job that has not begun', async (t) => {
  const { database, connections } = await freshDatabase(t)
  const viewer = database.asViewer(SYSTEM)
  await viewer.act((act) => act.enqueue('mail.deliver', { n: 1 }, { key: 'digest' }))
  await viewer.act((act) => act.enqueue('mail.deliver', { n: 2 }, { key: 'digest' }))
  const done: unknown[] = []
  const worker = await startWorker({ owner: connections.owner, tasks: tasks(async (p) => void done.push(p)) })
  t.after(() => worker.stop())
  await until(() => done.length > 0)
  assert.deepEqual(done, [{ n: 2 }])
})

test('a killed worker loses no job: another goes on within seconds', async (t) => {
  const { database, connections } = await freshDatabase(t)
  await database.asViewer(SYSTEM).act((act) => act.enqueue('mail.deliver', { id: 'survivor' }))
  const hanging = spawn(
    process.execPath,
    [join(import.meta.dirname, '../../../test/support/hanging-worker.ts')],
    {
      env: { ...process.env, RENKEI_TEST_OWNER: JSON.stringify(connections.owner) },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  await once(hanging.stdout, 'data') // it has begun the job
  hanging.kill('SIGKILL')
  await once(hanging, 'exit')
  const attempts: number[] = []
  const worker = await startWorker({
    owner: connections.owner,
    tasks: tasks(async (_payload, { attempt }) => void attempts.push(attempt)),
  })
  t.after(() => worker.stop())
  await until(() => attempts.length > 0)
  assert.deepEqual(attempts, [2])
})

test('a worker that lives keeps its job, however long it takes', async (t) => {
  const { database, connections } = await freshDatabase(t)
  await database.asViewer(SYSTEM).act((act) => act.enqueue('mail.deliver', { id: 'slow' }))
  let begun = 0
  const options = {
    owner: connections.owner,
    tasks: tasks(async () => {
      begun += 1
      await sleep(6_000)
    }),
  }
  const first = await startWorker(options)
  await until(() => begun === 1)
  const second = await startWorker(options)
  t.after(() => Promise.all([first.stop(), second.stop()]))
  await sleep(5_800) // past the grace and one sweep of each
  assert.equal(begun, 1)
})
