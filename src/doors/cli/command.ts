/** What a command gives back: for people as lines, for scripts (`--json`) as one value. */
export interface Outcome {
  readonly lines: readonly string[]
  readonly json: unknown
  /** 0 done (the default), 2 what was given is refused, 1 failure. */
  readonly code?: 0 | 1 | 2
}

export interface Input {
  readonly args: readonly string[]
  readonly options: Readonly<Record<string, string | boolean | undefined>>
}

/**
 * One command, as a plain value: modules list theirs in `commands.ts`, this door runs them.
 *
 * @typeParam On what it works on: nothing, the configuration, or the whole house
 */
export interface Command<On> {
  /** Words and arguments as typed: `user invite <address>`. */
  readonly name: string
  readonly summary: string
  /** `['--expires <days>', 'until when it holds']` */
  readonly options?: readonly (readonly [flags: string, description: string])[]
  run(input: Input, on: On): Promise<Outcome>
}

/** What was given cannot be used. Exit code 2. */
export class InputRefused extends Error {
  override readonly name = 'InputRefused'
}
