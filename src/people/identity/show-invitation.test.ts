import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atTheDoor, enrolByLink, enrolled } from '../../../test/support/at-the-door.ts'
import { inviteFromShell } from './invite.ts'

const tokenOf = (link: string) => link.slice(link.indexOf('#') + 1)
const shows = (person: string) => `/api/persons/${person}/invitation-link`

test('without a mail server an officer is shown the link, on record, and the invited person is told by whom', async (t) => {
  const door = await atTheDoor(t, { byHand: true })
  const { officer: office, bravoPoc } = door.world.as
  const officer = await enrolled(door, office.person)
  const { status, body } = await officer.browser.post(shows(bravoPoc.person))
  assert.equal(status, 200)
  assert.match(body.link, /^http:\/\/localhost:3000\/accept#[A-Za-z0-9_-]{43}$/)
  assert.equal((await door.letters()).length, 0, 'and no letter goes besides')
  const [entry] = await door.audited('invitation.link-shown')
  assert.deepEqual(entry?.subject, { kind: 'person', id: bravoPoc.person })
  assert.ok(!JSON.stringify(entry).includes(tokenOf(body.link)))

  const opened = await door.browser().post('/api/enrolment', { token: tokenOf(body.link) })
  const { rows } = await door.owner.query(
    'select name_ja as ja, name_en as en from directory.persons where id = $1',
    [office.person],
  )
  assert.deepEqual(
    opened.body.shown.map(({ by }: { by: unknown }) => by),
    rows,
  )
  await enrolByLink(door, body.link)
  assert.equal((await door.audited('identity.enrol')).at(-1)?.detail.shown, true)
})

test('whoever was shown a link is told of by every other link too', async (t) => {
  const door = await atTheDoor(t, { byHand: true })
  const { officer: office, bravoPoc } = door.world.as
  const officer = await enrolled(door, office.person)
  await officer.browser.post(shows(bravoPoc.person))
  const mailed = await inviteFromShell(door.identity, await door.email(bravoPoc.person))
  const { body } = await door.browser().post('/api/enrolment', { token: tokenOf(mailed.link) })
  assert.deepEqual(
    body.shown.map(({ by }: { by: unknown }) => by !== null),
    [true, false],
  )
})

test('with a mail server nobody is shown a link, and nothing is made', async (t) => {
  const door = await atTheDoor(t)
  const officer = await enrolled(door, door.world.as.officer.person)
  const { status, body } = await officer.browser.post(shows(door.world.as.bravoPoc.person))
  assert.deepEqual([status, body.code], [409, 'mail_is_set_up'])
  assert.deepEqual(await door.audited('identity.invite'), [])
})

test('a link is shown to officers alone: not to a team for its own people, not for who can sign in already', async (t) => {
  const door = await atTheDoor(t, { byHand: true })
  const { officer: office, alphaPoc, alphaAnalyst, bravoPoc } = door.world.as
  const officer = await enrolled(door, office.person)
  const poc = await enrolled(door, alphaPoc.person)
  assert.deepEqual((await poc.browser.post(shows(alphaAnalyst.person))).body.code, 'not_your_role')
  assert.equal((await poc.browser.post(shows(bravoPoc.person))).status, 404)
  assert.deepEqual((await officer.browser.post(shows(alphaPoc.person))).body.code, 'already_enrolled')
  assert.deepEqual(await door.audited('invitation.link-shown'), [])
})

test('the secretariat sees how many letters wait, and nobody else does', async (t) => {
  const door = await atTheDoor(t, { byHand: true })
  const { officer: office, alphaPoc, bravoPoc } = door.world.as
  const officer = await enrolled(door, office.person)
  await officer.browser.post(`/api/persons/${bravoPoc.person}/invitation`)
  assert.deepEqual((await officer.browser.get('/api/letters')).body, { byHand: true, waiting: 1 })
  const poc = await enrolled(door, alphaPoc.person)
  assert.equal((await poc.browser.get('/api/letters')).body.code, 'not_your_role')
})
