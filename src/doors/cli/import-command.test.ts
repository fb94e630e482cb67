import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { listen } from '#base/http/index.ts'
import { testHouse } from '../../../test/support/house.ts'
import { smallWorld } from '../../../test/support/small-world.ts'
import type { House } from '../../app.ts'
import { readConfig } from '../../config.ts'
import { issueKeyFromShell } from '../../people/identity/issue-key.ts'
import type { Input } from './command.ts'
import { importCommand } from './import-command.ts'

async function folder(t: TestContext, files: Record<string, string>) {
  const path = await mkdtemp(join(tmpdir(), 'renkei-import-'))
  t.after(() => rm(path, { recursive: true }))
  for (const [name, text] of Object.entries(files)) await writeFile(join(path, name), text)
  return (name: string) => join(path, name)
}

const event = (info: string, tlp = 'tlp:green') =>
  JSON.stringify({ Event: { info, Orgc: { name: 'CERT' }, Tag: [{ name: tlp }], Attribute: [] } })

/** The command on the data of this machine, without opening them anew. */
async function onData(t: TestContext) {
  const house = await testHouse(t)
  const world = await smallWorld(house.fresh.owner)
  const config = readConfig({})
  const opened = {
    config,
    db: house.fresh.database,
    keys: house.keys,
    log: { error() {} },
    association: { current: () => undefined },
    close: async () => {},
  } as unknown as House
  const run = (args: string[], options: Input['options']) =>
    importCommand.run({ args, options }, { config, env: { LANG: 'en' }, openHouse: async () => opened })
  return { house, world, run }
}

type Told = { file: string; drafts?: { number: string; title: string }[]; error?: Record<string, string> }[]

test('files become drafts of a team; what is refused is told with file, place and reason', async (t) => {
  const { house, world, run } = await onData(t)
  const at = await folder(t, {
    'good.json': event('good'),
    'cut.json': '{"Event": {',
    'red.json': event('r', 'tlp:red'),
  })
  const files = [at('good.json'), at('cut.json'), at('absent.json'), at('red.json')]
  const { json, lines, code } = await run(files, { as: 'alpha' })
  const [good, cut, absent, red] = json as Told
  assert.equal(code, 2)
  assert.equal(good?.drafts?.[0]?.title, 'good')
  assert.equal(cut?.error?.code, 'capture_broken')
  assert.match(cut?.error?.place ?? '', /^line 1/)
  assert.equal(absent?.error?.code, 'ENOENT')
  assert.equal(red?.error?.code, 'person_needed')
  assert.ok(lines.some((line) => line.startsWith(`${at('cut.json')}: `)))
  const read = await house.ask(world.as.alphaPoc, 'GET', `/api/warnings/${good?.drafts?.[0]?.number}`)
  assert.equal(read.status, 200)
  const { rows } = await house.fresh.owner.query('select revoked_at from identity.api_keys')
  assert.ok(rows.length === 1 && rows[0].revoked_at !== null, 'the key that it made is dead')
})

test('under an appointment it is that person’s draft, RED too, and on record as done from the shell', async (t) => {
  const { house, world, run } = await onData(t)
  const at = await folder(t, { 'red.json': event('red', 'tlp:red') })
  const { appointment } = world.as.alphaPoc
  const { json, code } = await run([at('red.json')], { as: appointment, ours: true })
  assert.equal(code, 0)
  const number = (json as Told)[0]?.drafts?.[0]?.number
  assert.equal((await house.ask(world.as.alphaPoc, 'GET', `/api/warnings/${number}`)).status, 200)
  const { rows } = await house.fresh.owner.query(
    `select subject from audit.entries where act = 'shell.enter'`,
  )
  assert.deepEqual(rows, [{ subject: { kind: 'appointment', id: appointment } }])
})

test('whom it is for must be said, and be there', async (t) => {
  const { run } = await onData(t)
  const at = await folder(t, { 'good.json': event('good') })
  await assert.rejects(run([at('good.json')], {}), /--as/)
  await assert.rejects(run([at('good.json')], { as: 'nobody' }), /there is no team/)
  await assert.rejects(run([at('good.json')], { as: 'alpha', attribution: 'loud' }), /off, named, withheld/)
})

test('with a key the server is asked, and its refusal told in its own words', async (t) => {
  const house = await testHouse(t)
  await smallWorld(house.fresh.owner)
  const wish = { name: 'feed', roles: ['analyst'], scopes: ['write:warnings'], days: 1 } as const
  const { key } = await issueKeyFromShell(house.identity, 'alpha', wish)
  const server = await listen(house.app, { host: '127.0.0.1', port: 0 })
  t.after(() => server.close(0))
  const at = await folder(t, { 'good 報告.json': event('good'), 'cut.json': '{"Event": {' })
  const config = readConfig({ RENKEI_URL: `http://localhost:${server.port}`, RENKEI_KEY: key })
  const shell = {
    config,
    env: { LANG: 'ja_JP.UTF-8' },
    openHouse: () => assert.fail('no database is opened'),
  }
  const files = [at('good 報告.json'), at('cut.json')]
  const { json, code } = await importCommand.run({ args: files, options: {} }, shell)
  const [good, cut] = json as Told
  assert.equal(good?.drafts?.length, 1)
  assert.deepEqual([code, cut?.error?.code], [2, 'capture_broken'])
  assert.match(cut?.error?.message ?? '', /ファイル/)
  assert.match(cut?.error?.place ?? '', /^line 1/)
  await assert.rejects(importCommand.run({ args: files, options: { as: 'alpha' } }, shell), /--as/)
})
