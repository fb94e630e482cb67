import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openPgp } from '../src/base/pgp/index.ts'
import type { Asker } from '../src/core/policy/index.ts'
import { foundedAssociation, newTeam, type Serving } from './support/association.ts'
import { testHouse } from './support/house.ts'

/** The doors of people/*, each opened once as the screens do: what they answer passes their own schemas. */
test('people over HTTP', async (t) => {
  const house = await testHouse(t, { fresh: true })
  const home = await foundedAssociation(house.fresh.database)
  const alpha = await home.team('alpha')
  const beta = await home.team('beta', { prospect: true })
  const admin = await home.appoint(alpha.id, 'team_admin')
  const analyst = await home.appoint(alpha.id, 'analyst')

  const send = async (who: Serving | null, method: string, path: string, body?: unknown) => {
    const answer = await house.ask(
      (who?.asker ?? null) as (Asker & { kind: 'person' }) | null,
      method,
      path,
      body,
    )
    const text = await answer.text()
    // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
    return { status: answer.status, body: (text ? JSON.parse(text) : undefined) as any }
  }
  const ok = async (who: Serving | null, method: string, path: string, body?: unknown) => {
    const answer = await send(who, method, path, body)
    assert.ok(answer.status < 300, `${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
    return answer.body
  }

  await t.test('a stranger learns the name of the association, and nothing of its people', async () => {
    const { association, founded, demo } = await ok(null, 'GET', '/api/association')
    assert.deepEqual(
      [founded, demo, association.name.en, association.languages],
      [true, false, 'Test Association', ['ja', 'en']],
    )
    for (const path of [
      '/api/teams',
      '/api/people?search=poc',
      '/api/groups',
      '/api/agreements',
      '/api/charter',
      '/api/charter/changes',
      '/api/charter/versions',
      '/api/standings',
    ])
      assert.equal((await send(null, 'GET', path)).status, 401, path)
  })

  await t.test('the charter is adopted in versions, and an editor who comes second is told', async () => {
    const { version, charter } = await ok(home.officer, 'GET', '/api/charter')
    assert.equal((await send(alpha.poc, 'PUT', '/api/charter', { basedOn: version, charter })).status, 403)
    assert.deepEqual(
      await ok(home.officer, 'PUT', '/api/charter', {
        basedOn: version,
        charter: { ...charter, confirmationEveryMonths: 6 },
      }),
      { version: 2, proposed: null },
    )
    const breakGlassRoles = [...charter.breakGlassRoles, 'committee:member']
    const opens = { ...charter, confirmationEveryMonths: 6, breakGlassRoles }
    for (const more of [
      { confirmedBy: home.colleague.appointment },
      { inForceFrom: '2020-01-01T00:00:00Z' },
    ]) {
      const slipped = { basedOn: 2, charter: opens, ...more }
      assert.equal((await send(home.officer, 'PUT', '/api/charter', slipped)).status, 400)
      const within = { basedOn: 2, charter: { ...opens, ...more } }
      assert.equal((await send(home.officer, 'PUT', '/api/charter', within)).status, 400)
    }
    const { version: still, proposed } = await ok(home.officer, 'PUT', '/api/charter', {
      basedOn: 2,
      charter: opens,
    })
    assert.equal(still, 2)
    const { changes, hasCommittee } = await ok(alpha.poc, 'GET', '/api/charter/changes')
    assert.deepEqual(
      [hasCommittee, changes.length, changes[0].id, changes[0].state, changes[0].proposer.role],
      [false, 1, proposed, 'proposed', 'officer'],
    )
    assert.deepEqual(changes[0].because, { confirm: 'not_officer', takeBack: 'not_proposer' })
    const confirm = `/api/charter/changes/${proposed}/confirm`
    for (const [who, code] of [
      [alpha.poc, 'not_your_role'],
      [home.officer, 'second_person_needed'],
      [home.colleague, 'seat_too_new'],
    ] as const)
      assert.deepEqual(
        (await send(who, 'POST', confirm, { inForceFrom: '2020-01-01T00:00:00Z' })).body.code,
        code,
      )
    assert.equal((await send(alpha.poc, 'POST', `/api/charter/changes/${proposed}/take-back`)).status, 403)
    for (const act of ['confirm', 'take-back'])
      assert.equal((await send(home.officer, 'POST', `/api/charter/changes/${alpha.id}/${act}`)).status, 404)
    await ok(home.colleague, 'POST', `/api/charter/changes/${proposed}/take-back`)
    assert.deepEqual((await ok(alpha.poc, 'GET', '/api/charter/changes')).changes, [])
    const { versions, next } = await ok(alpha.poc, 'GET', '/api/charter/versions')
    assert.deepEqual(
      [next, versions.map((one: { version: number }) => one.version), versions[1].differences],
      [null, [2, 1], null],
    )
    assert.deepEqual(versions[0].differences, [
      { path: ['confirmationEveryMonths'], from: 4, to: 6, added: [], removed: [], opens: false },
    ])
    const late = await send(home.colleague, 'PUT', '/api/charter', { basedOn: version, charter })
    assert.deepEqual([late.status, late.body.code], [409, 'changed_meanwhile'])
    assert.equal(
      (await send(home.officer, 'PUT', '/api/charter', { basedOn: 2, charter: { ...charter, k: 1 } })).status,
      400,
    )
    const label = { ja: '金融\u202e', en: 'x' }
    const sectors = [{ code: 'finance', label }]
    assert.equal(
      (await send(home.officer, 'PUT', '/api/charter', { basedOn: 2, charter: { ...charter, sectors } }))
        .status,
      400,
    )
    assert.equal(
      (
        await send(home.officer, 'PUT', '/api/charter', {
          basedOn: 2,
          charter: { ...charter, timeZone: 'Mars/Olympus' },
        })
      ).status,
      400,
    )
    await ok(home.officer, 'PUT', '/api/association/names', {
      nameJa: '協',
      nameEn: 'Test Association',
      shortJa: '協',
      shortEn: 'T',
    })
  })

  await t.test('teams: list, page, edit, enrol', async () => {
    const list = await ok(alpha.poc, 'GET', '/api/teams?search=alp&limit=1')
    assert.deepEqual(
      list.teams.map((team: { handle: string }) => team.handle),
      ['alpha'],
    )
    const first = await ok(alpha.poc, 'GET', '/api/teams?limit=1')
    assert.equal(first.next, `alpha~${alpha.id}`)
    const second = await ok(alpha.poc, 'GET', `/api/teams?limit=1&after=${encodeURIComponent(first.next)}`)
    assert.equal(second.teams[0].handle > 'alpha', true)
    const page = await ok(alpha.poc, 'GET', `/api/teams/${alpha.id}`)
    assert.equal(page.history.length, 3)
    assert.deepEqual(
      await ok(admin, 'PATCH', `/api/teams/${alpha.id}`, { revision: page.revision, shortName: 'アルファ' }),
      {
        revision: page.revision + 1,
      },
    )
    assert.equal((await send(alpha.poc, 'GET', `/api/teams/${crypto.randomUUID()}`)).status, 404)
    await ok(home.officer, 'POST', '/api/teams', newTeam('gamma'))
    const taken = await send(home.officer, 'POST', '/api/teams', newTeam('gamma'))
    assert.deepEqual([taken.status, taken.body.code], [409, 'handle_taken'])
  })

  await t.test('a refusal says in words who could', async () => {
    const { body } = await send(analyst, 'PATCH', `/api/teams/${alpha.id}`, { revision: 1 })
    assert.deepEqual(
      [body.code, body.detail],
      ['not_your_role', 'この立場ではできません。できるのはそのチームのチーム管理者か連絡窓口（PoC）です。'],
    )
  })

  await t.test('people: appoint, find, change, end, offer', async () => {
    const person = { nameJa: '新人', nameEn: 'Newcomer', email: 'newcomer@csirt.example', language: 'ja' }
    const { appointment } = await ok(admin, 'POST', `/api/teams/${alpha.id}/people`, {
      person,
      role: 'analyst',
      tie: 'employee',
    })
    const { appointment: changed } = await ok(admin, 'POST', `/api/appointments/${appointment}/change`, {
      role: 'reviewer',
      tie: 'employee',
    })
    const { people } = await ok(beta.poc, 'GET', `/api/teams/${alpha.id}/people`)
    assert.deepEqual(people, [])
    const found = await ok(alpha.poc, 'GET', '/api/people?search=newcom')
    assert.equal(found.people[0].role, 'reviewer')
    const page = await ok(alpha.poc, 'GET', `/api/people/${found.people[0].person}`)
    assert.equal(page.appointments.length, 1)
    await ok(admin, 'PATCH', `/api/people/${page.id}`, { nameEn: 'Newcomer II' })
    await ok(admin, 'POST', `/api/appointments/${changed}/end`, {})
    const { offer } = await ok(admin, 'POST', `/api/teams/${alpha.id}/people`, {
      person: { ...person, email: beta.poc.email },
      role: 'analyst',
      tie: 'seconded',
    })
    assert.deepEqual(
      (await ok(beta.poc, 'GET', '/api/offers')).offers.map((one: { id: string }) => one.id),
      [offer],
    )
    assert.equal((await ok(admin, 'GET', `/api/teams/${alpha.id}/people`)).offers.length, 1)
    const accepted = await ok(beta.poc, 'POST', `/api/offers/${offer}/answer`, { accept: true })
    assert.ok(accepted.appointment)
    const { offer: second } = await ok(admin, 'POST', `/api/teams/${alpha.id}/people`, {
      person: { ...person, email: home.officer.email },
      role: 'analyst',
      tie: 'employee',
    })
    await ok(admin, 'POST', `/api/offers/${second}/withdrawal`)
    assert.deepEqual((await ok(home.officer, 'GET', '/api/offers')).offers, [])
  })

  await t.test('the own recognition word is one’s own', async () => {
    await ok(analyst, 'PUT', '/api/recognition-word', { word: '青い傘' })
    assert.deepEqual(await ok(analyst, 'GET', '/api/recognition-word'), { word: '青い傘' })
    const { rows } = await house.fresh.owner.query(
      'select count(*)::int as n from directory.recognition_words',
    )
    assert.equal(rows[0].n, 1)
    const seen = await house.fresh.database
      .asViewer(home.officer.asker)
      .act((act) => act.sql.selectFrom('directory.recognition_words').selectAll().execute())
    assert.deepEqual(seen, [])
    await ok(analyst, 'PUT', '/api/recognition-word', { word: null })
    assert.deepEqual(await ok(analyst, 'GET', '/api/recognition-word'), { word: null })
  })

  await t.test('proposals: of every field, decided, withdrawn', async () => {
    const propose = (change: unknown) =>
      ok(alpha.poc, 'POST', `/api/teams/${alpha.id}/proposals`, change).then(({ id }) => id as string)
    const ids = [
      await propose({ field: 'sector', value: 'energy' }),
      await propose({ field: 'domains', value: ['例え.jp', 'alpha.example'] }),
      await propose({ field: 'networks', value: ['192.0.2.0/24', '2001:DB8::/32'] }),
      await propose({ field: 'legalEntities', value: ['アルファ株式会社'] }),
      await propose({ field: 'releaseRoles', value: ['poc'] }),
      await propose({ field: 'email', value: { person: analyst.person, email: 'ana@csirt.example' } }),
    ]
    const list = await ok(home.officer, 'GET', '/api/proposals')
    assert.equal(list.proposals.length, ids.length)
    for (const id of ids) {
      const { opens } = await ok(home.officer, 'GET', `/api/proposals/${id}`)
      assert.ok(opens.parts)
      await ok(home.officer, 'POST', `/api/proposals/${id}/decision`, { outcome: 'confirmed' })
    }
    const page = await ok(alpha.poc, 'GET', `/api/teams/${alpha.id}`)
    assert.deepEqual(
      [page.sector, page.domains, page.networks, page.legalEntities, page.releaseRoles],
      [
        'energy',
        ['alpha.example', 'xn--r8jz45g.jp'],
        ['192.0.2.0/24', '2001:db8::/32'],
        ['アルファ株式会社'],
        ['poc'],
      ],
    )
    const withdrawn = await propose({ field: 'kind', value: 'academic' })
    await ok(admin, 'POST', `/api/proposals/${withdrawn}/withdrawal`)
    assert.equal(
      (await ok(alpha.poc, 'GET', `/api/proposals?state=decided&team=${alpha.id}`)).proposals.length,
      ids.length + 1,
    )
    const twice = await send(alpha.poc, 'POST', `/api/teams/${alpha.id}/proposals`, {
      field: 'domains',
      value: ['a.example', 'a.example'],
    })
    assert.equal(twice.status, 400)
    const unknown = await send(alpha.poc, 'POST', `/api/teams/${alpha.id}/proposals`, {
      field: 'sector',
      value: 'magic',
    })
    assert.deepEqual([unknown.status, unknown.body.code], [422, 'code_unknown'])
  })

  await t.test(
    'an officer’s address is changed by another officer, and the old one gets a letter',
    async () => {
      const email = 'desk@csirt.example'
      const change = (who: Serving, person: string) =>
        send(who, 'PUT', `/api/people/${person}/address`, { email })
      assert.equal((await change(admin, home.officer.person)).status, 403)
      assert.equal((await change(home.officer, home.officer.person)).body.code, 'second_person_needed')
      assert.equal((await change(home.officer, admin.person)).body.code, 'own_proposal_needed')
      assert.equal((await change(home.officer, home.colleague.person)).status, 204)
      const { rows } = await house.fresh.owner.query(
        `select count(*)::int as n from outbox.letters where kind = 'factor_changed'`,
      )
      assert.equal(rows[0].n, 2) // the analyst’s, on a confirmed proposal, and this one
    },
  )

  await t.test(
    'a key is parsed, names its person, is confirmed, and stops at once when revoked',
    async () => {
      const pgp = openPgp()
      t.after(() => pgp.close())
      const at = new Date(Date.now() - 60_000)
      const { publicKey } = await pgp.generate({ name: 'Admin', address: admin.email, at })
      const other = await send(alpha.poc, 'POST', `/api/teams/${alpha.id}/proposals`, {
        field: 'keys',
        value: { person: analyst.person, armored: publicKey },
      })
      assert.deepEqual([other.status, other.body.code], [422, 'pgp_other_address'])
      const { id } = await ok(alpha.poc, 'POST', `/api/teams/${alpha.id}/proposals`, {
        field: 'keys',
        value: { person: admin.person, armored: publicKey },
      })
      assert.deepEqual((await ok(alpha.poc, 'GET', `/api/teams/${alpha.id}/keys`)).keys, [])
      await ok(home.officer, 'POST', `/api/proposals/${id}/decision`, { outcome: 'confirmed' })
      const [key] = (await ok(alpha.poc, 'GET', `/api/teams/${alpha.id}/keys`)).keys
      assert.equal(key.person, admin.person)
      await ok(admin, 'POST', `/api/keys/${key.id}/revocation`)
      const [revoked] = (await ok(alpha.poc, 'GET', `/api/teams/${alpha.id}/keys`)).keys
      assert.ok(revoked.revokedAt)
      const broken = await send(alpha.poc, 'POST', `/api/teams/${alpha.id}/proposals`, {
        field: 'keys',
        value: { person: null, armored: 'no key' },
      })
      assert.deepEqual([broken.status, broken.body.code], [422, 'pgp_unreadable'])
    },
  )

  await t.test('agreements: make, publish, accept, end', async () => {
    const text = { textJa: '一', textEn: 'one' }
    const { id } = await ok(home.officer, 'POST', '/api/agreements', {
      kind: 'nda',
      titleJa: '秘',
      titleEn: 'NDA',
      ...text,
    })
    await ok(home.officer, 'POST', `/api/agreements/${id}/versions`, {
      ...text,
      inForceFrom: '2099-01-01T00:00:00Z',
    })
    const acceptance = await ok(alpha.poc, 'POST', `/api/agreements/${id}/acceptances`, { version: 1 })
    const [line] = (await ok(alpha.poc, 'GET', '/api/agreements')).agreements
    assert.deepEqual([line.inForce, line.acceptable, line.state, line.held], [1, [1, 2], 'renew', true])
    const page = await ok(home.officer, 'GET', `/api/agreements/${id}`)
    assert.deepEqual([page.versions.length, page.all.length, page.state], [2, 1, 'missing'])
    await ok(alpha.poc, 'POST', `/api/acceptances/${acceptance.id}/end`)
    assert.equal((await ok(alpha.poc, 'GET', '/api/agreements')).agreements[0].state, 'lapsed')
  })

  await t.test('groups: make, ask, answer, charter, people, leave, close', async () => {
    const words = { nameJa: '早期警戒WG', nameEn: 'Early warning WG', purposeJa: '', purposeEn: '' }
    const rules = { hiddenMembers: false, agreements: [], barredKinds: ['provider'] }
    const { id } = await ok(home.officer, 'POST', '/api/groups', {
      kind: 'working-group',
      handle: 'early-warning',
      ...words,
      ...rules,
    })
    const { id: request } = await ok(alpha.poc, 'POST', `/api/groups/${id}/requests`, { team: alpha.id })
    assert.equal((await ok(home.officer, 'GET', `/api/groups/${id}`)).requests[0].name.short, 'アルファ')
    await ok(home.officer, 'POST', `/api/group-requests/${request}/answer`, { accept: true })
    const page = await ok(alpha.poc, 'GET', `/api/groups/${id}`)
    assert.deepEqual([page.size, page.own, page.teams[0].team.id], [{ exact: 1 }, 'member', alpha.id])
    await ok(home.officer, 'PUT', `/api/groups/${id}`, { ...words, purposeEn: 'Warn early.' })
    await ok(home.officer, 'PUT', `/api/groups/${id}/charter`, { ...rules, hiddenMembers: true })
    const person = { nameJa: '主査', nameEn: 'Chair', email: 'chair@csirt.example', language: 'ja' }
    await ok(home.officer, 'POST', `/api/groups/${id}/people`, { person, role: 'chair', tie: 'employee' })
    assert.equal((await ok(home.officer, 'GET', `/api/groups/${id}`)).people[0].role, 'chair')
    assert.deepEqual(
      (await ok(analyst, 'GET', '/api/groups')).groups.find((one: { id: string }) => one.id === id).size,
      { fewerThan: 5 },
    )
    const { id: invited } = await ok(home.officer, 'POST', `/api/groups/${id}/requests`, {
      team: beta.id,
      standing: 'guest',
    })
    await ok(home.officer, 'POST', `/api/group-requests/${invited}/withdrawal`)
    await ok(alpha.poc, 'POST', `/api/groups/${id}/leaving`, { team: alpha.id })
    await ok(home.officer, 'POST', `/api/groups/${id}/closing`)
    assert.equal(
      (await ok(alpha.poc, 'GET', '/api/groups')).groups.some((one: { id: string }) => one.id === id),
      false,
    )
  })

  await t.test('standing: one’s own, all for the secretariat, changed at once', async () => {
    const own = await ok(alpha.poc, 'GET', `/api/teams/${alpha.id}/standing`)
    assert.deepEqual([own.status, own.changes], ['active', []])
    assert.equal((await send(alpha.poc, 'GET', `/api/teams/${beta.id}/standing`)).status, 404)
    const seen = await ok(home.officer, 'GET', `/api/teams/${beta.id}/standing`)
    assert.deepEqual(
      seen.changes.map((one: { change: string }) => one.change),
      ['admit', 'end'],
    )
    await ok(home.officer, 'POST', `/api/teams/${beta.id}/standing`, { change: 'admit' })
    assert.equal((await ok(home.officer, 'GET', '/api/standings?status=active')).standings.length, 2)
    assert.equal((await ok(alpha.poc, 'GET', '/api/standings')).standings.length, 1)
    await ok(home.officer, 'POST', `/api/teams/${alpha.id}/standing`, { change: 'suspend', reason: '漏えい' })
    assert.equal((await send(alpha.poc, 'GET', `/api/teams/${alpha.id}`)).status, 404)
  })
})
