import { commandsWith as auditCommands } from '#base/audit/commands.ts'
import { commands as keyCommands } from '#base/keys/commands.ts'
import { tellAuditor } from '#borders/mail/index.ts'
import type { House } from '../../app.ts'
import type { Config } from '../../config.ts'
import type { Command } from './command.ts'

/** Commands that open by themselves what they need. */
export const configCommands: readonly Command<Config>[] = []

/** Commands of the modules, in the order of `renkei --help`. */
export const houseCommands: readonly Command<House>[] = [...auditCommands(tellAuditor), ...keyCommands]
