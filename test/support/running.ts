import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'

const BIN = join(import.meta.dirname, '../../bin/renkei.mjs')
/** A slow machine builds the app and makes a demo within this. */
const START_MS = 180_000

/** Where one installation keeps everything, gone with {@link Place.remove}. */
export interface Place {
  readonly env: Readonly<Record<string, string>>
  /** Stops what still runs there, newest first, and removes the folder. */
  remove(): Promise<void>
}

/** One process of the command line that stays. */
export interface RunningRenkei {
  readonly url: string
  /** All that it has said. */
  readonly said: () => string
  /** SIGTERM, and waits for the end; `SIGKILL` to see what survives. */
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<number | null>
}

const running = new Map<Place, RunningRenkei[]>()

/** What the installations of this process have lately told their operators. */
export const toldOperators = (): string =>
  [...running.values()]
    .flat()
    .map(({ said }) => said().slice(-4_000))
    .join('\n')

/** A folder for one installation. Others may enter it: as root the database runs under another user. */
export async function newPlace(): Promise<Place> {
  const root = await mkdtemp(join(tmpdir(), 'renkei-journey-'))
  await chmod(root, 0o755)
  const place: Place = {
    env: { RENKEI_DATA: join(root, 'data'), RENKEI_PG_HOME: join(root, 'pg') },
    async remove() {
      for (const one of (running.get(place) ?? []).reverse()) await one.stop()
      await rm(root, { recursive: true, force: true, maxRetries: 3 })
    },
  }
  running.set(place, [])
  return place
}

const environment = (place: Place) => ({
  ...Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(RENKEI_|DATABASE_|SMTP_|MAIL_|PORT$|HOST$|NODE_TEST)/.test(name),
    ),
  ),
  RENKEI_LOG: 'error',
  PORT: '0',
  ...place.env,
})

/**
 * Runs `renkei start`, `demo` or `dev` as a person does, on a free port, and waits until it says where it is.
 *
 * @param env beside what the place says, such as a port to come back to
 * @throws with all that it said, when it ends before
 */
export async function runRenkei(
  place: Place,
  command: 'start' | 'demo' | 'dev',
  env: Record<string, string> = {},
): Promise<RunningRenkei> {
  const child = spawn(process.execPath, [BIN, command], {
    env: { ...environment(place), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = once(child, 'close').then(([code]) => code as number | null)
  let out = ''
  const readied = Promise.withResolvers<string>()
  const listen = (chunk: Buffer) => {
    out += chunk.toString()
    const url = /Renkei 連携\s+(http:\S+)[\s\S]*Ctrl-C/.exec(out)?.[1]
    if (url) readied.resolve(url)
  }
  child.stdout.on('data', listen)
  child.stderr.on('data', listen)
  void ended.then(() => readied.reject(new Error(`renkei ${command} ended:\n${out}`)))
  const late = new AbortController()
  const tooLate = sleep(START_MS, undefined, { signal: late.signal, ref: false }).then(() => {
    child.kill('SIGKILL')
    throw new Error(`renkei ${command} did not start within ${START_MS / 1000} s:\n${out}`)
  })
  tooLate.catch(() => undefined)
  const url = await Promise.race([readied.promise, tooLate]).finally(() => late.abort())
  const one: RunningRenkei = { url, said: () => out, stop: (signal) => stop(child, ended, signal) }
  running.get(place)?.push(one)
  return one
}

/** One demo for all journeys of a file: started when first asked for, gone after the last. */
export function sharedDemo(): () => Promise<RunningRenkei> {
  let place: Place | undefined
  let started: Promise<RunningRenkei> | undefined
  after(() => place?.remove())
  return () => {
    started ??= newPlace().then((made) => {
      place = made
      return runRenkei(made, 'demo')
    })
    return started
  }
}

async function stop(child: ChildProcess, ended: Promise<number | null>, signal: NodeJS.Signals = 'SIGTERM') {
  if (child.exitCode === null && child.signalCode === null) child.kill(signal)
  return ended
}
