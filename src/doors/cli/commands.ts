import { commandsWith as audit } from '#base/audit/commands.ts'
import { commands as keys } from '#base/keys/commands.ts'
import { tellAuditor } from '#borders/mail/index.ts'
import { commands as identity } from '#people/identity/commands.ts'
import type { House } from '../../app.ts'
import type { Config } from '../../config.ts'
import { backupCommand, restoreCommand } from './archive-commands.ts'
import type { Command } from './command.ts'
import { doctorCommand } from './doctor.ts'

/** Commands that open by themselves what they need. */
export const configCommands: readonly Command<Config>[] = [doctorCommand, restoreCommand]

/** Commands that work in the open house, in the order of `renkei --help`. To add a module's: its import, its name. */
export const houseCommands: readonly Command<House>[] = [
  backupCommand,
  ...identity,
  ...keys,
  ...audit(tellAuditor),
]
