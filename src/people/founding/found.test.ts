import assert from 'node:assert/strict'
import { describe, type TestContext, test } from 'node:test'
import { throwawayKeys } from '#base/keys/index.ts'
import { defaultCharter } from '#core/charter/index.ts'
import { createIdentity, issueSetUpLink } from '#people/identity/index.ts'
import { as, foundedAssociation, newPerson, newTeam, SYSTEM } from '../../../test/support/association.ts'
import { freshDatabase } from '../../../test/support/database.ts'
import { finalOrigin } from './address.ts'
import { type Founding, found } from './found.ts'
import { foundByLink, openSetUpLink } from './invite-founders.ts'

const founding = (more: Partial<Founding> = {}): Founding => ({
  mode: 'association',
  nameJa: '試験協議会',
  nameEn: 'Test Association',
  shortJa: '試験',
  shortEn: 'TEST',
  url: 'https://renkei.example',
  charter: defaultCharter,
  officers: [newPerson('A'), newPerson('B')],
  team: null,
  ...more,
})

describe('founding', () => {
  test('an association is founded once; the second attempt is told so and changes nothing', async (t) => {
    const { database, owner } = await freshDatabase(t)
    await as(database, SYSTEM, (act) => found(act, founding()))
    await assert.rejects(
      as(database, SYSTEM, (act) => found(act, founding({ nameEn: 'Other' }))),
      { code: 'already_founded' },
    )
    const { rows } = await owner.query('select name_en from association.association')
    assert.deepEqual(rows, [{ name_en: 'Test Association' }])
    const { rows: charters } = await owner.query('select version from association.charters')
    assert.deepEqual(charters, [{ version: 1 }])
  })

  test('it makes the three bodies, and its first persons are officers of the secretariat', async (t) => {
    const { database, owner } = await freshDatabase(t)
    const { bodies, officers } = await as(database, SYSTEM, (act) => found(act, founding()))
    const { rows } = await owner.query('select kind, name_ja, name_en from groups.groups order by kind')
    assert.deepEqual(rows, [
      { kind: 'association', name_ja: '全加盟チーム', name_en: 'All member teams' },
      { kind: 'committee', name_ja: '運営委員会', name_en: 'Steering committee' },
      { kind: 'secretariat', name_ja: '事務局', name_en: 'Secretariat' },
    ])
    const { rows: seats } = await owner.query(
      'select person_id, group_id, role from directory.appointments order by since',
    )
    assert.deepEqual(new Set(seats.map((one) => one.person_id)), new Set(officers))
    assert.ok(seats.every((one) => one.group_id === bodies.secretariat && one.role === 'officer'))
  })

  test('a first officer who is on duty too can release in the secretariat’s name; another cannot', async (t) => {
    const { database, owner } = await freshDatabase(t)
    const [one, other] = [newPerson('A'), newPerson('B')]
    const { officers } = await as(database, SYSTEM, (act) =>
      found(act, founding({ officers: [{ ...one, duty: true }, other] })),
    )
    const { rows } = await owner.query(
      `select person_id, role from directory.appointments where role <> 'officer'`,
    )
    assert.deepEqual(rows, [{ person_id: officers[0], role: 'duty_officer' }])
  })

  test('the team that runs the secretariat is a member from the first moment, with its point of contact', async (t) => {
    const { database, owner } = await freshDatabase(t)
    const { team, officers } = await as(database, SYSTEM, (act) =>
      found(act, founding({ team: newTeam('runner') })),
    )
    const { rows } = await owner.query('select status from membership.standings where team_id = $1', [team])
    assert.deepEqual(rows, [{ status: 'active' }])
    const { rows: people } = await owner.query(
      'select person_id, role from directory.appointments where team_id = $1 order by role',
      [team],
    )
    assert.deepEqual(people, [
      { person_id: officers[1], role: 'deputy' },
      { person_id: officers[0], role: 'poc' },
    ])
  })

  test('two first persons need two addresses', async (t) => {
    const { database, owner } = await freshDatabase(t)
    const one = newPerson('A')
    await assert.rejects(
      as(database, SYSTEM, (act) => found(act, founding({ officers: [one, { ...one, nameEn: 'B' }] }))),
      {
        code: 'invalid_request',
      },
    )
    assert.equal((await owner.query('select from association.association')).rowCount, 0)
  })

  test('nobody but the system founds', async (t) => {
    const { database } = await freshDatabase(t)
    await assert.rejects(
      as(database, { kind: 'public' }, (act) => found(act, founding())),
      { code: 'not_your_role' },
    )
  })
})

describe('a founded association', () => {
  test('every act of it is on record with identifiers alone', async (t) => {
    const recorded: unknown[] = []
    const { database } = await freshDatabase(t, {
      beforeCommit: async (_sql, _act, entries) => void recorded.push(...entries),
    })
    await foundedAssociation(database)
    const text = JSON.stringify(recorded)
    assert.match(text, /association\.found/)
    assert.match(text, /appointment\.begin/)
    assert.doesNotMatch(text, /example|さん|試験/)
  })

  test('a final address is https, or plain http on this machine alone', () => {
    assert.equal(finalOrigin('https://renkei.example.jp/'), 'https://renkei.example.jp')
    assert.equal(finalOrigin('http://localhost:3000'), 'http://localhost:3000')
    for (const bad of [
      'http://renkei.example.jp',
      'https://u:p@renkei.example.jp',
      'https://renkei.example.jp/x',
      'javascript:1',
      '',
    ])
      assert.equal(finalOrigin(bad), null, bad)
  })
})

describe('the set-up link', () => {
  const open = async (t: TestContext) => {
    const keys = throwawayKeys()
    const fresh = await freshDatabase(t)
    const identity = createIdentity({
      db: fresh.database,
      keys,
      origin: () => 'http://localhost:3000',
      ticks: () => 0,
    })
    const { token } = await as(fresh.database, SYSTEM, (act) => issueSetUpLink(act))
    return { ...fresh, identity, token }
  }

  test('founds once: it is used up exactly if the association exists', async (t) => {
    const { identity, token, owner } = await open(t)
    const one = newPerson('A')
    const twice = founding({ officers: [one, { ...one, nameEn: 'B' }] })
    await assert.rejects(foundByLink(identity, token, twice), { code: 'invalid_request' })
    await openSetUpLink(identity, token) // still good
    const { invitations, officers } = await foundByLink(identity, token, founding())
    assert.deepEqual(
      invitations.map(({ person }) => person),
      officers,
    )
    assert.ok(invitations.every(({ link }) => /^http:\/\/localhost:3000\/accept#[\w-]{40,}$/.test(link)))
    await assert.rejects(foundByLink(identity, token, founding()), { code: 'link_dead' })
    await assert.rejects(openSetUpLink(identity, token), { code: 'link_dead' })
    const { rows } = await owner.query('select count(*)::int as n from association.association')
    assert.deepEqual(rows, [{ n: 1 }])
  })

  test('two who press at once found one association', async (t) => {
    const { identity, token, owner } = await open(t)
    const results = await Promise.allSettled([
      foundByLink(identity, token, founding()),
      foundByLink(identity, token, founding()),
    ])
    assert.deepEqual(results.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
    const { rows } = await owner.query(
      `select count(*)::int as n from groups.groups where kind = 'secretariat'`,
    )
    assert.deepEqual(rows, [{ n: 1 }])
  })

  test('a forged link founds nothing', async (t) => {
    const { identity, owner } = await open(t)
    await assert.rejects(foundByLink(identity, 'x'.repeat(43), founding()), { code: 'link_dead' })
    assert.equal((await owner.query('select from association.association')).rowCount, 0)
  })
})
