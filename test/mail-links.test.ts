/** Mail gateways open every link of a mail, many times, and submit what they find. That changes nothing (R23). */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { simpleParser } from 'mailparser'
import { defaultCharter } from '../src/core/charter/index.ts'
import { beginTest } from '../src/work/deliveries/begin-test.ts'
import { draftWarning, releaseWarning } from '../src/work/warnings/index.ts'
import { notifyRecipients } from '../src/work/warnings/notify.ts'
import { testHouse } from './support/house.ts'
import { postOffice } from './support/post-office.ts'
import { envelopeFor, smallWorld } from './support/small-world.ts'

const GATEWAY = { 'user-agent': 'Mozilla/5.0 (compatible; gateway)', accept: 'text/html,*/*' }

test('every link of every mail, opened ten times and submitted from elsewhere, changes nothing', async (t) => {
  const house = await testHouse(t)
  const { owner, database: db } = house.fresh
  const world = await smallWorld(owner)
  const office = await postOffice(t, house.fresh)
  const author = db.asViewer(world.as.alphaPoc)
  for (const tlp of ['CLEAR', 'GREEN', 'AMBER'] as const) {
    const part = {
      envelope: envelopeFor([{ kind: 'team', id: world.teams.bravo }], { tlp }),
      content: { headline: 'h', text: 't', doNow: '', changeNote: '' },
    }
    const { number } = await author.act((act) =>
      draftWarning(act, { exercise: false, attribution: 'off', urgency: 'normal', parts: [part] }, () => ''),
    )
    const noHold = { ...defaultCharter, holdSeconds: { normal: 0, immediate: 0 } }
    await author.act((act) => releaseWarning(act, number, { revision: 1, widen: false }, noHold))
    const { rows } = await owner.query('select item_id from access.parts where number = $1', [number])
    await notifyRecipients({ db }, { item: rows[0].item_id })
  }
  await office.send()
  await db
    .asViewer(world.as.bravoPoc)
    .act((act) => beginTest(act, { keys: office.keys, origin: () => 'https://renkei.example' }, null))
  await office.sendLetters()
  assert.ok(office.posted.length >= 7)

  const state = async () => {
    const { rows: tables } = await owner.query(
      `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema', 'graphile_worker') order by 1`,
    )
    const sums: string[] = []
    for (const { name } of tables) {
      const { rows } = await owner.query(
        `select coalesce(md5(string_agg(t::text, ',' order by t::text)), '') as sum from ${name} t`,
      )
      sums.push(`${name} ${rows[0].sum}`)
    }
    return sums
  }
  const before = await state()
  const links = new Set<string>()
  for (const { raw } of office.posted) {
    const { text, html } = await simpleParser(raw)
    for (const [link] of `${text}\n${html}`.matchAll(/https?:\/\/[^\s"<]+/g)) links.add(link)
  }
  assert.ok([...links].some((link) => link.includes('/warnings/RNK-')))
  for (const link of links) {
    const { pathname, search } = new URL(link)
    const here = `http://localhost:3000${pathname}${search}`
    for (let n = 0; n < 10; n += 1) await house.app.request(here, { headers: GATEWAY })
    for (const method of ['HEAD', 'POST', 'PUT', 'DELETE'])
      await house.app.request(here, {
        method,
        headers: { ...GATEWAY, 'content-type': 'application/x-www-form-urlencoded' },
        ...(method === 'HEAD' ? {} : { body: 'answer=no-trace&confirm=yes' }),
      })
  }
  assert.deepEqual(await state(), before)
})
