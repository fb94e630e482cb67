import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { auditChain } from '#base/audit/index.ts'
import { throwawayKeys } from '#base/keys/index.ts'
import { followAssociation } from '#people/association/index.ts'
import { freshDatabase } from '../../../test/support/database.ts'
import { readConfig } from '../../config.ts'
import { firstSteps, settle } from './first-steps.ts'

async function house(
  t: TestContext,
  env: Record<string, string>,
  mode: 'association' | 'demo' = 'association',
) {
  const keys = throwawayKeys()
  const fresh = await freshDatabase(t, { beforeCommit: auditChain(keys).beforeCommit })
  const config = readConfig(env, mode)
  const open = async (with_ = config) => ({
    config: with_,
    keys,
    db: fresh.database,
    now: () => new Date(),
    association: await followAssociation(fresh.database),
  })
  const found = (url: string) =>
    fresh.owner.query(
      `with a as (insert into association.association (only_one, id, mode, name_ja, name_en, short_ja, short_en, url, founded_at)
         values (true, gen_random_uuid(), $2, 'あ', 'A', 'あ', 'A', $1, now()))
       insert into association.charters (version, body, adopted_at)
         values (1, '{"defaultLanguage":"ja","timeZone":"Asia/Tokyo"}', now())`,
      [url, mode],
    )
  return { open, found, owner: fresh.owner }
}

const quiet = () => {}

test('before the founding, a start prints a link that founds, each start a new one', async (t) => {
  const { open, owner } = await house(t, {})
  const first = (await firstSteps(await open(), 'http://localhost:3000')).join('\n')
  assert.match(first, /http:\/\/localhost:3000\/found#[\w-]{43}/)
  const second = (await firstSteps(await open(), 'http://localhost:3000')).join('\n')
  assert.notEqual(first, second)
  const { rows } = await owner.query('select used_at is null as live from identity.tokens')
  assert.equal(rows.filter(({ live }) => live).length, 1, 'the earlier one is void')
})

test('a founded association stays at its address unless the operator means to move it', async (t) => {
  const { open, found, owner } = await house(t, { RENKEI_URL: 'https://new.example.org' })
  await found('https://old.example.org')
  await assert.rejects(settle(await open(), quiet, false), /founded as https:\/\/old\.example\.org.*--move/)
  await settle(await open(readConfig({})), quiet, false) // looked at on this machine
  await settle(await open(), quiet, true)
  const { rows } = await owner.query('select url from association.association')
  assert.equal(rows[0].url, 'https://new.example.org')
  const { rows: noted } = await owner.query('select act from audit.entries')
  assert.deepEqual(noted, [{ act: 'association.move' }])
  await settle(await open(), quiet, false)
})

test('a demo never runs on a real association, nor the other way round', async (t) => {
  const real = await house(t, {})
  await real.found('http://localhost:3000')
  await assert.rejects(
    settle(await real.open(readConfig({}, 'demo')), quiet, false),
    /holds a real association/,
  )
  const demo = await house(t, {}, 'demo')
  await demo.found('http://localhost:3000')
  await assert.rejects(settle(await demo.open(readConfig({})), quiet, false), /holds a demo/)
})
