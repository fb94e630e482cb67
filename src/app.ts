import { randomUUID } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type { ClientConfig } from 'pg'
import { auditChain } from '#base/audit/index.ts'
import { type Database, migrate, needsItsKeys, openDatabase, openServer } from '#base/db/index.ts'
import {
  createLog,
  createRateLimiter,
  type Listening,
  type LiveHub,
  type Log,
  listen,
  openLiveHub,
} from '#base/http/index.ts'
import { prepareQueue, startWorker } from '#base/jobs/index.ts'
import { type Keys, openKeys } from '#base/keys/index.ts'
import { createMailer, type Mailbox, type Mailer, openMailbox, resumeLetters } from '#base/outbound/index.ts'
import { openPgp, type Pgp } from '#base/pgp/index.ts'
import { type Intake, openIntake } from '#borders/intake/index.ts'
import { createApi } from '#doors/api/index.ts'
import { openApp } from '#doors/app/files.ts'
import { mailboxDoors } from '#doors/site/mailbox.ts'
import { schedules, tasksOf } from '#doors/worker/index.ts'
import { sourceSeal } from '#people/access/index.ts'
import { type FollowedAssociation, followAssociation } from '#people/association/index.ts'
import {
  createAuthenticator,
  createIdentity,
  followRevocations,
  type Identity,
  inviteAppointed,
} from '#people/identity/index.ts'
import { resumeDeliveries } from '#work/deliveries/index.ts'
import type { Config } from './config.ts'

/** What every command and every door works with. Built once, closed in reverse. */
export interface House {
  readonly config: Config
  readonly log: Log
  readonly keys: Keys
  readonly db: Database
  readonly association: FollowedAssociation
  /** Login of the owner: migrations, the queue, backup. Never handed to a door. */
  readonly owner: ClientConfig
  readonly now: () => Date
  close(): Promise<void>
}

export interface HouseOptions {
  /** `keep`: be the only one on the data folder. `join`: beside a Renkei that runs, or alone. */
  readonly mode: 'keep' | 'join'
  /** As others see it: `renkei start`. */
  readonly name: string
  /** The database is gone for good; stop. */
  readonly onLost?: (error: Error) => void
}

const APP_FOLDER = join(import.meta.dirname, '../dist/app')

/** Steps that undo what was opened, last first. What fails in one is logged and stops no other. */
function undoing(log: Log) {
  const steps: { what: string; undo: () => Promise<void> }[] = []
  return {
    add(what: string, undo: () => Promise<void>) {
      steps.push({ what, undo })
    },
    async run() {
      for (const { what, undo } of steps.splice(0).reverse()) {
        await undo().catch((error: unknown) =>
          log.error({ what, error: String(error) }, 'did not stop cleanly'),
        )
      }
    },
  }
}

/**
 * Configuration → database server → migrations → keys → database. What was opened before a failure is closed again.
 *
 * @throws FolderInUse, ServerRefused, MigrationRefused, KeyFileFault
 */
export async function openHouse(config: Config, options: HouseOptions): Promise<House> {
  const log = createLog(config.logLevel)
  const undo = undoing(log)
  try {
    const server = await openServer({ choice: config.database, dataFolder: config.dataFolder, ...options })
    undo.add('database server', server.close)
    const applied = await migrate(server.owner)
    // whoever begins has nothing that could be brought to a release
    const isNew = applied.some((name) => name.startsWith('0001-'))
    if (applied.length > 0 && !isNew)
      log.info({ applied: applied.length }, 'database brought to this release')
    await prepareQueue(server.owner)
    const mayCreate = !config.keyFileNamed && !(await needsItsKeys(server.owner))
    const keys = openKeys(config.keyFile, { create: mayCreate })
    const db = openDatabase({
      app: server.app,
      hooks: {
        within: (act, event) => inviteAppointed(act, { keys, origin: () => config.url }, event),
        beforeCommit: auditChain(keys).beforeCommit,
      },
      onError: (error) => log.warn({ error: error.message }, 'lost a connection to the database'),
    })
    undo.add('database', db.close)
    const association = await followAssociation(db)
    return { config, log, keys, db, association, owner: server.owner, now: () => new Date(), close: undo.run }
  } catch (error) {
    await undo.run()
    throw error
  }
}

/** What runs until it is stopped. */
export interface Running {
  /** Where people reach it; undefined for a worker alone. */
  readonly url: string | undefined
  stop(): Promise<void>
}

/** Serves, works the queue, or both. Does not close the house. @throws EADDRINUSE, EACCES */
export async function startHouse(house: House, parts: { serve: boolean; work: boolean }): Promise<Running> {
  const { config, log } = house
  const undo = undoing(log)
  const url = new URL(config.url)
  const origin = () => url.origin
  try {
    const mailbox = config.mode === 'association' ? undefined : await openMailbox()
    if (mailbox) undo.add('mailbox', mailbox.close)
    if (parts.work) {
      const mailer = mailerOf(config, mailbox)
      undo.add('mailer', async () => mailer.close())
      const sealing = openPgp({ threads: availableParallelism() })
      undo.add('OpenPGP of mail', sealing.close)
      const worker = await startWorker({
        owner: house.owner,
        tasks: tasksOf({ ...house, mailer, pgp: sealing, anchorFile: config.anchorFile, origin }),
        schedules,
        onError: (what, error) => log.error({ ...what, error: nameOf(error) }, 'a job failed'),
      })
      undo.add('worker', worker.stop)
      // a way out may be new since they were written
      if (mailer.kind !== 'none')
        await house.db.asViewer({ kind: 'system', purpose: 'mail' }).act(async (act) => {
          await resumeLetters(act)
          await resumeDeliveries(act)
        })
    }
    if (!parts.serve) return { url: undefined, stop: undo.run }
    const hub = openLiveHub(house.db.listen, randomUUID())
    const identity = createIdentity({
      db: house.db,
      keys: house.keys,
      origin,
      ticks: () => performance.now(),
      byHand: config.mode === 'association' && !config.smtp,
    })
    const unfollow = followRevocations(identity)
    undo.add('sessions', async () => unfollow())
    const pgp = openPgp()
    undo.add('OpenPGP', pgp.close)
    const intake = openIntake({ told: (failure) => log.error({ failure }, 'a reader of files failed') })
    undo.add('intake', intake.close)
    const listening = await listenOn(apiOf(house, { hub, origin, mailbox, identity, pgp, intake }), config)
    undo.add('server', async () => {
      await Promise.all(listening.map((one) => one.close()))
    })
    // before the server, which would wait for streams that never end by themselves
    undo.add('live streams', async () => hub.close())
    if (config.port === 0) url.port = String(listening[0]?.port)
    return { url: url.origin, stop: undo.run }
  } catch (error) {
    await undo.run()
    throw error
  }
}

/** A demo never mails: its persons are invented, their addresses may not be. */
function mailerOf({ mode, smtp, url }: Config, mailbox: Mailbox | undefined): Mailer {
  const host = new URL(url).hostname
  if (smtp && mode !== 'demo') return createMailer({ kind: 'smtp', url: smtp.url, from: smtp.from, host })
  return createMailer(mailbox && { kind: 'mailbox', url: mailbox.url, from: `renkei@${host}`, host })
}

interface ApiParts {
  readonly hub: LiveHub
  readonly origin: () => string
  readonly mailbox: Mailbox | undefined
  readonly identity: Identity
  readonly pgp: Pgp
  readonly intake: Intake
}

function apiOf(
  house: House,
  { hub, origin, mailbox, identity, pgp, intake }: ApiParts,
): ReturnType<typeof createApi> {
  const { config, db, keys, log, now, association } = house
  const built = openApp(APP_FOLDER)
  const zone = () => association.current()?.zone ?? 'UTC'
  return createApi(
    {
      db,
      log,
      now,
      keys,
      identity,
      pgp,
      intake,
      authenticator: createAuthenticator(identity),
      rateLimiter: createRateLimiter(Date.now),
      origin,
      language: () => association.current()?.language ?? 'ja',
      proxies: config.proxies,
      ...sourceSeal(keys),
    },
    {
      version: config.release,
      live: hub,
      doors: mailbox ? mailboxDoors({ mailbox, zone }) : [],
      files: built ? [built] : [],
      app: built,
    },
  )
}

const nameOf = (error: unknown) => (error instanceof Error ? `${error.name}: ${error.message}` : 'unknown')

/** `localhost` is two addresses; whoever asks for it gets both, so that nobody else can sit on the other. */
async function listenOn(app: Parameters<typeof listen>[0], { host, port }: Config): Promise<Listening[]> {
  if (host !== 'localhost') return [await listen(app, { host, port })]
  const first = await listen(app, { host: '127.0.0.1', port })
  try {
    return [first, await listen(app, { host: '::1', port: first.port })]
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT') return [first] // a machine without IPv6
    await first.close(0)
    throw error
  }
}
