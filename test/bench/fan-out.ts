import { availableParallelism } from 'node:os'
import { jobNames } from '../../src/base/db/index.ts'
import { startWorker, type Task, type Tasks } from '../../src/base/jobs/index.ts'
import { openPgp } from '../../src/base/pgp/index.ts'
import { sendDeliveries } from '../../src/borders/mail/index.ts'
import { defaultCharter } from '../../src/core/charter/index.ts'
import { draftWarning, releaseWarning } from '../../src/work/warnings/index.ts'
import { notifyRecipients } from '../../src/work/warnings/notify.ts'
import { freshDatabase } from '../support/database.ts'
import { manyTeams } from '../support/many-teams.ts'
import { postOffice } from '../support/post-office.ts'
import { envelopeFor, smallWorld } from '../support/small-world.ts'
import { ending, type Report } from './report.ts'

const TEAMS = 1_000
/** At once, where one thing is measured alone: as many as the mailer has connections. */
const AT_ONCE = 10

const seconds = async (fn: () => Promise<unknown>): Promise<number> => {
  const start = process.hrtime.bigint()
  await fn()
  return Number(process.hrtime.bigint() - start) / 1e9
}

async function all<T>(list: readonly T[], fn: (one: T) => Promise<unknown>): Promise<void> {
  const queue = list.values()
  const lane = async () => {
    for (const one of queue) await fn(one)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, lane))
}

/**
 * A warning to 1,000 teams of two persons, each with a key of its own, through a mail server in the same process: from the
 * moment when readers may see it until the last mail is noted. The limit is what signing, encrypting and the mail
 * server take alone, one after the other, in this run.
 */
export async function benchFanOut(report: Report): Promise<void> {
  const { after, over } = ending()
  const t = { after }
  const fresh = await freshDatabase(t as never)
  const { owner, database: db, connections } = fresh
  const world = await smallWorld(owner)
  await manyTeams(owner, TEAMS)
  const office = await postOffice(t as never, fresh)
  const pgp = openPgp({ threads: availableParallelism() })
  after(() => pgp.close())

  const { rows: people } = await owner.query<{ id: string }>(
    `select p.id from directory.persons p where p.email like '%.many%'`,
  )
  const keys: { id: string; publicKey: string }[] = []
  await all(people, async ({ id }) => {
    const { publicKey } = await pgp.generate({
      name: 'P',
      address: 'p@example.com',
      at: new Date('2025-01-01'),
    })
    keys.push({ id, publicKey })
  })
  await owner.query(
    `with given as (select * from jsonb_to_recordset($1::jsonb) as k (id uuid, "publicKey" text)),
     kept as (
       insert into directory.keys (id, person_id, armored, fingerprint, algorithm, user_ids, created_at, added_at)
       select gen_random_uuid(), id, "publicKey", '', 'ed25519', '{}', now(), now() from given returning id, person_id)
     insert into deliveries.proofs (id, person_id, key_id, address, word_tag, sent_at, proven_at)
     select gen_random_uuid(), k.person_id, k.id, p.email, '', now(), now() from kept k join directory.persons p on p.id = k.person_id`,
    [JSON.stringify(keys)],
  )

  const { privateKey } = await office.deps.signingKey()
  const content = 'x'.repeat(6_000)
  const crypto = await seconds(() =>
    all(keys, ({ publicKey }) => pgp.encrypt({ content, to: [publicKey], privateKey, at: new Date() })),
  )
  const mail = { to: 'a@example.com', fromName: 'Test', subject: 's', text: content, html: content }
  const smtp = await seconds(() =>
    all(keys, ({ id }) => office.deps.mailer.send({ ...mail, id: `alone-${id}` })),
  )

  const author = db.asViewer(world.as.alphaPoc)
  const text = '観測した通信先と手順を以下に示します。'.repeat(60)
  const part = {
    envelope: envelopeFor([{ kind: 'members' }], { tlp: 'AMBER' }),
    content: { headline: '見出し', text, doNow: '通信記録を確かめてください。', changeNote: '' },
  }
  const { number } = await author.act((act) =>
    draftWarning(act, { exercise: false, attribution: 'off', urgency: 'normal', parts: [part] }, () => ''),
  )
  const noHold = { ...defaultCharter, holdSeconds: { normal: 0, immediate: 0 } }
  await author.act((act) => releaseWarning(act, number, { revision: 1, widen: false }, noHold))
  const { rows } = await owner.query('select item_id as item from access.parts where number = $1', [number])
  const send: Task = (payload, { worker }) =>
    sendDeliveries({ ...office.deps, pgp }, (payload as { lines: string[] }).lines, worker)
  const tasks = Object.fromEntries(
    jobNames.map((name) => [name, name === 'deliveries.send' ? send : async () => {}]),
  ) as unknown as Tasks
  const worker = await startWorker({ owner: connections.owner, tasks })
  let count = 0
  const whole = await seconds(async () => {
    await notifyRecipients({ db }, { item: rows[0].item })
    for (;;) {
      const { rows: open } = await owner.query(
        `select count(*) filter (where state in ('waiting', 'sending'))::int as open, count(*)::int as all from deliveries.lines`,
      )
      count = open[0].all
      if (open[0].open === 0) return
      await new Promise((resolve) => setTimeout(resolve, 25))
    }
  })
  await worker.stop()
  const alone = keys.length / (crypto + smtp)
  const rate = count / whole
  const line = (name: string, figure: number, limit: number) =>
    report({ name, figure, limit, ratio: figure / alone, unit: '/s', n: keys.length, atLeast: true })
  line('mails signed and encrypted, alone', keys.length / crypto, 1_490)
  line('mails to a server, alone', keys.length / smtp, 3_400)
  line(`fan-out to ${TEAMS} teams, encrypted mails`, rate, 0.8 * alone)
  await over()
}
