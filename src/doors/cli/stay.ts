import type { House, Running } from '../../app.ts'
import type { Config } from '../../config.ts'
import { buildApp } from './build-app.ts'
import type { Input } from './command.ts'
import { firstSteps, settle } from './first-steps.ts'
import type { Assembly } from './index.ts'

/** A command that stays until it is stopped. */
export interface ServeCommand {
  readonly name: string
  readonly summary: string
  readonly mode: Config['mode']
  readonly parts: { readonly serve: boolean; readonly work: boolean }
  /** Refuses to run beside another process on the same data folder. */
  readonly alone: boolean
  readonly options?: readonly (readonly [flags: string, description: string])[]
}

const both = { serve: true, work: true }
const MOVE = [
  ['--move', 'take RENKEI_URL as the new address of an association founded under another'],
] as const

export const serveCommands: readonly ServeCommand[] = [
  {
    name: 'start',
    summary: 'start everything: database, server and worker',
    mode: 'association',
    parts: both,
    alone: true,
    options: MOVE,
  },
  {
    name: 'demo',
    summary: 'start an invented association, on this machine alone',
    mode: 'demo',
    parts: both,
    alone: true,
  },
  {
    name: 'dev',
    summary: 'start for work on Renkei itself, with its mailbox shown',
    mode: 'development',
    parts: both,
    alone: true,
  },
  {
    name: 'serve',
    summary: 'answer people and programs',
    mode: 'association',
    parts: { serve: true, work: false },
    alone: false,
  },
  {
    name: 'work',
    summary: 'carry out what was entered in the queue',
    mode: 'association',
    parts: { serve: false, work: true },
    alone: false,
  },
]

/** Within this a second Ctrl-C is an echo (npm and the terminal both send one); after it, impatience. */
const ECHO_MS = 1_500

/** Starts, tells where, waits for the end, stops in reverse. Returns the exit code. */
export async function stay(command: ServeCommand, input: Input, assembly: Assembly): Promise<number> {
  const config = assembly.readConfig(assembly.env, command.mode)
  const end = endOf(assembly)
  try {
    // Tests of what lies beneath do not wait for the app.
    if (command.parts.serve && !assembly.env.RENKEI_TEST_UNBUILT) await buildApp(assembly.out)
    if (end.asked()) return 0
    const house = await assembly.openHouse(config, {
      mode: command.alone ? 'keep' : 'join',
      name: `renkei ${command.name}`,
      onLost: (lost) => end.fail(`${lost.message} Renkei stops.`),
    })
    try {
      await settle(house, assembly.out, input.options.move === true)
      const running = await assembly.startHouse(house, command.parts).catch((error: unknown) => {
        throw explainPort(error, config)
      })
      for (const line of await greeting(house, running)) assembly.out(`${line}\n`)
      const code = await end.wait()
      await running.stop()
      return code
    } finally {
      await house.close()
    }
  } finally {
    end.forget()
  }
}

async function greeting(house: House, running: Running): Promise<string[]> {
  if (!running.url) return ['Renkei: working the queue. Ctrl-C: 終了 / stop']
  return [
    '',
    `  Renkei 連携   ${running.url}`,
    '',
    ...(await firstSteps(house, running.url)).map((line) => (line ? `  ${line}` : '')),
    '',
    `  データ / Data   ${house.config.dataFolder}`,
    '  終了 / Stop     Ctrl-C',
    '',
  ]
}

function explainPort(error: unknown, config: Config): unknown {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'EADDRINUSE') {
    return new Error(
      `Port ${config.port} on ${config.host} is in use by another program. Choose another: PORT=3001`,
    )
  }
  if (code === 'EACCES') return new Error(`Port ${config.port} is not ours to use. Choose one above 1023.`)
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return new Error(`HOST=${config.host} is not an address of this machine.`)
  }
  return error
}

/** The end of a process that stays: asked for by a signal, or come by itself. */
function endOf({ error }: Assembly) {
  const { promise, resolve } = Promise.withResolvers<number>()
  let askedAt: number | undefined
  const asked = () => {
    if (askedAt !== undefined && Date.now() - askedAt > ECHO_MS) process.exit(130)
    askedAt ??= Date.now()
    resolve(0)
  }
  const fail = (message: string) => {
    error(`${message}\n`)
    resolve(1)
  }
  const unexpected = (thrown: unknown) =>
    fail(thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown))
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  for (const signal of signals) process.on(signal, asked)
  process.on('uncaughtException', unexpected)
  return {
    asked: () => askedAt !== undefined,
    fail,
    wait: () => promise,
    forget() {
      for (const signal of signals) process.off(signal, asked)
      process.off('uncaughtException', unexpected)
    },
  }
}
