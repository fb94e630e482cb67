import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Act } from '#base/db/index.ts'
import type { Asker } from '#core/policy/index.ts'
import { changeStanding, enrolTeam } from '#people/membership/index.ts'
import {
  as,
  type FoundedAssociation,
  foundedAssociation,
  newPerson,
  newTeam,
  type Serving,
  SYSTEM,
  type TestTeam,
} from '../../../test/support/association.ts'
import { type FreshDatabase, freshDatabase } from '../../../test/support/database.ts'
import { answerOffer } from './answer-offer.ts'
import { appointInTeam } from './appoint.ts'
import { changeAppointment } from './change-appointment.ts'
import { createTeam } from './create-team.ts'
import { decideProposal, withdrawProposal } from './decide-proposal.ts'
import { editPerson } from './edit-person.ts'
import { editTeam } from './edit-team.ts'
import { endAppointment } from './end-appointment.ts'
import { offersTo, peopleOfTeam, personPage, searchPeople } from './people-store.ts'
import { previewProposal } from './preview-proposal.ts'
import { listProposals } from './proposal-store.ts'
import { proposeChange } from './propose-change.ts'
import { listTeams, teamPage } from './team-store.ts'

const refused = (code: string) => (error: unknown) => (error as { code?: string }).code === code
const forbidden = /row-level security|permission denied|only the secretariat/

describe('the directory', () => {
  let fresh: FreshDatabase
  let home: FoundedAssociation
  let alpha: TestTeam
  let beta: TestTeam
  let admin: Serving
  let analyst: Serving
  let deputy: Serving

  before(async () => {
    fresh = await freshDatabase({ after })
    home = await foundedAssociation(fresh.database)
    alpha = await home.team('alpha')
    beta = await home.team('beta', { sector: 'energy' })
    admin = await home.appoint(alpha.id, 'team_admin')
    analyst = await home.appoint(alpha.id, 'analyst')
    deputy = await home.appoint(alpha.id, 'deputy')
  })

  const by = <T>(who: Serving | Asker, fn: (act: Act) => Promise<T>, at?: Date) =>
    as(fresh.database, 'asker' in who ? who.asker : who, fn, at)
  const page = async (who: Serving | Asker, team: string) =>
    (await by(who, async (act) => (await teamPage(team).execute(act.sql)).rows))[0]
  const people = (who: Serving | Asker, team: string, at?: Date) =>
    by(who, async (act) => (await peopleOfTeam(team).execute(act.sql)).rows, at)
  const terms = { role: 'analyst', tie: 'employee', firm: null } as const

  describe('teams', () => {
    test('only the secretariat enters a team', async () => {
      for (const who of [alpha.poc, admin, { kind: 'public' } as const])
        await assert.rejects(
          by(who, (act) => createTeam(act, newTeam('mine'))),
          refused('not_your_role'),
        )
    })

    test('a handle is taken once', async () => {
      await assert.rejects(
        by(home.officer, (act) => createTeam(act, newTeam('alpha'))),
        refused('handle_taken'),
      )
    })

    test('a code that the charter does not know is refused by name', async () => {
      await assert.rejects(
        by(home.officer, (act) => createTeam(act, newTeam('gamma', { sector: 'magic' }))),
        refused('code_unknown'),
      )
    })

    test('a team edits its own names, nobody else’s', async () => {
      const revision = (await page(alpha.poc, alpha.id))?.revision ?? 0
      await by(admin, (act) => editTeam(act, alpha.id, { revision, shortName: 'ALPHA-CSIRT' }))
      assert.equal((await page(beta.poc, alpha.id))?.shortName, 'ALPHA-CSIRT')
      await assert.rejects(
        by(admin, (act) => editTeam(act, beta.id, { revision: 1, shortName: 'X' })),
        refused('not_your_role'),
      )
      await assert.rejects(
        by(analyst, (act) => editTeam(act, alpha.id, { revision: 2, shortName: 'X' })),
        refused('not_your_role'),
      )
    })

    test('of two editors the second is told, and the first one’s words stay', async () => {
      const revision = (await page(alpha.poc, alpha.id))?.revision ?? 0
      await by(admin, (act) => editTeam(act, alpha.id, { revision, nameEn: 'First' }))
      await assert.rejects(
        by(alpha.poc, (act) => editTeam(act, alpha.id, { revision, nameEn: 'Second' })),
        refused('changed_meanwhile'),
      )
      assert.equal((await page(alpha.poc, alpha.id))?.name.en, 'First')
    })

    test('a list is searched by any name, filtered, and paged by handle', async () => {
      const list = (query: Partial<Parameters<typeof listTeams>[0]>) =>
        by(alpha.poc, async (act) =>
          (await listTeams({ limit: 50, ...query }).execute(act.sql)).rows.map((team) => team.handle),
        )
      assert.deepEqual(await list({}), ['alpha', 'beta'])
      assert.deepEqual(await list({ search: 'ＢＥＴＡ' }), ['beta'])
      assert.deepEqual(await list({ search: '%' }), [])
      assert.deepEqual(await list({ sector: 'energy' }), ['beta'])
      assert.deepEqual(await list({ limit: 1 }), ['alpha', 'beta'])
      assert.deepEqual(await list({ after: 'alpha' }), ['beta'])
    })
  })

  describe('who sees what', () => {
    test('the public sees no team and no person', async () => {
      const seen = await by({ kind: 'public' }, async (act) => [
        await act.sql.selectFrom('directory.teams').selectAll().execute(),
        await act.sql.selectFrom('directory.persons').selectAll().execute(),
        await act.sql.selectFrom('directory.appointments').selectAll().execute(),
        await act.sql.selectFrom('directory.facts').selectAll().execute(),
        await act.sql.selectFrom('directory.proposals').selectAll().execute(),
      ])
      assert.deepEqual(seen, [[], [], [], [], []])
    })

    test('a prospect sees the teams by name, and no people but its own and the bodies’', async () => {
      const pros = await home.team('prospect', { prospect: true })
      assert.ok(await page(pros.poc, alpha.id))
      assert.equal((await page(pros.poc, alpha.id))?.legalEntities, null)
      assert.deepEqual(await people(pros.poc, alpha.id), [])
      assert.equal((await people(pros.poc, pros.id)).length, 1)
      assert.deepEqual(
        await by(pros.poc, async (act) => (await searchPeople('poc', 50).execute(act.sql)).rows),
        [],
      )
    })

    test('people of a suspended team see nothing, their own team included; peers are not told that it is suspended', async () => {
      const gone = await home.team('gone')
      await by(home.officer, (act) => changeStanding(act, 'suspend', gone.id, '規約違反'))
      assert.equal(await page(gone.poc, gone.id), undefined)
      assert.deepEqual(await people(gone.poc, gone.id), [])
      assert.equal((await page(alpha.poc, gone.id))?.standing, 'member')
      assert.equal((await page(home.officer, gone.id))?.standing, 'suspended')
    })

    test('a successor entered for later is seen by the own team, by peers only from that day on', async () => {
      const tomorrow = new Date(Date.now() + 86_400_000)
      const person = newPerson('Successor')
      const { appointment } = await by(admin, (act) =>
        appointInTeam(act, { team: alpha.id, person, terms, since: tomorrow }),
      )
      const sees = async (who: Serving, at?: Date) =>
        (await people(who, alpha.id, at)).some((one) => one.appointment === appointment)
      assert.equal(await sees(admin), true)
      assert.equal(await sees(beta.poc), false)
      assert.equal(await sees(beta.poc, new Date(tomorrow.getTime() + 1)), true)
    })

    test('who has left is no longer listed for peers, but in the own team’s history', async () => {
      const leaver = await home.appoint(alpha.id, 'analyst', { name: 'Leaver' })
      await by(admin, (act) => endAppointment(act, leaver.appointment))
      assert.ok(!(await people(beta.poc, alpha.id)).some((one) => one.person === leaver.person))
      assert.ok((await people(admin, alpha.id)).some((one) => one.person === leaver.person))
      assert.deepEqual(await people(leaver, alpha.id), [])
    })
  })

  describe('appointments', () => {
    test('a team appoints somebody new; the new person sees the team', async () => {
      const person = newPerson('Fresh')
      const done = await by(admin, (act) =>
        appointInTeam(act, { team: alpha.id, person, terms, since: null }),
      )
      const asker: Asker = {
        kind: 'person',
        person: done.person,
        appointment: done.appointment as string,
        tag: '',
      }
      assert.ok(await page(asker, alpha.id))
    })

    test('a team appoints nobody elsewhere, and an analyst appoints nobody', async () => {
      const person = newPerson('Nobody')
      await assert.rejects(
        by(admin, (act) => appointInTeam(act, { team: beta.id, person, terms, since: null })),
        refused('not_your_role'),
      )
      await assert.rejects(
        by(analyst, (act) => appointInTeam(act, { team: alpha.id, person, terms, since: null })),
        refused('not_your_role'),
      )
    })

    test('a person of another team is not appointed without a yes: an exclude binds in every capacity', async () => {
      const stranger = {
        nameJa: '別人',
        nameEn: 'Other',
        email: beta.poc.email.toUpperCase(),
        language: 'ja',
      } as const
      const done = await by(admin, (act) =>
        appointInTeam(act, { team: alpha.id, person: stranger, terms, since: null }),
      )
      assert.equal(done.appointment, null)
      assert.equal(done.person, beta.poc.person)
      assert.ok(!(await people(admin, alpha.id)).some((one) => one.person === beta.poc.person))

      const answering = { kind: 'system', purpose: 'offers' } as const
      await assert.rejects(
        by(answering, (act) =>
          answerOffer(act, { offer: done.offer as string, person: analyst.person, accept: true }),
        ),
        refused('not_found'),
      )
      const { appointment } = await by(answering, (act) =>
        answerOffer(act, { offer: done.offer as string, person: beta.poc.person, accept: true }),
      )
      assert.ok((await people(admin, alpha.id)).some((one) => one.appointment === appointment))
      assert.equal(
        (await by(admin, async (act) => (await personPage(beta.poc.person).execute(act.sql)).rows))[0]?.name
          .en,
        'poc',
      )
      await assert.rejects(
        by(answering, (act) =>
          answerOffer(act, { offer: done.offer as string, person: beta.poc.person, accept: true }),
        ),
        refused('offer_answered'),
      )
    })

    test('an offer is seen by the person and the offering team alone', async () => {
      const target = await home.appoint(beta.id, 'analyst', { name: 'Target' })
      const person = { ...newPerson('X'), email: target.email }
      await by(admin, (act) => appointInTeam(act, { team: alpha.id, person, terms, since: null }))
      const seen = (who: Serving) =>
        by(who, async (act) => (await offersTo(target.person).execute(act.sql)).rows.length)
      assert.equal(await seen(target), 1)
      assert.equal(await seen(admin), 1)
      assert.equal(await seen(beta.poc), 0)
    })

    test('nobody joins the past: an appointment does not begin before it is made', async () => {
      const person = newPerson('Past')
      await assert.rejects(
        by(admin, (act) =>
          appointInTeam(act, { team: alpha.id, person, terms, since: new Date(Date.now() - 60_000) }),
        ),
        refused('invalid_request'),
      )
    })

    test('a contractor’s firm is named', async () => {
      await assert.rejects(
        by(admin, (act) =>
          appointInTeam(act, {
            team: alpha.id,
            person: newPerson('Con'),
            terms: { role: 'analyst', tie: 'contractor', firm: null },
            since: null,
          }),
        ),
        refused('invalid_request'),
      )
    })

    test('a change of role is a new appointment', async () => {
      const one = await home.appoint(alpha.id, 'analyst', { name: 'Changer' })
      const { appointment } = await by(admin, (act) =>
        changeAppointment(act, one.appointment, { role: 'reviewer', tie: 'employee', firm: null }),
      )
      assert.notEqual(appointment, one.appointment)
      const mine = (await people(admin, alpha.id)).filter((row) => row.person === one.person)
      assert.deepEqual(
        mine.map((row) => [row.role, row.until === null]),
        [
          ['reviewer', true],
          ['analyst', false],
        ],
      )
    })

    test('anybody resigns; a peer ends nobody', async () => {
      const one = await home.appoint(alpha.id, 'analyst', { name: 'Resigner' })
      await assert.rejects(
        by(analyst, (act) => endAppointment(act, one.appointment)),
        refused('not_your_role'),
      )
      await by(one, (act) => endAppointment(act, one.appointment))
      await assert.rejects(
        by(admin, (act) => endAppointment(act, one.appointment)),
        refused('appointment_ended'),
      )
    })

    test('a person edits the own names, the own team too, a stranger not; the address nobody without the secretariat', async () => {
      await by(analyst, (act) => editPerson(act, analyst.person, { nameEn: 'Ana' }))
      await by(admin, (act) => editPerson(act, analyst.person, { nameEn: 'Anna' }))
      await assert.rejects(
        by(beta.poc, (act) => editPerson(act, analyst.person, { nameEn: 'X' })),
        refused('not_your_role'),
      )
      await assert.rejects(
        by(analyst, (act) =>
          act.sql
            .updateTable('directory.persons')
            .set({ email: 'x@evil.example' })
            .where('id', '=', analyst.person)
            .execute(),
        ),
        forbidden,
      )
    })
  })

  describe('what bears access', () => {
    const propose = (who: Serving, change: Parameters<typeof proposeChange>[2], team = alpha.id) =>
      by(who, (act) => proposeChange(act, team, change))
    const decide = (who: Serving, id: string, outcome: 'confirmed' | 'refused' = 'confirmed') =>
      by(who, (act) => decideProposal(act, id, { outcome, reason: null }))

    test('a proposal changes nothing until an officer confirms it; then history stays', async () => {
      const { id } = await propose(alpha.poc, { field: 'sector', value: 'transport' })
      assert.equal((await page(alpha.poc, alpha.id))?.sector, 'finance')
      await assert.rejects(propose(admin, { field: 'sector', value: 'retail' }), refused('proposal_open'))
      for (const who of [alpha.poc, admin, beta.poc]) {
        const expected = who === beta.poc ? 'not_found' : 'not_your_role'
        await assert.rejects(decide(who, id), refused(expected))
      }
      await decide(home.officer, id)
      assert.equal((await page(alpha.poc, alpha.id))?.sector, 'transport')
      await assert.rejects(decide(home.officer, id), refused('proposal_decided'))
      const { rows } = await fresh.owner.query(
        `select value, until is null as live from directory.facts where team_id = $1 and field = 'sector' order by since`,
        [alpha.id],
      )
      assert.deepEqual(rows, [
        { value: 'finance', live: false },
        { value: 'transport', live: true },
      ])
    })

    test('a proposal is for the own team and the secretariat to see', async () => {
      const { id } = await propose(alpha.poc, { field: 'district', value: 'kinki' })
      const list = (who: Serving) =>
        by(who, async (act) =>
          (await listProposals({ open: true, limit: 50 }).execute(act.sql)).rows.map((row) => row.id),
        )
      assert.ok((await list(analyst)).includes(id))
      assert.ok((await list(home.officer)).includes(id))
      assert.deepEqual(await list(beta.poc), [])
      await by(deputy, (act) => withdrawProposal(act, id))
      assert.ok(!(await list(home.officer)).includes(id))
    })

    test('a long queue of proposals is read page by page, none lost and none twice', async () => {
      const ids = [
        (await propose(alpha.poc, { field: 'district', value: 'kinki' })).id,
        (await propose(alpha.poc, { field: 'kind', value: 'academic' })).id,
      ]
      const walk = async (open: boolean, after?: { key: Date; id: string }): Promise<string[]> => {
        const { rows } = await by(home.officer, (act) =>
          listProposals({ open, after, limit: 1 }).execute(act.sql),
        )
        const [row] = rows
        if (!row) return []
        const place = { key: row.decidedAt ?? row.proposedAt, id: row.id }
        return rows.length > 1 ? [row.id, ...(await walk(open, place))] : [row.id]
      }
      assert.deepEqual((await walk(true)).filter((id) => ids.includes(id)).toSorted(), ids.toSorted())
      for (const id of ids) await by(alpha.poc, (act) => withdrawProposal(act, id))
      const decided = await walk(false)
      assert.equal(new Set(decided).size, decided.length)
      assert.ok(ids.every((id) => decided.includes(id)))
    })

    test('nobody proposes for another team, an analyst not for the own', async () => {
      await assert.rejects(propose(beta.poc, { field: 'sector', value: 'retail' }), refused('not_your_role'))
      await assert.rejects(propose(analyst, { field: 'sector', value: 'retail' }), refused('not_your_role'))
    })

    test('the secretariat is shown how much a new sector opens, as a rounded count, and nobody else is', async () => {
      const put = async (n: number) => {
        for (let i = 0; i < n; i++)
          await fresh.owner.query(
            `insert into access.entries (principal, at, part_id, version, item_id, item_kind, member_by, floor)
             values ('sector:health', now(), gen_random_uuid(), 1, gen_random_uuid(), 'warning', 'infinity', '')`,
          )
      }
      await put(7)
      await fresh.owner.query(
        `insert into access.entries (principal, at, part_id, version, item_id, item_kind, member_by, floor)
         values ('sector:health', now(), gen_random_uuid(), 1, gen_random_uuid(), 'warning', now(), '')`, // as previewed: opens nothing
      )
      const { id } = await propose(alpha.poc, { field: 'sector', value: 'health' })
      const forOfficer = await by(home.officer, (act) => previewProposal(act, id))
      assert.deepEqual(forOfficer.opens?.parts, { about: 5 })
      assert.equal((await by(alpha.poc, (act) => previewProposal(act, id))).opens, null)
      await decide(home.officer, id, 'refused')
    })

    test('a wider organisation counts from its confirmation on, a narrower one at once and keeps its date', async () => {
      const since = async () => (await page(home.officer, alpha.id))?.organisationSince as Date
      const first = await since()
      const { id } = await propose(alpha.poc, { field: 'boundContractors', value: ['Firm A', 'Firm B'] })
      await decide(home.officer, id)
      const second = await since()
      assert.ok(second > first)
      const { id: narrower } = await propose(alpha.poc, { field: 'boundContractors', value: ['Firm A'] })
      await decide(home.officer, narrower)
      assert.deepEqual(await since(), second)
    })

    test('a domain that another team has is shown before it is confirmed', async () => {
      const { id } = await propose(beta.poc, { field: 'domains', value: ['shared.example'] }, beta.id)
      await decide(home.officer, id)
      const { id: second } = await propose(alpha.poc, {
        field: 'domains',
        value: ['shared.example', 'alpha.example'],
      })
      const { opens } = await by(home.officer, (act) => previewProposal(act, second))
      assert.deepEqual(
        opens?.alsoHeldBy.map((one) => one.team),
        [beta.id],
      )
      await decide(home.officer, second)
      assert.deepEqual((await page(beta.poc, alpha.id))?.domains, ['alpha.example', 'shared.example'])
    })

    const told: string[] = []
    const tell = async (_act: Act, before: { email: string }) => void told.push(before.email)
    const confirm = (who: Serving, id: string) =>
      by(who, (act) => decideProposal(act, id, { outcome: 'confirmed', reason: null }, tell))

    test('a new mail address is the secretariat’s to confirm, and the old one is told', async () => {
      const value = { person: analyst.person, email: 'new@csirt.example' }
      const { id } = await propose(alpha.poc, { field: 'email', value })
      await confirm(home.officer, id)
      const [person] = await by(
        alpha.poc,
        async (act) => (await personPage(analyst.person).execute(act.sql)).rows,
      )
      assert.equal(person?.email, 'new@csirt.example')
      assert.deepEqual(told, [analyst.email])
      const stolen = { person: beta.poc.person, email: 'x@csirt.example' }
      await assert.rejects(
        propose(alpha.poc, { field: 'email', value: stolen }, beta.id),
        refused('not_your_role'),
      )
    })

    test('everybody proposes the own address, whatever the role', async () => {
      const value = { person: analyst.person, email: 'own@csirt.example' }
      const { id } = await propose(analyst, { field: 'email', value })
      await by(analyst, (act) => withdrawProposal(act, id))
      await assert.rejects(
        propose(analyst, { field: 'email', value: { ...value, person: admin.person } }),
        refused('not_your_role'),
      )
    })

    test('no team redirects the mail of a person who serves elsewhere too', async () => {
      const shared = await home.appoint(alpha.id, 'analyst', { name: 'Shared' })
      await by(home.officer, (act) =>
        appointInTeam(act, { team: beta.id, person: { id: shared.person }, terms, since: null }),
      )
      const value = { person: shared.person, email: 'grab@csirt.example' }
      const { id } = await propose(alpha.poc, { field: 'email', value })
      await assert.rejects(confirm(home.officer, id), refused('own_proposal_needed'))
      await by(alpha.poc, (act) => withdrawProposal(act, id))
      const { id: own } = await propose(shared, { field: 'email', value })
      await confirm(home.officer, own)
    })

    test('the secretariat cannot widen what it reads: an officer appoints himself only where nobody is yet', async () => {
      const me = { id: home.officer.person }
      const seat = (team: string) =>
        by(home.officer, (act) =>
          appointInTeam(act, { team, person: me, terms: { ...terms, role: 'poc' }, since: null }),
        )
      await assert.rejects(seat(alpha.id), refused('not_yourself'))
      const { id } = await by(home.officer, (act) => enrolTeam(act, newTeam('own')))
      const { appointment } = await seat(id)
      const asPoc: Asker = {
        kind: 'person',
        person: home.officer.person,
        appointment: appointment as string,
        tag: '',
      }
      const proposal = await by(asPoc, (act) => proposeChange(act, id, { field: 'sector', value: 'retail' }))
      await assert.rejects(decide(home.officer, proposal.id), refused('second_person_needed'))
      await decide(home.colleague, proposal.id)
    })

    test('a new point of contact needs a second person of the team, and takes effect a day later', async () => {
      const team = await home.team('trust')
      const second = await home.appoint(team.id, 'deputy')
      const person = newPerson('NewPoc')
      await assert.rejects(
        by(team.poc, (act) =>
          appointInTeam(act, { team: team.id, person, terms: { ...terms, role: 'poc' }, since: null }),
        ),
        refused('not_your_role'),
      )
      const value = { person, tie: 'employee', firm: null, replaces: team.poc.appointment } as const
      const { id } = await propose(team.poc, { field: 'poc', value }, team.id)
      await assert.rejects(decide(team.poc, id), refused('second_person_needed'))
      await decide(second, id)
      const now = await people(second, team.id)
      const coming = now.find((one) => one.name.en === 'NewPoc')
      assert.equal(coming?.role, 'poc')
      assert.ok((coming?.since.getTime() ?? 0) > Date.now() + 23 * 3_600_000)
      assert.deepEqual(now.find((one) => one.appointment === team.poc.appointment)?.until, coming?.since)
    })

    test('two appointments of one person are one person: nobody seconds himself', async () => {
      const team = await home.team('alone')
      const twin = await by(home.officer, (act) =>
        appointInTeam(act, {
          team: team.id,
          person: { id: team.poc.person },
          terms: { ...terms, role: 'team_admin' },
          since: null,
        }),
      )
      const other: Asker = {
        kind: 'person',
        person: team.poc.person,
        appointment: twin.appointment as string,
        tag: '',
      }
      const value = { person: newPerson('Z'), tie: 'employee', firm: null, replaces: null } as const
      const { id } = await propose(team.poc, { field: 'poc', value }, team.id)
      await assert.rejects(
        by(other, (act) => decideProposal(act, id, { outcome: 'confirmed', reason: null })),
        refused('second_person_needed'),
      )
      // the second lock: not even by hand
      await assert.rejects(
        by(other, (act) =>
          act.sql
            .updateTable('directory.proposals')
            .set({ outcome: 'confirmed' })
            .where('id', '=', id)
            .execute(),
        ),
        forbidden,
      )
      await decide(home.officer, id)
      assert.equal(
        (await people(team.poc, team.id)).filter((one) => one.role === 'poc' && one.until === null).length,
        2,
      )
    })

    test('by hand, past the acts, the database refuses too', async () => {
      const at = new Date()
      const tries: [string, (act: Act) => Promise<unknown>][] = [
        [
          'facts',
          (act) =>
            act.sql
              .insertInto('directory.facts')
              .values({
                id: crypto.randomUUID(),
                team_id: alpha.id,
                field: 'sector',
                value: 'health',
                since: at,
              })
              .execute(),
        ],
        [
          'domains',
          (act) =>
            act.sql
              .insertInto('directory.domains')
              .values({ team_id: alpha.id, domain: 'x.example', since: at })
              .execute(),
        ],
        [
          'legal entities',
          (act) =>
            act.sql
              .updateTable('directory.teams')
              .set({ legal_entities: ['All'] })
              .where('id', '=', alpha.id)
              .execute(),
        ],
        [
          'release roles',
          (act) =>
            act.sql
              .updateTable('directory.teams')
              .set({ release_roles: ['analyst'] })
              .where('id', '=', alpha.id)
              .execute(),
        ],
        [
          'poc',
          (act) =>
            act.sql
              .insertInto('directory.appointments')
              .values({
                id: crypto.randomUUID(),
                person_id: analyst.person,
                team_id: alpha.id,
                role: 'poc',
                tie: 'employee',
                since: at,
              })
              .execute(),
        ],
        [
          'secretariat',
          (act) =>
            act.sql
              .insertInto('directory.appointments')
              .values({
                id: crypto.randomUUID(),
                person_id: admin.person,
                group_id: home.bodies.secretariat,
                role: 'officer',
                tie: 'employee',
                since: at,
              })
              .execute(),
        ],
        [
          'history',
          (act) =>
            act.sql
              .updateTable('directory.appointments')
              .set({ since: new Date(0) })
              .where('id', '=', admin.appointment)
              .execute(),
        ],
        [
          'key',
          (act) =>
            act.sql
              .insertInto('directory.keys')
              .values({
                id: crypto.randomUUID(),
                team_id: alpha.id,
                armored: 'x',
                fingerprint: 'x',
                algorithm: 'x',
                user_ids: [],
                created_at: at,
                added_at: at,
              })
              .execute(),
        ],
        [
          'standing',
          (act) =>
            act.sql
              .insertInto('membership.standings')
              .values({ team_id: alpha.id, status: 'active', since: at, member_since: at, active_since: at })
              .execute(),
        ],
        [
          'group',
          (act) =>
            act.sql
              .insertInto('groups.memberships')
              .values({
                id: crypto.randomUUID(),
                group_id: home.bodies.committee,
                team_id: alpha.id,
                since: at,
              })
              .execute(),
        ],
      ]
      for (const [what, hand] of tries) await assert.rejects(by(admin, hand), forbidden, what)
      const seen = await by(SYSTEM, async (act) => (await teamPage(alpha.id).execute(act.sql)).rows)
      assert.deepEqual(seen[0]?.legalEntities, [])
    })
  })
})

test('the last officer stays', async (t) => {
  const local = await freshDatabase(t)
  const other = await foundedAssociation(local.database)
  const tomorrow = new Date(Date.now() + 86_400_000)
  await as(local.database, other.officer.asker, (act) =>
    endAppointment(act, other.colleague.appointment, tomorrow),
  )
  await assert.rejects(
    as(local.database, other.officer.asker, (act) => endAppointment(act, other.officer.appointment)),
    refused('last_officer'),
  )
})
