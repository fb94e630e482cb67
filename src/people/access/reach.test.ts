import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import type { Envelope, Term } from '#core/envelope/index.ts'
import type { Asker } from '#core/policy/index.ts'
import { freshDatabase } from '../../../test/support/database.ts'
import { envelopeFor, smallWorld } from '../../../test/support/small-world.ts'
import { createItem, ownParts, previewParts, releaseParts } from './index.ts'
import { noteReceipt } from './store.ts'

const CONTENT = { headline: 'h', text: 't', doNow: '', changeNote: '' }

async function arrange(t: Parameters<typeof freshDatabase>[0]) {
  const { database, owner } = await freshDatabase(t)
  const world = await smallWorld(owner)
  const release = (include: Term[], more: Partial<Envelope>) =>
    database.asViewer(world.as.alphaPoc).act(
      async (act) => {
        const traits = { kind: 'warning', exercise: false, attribution: 'off', urgency: 'normal' } as const
        const { number } = await createItem(
          act,
          traits,
          [{ envelope: envelopeFor(include, more), content: CONTENT }],
          () => '',
        )
        await releaseParts(act, await ownParts(act, number), { holdSeconds: 0, widen: false })
        return number
      },
      { lock: 'shared' },
    )
  const reads = async (asker: Asker, number: string) =>
    (await database.asViewer(asker).read(sql`select id from access.parts where number = ${number}`))[0]
      .length > 0
  return { database, owner, world, release, reads }
}

test('a charter that adds a role to those who need to know opens nothing that was released as previewed', async (t) => {
  const { owner, world, release, reads } = await arrange(t)
  const [live, previewed] = [
    await release([{ kind: 'members' }], {}),
    await release([{ kind: 'members' }], { reach: 'as-previewed' }),
  ]
  const reviewer = { ...world.as.alphaReviewer }
  const { rows } = await owner.query('select body from association.charters')
  const body = { ...rows[0].body, needToKnowRoles: [...rows[0].body.needToKnowRoles, 'reviewer'] }
  assert.deepEqual([await reads(reviewer, live), await reads(reviewer, previewed)], [false, false])
  await owner.query(
    'insert into association.charters (version, body, adopted_at) values (2, $1, clock_timestamp())',
    [JSON.stringify(body)],
  )
  assert.deepEqual([await reads(reviewer, live), await reads(reviewer, previewed)], [true, false])
  assert.ok(await reads(world.as.bravoPoc, previewed), 'who was shown at release reads on')
})

test('a group that drops an agreement opens nothing that was released as previewed', async (t) => {
  const { database, owner, world, release, reads } = await arrange(t)
  await owner.query(
    `insert into groups.memberships (id, group_id, team_id, since) values (gen_random_uuid(), $1, $2, '2025-01-01')`,
    [world.groups.sig, world.teams.bravo],
  )
  const toSig: Term[] = [{ kind: 'group', id: world.groups.sig }]
  const [live, previewed] = [await release(toSig, {}), await release(toSig, { reach: 'as-previewed' })]
  const { bravoPoc } = world.as
  assert.deepEqual([await reads(bravoPoc, live), await reads(bravoPoc, previewed)], [false, false])
  await database
    .asViewer(world.as.officer)
    .act(
      (act) =>
        act.sql
          .updateTable('groups.groups')
          .set({ agreements: [] })
          .where('id', '=', world.groups.sig)
          .execute(),
      {
        lock: 'exclusive',
      },
    )
  assert.deepEqual([await reads(bravoPoc, live), await reads(bravoPoc, previewed)], [true, false])
})

test('nobody notes to have had what he may not read, and nobody changes what was released', async (t) => {
  const { database, owner, world, release } = await arrange(t)
  const number = await release([{ kind: 'team', id: world.teams.bravo }], {})
  const { rows } = await owner.query('select id, item_id from access.parts where number = $1', [number])
  const note = (asker: Asker & { kind: 'person' }) =>
    database.asViewer(asker).act((act) =>
      noteReceipt(act.sql, {
        part: rows[0].id,
        version: 1,
        item: rows[0].item_id,
        holder: asker.appointment,
        team: null,
        channel: 'portal',
        at: act.at,
      }),
    )
  await note(world.as.bravoPoc)
  await assert.rejects(note(world.as.charliePoc), { code: '42501' })
  const change = database
    .asViewer(world.as.alphaPoc)
    .act((act) =>
      act.sql.updateTable('access.parts').set({ headline: 'other' }).where('number', '=', number).execute(),
    )
  await assert.rejects(change, { code: '42501', message: /does not change/ })
})

test('a hidden group reads what is under AMBER and nothing that is RED, and the preview says so', async (t) => {
  const { database, world } = await arrange(t)
  const toSig: Term[] = [{ kind: 'group', id: world.groups.sig }]
  const preview = (more: Partial<Envelope>) =>
    database.asViewer(world.as.alphaPoc).act((act) => previewParts(act, [envelopeFor(toSig, more)], 5))
  const [amber] = await preview({ tlp: 'AMBER' })
  const [red] = await preview({ tlp: 'RED', reach: 'as-previewed' })
  assert.deepEqual(
    [amber?.hiddenGroups.length, red?.hiddenGroups.length],
    [1, 0],
    'RED reaches nobody through a group',
  )
  assert.ok(red?.contradictions.some(({ code }) => code === 'nobody-reached'))
})
