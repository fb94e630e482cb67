/** What a mail about a warning carries, for every marking, with a proven key and without (R23). */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { simpleParser } from 'mailparser'
import * as openpgp from 'openpgp'
import { defaultCharter } from '../src/core/charter/index.ts'
import { type Envelope, TLP, type Tlp } from '../src/core/envelope/index.ts'
import { draftWarning, releaseWarning } from '../src/work/warnings/index.ts'
import { notifyRecipients } from '../src/work/warnings/notify.ts'
import { freshDatabase } from './support/database.ts'
import { postOffice } from './support/post-office.ts'
import { envelopeFor, smallWorld } from './support/small-world.ts'

const CANARY = { headline: 'CANARYHEAD', text: 'CANARYTEXT', doNow: 'CANARYDO', changeNote: 'CANARYNOTE' }
const CLEAR_TITLE = 'CANARYCLEARTITLE'
const ALL = [...Object.values(CANARY), CLEAR_TITLE]

/** Everything that a mail shows to whoever holds it: the bytes, and what they say once decoded. */
async function shown(raw: string): Promise<string> {
  const mail = await simpleParser(raw)
  const attached = mail.attachments.map(({ content, filename }) => `${filename} ${content.toString()}`)
  const headers = mail.headerLines.map(({ line }) => line)
  return [raw, mail.subject, mail.text, mail.html || '', ...headers, ...attached].join('\n')
}

async function house(t: Parameters<typeof freshDatabase>[0]) {
  const fresh = await freshDatabase(t)
  const world = await smallWorld(fresh.owner)
  const office = await postOffice(t, fresh)
  const { privateKey, publicKey } = await openpgp.generateKey({
    userIDs: [{ name: 'Bravo', email: 'bravo@example.com' }],
    curve: 'curve25519Legacy',
    type: 'ecc',
    date: new Date('2025-01-01'),
    format: 'object',
  })
  const { owner, database: db } = fresh
  const key = randomUUID()
  await owner.query(
    `insert into directory.keys (id, person_id, armored, fingerprint, algorithm, user_ids, created_at, added_at)
     values ($1, $2, $3, $4, 'ed25519', '{}', now(), now())`,
    [key, world.as.bravoPoc.person, publicKey.armor(), publicKey.getFingerprint().toUpperCase()],
  )
  /** The person typed the word that came in a mail encrypted to the key. */
  const prove = () =>
    owner.query(
      `insert into deliveries.proofs (id, person_id, key_id, address, word_tag, sent_at, proven_at)
       select $1, id, $2, email, '', now(), now() from directory.persons where id = $3`,
      [randomUUID(), key, world.as.bravoPoc.person],
    )
  /** Releases one part a label, and sends. @returns the mails to the point of contact of bravo, and to all others */
  const tell = async (...labels: Tlp[]) => {
    const { bravoPoc, alphaPoc } = world.as
    const named = { kind: 'appointment', id: bravoPoc.appointment } as const
    const parts = labels.map((tlp) => ({
      envelope: envelopeFor(tlp === 'RED' ? [named] : [{ kind: 'team', id: world.teams.bravo }], {
        tlp,
        reach: tlp === 'RED' || tlp === 'AMBER+STRICT' ? 'as-previewed' : 'live',
      } satisfies Partial<Envelope>),
      content: { ...CANARY, clearTitle: CLEAR_TITLE },
    }))
    const { number } = await db
      .asViewer(alphaPoc)
      .act((act) =>
        draftWarning(act, { exercise: false, attribution: 'off', urgency: 'normal', parts }, () => ''),
      )
    const noHold = { ...defaultCharter, holdSeconds: { normal: 0, immediate: 0 } }
    await db
      .asViewer(alphaPoc)
      .act((act) => releaseWarning(act, number, { revision: 1, widen: false }, noHold))
    const { rows } = await owner.query('select distinct item_id from access.parts where number = $1', [
      number,
    ])
    await notifyRecipients({ db }, { item: rows[0].item_id })
    const before = office.posted.length
    await office.send()
    const mails = office.posted.slice(before)
    const own = mails.filter(({ to }) => to.startsWith('bravo.poc'))
    assert.equal(own.length, 1)
    return { raw: own[0]?.raw ?? '', others: mails.filter(({ to }) => !to.startsWith('bravo.poc')), number }
  }
  const decrypt = async (raw: string) => {
    const mail = await simpleParser(raw)
    const armored = /-----BEGIN PGP MESSAGE-----[\s\S]*-----END PGP MESSAGE-----/.exec(
      mail.attachments.map(({ content }) => content.toString()).join('\n') || raw,
    )?.[0]
    const { rows } = await owner.query('select public_key from association.mail_keys')
    const opened = await openpgp.decrypt({
      message: await openpgp.readMessage({ armoredMessage: armored ?? '' }),
      decryptionKeys: privateKey,
      verificationKeys: await openpgp.readKey({ armoredKey: rows[0].public_key }),
      expectSigned: true,
    })
    return opened.data
  }
  return { ...fresh, world, office, prove, tell, decrypt, privateKey }
}

/** What each label lets a mail in clear carry, by the default charter. */
const IN_CLEAR: Record<Tlp, readonly string[]> = {
  CLEAR: [CANARY.headline, CANARY.text, CANARY.doNow, CANARY.changeNote],
  GREEN: [CLEAR_TITLE],
  AMBER: [],
  'AMBER+STRICT': [],
  RED: [],
}

test('in clear, no byte of a mail says more than its label allows', async (t) => {
  const { tell } = await house(t)
  for (const tlp of TLP) {
    const { raw, others } = await tell(tlp)
    for (const one of [raw, ...others.map(({ raw }) => raw)]) {
      const all = await shown(one)
      for (const word of ALL) assert.equal(all.includes(word), IN_CLEAR[tlp].includes(word), `${tlp} ${word}`)
      if (tlp !== 'CLEAR') assert.equal((await simpleParser(one)).attachments.length, 0)
    }
  }
})

test('with a proven key all but RED comes whole, and outside the encryption stands a number alone', async (t) => {
  const { prove, tell, decrypt } = await house(t)
  await prove()
  for (const tlp of TLP) {
    const { raw, number } = await tell(tlp)
    const all = await shown(raw)
    for (const word of ALL) assert.ok(!all.includes(word), `${tlp} ${word}`)
    const mail = await simpleParser(raw)
    assert.equal(mail.subject, `[試験協] ${number} 新着 / new`)
    if (tlp === 'RED') {
      assert.equal(mail.attachments.length, 0, 'a notice, without any attachment')
      continue
    }
    const inside = await simpleParser(await decrypt(raw))
    assert.equal(inside.subject, `[試験協] TLP:${tlp} ${number} CANARYHEAD`)
    for (const word of Object.values(CANARY)) assert.match(inside.text ?? '', new RegExp(word))
    assert.equal(inside.messageId, mail.messageId)
    const handling = inside.text?.includes(tlp === 'AMBER' ? '自組織と、守る対象の' : '')
    assert.ok(handling, 'the handling sentence stands in it (R13)')
  }
})

test('the header inside is protected in both ways, the one outside is told', async (t) => {
  const { prove, tell, decrypt } = await house(t)
  await prove()
  const { raw, number } = await tell('AMBER')
  assert.match(raw, /^Content-Type: multipart\/encrypted; protocol="application\/pgp-encrypted"/m)
  assert.match(raw, /Content-Type: application\/pgp-encrypted[\s\S]*\r\nVersion: 1\r\n/)
  const inside = (await decrypt(raw)).split(/\r?\n\r?\n/)[0]?.replaceAll(/\r?\n[ \t]+/g, ' ') ?? ''
  assert.match(inside, /^Content-Type: multipart\/alternative;.*hp="?cipher"?;.*protected-headers="?v1"?/m)
  const outer = [...inside.matchAll(/^Hp-Outer: ([\w-]+): (.*)$/gim)].map(([, name]) => name)
  assert.deepEqual(outer, ['From', 'To', 'Subject', 'Date', 'Message-ID'])
  const mail = await simpleParser(raw)
  const inner = await simpleParser(await decrypt(raw))
  assert.deepEqual(inner.to, mail.to)
  assert.deepEqual(inner.from, mail.from)
  assert.ok(mail.subject?.includes(number))
})

test('the strictest part decides: with RED among them, a mail is a notice, key or not', async (t) => {
  const { prove, tell } = await house(t)
  for (const _ of ['without a key', 'with one']) {
    const { raw } = await tell('CLEAR', 'RED')
    const all = await shown(raw)
    for (const word of ALL) assert.ok(!all.includes(word), word)
    await prove()
  }
})

test('a key that was not proven, was revoked, or proven for another address gets nothing encrypted', async (t) => {
  const { prove, tell, owner, world } = await house(t)
  const isNotice = async () => assert.doesNotMatch((await tell('AMBER')).raw, /PGP MESSAGE/)
  await isNotice()
  await prove()
  assert.match((await tell('AMBER')).raw, /PGP MESSAGE/)
  const change = (email: string) =>
    owner.query(`update directory.persons set email = $1 where id = $2`, [email, world.as.bravoPoc.person])
  await change('bravo.poc.new@example.com')
  await isNotice()
  await prove()
  assert.match((await tell('AMBER')).raw, /PGP MESSAGE/)
  await owner.query('update directory.keys set revoked_at = now()')
  await isNotice()
})

test('the association has one key, made when it is first needed, and its secret half is sealed', async (t) => {
  const { prove, tell, owner, office } = await house(t)
  await tell('AMBER')
  const keys = async () => (await owner.query('select * from association.mail_keys')).rows
  assert.equal((await keys()).length, 0)
  await prove()
  await Promise.all([office.deps.signingKey(), office.deps.signingKey(), office.deps.signingKey()])
  await tell('AMBER')
  const [kept, ...more] = await keys()
  assert.equal(more.length, 0)
  assert.match(kept.private_key, /^v1\./)
  assert.match(kept.public_key, /BEGIN PGP PUBLIC KEY BLOCK/)
})

const gpg = spawnSync('gpg', ['--version']).status === 0

test('GnuPG opens a mail of ours and finds the association’s signature good', {
  skip: gpg ? false : 'gpg is not installed here',
}, async (t) => {
  const { prove, tell, owner, privateKey } = await house(t)
  await prove()
  const { raw } = await tell('AMBER')
  const home = mkdtempSync(join(tmpdir(), 'renkei-gpg-'))
  t.after(() => {
    spawnSync('gpgconf', ['--homedir', home, '--kill', 'all'])
    rmSync(home, { recursive: true, force: true })
  })
  const run = (args: string[], input: string) =>
    spawnSync('gpg', ['--homedir', home, '--batch', '--no-tty', '--trust-model', 'always', ...args], {
      input,
    })
  const { rows } = await owner.query('select public_key from association.mail_keys')
  for (const key of [privateKey.armor(), rows[0].public_key]) assert.equal(run(['--import'], key).status, 0)
  const armored = /-----BEGIN PGP MESSAGE-----[\s\S]*-----END PGP MESSAGE-----/.exec(raw)?.[0] ?? ''
  const { stdout, stderr, status } = run(['--status-fd', '2', '--decrypt'], armored)
  assert.equal(status, 0, stderr.toString())
  assert.match(stderr.toString(), /GOODSIG/)
  const inside = await simpleParser(stdout)
  assert.match(inside.text ?? '', /CANARYTEXT/)
})
