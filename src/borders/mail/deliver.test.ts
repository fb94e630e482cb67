import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { type TestContext, test } from 'node:test'
import { type Keys, throwawayKeys } from '#base/keys/index.ts'
import {
  createMailer,
  type Letter,
  openMailbox,
  outboxState,
  postLetter,
  resumeLetters,
} from '#base/outbound/index.ts'
import { freshDatabase } from '../../../test/support/database.ts'
import { deliver, type House, type MailDeps } from './index.ts'

const house: House = {
  name: { ja: '試験シーサート協議会', en: 'Trial CSIRT Association' },
  short: { ja: '試験協', en: 'TCA' },
  url: 'https://renkei.example',
  zone: 'Asia/Tokyo',
}
const system = { kind: 'system', purpose: 'test' } as const

async function office(t: TestContext, keys: Keys = throwawayKeys()) {
  const { database: db, owner } = await freshDatabase(t)
  const mailbox = await openMailbox()
  const mailer = createMailer({
    kind: 'mailbox',
    url: mailbox.url,
    from: 'renkei@association.example',
    host: 'renkei.example',
  })
  t.after(async () => {
    mailer.close()
    await mailbox.close()
  })
  const deps: MailDeps = {
    db,
    keys,
    mailer,
    house: async () => house,
    pgp: { encrypt: async () => '' },
    signingKey: async () => ({ privateKey: '', fingerprint: '' }),
  }
  const post = async (more: Partial<Letter> = {}, id: string = randomUUID()) => {
    const letter = {
      to: 'hanako@csirt.example',
      language: 'ja',
      kind: 'recovery',
      link: 'https://renkei.example/recover#tooken',
      until: '2026-11-23T09:00:00Z',
      ...more,
    } as Letter
    await db.asViewer(system).act((act) => postLetter(act, keys, letter, { id }))
    return id
  }
  const state = () => db.asViewer(system).act(outboxState)
  return { db, owner, mailbox, deps, post, state }
}

test('a letter is sent once, however often its job runs, and its link is then gone from the house', async (t) => {
  const { mailbox, deps, post, state, owner } = await office(t)
  const id = await post()
  assert.doesNotMatch(
    JSON.stringify((await owner.query('select * from outbox.letters')).rows),
    /tooken|hanako/,
  )
  assert.equal((await state()).waiting, 1)
  await deliver(deps, id)
  await deliver(deps, id)
  assert.equal(mailbox.list().length, 1)
  assert.match(mailbox.list()[0]?.text ?? '', /recover#tooken/)
  const { rows } = await owner.query('select letter, sent_at from outbox.letters')
  assert.equal(rows[0].letter, null)
  assert.ok(rows[0].sent_at)
  assert.equal((await state()).waiting, 0)
})

test('a letter whose act failed was never written, and the same delivery is posted once', async (t) => {
  const { db, deps, post, state } = await office(t)
  await assert.rejects(
    db.asViewer(system).act(async (act) => {
      await postLetter(act, deps.keys, {
        to: 'a@b.example',
        language: 'ja',
        kind: 'anchor',
        statement: '',
        at: '2026-11-23T09:00:00Z',
      })
      throw new Error('no')
    }),
  )
  const id = await post()
  await post({}, id)
  assert.equal((await state()).waiting, 1)
})

test('without a way out letters wait, and go when there is one', async (t) => {
  const { db, deps, post, state, mailbox } = await office(t)
  const id = await post()
  await deliver({ ...deps, mailer: createMailer(undefined) }, id)
  assert.equal((await state()).waiting, 1)
  assert.equal(await db.asViewer(system).act(resumeLetters), 1)
  await deliver(deps, id)
  assert.equal(mailbox.list().length, 1)
})

test('a server that is down makes the job fail, so that it is tried again', async (t) => {
  const { deps, post, state, mailbox } = await office(t)
  const id = await post()
  const down = createMailer({
    kind: 'smtp',
    url: 'smtp://127.0.0.1:1',
    from: 'a@b.example',
    host: 'h.example',
  })
  await assert.rejects(deliver({ ...deps, mailer: down }, id), { kind: 'unreachable' })
  assert.equal((await state()).waiting, 1)
  await deliver(deps, id)
  assert.equal(mailbox.list().length, 1)
})

test('a letter that can never be sent is given up, and counted', async (t) => {
  const { deps, post, state, mailbox } = await office(t)
  await deliver(deps, await post({ to: 'a@b.example\r\nBcc: c@d.example' }))
  await deliver(deps, await post({ link: 'https://evil.example/#a' }))
  await deliver({ ...deps, keys: throwawayKeys() }, await post())
  assert.equal(mailbox.list().length, 0)
  const { waiting, givenUp } = await state()
  assert.deepEqual([waiting, givenUp], [0, 3])
})

test('the outbox opens to its functions alone', async (t) => {
  const { owner } = await office(t)
  const { rows } = await owner.query(`
    select has_table_privilege('renkei_app', 'outbox.letters', 'select, insert, update, delete') as app,
           has_function_privilege('public', 'outbox.take(uuid)', 'execute') as everyone`)
  assert.deepEqual(rows, [{ app: false, everyone: false }])
})
