import assert from 'node:assert/strict'
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { throwawayKeys } from '#base/keys/index.ts'
import { freshDatabase } from '../../../test/support/database.ts'
import { commandsWith } from './commands.ts'
import { auditChain, parseAnchors, type Witnesses } from './index.ts'
import { auditJobs } from './jobs.ts'

const told: string[] = []
const [verifying, anchoring] = commandsWith(async (_act, _keys, auditor) => void told.push(auditor.email))

async function house(t: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), 'renkei-audit-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const keys = throwawayKeys()
  const { database: db, connections, owner } = await freshDatabase(t, auditChain(keys))
  const config = { dataFolder: join(folder, 'data'), anchorFile: join(folder, 'anchors') }
  const on = { db, keys, owner: connections.owner, config }
  const act = () =>
    db.asViewer({ kind: 'system', purpose: 'test' }).act(async (it) => it.record({ act: 'team.end' }))
  return { on, owner, act, config, folder }
}

test('verify ends with 0 for a whole chain and with 1 and the first bad entry for a broken one', async (t) => {
  const { on, act, owner } = await house(t)
  await act()
  await act()
  const whole = await verifying.run({ options: {} }, on)
  assert.deepEqual([whole.code, (whole.json as { ok: boolean }).ok], [0, true])
  await owner.query(`update audit.entries set act = 'team.begin' where seq = 2`)
  const broken = await verifying.run({ options: {} }, on)
  assert.deepEqual([broken.code, (broken.json as { firstBad: number }).firstBad], [1, 2])
  assert.match(broken.lines.join('\n'), /broken[\s\S]*entry 2 was changed/)
})

test('an anchor is kept outside and later proves what was before it', async (t) => {
  const { on, act, owner, config } = await house(t)
  assert.equal((await anchoring.run({ options: {} }, on)).json, null)
  await act()
  await anchoring.run({ options: {} }, on)
  const [anchor] = parseAnchors(readFileSync(config.anchorFile, 'utf8'), on.keys)
  assert.equal(anchor?.seq, 1)
  const { json } = await verifying.run({ options: {} }, on)
  assert.deepEqual((json as { witnessed: unknown }).witnessed, { seq: 1, at: anchor?.at })
  assert.equal((await owner.query('select * from audit.anchors')).rows.length, 1)
  assert.equal((await owner.query(`select * from audit.entries where act = 'audit.anchor'`)).rows.length, 1)
})

test('a witness’s file that was written by somebody else proves nothing and is refused with its line', async (t) => {
  const { on, act, config } = await house(t)
  await act()
  await anchoring.run({ options: {} }, on)
  appendFileSync(
    config.anchorFile,
    `${readFileSync(config.anchorFile, 'utf8').replace('"seq":1', '"seq":2')}`,
  )
  const refused = await verifying.run({ options: {} }, on)
  assert.deepEqual([refused.code, (refused.json as { line: number }).line], [2, 2])
  const missing = await verifying.run({ options: { anchors: `${config.anchorFile}.x` } }, on)
  assert.equal(missing.code, 2)
})

test('the daily anchor is told to every auditor in office, and a quiet day makes none', async (t) => {
  const { on, act, owner, config } = await house(t)
  const auditors = [
    ['in-office@csirt.example', 'null'],
    ['former@csirt.example', `now() - interval '1 hour'`],
  ] as const
  for (const [email, until] of auditors) {
    await owner.query(`
      with body as (insert into groups.groups (id, handle, kind, name_ja, name_en, created_at)
        values (gen_random_uuid(), gen_random_uuid(), 'association', '会', 'body', now()) returning id),
      person as (insert into directory.persons (id, name_ja, name_en, email, created_at)
        values (gen_random_uuid(), '監', 'A', '${email}', now()) returning id)
      insert into directory.appointments (id, person_id, group_id, role, tie, since, until)
      select gen_random_uuid(), person.id, body.id, 'auditor', 'employee', now() - interval '1 day', ${until} from body, person`)
  }
  await act()
  told.length = 0
  const tell: NonNullable<Witnesses['tell']> = async (_act, _keys, { email }) => void told.push(email)
  const daily = auditJobs({ ...on, anchorFile: config.anchorFile, tell })['audit.anchor']
  const info = { worker: 'test', attempt: 1, isLast: false, signal: AbortSignal.timeout(10_000) }
  const anchors = () => readFileSync(config.anchorFile, 'utf8').trim().split('\n').length
  await daily({}, info)
  assert.deepEqual([told, anchors()], [['in-office@csirt.example'], 1])
  await daily({}, info)
  assert.equal(anchors(), 1)
  await act()
  await daily({}, info)
  assert.equal(anchors(), 2)
})

test('an anchor is not kept in the data folder', async (t) => {
  const { on, act, config } = await house(t)
  await act()
  for (const file of [join(config.dataFolder, 'anchors'), join(config.dataFolder, 'a', '..', 'b')]) {
    assert.equal((await anchoring.run({ options: { file } }, on)).code, 2)
  }
})
