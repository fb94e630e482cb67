import { createReadStream } from 'node:fs'
import { access, open, readFile, rename, rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import { auditChain } from '#base/audit/index.ts'
import {
  type BackupSummary,
  backup,
  type Lock,
  openDatabase,
  openServer,
  restore,
  type SealedUnder,
  sealedUnder,
  type Unlock,
} from '#base/db/index.ts'
import { prepareQueue } from '#base/jobs/index.ts'
import { openKeys } from '#base/keys/index.ts'
import type { House } from '../../app.ts'
import type { Config } from '../../config.ts'
import { type Command, type Input, InputRefused } from './command.ts'

const SHORTEST_PASSPHRASE = 12

const LOCKS = [
  ['--passphrase-file <file>', 'encrypt with the passphrase in this file'],
  ['--key <file>', 'encrypt to an X25519 public key (PEM): who has this server cannot read the archive'],
  ['--plain', 'do not encrypt: everything that members share lies open in the archive'],
] as const

const UNLOCKS = [
  ['--passphrase-file <file>', 'the passphrase'],
  ['--key <file>', 'the private half of the key (PEM)'],
] as const

async function lockOf({ options }: Input): Promise<Lock> {
  const given = [options.passphraseFile, options.key, options.plain].filter(Boolean)
  if (given.length !== 1)
    throw new InputRefused('Say how to lock the archive: --passphrase-file, --key or --plain.')
  if (options.plain) return { kind: 'plain' }
  if (options.key) return { kind: 'public-key', pem: await readGiven(options.key) }
  const passphrase = await passphraseOf(options.passphraseFile)
  if (passphrase.length < SHORTEST_PASSPHRASE) {
    throw new InputRefused(`A passphrase of at least ${SHORTEST_PASSPHRASE} characters is needed.`)
  }
  return { kind: 'passphrase', passphrase }
}

async function unlockOf({ options }: Input): Promise<Unlock> {
  if (options.key) return { kind: 'private-key', pem: await readGiven(options.key) }
  if (!options.passphraseFile) return { kind: 'none' }
  return { kind: 'passphrase', passphrase: await passphraseOf(options.passphraseFile) }
}

const passphraseOf = async (path: unknown) => (await readGiven(path)).replace(/\r?\n$/, '')

async function readGiven(path: unknown): Promise<string> {
  return readFile(String(path), 'utf8').catch((error: Error) => {
    throw new InputRefused(`${String(path)} cannot be read: ${error.message}`)
  })
}

export const backupCommand: Command<House> = {
  name: 'backup [file]',
  summary: 'write one encrypted archive of everything but the key',
  options: [['--to <file>', 'the same as the argument'], ...LOCKS],
  async run(input, house) {
    const lock = await lockOf(input)
    const at = house.now()
    const name = `renkei-${at.toISOString().slice(0, 19).replaceAll(':', '')}Z.backup`
    const target = resolve(String(input.args[0] ?? input.options.to ?? name))
    await access(target).then(
      () => Promise.reject(new InputRefused(`${target} is there already.`)),
      () => {},
    )
    let summary: BackupSummary | undefined
    await writeDurably(
      target,
      backup(house.owner, lock, { release: house.config.release, at }, (done) => {
        summary = done
      }),
    )
    const said = summary ?? { tables: 0, rows: 0, jobs: 0 }
    await house.db.asViewer({ kind: 'system', purpose: 'backup' }).act(async (act) => {
      act.record({ act: 'backup.make', detail: { lock: lock.kind, rows: said.rows } })
    })
    return {
      lines: [
        `${target}: ${said.rows} rows of ${said.tables} tables, ${said.jobs} waiting jobs.`,
        `The key ${house.config.keyFile} is not in it: keep a copy apart.`,
        ...(lock.kind === 'plain' ? ['It is not encrypted.'] : []),
      ],
      json: { file: target, at: at.toISOString(), lock: lock.kind, ...said },
    }
  },
}

/** The archive appears under its name when it is whole and on the disk. */
async function writeDurably(target: string, bytes: AsyncIterable<Buffer>): Promise<void> {
  const draft = `${target}.part`
  const file = await open(draft, 'w', 0o600).catch((error: Error) => {
    throw new InputRefused(`${target} cannot be written: ${error.message}`)
  })
  try {
    for await (const piece of bytes) await file.write(piece)
    await file.sync()
    await rename(draft, target)
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  } finally {
    await file.close()
  }
}

export const restoreCommand: Command<Config> = {
  name: 'restore <file>',
  summary: 'restore an archive into an empty data folder or database',
  options: UNLOCKS,
  async run(input, config) {
    const path = String(input.args[0])
    await access(path).catch(() => {
      throw new InputRefused(`There is no file ${path}.`)
    })
    const unlock = await unlockOf(input)
    const server = await openServer({
      choice: config.database,
      dataFolder: config.dataFolder,
      mode: 'keep',
      name: 'renkei restore',
    })
    try {
      const done = await restore(server.owner, createReadStream(path), unlock, prepareQueue)
      const keys = openKeys(config.keyFile, { create: !config.keyFileNamed })
      const lost = (await sealedUnder(server.owner)).filter(({ key }) => !keys.ids.includes(key))
      const db = openDatabase({ app: server.app, hooks: { beforeCommit: auditChain(keys).beforeCommit } })
      await db.asViewer({ kind: 'system', purpose: 'restore' }).act(async (act) => {
        act.record({ act: 'backup.restore', detail: { from: done.header.at, rows: done.rows } })
      })
      await db.close()
      return {
        lines: [
          `Restored what ${path} held on ${done.header.at}: ${done.rows} rows of ${done.tables} tables, ${done.jobs} waiting jobs.`,
          ...lostLines(lost, config.keyFile),
        ],
        json: { at: done.header.at, tables: done.tables, rows: done.rows, jobs: done.jobs, lost },
      }
    } finally {
      await server.close()
    }
  },
}

function lostLines(lost: readonly SealedUnder[], keyFile: string): string[] {
  if (lost.length === 0) return ['Everything that is sealed opens with the key file.']
  return [
    `${keyFile} does not hold every key that this archive was sealed under. Until you put back your copy, closed are:`,
    ...lost.map(({ table, column, key, values }) =>
      column === 'mac'
        ? `  ${values} audit entries: kept, but not provable (key ${key})`
        : `  ${values} values of ${table}.${column} (key ${key})`,
    ),
  ]
}
