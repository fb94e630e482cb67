/** Exactly once for each recipient and version, whatever is killed and however the mail server behaves. */
import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { defaultCharter } from '../src/core/charter/index.ts'
import { draftWarning, releaseWarning, withdrawWarning } from '../src/work/warnings/index.ts'
import { notifyRecipients } from '../src/work/warnings/notify.ts'
import { freshDatabase } from './support/database.ts'
import { manyTeams } from './support/many-teams.ts'
import { HOUSE, postOffice } from './support/post-office.ts'
import { envelopeFor, smallWorld } from './support/small-world.ts'

/** Teams of a fan-out; RENKEI_FAN_OUT=1000 for the whole of it. */
const TEAMS = Number(process.env.RENKEI_FAN_OUT ?? 150)

async function fanOut(t: TestContext, teams: number) {
  const fresh = await freshDatabase(t)
  const { owner, database: db, connections } = fresh
  const world = await smallWorld(owner)
  await manyTeams(owner, teams)
  const office = await postOffice(t, fresh)
  const author = db.asViewer(world.as.alphaPoc)
  const part = {
    envelope: envelopeFor([{ kind: 'members' }], { tlp: 'GREEN' }),
    content: { headline: 'h', text: 't', doNow: '', changeNote: '' },
  }
  const { number } = await author.act((act) =>
    draftWarning(act, { exercise: false, attribution: 'off', urgency: 'normal', parts: [part] }, () => ''),
  )
  await author.act((act) => releaseWarning(act, number, { revision: 1, widen: false }, defaultCharter))
  const { rows } = await owner.query('select item_id as item from access.parts where number = $1', [number])
  await notifyRecipients({ db }, { item: rows[0].item })
  const start = async (): Promise<ChildProcess> => {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'support/mail-worker.ts')], {
      env: {
        ...process.env,
        RENKEI_TEST_MAIL: JSON.stringify({
          app: connections.app,
          owner: connections.owner,
          url: office.url,
          house: HOUSE,
        }),
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    t.after(() => void child.kill('SIGKILL'))
    await new Promise((resolve) => child.stdout?.once('data', resolve))
    return child
  }
  const until = async (what: () => Promise<boolean> | boolean, seconds = 90) => {
    for (const end = Date.now() + seconds * 1000; !(await what()); ) {
      assert.ok(Date.now() < end, 'it took too long')
      await sleep(20)
    }
  }
  const open = async () =>
    (await office.lines()).filter(({ state }) => state === 'waiting' || state === 'sending').length
  const all = (await office.lines()).length
  /** How often each recipient got a mail, and whether all of one recipient's are one message. */
  const received = () => {
    const ids = new Map<string, string[]>()
    for (const { to, raw } of office.posted)
      ids.set(to, [...(ids.get(to) ?? []), /^Message-ID: (.*)$/im.exec(raw)?.[1] ?? ''])
    return ids
  }
  return { ...fresh, world, office, author, number, start, until, open, all, received, item: rows[0].item }
}

test('killed in the middle of a fan-out, several times: nobody is left out, and what comes twice is one message', async (t) => {
  const { office, start, until, open, all, received } = await fanOut(t, TEAMS)
  office.behaviour.delayMs = 2
  assert.ok(all >= 2 * TEAMS)
  let twice = 0
  for (const share of [0.1, 0.5]) {
    const worker = await start()
    await until(() => office.posted.length >= all * share)
    worker.kill('SIGKILL')
    await new Promise((resolve) => worker.once('exit', resolve))
    const { length } = office.posted
    const notNoted = length - (await office.lines()).filter(({ state }) => state === 'sent').length - twice
    twice += Math.max(0, notNoted)
  }
  await start()
  await until(async () => (await open()) === 0)
  const ids = received()
  assert.equal(ids.size, all, 'everybody has it')
  for (const [to, messages] of ids) assert.equal(new Set(messages).size, 1, to)
  const doubles = office.posted.length - all
  t.diagnostic(`${doubles} of ${all} came twice, each under its first Message-ID; ${twice} were on their way`)
  assert.ok(doubles <= twice, 'only what the server had and the dead process could not note')
})

test('a withdrawal in the middle of a fan-out stops what has not left, and reaches who was told', async (t) => {
  const { office, author, number, database: db, item, all, received } = await fanOut(t, 60)
  const ids = (await office.lines()).map(({ id }) => id)
  await office.send('up', ids.slice(0, 30))
  const told = new Set(received().keys())
  await author.act((act) => withdrawWarning(act, number, 'shared'))
  await notifyRecipients({ db }, { item, withdrawn: { cause: 'shared', at: new Date().toISOString() } })
  await office.send()
  const again = [...received()].filter(([, messages]) => messages.length === 2).map(([to]) => to)
  assert.equal(told.size, 30)
  assert.deepEqual(new Set(again), told)
  assert.equal(received().size, 30, `${all - 30} were not told, of what, or that it is over`)
})

test('a team that is suspended, or a person who leaves, in the middle of a fan-out gets nothing more', async (t) => {
  const { office, owner, received } = await fanOut(t, 40)
  const lines = await office.lines()
  await office.send(
    'up',
    lines.slice(0, 20).map(({ id }) => id),
  )
  const late = lines.slice(20).map(({ person }) => person)
  await owner.query(
    `update membership.standings set status = 'suspended' where team_id in (select team_id from directory.appointments where person_id = any ($1))`,
    [late.slice(0, 10)],
  )
  await owner.query(
    `update directory.appointments set until = clock_timestamp() where person_id = any ($1)`,
    [late.slice(10, 20)],
  )
  const { rows } = await owner.query('select email from directory.persons where id = any ($1)', [
    late.slice(0, 20),
  ])
  await office.send()
  for (const { email } of rows) assert.ok(!received().has(email), email)
})

test('greylisting, a slow server and one that hangs up in mid-message: later, and once', async (t) => {
  const { office, all, received, owner } = await fanOut(t, 5)
  const tried = new Set<string>()
  const firstTime = (to: string) => !tried.has(to) && tried.add(to) !== undefined
  office.behaviour.recipient = (to) => (to.startsWith('poc.') && firstTime(to) ? 451 : undefined)
  office.behaviour.content = (to) => (to.startsWith('bravo') && firstTime(to) ? 'close' : undefined)
  office.behaviour.delayMs = 50
  await office.send()
  const waiting = (await office.lines()).filter(({ state }) => state === 'waiting')
  assert.ok(waiting.length >= 5)
  for (const { trouble } of waiting) assert.equal(trouble, 'unreachable')
  const { rows } = await owner.query(
    `select min(run_at - now()) between '20 s' and '2 min' as soon from graphile_worker._private_jobs where run_at > now() + interval '10 s'
     and task_id = (select id from graphile_worker._private_tasks where identifier = 'deliveries.send')`,
  )
  assert.equal(rows[0].soon, true, 'tried again by itself, after a pause')
  await office.send()
  await office.send()
  const ids = received()
  assert.equal(ids.size, all)
  for (const [to, messages] of ids) assert.equal(messages.length, 1, to)
})

test('a recipient whom the server refuses is not tried again, and holds up nobody', async (t) => {
  const { office, all, received } = await fanOut(t, 5)
  office.behaviour.recipient = (to) => (to.startsWith('poc.') ? 550 : undefined)
  await office.send()
  office.behaviour.recipient = () => undefined
  await office.send()
  const failed = (await office.lines()).filter(({ state }) => state === 'failed')
  assert.deepEqual(
    failed.map(({ trouble, attempts }) => [trouble, attempts]),
    Array.from({ length: 5 }, () => ['refused', 1]),
  )
  assert.equal(received().size, all - 5)
})
