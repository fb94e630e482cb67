import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { throwawayKeys } from '../../src/base/keys/index.ts'
import { createMailer } from '../../src/base/outbound/index.ts'
import { openPgp } from '../../src/base/pgp/index.ts'
import { type DeliveryDeps, deliver, sendDeliveries } from '../../src/borders/mail/index.ts'
import { findSigningKey } from '../../src/people/association/index.ts'
import type { FreshDatabase } from './database.ts'

type After = { after(fn: () => void | Promise<void>): unknown }

/** One mail as the server got it: every byte that left the house. */
export interface Posted {
  readonly to: string
  readonly raw: string
}

/** A foreign mail server: takes everything, until it is told how to behave. */
export async function mailServer(t: After) {
  const posted: Posted[] = []
  const behaviour = {
    /** To the recipient: undefined takes it, else the answer's code. */
    recipient: (_to: string): number | undefined => undefined,
    /** After the content: undefined accepts; 'close' cuts the line; a number refuses. */
    content: (_to: string): number | 'close' | undefined => undefined,
    delayMs: 0,
  }
  const refusal = (code: number) => Object.assign(new Error('no'), { responseCode: code })
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 500,
    onRcptTo({ address }, _session, done) {
      const code = behaviour.recipient(address)
      done(code === undefined ? null : refusal(code))
    },
    onData(stream, session, done) {
      const to = session.envelope.rcptTo.map(({ address }) => address).join()
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const then = behaviour.content(to)
        if (then === 'close') {
          sockets.get(session.remotePort)?.destroy()
          return
        }
        if (then !== undefined) return done(refusal(then))
        posted.push({ to, raw: Buffer.concat(chunks).toString('utf8') })
        if (behaviour.delayMs === 0) done()
        else setTimeout(done, behaviour.delayMs)
      })
    },
  })
  const sockets = new Map<number | undefined, { destroy(): void }>()
  server.server.on('connection', (socket) => {
    sockets.set(socket.remotePort, socket)
  })
  server.on('error', () => {}) // a client that hangs up
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  t.after(() => new Promise<void>((resolve) => server.close(() => resolve())))
  return { posted, behaviour, url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}` }
}

export const HOUSE = {
  name: { ja: '試験協議会', en: 'Test Association' },
  short: { ja: '試験協', en: 'Test' },
  url: 'https://renkei.example',
  zone: 'Asia/Tokyo',
}

/** The house's mail, sent to a server of our own. */
export async function postOffice(t: After, { database: db, owner }: FreshDatabase) {
  const server = await mailServer(t)
  const keys = throwawayKeys()
  const pgp = openPgp()
  const route = { kind: 'smtp', from: 'renkei@association.example', host: 'renkei.example' } as const
  const mailers = {
    up: createMailer({ ...route, url: server.url }),
    down: createMailer({ ...route, url: 'smtp://127.0.0.1:1' }),
  }
  t.after(async () => {
    mailers.up.close()
    mailers.down.close()
    await pgp.close()
  })
  const identity = async () => ({ name: HOUSE.name.en, address: route.from })
  const deps: DeliveryDeps = {
    db,
    mailer: mailers.up,
    pgp,
    house: async () => HOUSE,
    signingKey: () => findSigningKey({ db, keys, pgp, identity }),
  }
  const lines = async () =>
    (
      await owner.query<{
        id: string
        person: string
        state: string
        cause: string
        size: string | null
        encrypted: boolean | null
        trouble: string | null
        attempts: number
      }>(
        `select id, person_id as person, state, cause, size, encrypted, trouble, attempts from deliveries.lines order by planned_at, id`,
      )
    ).rows
  /** Tries everything that waits. @returns to whom mail went in this round, sorted */
  const send = async (mailer: 'up' | 'down' = 'up', ids?: readonly string[]): Promise<string[]> => {
    const before = server.posted.length
    await sendDeliveries(
      { ...deps, mailer: mailers[mailer] },
      ids ?? (await lines()).map(({ id }) => id),
      'test',
    )
    return server.posted
      .slice(before)
      .map(({ to }) => to)
      .sort()
  }
  /** Letters of the outbox, which are sent one by one. */
  const sendLetters = async () => {
    const { rows } = await owner.query<{ id: string }>('select id from outbox.letters where sent_at is null')
    for (const { id } of rows) await deliver({ ...deps, keys }, id)
  }
  return { ...server, deps, keys, pgp, lines, send, sendLetters }
}
