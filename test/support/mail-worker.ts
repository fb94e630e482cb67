/** A process that works the queue and sends deliveries: to be killed by a test. */
import { jobNames, openDatabase } from '../../src/base/db/index.ts'
import { startWorker, type Task, type Tasks } from '../../src/base/jobs/index.ts'
import { createMailer } from '../../src/base/outbound/index.ts'
import { openPgp } from '../../src/base/pgp/index.ts'
import { sendDeliveries } from '../../src/borders/mail/index.ts'

const { app, owner, url, house } = JSON.parse(process.env.RENKEI_TEST_MAIL ?? '{}')
const db = openDatabase({ app })
const mailer = createMailer({ kind: 'smtp', url, from: 'renkei@association.example', host: 'renkei.example' })
const deps = {
  db,
  mailer,
  pgp: openPgp(),
  house: async () => house,
  signingKey: async () => ({ privateKey: '', fingerprint: '' }),
}
const send: Task = (payload, { worker }) =>
  sendDeliveries(deps, (payload as { lines: string[] }).lines, worker)
const nothing: Task = async () => {}
await startWorker({
  owner,
  tasks: Object.fromEntries(
    jobNames.map((name) => [name, name === 'deliveries.send' ? send : nothing]),
  ) as unknown as Tasks,
})
process.stdout.write('begun\n')
