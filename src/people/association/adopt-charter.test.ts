import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  type Charter,
  charterFaults,
  charter as charterSchema,
  defaultCharter,
  openingSteps,
  withoutOpening,
  withSteps,
} from '#core/charter/index.ts'
import type { Asker } from '#core/policy/index.ts'
import { freshDatabase } from '../../../test/support/database.ts'
import { smallWorld } from '../../../test/support/small-world.ts'
import { adoptCharter } from './adopt-charter.ts'
import { confirmChange } from './confirm-change.ts'
import { charterOf } from './read-charter.ts'
import { takeBackChange } from './take-back-change.ts'

const HOUR = 3_600_000
const ago = (hours: number) => new Date(Date.now() - hours * HOUR)
const LONG_AGO = new Date('2024-04-01T00:00:00Z')
const opens: Charter = { ...defaultCharter, sourceRoles: ['duty_officer', 'officer'] }

/** A small association with a whole committee, and what one does with its charter. */
async function house(t: Parameters<typeof freshDatabase>[0]) {
  const { database, owner } = await freshDatabase(t)
  const world = await smallWorld(owner)
  const seat = async (
    role: string,
    group: string,
    { person = randomUUID(), since = LONG_AGO }: { person?: string; since?: Date } = {},
  ) => {
    await owner.query(
      `insert into directory.persons (id, name_ja, name_en, email, created_at) values ($1, '人', 'Somebody', $2, $3)
       on conflict do nothing`,
      [person, `${person}@example.com`, LONG_AGO],
    )
    const appointment = randomUUID()
    await owner.query(
      `insert into directory.appointments (id, person_id, group_id, role, tie, since) values ($1, $2, $3, $4, 'employee', $5)`,
      [appointment, person, group, role, since],
    )
    return { kind: 'person' as const, person, appointment, tag: '' }
  }
  const asViewer = (asker: Asker, at?: Date) => database.asViewer(asker, { at })
  const exclusive = { lock: 'exclusive' } as const
  return {
    ...world,
    owner,
    database,
    seat,
    vice: await seat('vice_chair', world.groups.committee),
    member: await seat('member', world.groups.committee),
    adopt: (asker: Asker, basedOn: number, charter: Charter, at?: Date) =>
      asViewer(asker, at).act((act) => adoptCharter(act, { basedOn, charter }), exclusive),
    confirm: (asker: Asker, change: string | null, at?: Date) =>
      asViewer(asker, at).act((act) => confirmChange(act, change ?? ''), exclusive),
    takeBack: (asker: Asker, change: string | null, at?: Date) =>
      asViewer(asker, at).act((act) => takeBackChange(act, change ?? ''), exclusive),
    ruling: (asker: Asker = world.as.alphaPoc, at?: Date) => asViewer(asker, at).act((act) => charterOf(act)),
  }
}

test('nobody alone opens reading: not an officer, not the chair, and not by the database either', async (t) => {
  const { as, adopt, confirm, ruling, member, vice, database } = await house(t)
  for (const who of [as.officer, as.chair, vice, member]) {
    const { version, proposed } = await adopt(who, 1, opens)
    assert.equal(version, 1)
    await assert.rejects(confirm(who, proposed), {
      code: who === as.chair || who === vice ? 'second_person_needed' : 'not_your_role',
    })
  }
  assert.deepEqual((await ruling()).sourceRoles, ['duty_officer'])
  for (const nobody of [as.duty, as.alphaPoc, as.auditor, as.prospectPoc])
    await assert.rejects(adopt(nobody, 1, opens), { code: 'not_your_role' })
  // past the acts, the policies say the same
  const insert = (asker: Asker & { kind: 'person' }, waits: Date | null) =>
    database.asViewer(asker).act((act) =>
      act.sql
        .insertInto('association.charters')
        .values({
          version: 2,
          body: JSON.stringify(opens),
          adopted_at: act.at,
          adopted_by: asker.appointment,
          waits_until: waits,
        })
        .execute(),
    )
  for (const waits of [null, ago(-24), ago(1)])
    await assert.rejects(insert(as.chair, waits), /row-level security/)
})

test('what closes, or opens nothing, holds at once by one person', async (t) => {
  const { as, adopt, ruling, member } = await house(t)
  const closed = { ...defaultCharter, sourceRoles: [], k: 8, fiscalYearStartsIn: 1 }
  await assert.rejects(adopt(member, 1, closed), { code: 'not_your_role' })
  assert.deepEqual(await adopt(as.officer, 1, closed), { version: 2, proposed: null })
  assert.deepEqual(await ruling(), closed)
  assert.deepEqual(await adopt(as.chair, 2, closed), { version: 2, proposed: null })
  await assert.rejects(adopt(as.officer, 1, defaultCharter), { code: 'changed_meanwhile' })
})

test('a change that opens takes effect by itself once its time has come, and not a moment before', async (t) => {
  const { as, adopt, confirm, ruling, database } = await house(t)
  const { proposed } = await adopt(as.officer, 1, { ...opens, needToKnowRoles: ['poc'], k: 3 }, ago(40))
  assert.equal((await ruling()).k, 5, 'a proposal is nothing yet')
  const { inForceFrom } = await confirm(as.chair, proposed, ago(30))
  assert.equal(inForceFrom.getTime() - ago(6).getTime() < 1000, true)
  const before = await ruling(as.alphaPoc, new Date(inForceFrom.getTime() - 1))
  assert.deepEqual([before.k, before.sourceRoles, before.needToKnowRoles], [5, ['duty_officer'], ['poc']])
  for (const who of [as.alphaPoc, { kind: 'public' }] as const) {
    const [[found]] = await database.asViewer(who, { at: new Date(inForceFrom.getTime() - 1) }).read((db) => [
      db
        .selectFrom('association.charters')
        .select(({ fn }) => fn.countAll().as('n'))
        .$castTo<{ n: number }>(),
    ])
    assert.equal(Number(found?.n), who.kind === 'public' ? 2 : 3, 'what is coming is for members alone')
  }
  const after = await ruling()
  assert.deepEqual([after.k, after.sourceRoles], [3, ['duty_officer', 'officer']])
})

test('a role that is given the need to know reads from its time on, not from the proposal or the confirmation', async (t) => {
  const { as, adopt, confirm, database } = await house(t)
  const reviewer = async () =>
    (await database.asViewer(as.alphaReviewer).act(async (act) => act.viewer)).holds['need-to-know']
  const wider = { ...defaultCharter, needToKnowRoles: [...defaultCharter.needToKnowRoles, 'reviewer'] }
  const { proposed } = await adopt(as.officer, 1, wider, ago(60))
  assert.equal(await reviewer(), undefined)
  const { inForceFrom } = await confirm(as.chair, proposed, ago(48))
  assert.equal(await reviewer(), inForceFrom.getTime())
  const again = await adopt(as.officer, 2, {
    ...wider,
    needToKnowRoles: [...wider.needToKnowRoles, 'auditor'],
  })
  await confirm(as.chair, again.proposed)
  const auditor = await database.asViewer(as.auditor).act(async (act) => act.viewer)
  assert.equal(auditor.holds['need-to-know'], undefined)
})

test('taken back before its time a change never takes effect; afterwards it is closed by changing the charter', async (t) => {
  const { as, adopt, confirm, takeBack, ruling, member, owner } = await house(t)
  const { proposed } = await adopt(as.officer, 1, opens, ago(30))
  const { inForceFrom } = await confirm(as.chair, proposed, ago(26))
  await assert.rejects(takeBack(as.alphaPoc, proposed, ago(25)), { code: 'not_your_role' })
  await takeBack(member, proposed, ago(25))
  assert.deepEqual((await ruling()).sourceRoles, ['duty_officer'])
  assert.deepEqual((await ruling(as.alphaPoc, inForceFrom)).sourceRoles, ['duty_officer'])
  await assert.rejects(confirm(as.chair, proposed), { code: 'proposal_decided' })
  await assert.rejects(takeBack(member, proposed), { code: 'proposal_decided' })

  const late = await adopt(as.officer, 1, opens, ago(30))
  await confirm(as.chair, late.proposed, ago(26))
  await assert.rejects(takeBack(as.chair, late.proposed), { code: 'change_in_force' })
  assert.deepEqual(await adopt(as.officer, 2, defaultCharter), { version: 3, proposed: null })
  const { rows } = await owner.query(
    "select detail ->> 'fields' as fields, act from audit.entries where act like 'charter.%' order by at",
  )
  assert.ok(rows.every(({ act, fields }) => act === 'charter.adopt' || fields.includes('sourceRoles')))
})

test('the proposer confirms nothing under another hat', async (t) => {
  const { as, adopt, confirm, seat, groups, database } = await house(t)
  const hat = await seat('vice_chair', groups.committee, { person: as.officer.person })
  const { proposed } = await adopt(as.officer, 1, opens)
  await assert.rejects(confirm(hat, proposed), { code: 'second_person_needed' })
  const past = database.asViewer(hat).act((act) =>
    act.sql
      .updateTable('association.charter_changes')
      .set({ confirmed_by: hat.appointment, confirmed_at: act.at, in_force_from: ago(-48) })
      .execute(),
  )
  await assert.rejects(past, /row-level security/)
})

test('who was seated for the purpose confirms nothing, nor does anybody shorten the wait', async (t) => {
  const { as, adopt, confirm, seat, groups, database, ruling } = await house(t)
  const fresh = await seat('vice_chair', groups.committee, { since: ago(23) })
  const { proposed } = await adopt(as.officer, 1, opens)
  await assert.rejects(confirm(fresh, proposed), { code: 'seat_too_new' })
  const early = database.asViewer(as.chair).act((act) =>
    act.sql
      .updateTable('association.charter_changes')
      .set({ confirmed_by: as.chair.appointment, confirmed_at: act.at, in_force_from: ago(-23) })
      .execute(),
  )
  await assert.rejects(early, /row-level security/)
  const hasty = await adopt(as.officer, 1, { ...defaultCharter, openingWaitHours: 1 })
  assert.equal(hasty.version, 1)
  const { inForceFrom } = await confirm(as.chair, hasty.proposed)
  assert.ok(inForceFrom > ago(-23))
  assert.equal((await ruling()).openingWaitHours, 24)
})

test('until the committee has a chair two officers are needed, and never again afterwards', async (t) => {
  const { as, adopt, confirm, seat, groups, owner } = await house(t)
  await owner.query("delete from directory.appointments where role in ('chair', 'vice_chair')")
  const { proposed } = await adopt(as.officer, 1, opens)
  await assert.rejects(confirm(as.officer, proposed), { code: 'second_person_needed' })
  await assert.rejects(confirm(as.duty, proposed), { code: 'not_your_role' })
  const second = await seat('officer', groups.secretariat)
  await confirm(second, proposed)
  const chair = await seat('chair', groups.committee, { since: ago(100) })
  await owner.query('update directory.appointments set until = $1 where id = $2', [
    ago(50),
    chair.appointment,
  ])
  const later = await adopt(as.officer, 1, { ...defaultCharter, k: 2 })
  await assert.rejects(confirm(second, later.proposed), { code: 'not_your_role' })
})

test('what was closed while a change waits stays closed, and what was changed stays changed', async (t) => {
  const { as, adopt, confirm, ruling } = await house(t)
  const first = await adopt(
    as.officer,
    1,
    { ...defaultCharter, sourceRoles: ['duty_officer', 'officer'] },
    ago(30),
  )
  await confirm(as.chair, first.proposed, ago(29))
  const second = await adopt(as.officer, 1, { ...defaultCharter, k: 2 }, ago(28))
  await confirm(as.chair, second.proposed, ago(27))
  const closed = { ...defaultCharter, sourceRoles: [], fiscalYearStartsIn: 1 }
  assert.equal((await adopt(as.officer, 1, closed, ago(26))).version, 2)
  const { sourceRoles, k, fiscalYearStartsIn } = await ruling()
  assert.deepEqual([sourceRoles, k, fiscalYearStartsIn], [['officer'], 2, 1])
  assert.equal((await ruling(as.alphaPoc, ago(4))).k, 5)
})

test('the steps of a change are not rewritten after somebody proposed them', async (t) => {
  const { as, adopt, database } = await house(t)
  await adopt(as.officer, 1, opens)
  const rewrite = database
    .asViewer(as.officer)
    .act((act) => act.sql.updateTable('association.charter_changes').set({ steps: '[]' }).execute())
  await assert.rejects(rewrite, /permission denied/)
})

test('the database and the code agree on what opens, and on what it makes of a charter', async (t) => {
  const { owner } = await freshDatabase(t)
  const roles = fc.uniqueArray(fc.constantFrom('poc', 'analyst', 'officer', 'member'), { minLength: 1 })
  const size = fc.constantFrom('full', 'headline', 'notice', 'no')
  const hours = fc.integer({ min: 1, max: 168 })
  const words = fc.record({ ja: fc.constantFrom('加盟', '全員'), en: fc.constantFrom('members', 'all') })
  const some = fc.record(
    {
      k: fc.integer({ min: 2, max: 9 }),
      needToKnowRoles: roles,
      sourceRoles: roles,
      breakGlassRoles: fc.uniqueArray(fc.constantFrom('committee:chair', 'committee:member')),
      trustChangeHours: hours,
      openingWaitHours: hours,
      invitationDays: fc.integer({ min: 1, max: 30 }),
      fiscalYearStartsIn: fc.integer({ min: 1, max: 12 }),
      greenCommunity: words,
      holdSeconds: fc.record({ normal: hours, immediate: hours }),
      sessions: fc.record({
        idleMinutes: fc.integer({ min: 5, max: 90 }),
        absoluteHours: hours,
        freshMinutes: fc.integer({ min: 1, max: 15 }),
      }),
      channels: fc
        .record({
          chat: size,
          print: fc.constantFrom('yes', 'numbered', 'no'),
          machine: fc.constantFrom('yes', 'own-key', 'source-allows', 'no'),
        } as const)
        .map((change) => ({
          ...defaultCharter.channels,
          AMBER: { ...defaultCharter.channels.AMBER, ...change },
        })),
    },
    { requiredKeys: [] },
  )
  const charter = some.map((change): Charter => JSON.parse(JSON.stringify({ ...defaultCharter, ...change })))
  await fc.assert(
    fc.asyncProperty(charter, charter, async (before, after) => {
      const steps = openingSteps(before, after)
      const atOnce = withoutOpening(before, after)
      const { rows } = await owner.query(
        'select association.opens($1, $2) as opens, association.opens($1, $3) as rest, association.with_steps($3, $4) as whole',
        [before, after, atOnce, JSON.stringify(steps)].map((one) =>
          typeof one === 'string' ? one : JSON.stringify(one),
        ),
      )
      assert.deepEqual([rows[0].opens, rows[0].rest], [steps.length > 0, false])
      assert.deepEqual(rows[0].whole, withSteps(atOnce, steps))
      assert.deepEqual(openingSteps(after, rows[0].whole), [])
      assert.ok(charterSchema.safeParse(rows[0].whole).success)
    }),
    { numRuns: 300 },
  )
})

test("the office's own roles never break the glass", () => {
  const charter = { ...defaultCharter, breakGlassRoles: ['secretariat:officer'] }
  assert.deepEqual(charterFaults(charter), [{ path: 'breakGlassRoles.0', reason: 'invalid' }])
})
