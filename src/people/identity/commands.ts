import type { Database } from '#base/db/index.ts'
import { refuseField } from '#core/errors/index.ts'
import { createIdentity, type Identity, type IdentityDeps } from './create.ts'
import { inviteFromShell } from './invite.ts'
import { issueKeyFromShell } from './issue-key.ts'
import { mintDemoKeys } from './mint-demo-keys.ts'
import { recoverFromShell } from './recover.ts'
import { keyDays, keyRoles, scopes } from './scope.ts'

/** What these commands need of the house. */
interface IdentityHouse {
  readonly db: Database
  readonly keys: IdentityDeps['keys']
  readonly config: { readonly url: string }
  /** Where people reach it; the shell's own RENKEI_URL may be another. */
  readonly association: { current(): { readonly url: string } | undefined }
}

interface Given {
  readonly args: readonly string[]
  readonly options: Readonly<Record<string, string | boolean | undefined>>
}

const identityOf = ({ db, keys, config, association }: IdentityHouse): Identity =>
  createIdentity({ db, keys, origin: () => association.current()?.url ?? config.url, ticks: () => 0 })

const text = ({ options }: Given, name: string): string | undefined => {
  const value = options[name]
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
}

/** Words of a fixed list, separated by commas. @throws {Refusal} invalid_request */
function words<T extends string>(
  given: Given,
  name: string,
  offered: readonly T[],
  usual: readonly T[],
): readonly T[] {
  const said = text(given, name)
    ?.split(',')
    .map((word) => word.trim())
  if (!said) return usual
  const known = offered.filter((word) => said.includes(word))
  if (known.length < new Set(said).size)
    throw refuseField(name, 'not_offered', { offered: offered.join(', ') })
  return known
}

function days(given: Given): number {
  const said = Number(text(given, 'days') ?? keyDays.usual)
  if (!Number.isInteger(said) || said < 1) throw refuseField('days', 'too_small', { min: 1 })
  if (said > keyDays.max) throw refuseField('days', 'too_big', { max: keyDays.max })
  return said
}

const until = (at: Date) => at.toISOString()

/** `renkei user …`, `renkei key add`, `renkei demo keys`. Links and keys are printed here and nowhere else. */
export const commands = [
  {
    name: 'user invite <address>',
    summary: 'mails a person who is in the directory a one-time link to set up sign-in, and prints it',
    async run(given: Given, house: IdentityHouse) {
      const invited = await inviteFromShell(identityOf(house), given.args[0] ?? '')
      return {
        lines: [`The link works once, until ${until(invited.until)}:`, invited.link],
        json: { link: invited.link, until: until(invited.until) },
      }
    },
  },
  {
    name: 'user recover <address>',
    summary: 'prints a one-time link to set up sign-in anew; the secretariat and the auditors are told',
    async run(given: Given, house: IdentityHouse) {
      const made = await recoverFromShell(identityOf(house), given.args[0] ?? '')
      return {
        lines: [
          `The link works once, until ${until(made.until)}. Using it ends every session and removes every factor of before:`,
          made.link,
          'This is on record, and the secretariat and the auditors have been told.',
        ],
        json: { link: made.link, until: until(made.until) },
      }
    },
  },
  {
    name: 'key add <team>',
    summary: 'makes a key for a team (named by its handle) and prints it, this once',
    options: [
      ['--name <name>', 'what the key is for (default: command line)'],
      ['--roles <roles>', `comma-separated: ${keyRoles.join(', ')} (default: analyst)`],
      ['--scopes <scopes>', `comma-separated: ${scopes.join(', ')} (default: read)`],
      ['--days <days>', `until when it holds (default: ${keyDays.usual}, at most ${keyDays.max})`],
    ] as const,
    async run(given: Given, house: IdentityHouse) {
      const wish = {
        name: (text(given, 'name') ?? 'command line').slice(0, 120),
        roles: words(given, 'roles', keyRoles, ['analyst']),
        scopes: words(given, 'scopes', scopes, ['read']),
        days: days(given),
      }
      const made = await issueKeyFromShell(identityOf(house), given.args[0] ?? '', wish)
      return {
        lines: [`The key is shown this once; it holds until ${until(made.expiresAt)}:`, made.key],
        json: {
          id: made.id,
          key: made.key,
          expiresAt: until(made.expiresAt),
          roles: wish.roles,
          scopes: wish.scopes,
        },
      }
    },
  },
  {
    name: 'demo keys',
    summary:
      'mints a team key for each demo person’s appointment, so that scripts can act as each; a demo only',
    async run(_given: Given, house: IdentityHouse) {
      const keys = await mintDemoKeys(identityOf(house))
      const lines = keys.map(
        ({ key, role, person, body }) =>
          `${key ?? '-'.padEnd(47)}  ${body.handle}  ${role}  ${person.nameEn}`,
      )
      return { lines, json: keys }
    },
  },
] as const
