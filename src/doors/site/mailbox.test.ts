import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import type { ReceivedMail } from '#base/outbound/index.ts'
import { ground } from '../../base/http/door.support.ts'
import { mailboxDoors } from './mailbox.ts'

const mail = (more: Partial<ReceivedMail> = {}): ReceivedMail => ({
  id: randomUUID(),
  at: new Date('2026-11-23T08:00:00Z'),
  from: 'renkei@localhost',
  to: ['hanako@csirt.example'],
  subject: '[試験協] 登録のご案内',
  text: '登録をお願いします。\n\n登録を始める\nhttp://localhost/join#a1b2\nhttp://localhost.evil.example/x',
  html: '<p>登録</p>',
  headers: [{ name: 'auto-submitted', value: 'auto-generated' }],
  attachments: 0,
  ...more,
})

function door(mails: ReceivedMail[]) {
  const mailbox = { list: () => mails, find: (id: string) => mails.find((one) => one.id === id) }
  const { app } = ground(mailboxDoors({ mailbox, zone: () => 'Asia/Tokyo' }))
  return async (path: string) => {
    const answer = await app.request(`http://localhost${path}`)
    return { status: answer.status, text: await answer.text() }
  }
}

test('the list leads to each mail, and says so when there is none', async () => {
  const one = mail()
  assert.ok(
    (await door([one])('/dev/mail')).text.includes(`<a href="/dev/mail/${one.id}">[試験協] 登録のご案内</a>`),
  )
  assert.match((await door([])('/dev/mail?lang=en')).text, /No mail yet/)
})

test('a link of ours can be followed, another stands as text', async () => {
  const one = mail()
  const { text } = await door([one])(`/dev/mail/${one.id}`)
  assert.ok(text.includes('<a href="http://localhost/join#a1b2">'))
  assert.ok(!text.includes('href="http://localhost.evil'))
})

test('what a mail says is text and never markup', async () => {
  const bad = '<script>alert(1)</script>'
  const one = mail({
    subject: bad,
    text: bad,
    html: bad,
    from: bad,
    to: [bad],
    headers: [{ name: bad, value: bad }],
  })
  for (const path of ['/dev/mail', `/dev/mail/${one.id}`]) {
    assert.doesNotMatch((await door([one])(path)).text, /<script>alert/)
  }
})

test('a mail that never was is not found', async () => {
  assert.equal((await door([])(`/dev/mail/${randomUUID()}`)).status, 404)
})
