import assert from 'node:assert/strict'
import { test } from 'node:test'
import { as, foundedAssociation, newPerson, newTeam } from '../../../test/support/association.ts'
import { freshDatabase } from '../../../test/support/database.ts'
import { changeStanding } from './change-standing.ts'
import { enterTeam } from './enter-team.ts'
import { readFirstSteps } from './read-first-steps.ts'

test('a team is entered with its point of contact, and as a member where that is decided', async (t) => {
  const { database, owner } = await freshDatabase(t)
  const { officer } = await foundedAssociation(database)
  const poc = newPerson('Poc')
  const { id, poc: person } = await as(database, officer.asker, (act) =>
    enterTeam(act, { team: newTeam('first'), poc, admit: true }),
  )
  const { rows } = await owner.query(
    `select a.role, a.person_id, s.status from directory.appointments a
       join membership.standings s on s.team_id = a.team_id where a.team_id = $1`,
    [id],
  )
  assert.deepEqual(rows, [{ role: 'poc', person_id: person, status: 'active' }])
})

test('a team whose point of contact is refused is not entered either', async (t) => {
  const { database, owner } = await freshDatabase(t)
  const { officer } = await foundedAssociation(database)
  const taken = newTeam('first')
  await as(database, officer.asker, (act) => enterTeam(act, { team: taken, poc: null, admit: false }))
  await assert.rejects(
    as(database, officer.asker, (act) => enterTeam(act, { team: taken, poc: newPerson('Poc'), admit: true })),
    { code: 'handle_taken' },
  )
  const { rows } = await owner.query(`select count(*)::int as n from directory.teams where handle = 'first'`)
  assert.deepEqual(rows, [{ n: 1 }])
})

test('the first steps are read from what is there: a team, its membership, its contact’s sign-in', async (t) => {
  const { database, owner } = await freshDatabase(t)
  const { officer } = await foundedAssociation(database)
  const read = () => as(database, officer.asker, readFirstSteps)
  assert.deepEqual(await read(), { first: null, agreed: null })
  const { id, poc } = await as(database, officer.asker, (act) =>
    enterTeam(act, { team: newTeam('first'), poc: newPerson('Poc'), admit: false }),
  )
  const { first } = await read()
  assert.deepEqual([first?.team, first?.member, first?.enrolled], [id, false, false])
  await as(database, officer.asker, (act) => changeStanding(act, 'admit', id, null))
  await owner.query(
    `insert into identity.passwords (person_id, hash, changed_at) values ($1, '$argon2id$', now())`,
    [poc],
  )
  const later = await read()
  assert.deepEqual([later.first?.member, later.first?.enrolled], [true, true])
})
