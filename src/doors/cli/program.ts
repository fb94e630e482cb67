import { Command as Program } from 'commander'
import type { Command, Input } from './command.ts'

type Runner = (input: Input) => Promise<void>

/**
 * Hangs a command below its words: `user invite <address>` becomes `invite <address>` of `user`. `--json` and
 * `--help` work everywhere.
 */
export function addCommand(
  program: Program,
  command: Pick<Command<never>, 'name' | 'summary' | 'options'>,
  run: Runner,
): void {
  const words = command.name.split(' ').filter((word) => !/^[<[]/.test(word))
  const args = command.name.split(' ').filter((word) => /^[<[]/.test(word))
  let parent = program
  for (const word of words.slice(0, -1)) {
    parent =
      parent.commands.find((known) => known.name() === word) ?? parent.command(word).description(`${word} …`)
    // `demo` and `demo keys` each have options of their own
    parent.enablePositionalOptions()
  }
  const own = parent.command(words.at(-1) ?? '').description(command.summary)
  for (const arg of args) own.argument(arg)
  for (const [flags, description] of command.options ?? []) own.option(flags, description)
  own.option('--json', 'print one JSON value instead of sentences')
  own.action((...given: unknown[]) =>
    run({ args: (own.processedArgs as (string | string[])[]).flat(), options: optionsOf(given.at(-1)) }),
  )
}

function optionsOf(last: unknown): Input['options'] {
  return (last as Program).opts()
}

/** The bare program: refuses with exit code 2, writes through `write`. */
export function createProgram(
  version: string,
  write: { out: (text: string) => void; error: (text: string) => void },
): Program {
  return new Program('renkei')
    .description('Renkei (連携): the self-hosted home of an association of CSIRTs')
    .version(version)
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput({ writeOut: write.out, writeErr: write.error })
    .showHelpAfterError('(--help tells more)')
}
