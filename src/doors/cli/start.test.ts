import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import type { ClientConfig } from 'pg'
import { emptyDatabase } from '../../../test/support/database.ts'

const BIN = join(import.meta.dirname, '../../../bin/renkei.mjs')

interface Ran {
  readonly code: number | null
  readonly out: string
  readonly error: string
}

function launch(env: Record<string, string>, ...args: string[]) {
  const inherited = Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(RENKEI_|DATABASE_|SMTP_|MAIL_|PORT$|HOST$|NODE_TEST)/.test(name),
    ),
  )
  const child = spawn(process.execPath, [BIN, ...args], {
    env: { ...inherited, RENKEI_LOG: 'error', RENKEI_TEST_UNBUILT: '1', PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said = { out: '', error: '' }
  child.stdout.on('data', (text) => (said.out += text))
  child.stderr.on('data', (text) => (said.error += text))
  const ended = once(child, 'close').then(([code]): Ran => ({ code: code as number | null, ...said }))
  return { child, ended, said }
}

const run = (env: Record<string, string>, ...args: string[]) => launch(env, ...args).ended

async function started(env: Record<string, string>, ...args: string[]) {
  const launched = launch(env, ...args)
  let url: string | undefined
  const address = /http:\/\/\S+/
  const ready = (async () => {
    while (!url) {
      await Promise.race([
        once(launched.child.stdout as NonNullable<ChildProcess['stdout']>, 'data'),
        launched.ended,
      ])
      url = address.exec(launched.said.out)?.[0]
      if (launched.child.exitCode !== null) throw new Error(launched.said.error)
    }
  })()
  await ready
  return { ...launched, url: url ?? '' }
}

async function folder(t: TestContext): Promise<Record<string, string>> {
  const root = await mkdtemp(join(tmpdir(), 'renkei-start-'))
  await chmod(root, 0o755)
  t.after(() => rm(root, { recursive: true, force: true, maxRetries: 3 }))
  return { RENKEI_DATA: join(root, 'data'), RENKEI_PG_HOME: join(root, 'pg') }
}

const postmaster = async (env: Record<string, string>) =>
  Number((await readFile(join(env.RENKEI_PG_HOME ?? '', 'cluster/postmaster.pid'), 'utf8')).split('\n')[0])

const healthy = async (url: string) => (await fetch(`${url}/healthz`)).status

test('a configuration that cannot be used is told whole, before anything is made', async () => {
  const { code, error, out } = await run(
    { PORT: 'x', SMTP_URL: 'smtp://m', RENKEI_URL: 'http://example.org' },
    'start',
  )
  assert.equal(code, 2)
  assert.equal(out, '')
  for (const name of ['PORT', 'MAIL_FROM', 'RENKEI_URL']) assert.match(error, new RegExp(name))
})

test('one command starts everything, and everything stops in order', async (t) => {
  const env = await folder(t)

  await t.test('start: it serves and tells where; a second start is refused; Ctrl-C ends it', async () => {
    const { child, ended, url } = await started(env, 'start')
    assert.equal(await healthy(url), 200)
    const second = await run(env, 'start')
    assert.equal(second.code, 2)
    assert.match(second.error, /already in use \(renkei start, process \d+/)
    const doctor = await run(env, 'doctor', '--json')
    assert.equal(doctor.code, 0, doctor.out)
    assert.equal(await healthy(url), 200, 'other commands work beside it and leave it running')
    const pid = await postmaster(env)
    child.kill('SIGINT')
    const { code, error } = await ended
    assert.equal(code, 0, error)
    assert.equal(error, '')
    assert.throws(() => process.kill(pid, 0), 'the database is gone, too')
  })

  await t.test('a start after kill -9 takes the running database over', async () => {
    const killed = await started(env, 'start')
    const pid = await postmaster(env)
    killed.child.kill('SIGKILL')
    await killed.ended
    const { child, ended, url } = await started(env, 'start')
    assert.equal(await postmaster(env), pid)
    assert.equal(await healthy(url), 200)
    child.kill('SIGTERM')
    assert.equal((await ended).code, 0)
  })

  await t.test(
    'when the database is killed it stops and says so, for a supervisor to start it again',
    async () => {
      const { ended } = await started(env, 'start')
      process.kill(await postmaster(env), 'SIGKILL')
      const { code, error } = await ended
      assert.equal(code, 1)
      assert.match(error, /PostgreSQL has gone. Renkei stops/)
    },
  )

  await t.test('serve and work run apart on one database', async () => {
    const serve = await started(env, 'serve')
    const work = launch(env, 'work')
    await once(work.child.stdout, 'data')
    assert.equal(await healthy(serve.url), 200)
    work.child.kill('SIGINT')
    assert.equal((await work.ended).code, 0)
    assert.equal(await healthy(serve.url), 200)
    serve.child.kill('SIGINT')
    assert.equal((await serve.ended).code, 0)
  })

  await t.test('a database that needs its key does not start with a new one', async () => {
    const made = await run(env, 'backup', join(env.RENKEI_DATA ?? '', 'x.backup'), '--plain')
    assert.equal(made.code, 0, made.error)
    const key = join(env.RENKEI_DATA ?? '', 'secret.key')
    const kept = await readFile(key)
    await rm(key)
    const { code, error } = await run(env, 'start')
    assert.equal(code, 2)
    assert.match(error, /secret\.key.*Put back your copy/s)
    await writeFile(key, kept, { mode: 0o600 })
    assert.equal((await run(env, 'audit', 'verify')).code, 0)
  })
})

test('a backup comes back in another folder; without the key it says what is closed', async (t) => {
  const from = await folder(t)
  const into = await folder(t)
  const other = await folder(t)
  const place = join(from.RENKEI_DATA ?? '', '..')
  const passphrase = join(place, 'passphrase')
  await writeFile(passphrase, 'a long enough passphrase\n')
  const first = await run(from, 'backup', join(place, 'a'), '--passphrase-file', passphrase)
  assert.equal(first.code, 0, first.error)
  const archive = join(place, 'b')
  assert.equal((await run(from, 'backup', archive, '--passphrase-file', passphrase)).code, 0)
  assert.equal(
    (await run(from, 'backup', archive, '--passphrase-file', passphrase)).code,
    2,
    'never over a file',
  )
  assert.equal((await run(from, 'backup', join(place, 'c'))).code, 2, 'never in clear unless told')

  const without = await run(into, 'restore', archive, '--passphrase-file', passphrase, '--json')
  assert.equal(without.code, 0, without.error)
  const { lost } = JSON.parse(without.out)
  assert.deepEqual(
    lost.map(({ table, column, values }: Record<string, unknown>) => ({ table, column, values })),
    [{ table: 'audit.entries', column: 'mac', values: 1 }],
  )
  assert.equal((await run(into, 'audit', 'verify')).code, 1, 'what cannot be proven is not called proven')
  assert.equal(
    (await run(into, 'restore', archive, '--passphrase-file', passphrase)).code,
    2,
    'into an empty store alone',
  )

  await mkdir(other.RENKEI_DATA ?? '', { mode: 0o700 })
  await copyFile(join(from.RENKEI_DATA ?? '', 'secret.key'), join(other.RENKEI_DATA ?? '', 'secret.key'))
  const whole = await run(other, 'restore', archive, '--passphrase-file', passphrase, '--json')
  assert.deepEqual(JSON.parse(whole.out).lost, [])
  assert.equal((await run(other, 'audit', 'verify')).code, 0)
})

function addressOf({ host, user, password, database }: ClientConfig): string {
  return `postgresql://${user}:${String(password)}@localhost/${database}?host=${encodeURIComponent(host ?? '')}`
}

test('an own PostgreSQL serves as well, by two addresses', async (t) => {
  const { app, owner } = await emptyDatabase(t)
  const own = { DATABASE_URL: addressOf(app), DATABASE_OWNER_URL: addressOf(owner) }
  const { RENKEI_DATA: data = '' } = await folder(t)
  const { child, ended, url } = await started({ ...own, RENKEI_DATA: data }, 'start')
  assert.equal(await healthy(url), 200)
  child.kill('SIGINT')
  assert.equal((await ended).code, 0)
  const doctor = await run({ ...own, RENKEI_DATA: data }, 'doctor')
  assert.equal(doctor.code, 0, doctor.out)

  const swapped = await run(
    { RENKEI_DATA: data, DATABASE_URL: own.DATABASE_OWNER_URL, DATABASE_OWNER_URL: own.DATABASE_URL },
    'start',
  )
  assert.equal(swapped.code, 2)
  const wrong = await run(
    { ...own, RENKEI_DATA: data, DATABASE_URL: own.DATABASE_URL.replace(/:[^:@]+@/, ':wrong@') },
    'start',
  )
  assert.equal(wrong.code, 2)
  assert.match(wrong.error, /DATABASE_URL does not lead to a database/)
})
