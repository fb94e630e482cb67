import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { createMailer, type Mailbox, type Mailer, type OutgoingMail, openMailbox } from './index.ts'

let mailbox: Mailbox
let mailer: Mailer

before(async () => {
  mailbox = await openMailbox()
  mailer = createMailer({
    kind: 'mailbox',
    url: mailbox.url,
    from: 'renkei@association.example',
    host: 'renkei.example',
  })
})
after(async () => {
  mailer.close()
  await mailbox.close()
})

const mail: OutgoingMail = {
  id: '9b2d',
  to: 'hanako@csirt.example',
  fromName: '試験協議会',
  subject: '[試験協議会] ご招待',
  text: '本文です。\nhttps://renkei.example/join#token',
  html: '<p>本文です。</p>',
}

test('a mail arrives as it was written, and says that a machine wrote it', async () => {
  await mailer.check()
  await mailer.send(mail)
  const got = await mailbox.waitFor(({ subject }) => subject === mail.subject)
  assert.deepEqual(got.to, [mail.to])
  assert.equal(got.from, 'renkei@association.example')
  assert.equal(got.text.trim(), mail.text)
  assert.equal(got.attachments, 0)
  assert.equal(mailbox.find(got.id), got)
  const header = (name: string) => got.headers.find((one) => one.name === name)?.value
  assert.equal(header('auto-submitted'), 'auto-generated')
  assert.equal(header('message-id'), '<9b2d@renkei.example>')
})

test('the same delivery sent twice has one name', async () => {
  mailbox.clear()
  await mailer.send(mail)
  await mailer.send(mail)
  const ids = mailbox.list().map(({ headers }) => headers.find(({ name }) => name === 'message-id')?.value)
  assert.deepEqual(ids, ['<9b2d@renkei.example>', '<9b2d@renkei.example>'])
})

const field = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc
    .tuple(
      fc.string({ maxLength: 10 }),
      fc.constantFrom(
        '\r\n',
        '\n',
        '\r',
        '\0',
        '\u2028',
        '\u202e',
        '\u2066',
        '\t',
        ',',
        ';',
        '<',
        '"',
        '=?utf-8?q?=0D=0A?=',
      ),
      fc.constantFrom('Bcc: x@evil.example', 'b@evil.example', '', '\r\n\r\nbody'),
    )
    .map((parts) => parts.join('')),
)

test('no value of a mail becomes a header, a recipient or a text of its own', async () => {
  await mailer.send(mail)
  const honest = mailbox.list()[0]
  const names = honest?.headers.map(({ name }) => name).filter((name) => name !== 'content-transfer-encoding')
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('to', 'fromName', 'subject', 'id' as const),
      field,
      async (which, value) => {
        mailbox.clear()
        try {
          await mailer.send({ ...mail, [which]: value })
        } catch {
          assert.equal(mailbox.list().length, 0)
          return
        }
        const [got, ...more] = mailbox.list()
        assert.equal(more.length, 0)
        assert.deepEqual(got?.to.length, 1)
        if (which !== 'to') assert.deepEqual(got?.to, [mail.to])
        const found = got?.headers
          .map(({ name }) => name)
          .filter((name) => name !== 'content-transfer-encoding')
        assert.deepEqual(
          found?.filter((name) => !names?.includes(name)),
          [],
        )
        assert.equal(new Set(found).size, found?.length)
        assert.equal(got?.text.trim(), mail.text)
      },
    ),
    { numRuns: 200 },
  )
})

test('line ends and deceiving characters are refused by name', async () => {
  for (const character of ['\r', '\n', '\0', '\u202e', '\u2066', '\u200f', '\u2028', '\x7f']) {
    for (const header of ['subject', 'fromName', 'to'] as const) {
      await assert.rejects(mailer.send({ ...mail, [header]: `a${character}b` }), { name: 'UnsafeHeader' })
    }
  }
  await assert.rejects(mailer.send({ ...mail, to: 'a@b.example, c@d.example' }), { name: 'UnsafeHeader' })
})

test('a server that cannot be reached is a trouble of today, not of the recipient', async () => {
  const nowhere = createMailer({
    kind: 'smtp',
    url: 'smtp://127.0.0.1:1',
    from: 'a@b.example',
    host: 'h.example',
  })
  await assert.rejects(nowhere.send(mail), { name: 'MailFailure', kind: 'unreachable' })
  await assert.rejects(nowhere.check(), { kind: 'unreachable' })
  nowhere.close()
})

test('without a way out nothing is sent, and that is said', async () => {
  const none = createMailer(undefined)
  assert.equal(none.kind, 'none')
  await assert.rejects(none.send(mail), { kind: 'unreachable' })
})

test('the mailbox keeps the last 500 mails and takes none that is too large', async () => {
  mailbox.clear()
  for (let n = 0; n < 501; n += 1) await mailer.send({ ...mail, subject: `n ${n}` })
  assert.equal(mailbox.list().length, 500)
  assert.equal(mailbox.list()[0]?.subject, 'n 500')
  await assert.rejects(mailer.send({ ...mail, text: 'x'.repeat(2 * 1024 * 1024) }), { kind: 'refused' })
})
