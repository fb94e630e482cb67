import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  atTheDoor,
  authenticator,
  codeAt,
  enrolByLink,
  enrolled,
  goodPassword,
} from '../../../test/support/at-the-door.ts'
import { inviteFromShell, issueSetUpLink, takeSetUpLink } from './index.ts'
import { recoverFromShell } from './recover.ts'

const tokenOf = (link: string) => link.slice(link.indexOf('#') + 1)

test('the secretariat invites; the link goes by mail alone, in the fragment, and nowhere else', async (t) => {
  const door = await atTheDoor(t)
  const officer = await enrolled(door, door.world.as.officer.person)
  const { person } = door.world.as.bravoPoc
  const { status, body } = await officer.browser.post(`/api/persons/${person}/invitation`, undefined)
  assert.equal(status, 200)
  assert.deepEqual(Object.keys(body), ['until'])
  const letter = (await door.letters()).at(-1)
  assert.ok(letter?.kind === 'invitation')
  assert.equal(letter.to, await door.email(person))
  assert.match(letter.link, /^http:\/\/localhost:3000\/accept#[A-Za-z0-9_-]{43}$/)
  const entries = JSON.stringify(await door.audited('identity.invite'))
  assert.ok(entries.includes(person) && !entries.includes(tokenOf(letter.link)))
})

test('a team’s point of contact invites its own people and nobody else’s; an analyst invites nobody', async (t) => {
  const door = await atTheDoor(t)
  const { alphaPoc, alphaAnalyst, bravoPoc, alphaReviewer } = door.world.as
  const poc = await enrolled(door, alphaPoc.person)
  const analyst = await enrolled(door, alphaAnalyst.person)
  assert.equal((await poc.browser.post(`/api/persons/${alphaReviewer.person}/invitation`)).status, 200)
  const foreign = await poc.browser.post(`/api/persons/${bravoPoc.person}/invitation`)
  const never = await poc.browser.post('/api/persons/4fbc9b1e-6a3a-4d7e-9a53-0d3ab0b5a111/invitation')
  assert.deepEqual([foreign.status, foreign.body], [404, never.body])
  assert.equal((await analyst.browser.post(`/api/persons/${alphaReviewer.person}/invitation`)).status, 404)
})

test('a link in a mail opened ten times, by programs that run its page, uses nothing up', async (t) => {
  const door = await atTheDoor(t)
  const { person } = door.world.as.alphaPoc
  const email = await door.email(person)
  const token = tokenOf((await inviteFromShell(door.identity, email)).link)
  for (let i = 0; i < 10; i++) {
    const { status, body } = await door.browser(`203.0.113.${i}`).post('/api/enrolment', { token })
    assert.equal(status, 200)
    assert.deepEqual(body.purpose, 'invitation')
    assert.equal(body.person.email, email)
  }
  const at = door.browser()
  const { body: totp } = await at.post('/api/enrolment/totp', { token })
  const code = codeAt(totp.secret, door.now())
  const { status, body } = await at.post('/api/enrolment/password', { token, password: goodPassword, code })
  assert.equal(status, 200)
  assert.equal(body.recoveryCodes.length, 10)
  assert.equal((await at.get('/api/session')).body.signedIn, true)
})

test('a link works once, whoever comes second', async (t) => {
  const door = await atTheDoor(t)
  const { link } = await inviteFromShell(door.identity, await door.email(door.world.as.alphaPoc.person))
  const { token, status } = await enrolByLink(door, link)
  assert.equal(status, 200)
  for (const path of ['', '/totp', '/passkey/options']) {
    const answer = await door.browser().post(`/api/enrolment${path}`, { token })
    assert.deepEqual([answer.status, answer.body.code], [410, 'link_dead'], path)
  }
  const again = { token, password: goodPassword, code: '123456' }
  assert.equal((await door.browser().post('/api/enrolment/password', again)).status, 410)
})

test('two who use one link at the same moment: one is enrolled', async (t) => {
  const door = await atTheDoor(t)
  const email = await door.email(door.world.as.alphaPoc.person)
  const token = tokenOf((await inviteFromShell(door.identity, email)).link)
  const { body } = await door.browser().post('/api/enrolment/totp', { token })
  const said = { token, password: goodPassword, code: codeAt(body.secret, door.now()) }
  const answers = await Promise.all([1, 2, 3].map(() => door.browser().post('/api/enrolment/password', said)))
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 410, 410])
})

test('an invitation ends after seven days, and with the address it was sent to', async (t) => {
  const door = await atTheDoor(t)
  const { person } = door.world.as.alphaPoc
  const token = tokenOf((await inviteFromShell(door.identity, await door.email(person))).link)
  await door.owner.query(`update directory.persons set email = 'moved@example.com' where id = $1`, [person])
  assert.equal((await door.browser().post('/api/enrolment', { token })).status, 410)
  const next = tokenOf((await inviteFromShell(door.identity, 'moved@example.com')).link)
  door.pass(7 * 86_400 - 1)
  assert.equal((await door.browser().post('/api/enrolment', { token: next })).status, 200)
  door.pass(1)
  assert.equal((await door.browser().post('/api/enrolment', { token: next })).status, 410)
})

test('a poor password or a wrong code enrols nobody, and the link still works', async (t) => {
  const door = await atTheDoor(t)
  const email = await door.email(door.world.as.alphaPoc.person)
  const token = tokenOf((await inviteFromShell(door.identity, email)).link)
  const at = door.browser()
  const enrol = (password: string, code: string) =>
    at.post('/api/enrolment/password', { token, password, code })
  assert.equal((await enrol(goodPassword, '123456')).status, 422, 'no generator was begun')
  const { body: totp } = await at.post('/api/enrolment/totp', { token })
  const code = codeAt(totp.secret, door.now())
  const poor = await enrol('password12345', code)
  assert.deepEqual(
    [poor.status, poor.body.place[0].path, poor.body.place[0].code],
    [400, 'password', 'common_password'],
  )
  const wrong = await enrol(goodPassword, code === '123456' ? '123457' : '123456')
  assert.deepEqual([wrong.status, wrong.body.code], [422, 'code_refused'])
  assert.equal((await enrol(goodPassword, code)).status, 200)
})

test('a passkey alone enrols and signs in', async (t) => {
  const door = await atTheDoor(t)
  const token = tokenOf(
    (await inviteFromShell(door.identity, await door.email(door.world.as.alphaPoc.person))).link,
  )
  const at = door.browser()
  const device = authenticator('http://localhost:3000')
  const { body: options } = await at.post('/api/enrolment/passkey/options', { token })
  assert.equal(options.rp.id, 'localhost')
  assert.equal(options.authenticatorSelection.userVerification, 'required')
  const { status } = await at.post('/api/enrolment/passkey', {
    token,
    name: 'Laptop',
    response: device.create(options),
  })
  assert.equal(status, 204)
  const other = door.browser('203.0.113.5')
  const { body: request } = await other.post('/api/session/passkey/options')
  assert.equal((await other.post('/api/session/passkey', { response: device.get(request) })).status, 204)
  const { body } = await other.get('/api/session')
  assert.equal(body.session.factor, 'passkey')
  assert.equal(body.person.id, door.world.as.alphaPoc.person)
})

test('who was recovered from the shell starts anew: old factors and sessions open nothing, and all watchers are told', async (t) => {
  const door = await atTheDoor(t)
  const who = await enrolled(door, door.world.as.alphaPoc.person)
  const { link, until } = await recoverFromShell(door.identity, who.email)
  assert.equal(until.getTime() - door.now().getTime(), 3_600_000)
  const told = (await door.letters()).filter(({ kind }) => kind === 'recovery_told')
  const watchers = await Promise.all(
    (['duty', 'officer', 'auditor'] as const).map((name) => door.email(door.world.as[name].person)),
  )
  assert.deepEqual(told.map(({ to }) => to).sort(), watchers.sort())
  assert.equal((await door.audited('identity.recover')).length, 1)
  assert.equal(
    (await who.browser.get('/api/session')).body.signedIn,
    true,
    'until the link is used nothing changes',
  )

  const token = tokenOf(link)
  const at = door.browser()
  const { body: totp } = await at.post('/api/enrolment/totp', { token })
  const password = 'another boat on the river'
  const code = codeAt(totp.secret, door.now())
  assert.equal((await at.post('/api/enrolment/password', { token, password, code })).status, 200)
  assert.equal((await who.browser.get('/api/session')).body.signedIn, false)
  const old = { email: who.email, password: goodPassword, code: who.code() }
  assert.equal((await door.browser().post('/api/session/password', old)).status, 401)
  const paper = { email: who.email, password, code: who.recoveryCodes[0] ?? '' }
  assert.equal((await door.browser().post('/api/session/password', paper)).status, 401)
  const letter = (await door.letters()).at(-1)
  assert.ok(letter?.kind === 'factor_changed' && letter.what === 'recovered' && letter.to === who.email)
})

test('whoever can sign in is not invited again, and older invitations are void', async (t) => {
  const door = await atTheDoor(t)
  const email = await door.email(door.world.as.alphaPoc.person)
  const { link: first } = await inviteFromShell(door.identity, email)
  const { link: second } = await inviteFromShell(door.identity, email)
  assert.equal((await enrolByLink(door, second)).status, 200)
  await assert.rejects(inviteFromShell(door.identity, email), { code: 'already_enrolled' })
  const token = first.slice(-43)
  assert.equal((await door.browser().post('/api/enrolment', { token })).status, 410)
})

test('the founding link works once and for an hour; a newer one makes it void', async (t) => {
  const door = await atTheDoor(t)
  const system = () => door.db.asViewer({ kind: 'system', purpose: 'founding' })
  const first = await system().act((act) => issueSetUpLink(act))
  const second = await system().act((act) => issueSetUpLink(act))
  const take = (token: string, use: boolean) => system().act((act) => takeSetUpLink(act, token, { use }))
  await assert.rejects(take(first.token, false), { code: 'link_dead' })
  await take(second.token, false)
  await assert.rejects(
    system().act(async (act) => {
      await takeSetUpLink(act, second.token, { use: true })
      throw new Error('founding failed')
    }),
    /founding failed/,
  )
  await take(second.token, true)
  await assert.rejects(take(second.token, false), { code: 'link_dead' })
  const third = await system().act((act) => issueSetUpLink(act))
  door.pass(3_600)
  await assert.rejects(take(third.token, true), { code: 'link_dead' })
  assert.equal(
    (await door.browser().post('/api/enrolment', { token: third.token })).status,
    410,
    'and it is no invitation',
  )
})
