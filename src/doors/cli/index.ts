import { CommanderError } from 'commander'
import type { House, HouseOptions, Running } from '../../app.ts'
import type { Config, Environment } from '../../config.ts'
import type { Command, Input, Outcome } from './command.ts'
import { configCommands, houseCommands } from './commands.ts'
import { explainFailure } from './failure.ts'
import { importCommand } from './import-command.ts'
import { addCommand, createProgram } from './program.ts'
import { type ServeCommand, serveCommands, stay } from './stay.ts'

/** What the command line is put together with (main.ts). */
export interface Assembly {
  readonly argv: readonly string[]
  readonly env: Environment
  readonly version: string
  readonly out: (text: string) => void
  readonly error: (text: string) => void
  readConfig(env: Environment, mode?: Config['mode']): Config
  openHouse(config: Config, options: HouseOptions): Promise<House>
  startHouse(house: House, parts: { serve: boolean; work: boolean }): Promise<Running>
}

/** Runs one command line. Returns the exit code: 0 done, 2 what was given is refused, 1 failure. */
export async function runCommandLine(assembly: Assembly): Promise<number> {
  const { env, out, error, readConfig, openHouse } = assembly
  let code = 0
  const program = createProgram(assembly.version, { out, error })

  const tell = (outcome: Outcome, input: Input) => {
    out(
      input.options.json
        ? `${JSON.stringify(outcome.json)}\n`
        : outcome.lines.map((line) => `${line}\n`).join(''),
    )
    code = outcome.code ?? 0
  }
  const add = <On>(
    command: Command<On>,
    on: (input: Input, use: (it: On) => Promise<void>) => Promise<void>,
  ) =>
    addCommand(program, command, async (input) => {
      try {
        await on(input, async (it) => tell(await command.run(input, it), input))
      } catch (failure) {
        code = explainFailure(failure, { json: Boolean(input.options.json), env, error })
      }
    })

  for (const command of serveCommands) {
    addServing(command, add, assembly, (given) => {
      code = given
    })
  }
  for (const command of configCommands) add(command, (_input, use) => use(readConfig(env)))
  add(importCommand, (_input, use) => {
    const config = readConfig(env)
    return use({ config, env, openHouse: () => openHouse(config, { mode: 'join', name: 'renkei import' }) })
  })
  for (const command of houseCommands) {
    add(command, async (_input, use) => {
      const mode = command.name.startsWith('demo ') ? 'demo' : 'association'
      const house = await openHouse(readConfig(env, mode), { mode: 'join', name: `renkei ${command.name}` })
      try {
        await use(house)
      } finally {
        await house.close()
      }
    })
  }

  try {
    await program.parseAsync(assembly.argv, { from: 'user' })
    return code
  } catch (failure) {
    if (failure instanceof CommanderError) return failure.exitCode === 0 ? 0 : 2
    throw failure
  }
}

type Add = <On>(
  command: Command<On>,
  on: (input: Input, use: (it: On) => Promise<void>) => Promise<void>,
) => void

function addServing(
  command: ServeCommand,
  add: Add,
  assembly: Assembly,
  setCode: (code: number) => void,
): void {
  const on = async (input: Input) => setCode(await stay(command, input, assembly))
  add({ ...command, run: async () => ({ lines: [], json: null }) }, on)
}
