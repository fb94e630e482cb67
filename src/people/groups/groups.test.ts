import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Act } from '#base/db/index.ts'
import type { Asker } from '#core/policy/index.ts'
import { answerOffer } from '#people/directory/index.ts'
import { changeStanding } from '#people/membership/index.ts'
import {
  as,
  type FoundedAssociation,
  foundedAssociation,
  newPerson,
  type Serving,
  type TestTeam,
} from '../../../test/support/association.ts'
import { type FreshDatabase, freshDatabase } from '../../../test/support/database.ts'
import { appointInGroup } from './appoint-in-group.ts'
import { createGroup } from './create-group.ts'
import { closeGroup, editGroup, editGroupCharter } from './edit-group.ts'
import type { NewGroup } from './group.ts'
import { answerRequest, askToJoin } from './join-group.ts'
import { leaveGroup } from './leave-group.ts'
import { readGroup, readGroups } from './read-group.ts'

const refused = (code: string) => (error: unknown) => (error as { code?: string }).code === code

describe('groups', () => {
  let fresh: FreshDatabase
  let home: FoundedAssociation
  let alpha: TestTeam
  let beta: TestTeam
  let provider: TestTeam
  before(async () => {
    fresh = await freshDatabase({ after })
    home = await foundedAssociation(fresh.database)
    alpha = await home.team('alpha')
    beta = await home.team('beta')
    provider = await home.team('provider', { kind: 'provider' })
  })
  const by = <T>(who: { asker: Asker }, fn: (act: Act) => Promise<T>, at?: Date) =>
    as(fresh.database, who.asker, fn, at)
  let made = 0
  const make = async (more: Partial<NewGroup> = {}) => {
    const { id } = await by(home.officer, (act) =>
      createGroup(act, {
        kind: 'working-group',
        handle: `group-${++made}`,
        nameJa: 'WG',
        nameEn: 'WG',
        purposeJa: '',
        purposeEn: '',
        hiddenMembers: false,
        agreements: [],
        barredKinds: [],
        parent: null,
        ...more,
      }),
    )
    return id
  }
  const chairOf = async (group: string): Promise<Serving> => {
    const person = newPerson('Chair')
    const terms = { role: 'chair', tie: 'employee', firm: null } as const
    const done = await by(home.officer, (act) => appointInGroup(act, group, { person, terms, since: null }))
    const appointment = done.appointment as string
    return {
      person: done.person,
      appointment,
      email: person.email,
      asker: { kind: 'person', person: done.person, appointment, tag: '' },
    }
  }
  const join = async (group: string, team: TestTeam) => {
    const { id } = await by(team.poc, (act) => askToJoin(act, group, { team: team.id, standing: 'member' }))
    await by(home.officer, (act) => answerRequest(act, id, true))
  }
  const teams = async (who: { asker: Asker }, group: string) =>
    (await by(who, (act) => readGroup(act, group))).teams.map((one) => one.team.id).sort()

  test('only an officer makes a group, and no second secretariat', async () => {
    await assert.rejects(
      by(alpha.poc, (act) => createGroup(act, { kind: 'sig' } as NewGroup)),
      refused('not_your_role'),
    )
    await assert.rejects(make({ kind: 'secretariat' }), refused('invalid_request'))
  })

  test('a team asks and the chair answers; until then it reads nothing of the group', async () => {
    const group = await make()
    const chair = await chairOf(group)
    const { id } = await by(alpha.poc, (act) => askToJoin(act, group, { team: alpha.id, standing: 'member' }))
    const holds = () => by(alpha.poc, async (act) => `group:${group}` in act.viewer.holds)
    assert.equal(await holds(), false)
    assert.equal((await by(alpha.poc, (act) => readGroup(act, group))).waiting?.id, id)
    await assert.rejects(
      by(alpha.poc, (act) => answerRequest(act, id, true)),
      refused('not_your_role'),
    )
    await assert.rejects(
      by(beta.poc, (act) => answerRequest(act, id, true)),
      refused('not_found'),
    )
    await by(chair, (act) => answerRequest(act, id, true))
    assert.equal(await holds(), true)
    await assert.rejects(
      by(chair, (act) => answerRequest(act, id, true)),
      refused('request_decided'),
    )
  })

  test('the chair invites and the team answers', async () => {
    const group = await make()
    const chair = await chairOf(group)
    const { id } = await by(chair, (act) => askToJoin(act, group, { team: beta.id, standing: 'member' }))
    await assert.rejects(
      by(chair, (act) => answerRequest(act, id, true)),
      refused('not_your_role'),
    )
    await by(beta.poc, (act) => answerRequest(act, id, true))
    assert.deepEqual(await teams(alpha.poc, group), [beta.id])
  })

  test('R20: a kind kept outside by rule is told the rule, and cannot come in', async () => {
    const group = await make({ barredKinds: ['provider'] })
    assert.equal((await by(provider.poc, (act) => readGroup(act, group))).barred, true)
    await assert.rejects(
      by(provider.poc, (act) => askToJoin(act, group, { team: provider.id, standing: 'member' })),
      refused('kind_barred'),
    )
    await assert.rejects(
      by(home.officer, (act) => askToJoin(act, group, { team: provider.id, standing: 'guest' })),
      refused('kind_barred'),
    )
  })

  test('R20 holds from the moment it is a rule: who is of a kind that is barred now is out', async () => {
    const group = await make()
    await join(group, provider)
    await join(group, alpha)
    await by(home.officer, (act) =>
      editGroupCharter(act, group, { hiddenMembers: false, agreements: [], barredKinds: ['provider'] }),
    )
    assert.deepEqual(await teams(beta.poc, group), [alpha.id])
    assert.equal(await by(provider.poc, async (act) => `group:${group}` in act.viewer.holds), false)
  })

  test('members of a hidden group do not see each other; others see a rounded count; the chair sees all', async () => {
    const group = await make({ hiddenMembers: true })
    const chair = await chairOf(group)
    await join(group, alpha)
    await join(group, beta)
    assert.deepEqual(await teams(alpha.poc, group), [alpha.id])
    assert.deepEqual(await teams(provider.poc, group), [])
    assert.deepEqual((await by(alpha.poc, (act) => readGroup(act, group))).size, { fewerThan: 5 })
    assert.deepEqual(
      (await by(provider.poc, (act) => readGroups(act, false))).find((one) => one.id === group)?.size,
      { fewerThan: 5 },
    )
    assert.deepEqual(await teams(chair, group), [alpha.id, beta.id].sort())
    assert.deepEqual(await teams(home.officer, group), [alpha.id, beta.id].sort())
    assert.deepEqual((await by(provider.poc, (act) => readGroup(act, group))).people, [])
    assert.equal((await by(alpha.poc, (act) => readGroup(act, group))).requests.length, 0)
    await assert.rejects(
      by(home.officer, (act) =>
        editGroupCharter(act, group, { hiddenMembers: false, agreements: [], barredKinds: [] }),
      ),
      refused('invalid_request'),
    )
  })

  test('whether a team asks to join is between the team and those who answer', async () => {
    const group = await make()
    await by(alpha.poc, (act) => askToJoin(act, group, { team: alpha.id, standing: 'member' }))
    const rows = (who: { asker: Asker }) =>
      by(who, (act) =>
        act.sql.selectFrom('groups.requests').selectAll().where('group_id', '=', group).execute(),
      )
    assert.equal((await rows(beta.poc)).length, 0)
    assert.equal((await rows(alpha.poc)).length, 1)
  })

  test('a team leaves, or is taken out, and reads nothing of it from then on', async () => {
    const group = await make()
    const chair = await chairOf(group)
    await join(group, alpha)
    await join(group, beta)
    await assert.rejects(
      by(beta.poc, (act) => leaveGroup(act, group, alpha.id)),
      refused('not_your_role'),
    )
    await by(alpha.poc, (act) => leaveGroup(act, group, alpha.id))
    await by(chair, (act) => leaveGroup(act, group, beta.id))
    for (const team of [alpha, beta])
      assert.equal(await by(team.poc, async (act) => `group:${group}` in act.viewer.holds), false)
    await assert.rejects(
      by(alpha.poc, (act) => leaveGroup(act, group, alpha.id)),
      refused('not_member'),
    )
  })

  test('a suspended team joins nothing, a prospect only as a guest', async () => {
    const group = await make()
    const gone = await home.team('gone')
    await by(home.officer, (act) => changeStanding(act, 'suspend', gone.id, 'x'))
    await assert.rejects(
      by(home.officer, (act) => askToJoin(act, group, { team: gone.id, standing: 'guest' })),
      refused('standing_forbids'),
    )
    const pros = await home.team('pros', { prospect: true })
    await assert.rejects(
      by(home.officer, (act) => askToJoin(act, group, { team: pros.id, standing: 'member' })),
      refused('standing_forbids'),
    )
    const { id } = await by(home.officer, (act) =>
      askToJoin(act, group, { team: pros.id, standing: 'guest' }),
    )
    await by(pros.poc, (act) => answerRequest(act, id, true))
    assert.deepEqual(
      await by(pros.poc, async (act) => [
        `group:${group}` in act.viewer.holds,
        `guests:${group}` in act.viewer.holds,
      ]),
      [false, true],
    )
  })

  test('a closed group is held by nobody', async () => {
    const group = await make()
    await join(group, alpha)
    await assert.rejects(
      by(alpha.poc, (act) => closeGroup(act, group)),
      refused('not_your_role'),
    )
    await by(home.officer, (act) => closeGroup(act, group))
    assert.equal(await by(alpha.poc, async (act) => `group:${group}` in act.viewer.holds), false)
    await assert.rejects(
      by(beta.poc, (act) => askToJoin(act, group, { team: beta.id, standing: 'member' })),
      refused('group_closed'),
    )
  })

  test('the chair writes the purpose, and cannot open the door by the charter', async () => {
    const group = await make({ barredKinds: ['provider'] })
    const chair = await chairOf(group)
    await by(chair, (act) =>
      editGroup(act, group, { nameJa: '新', nameEn: 'New', purposeJa: '', purposeEn: '' }),
    )
    await assert.rejects(
      by(chair, (act) =>
        editGroupCharter(act, group, { hiddenMembers: false, agreements: [], barredKinds: [] }),
      ),
      refused('not_your_role'),
    )
    await assert.rejects(
      by(chair, (act) =>
        act.sql.updateTable('groups.groups').set({ barred_kinds: [] }).where('id', '=', group).execute(),
      ),
      /only the secretariat/,
    )
  })

  test('an outside cooperator reads as a guest of that group alone, and sees no members’ directory', async () => {
    const group = await make()
    const chair = await chairOf(group)
    const terms = { role: 'cooperator', tie: 'volunteer', firm: null } as const
    const done = await by(chair, (act) =>
      appointInGroup(act, group, { person: newPerson('Coop'), terms, since: null }),
    )
    const coop = {
      asker: {
        kind: 'person',
        person: done.person,
        appointment: done.appointment as string,
        tag: '',
      } as const,
    }
    assert.deepEqual(
      await by(coop, async (act) => [
        `guests:${group}` in act.viewer.holds,
        `group:${group}` in act.viewer.holds,
      ]),
      [true, false],
    )
    assert.deepEqual(
      await by(coop, async (act) =>
        act.sql.selectFrom('directory.appointments').select('id').where('team_id', 'is not', null).execute(),
      ),
      [],
    )
    const groups = (await by(coop, (act) => readGroups(act, false))).map((one) => one.id)
    assert.ok(groups.includes(group) && groups.length === 4) // its own and the three bodies
  })

  test('a member of the directory is asked before serving in a group', async () => {
    const group = await make()
    const chair = await chairOf(group)
    const terms = { role: 'member', tie: 'employee', firm: null } as const
    const done = await by(chair, (act) =>
      appointInGroup(act, group, { person: { id: alpha.poc.person }, terms, since: null }),
    )
    assert.equal(done.appointment, null)
    const accepted = await as(fresh.database, { kind: 'system', purpose: 'offers' }, (act) =>
      answerOffer(act, { offer: done.offer as string, person: alpha.poc.person, accept: true }),
    )
    assert.ok(
      (await by(chair, (act) => readGroup(act, group))).people.some(
        (one) => one.appointment === accepted.appointment,
      ),
    )
  })

  test('roles belong to their body: no officer in a working group, nobody but an officer appoints officers', async () => {
    const group = await make()
    const officer = { role: 'officer', tie: 'employee', firm: null } as const
    await assert.rejects(
      by(home.officer, (act) =>
        appointInGroup(act, group, { person: newPerson('X'), terms: officer, since: null }),
      ),
      refused('role_not_here'),
    )
    await assert.rejects(
      by(alpha.poc, (act) =>
        appointInGroup(act, home.bodies.secretariat, { person: newPerson('X'), terms: officer, since: null }),
      ),
      refused('not_your_role'),
    )
  })
})
