import { asOwner, type Database, type OwnerLogin } from '#base/db/index.ts'
import { addKey, openKeys } from './keys.ts'
import { type Resealed, reseal } from './reseal.ts'

/** What these commands need of the house. */
interface KeyHouse {
  readonly db: Database
  readonly owner: OwnerLogin
  readonly config: { readonly keyFile: string }
}

interface Given {
  readonly options: Readonly<Record<string, string | boolean | undefined>>
}

/** `renkei key …` of the installation's own key; keys of teams are people/identity's. */
export const commands = [
  {
    name: 'key rotate',
    summary: 'makes a new secret key and seals with it everything that is stored encrypted',
    options: [['--resume', 'adds no key; seals what an interrupted rotation left']] as const,
    async run({ options }: Given, { db, owner, config }: KeyHouse) {
      const keys =
        options.resume === true ? openKeys(config.keyFile, { create: false }) : addKey(config.keyFile)
      const columns = await asOwner(owner, (connection) => reseal(connection, keys))
      const resealed = sum(columns, (column) => column.resealed)
      const unreadable = sum(columns, (column) => column.unreadable)
      await db.asViewer({ kind: 'system', purpose: 'key rotation' }).act(async (act) => {
        act.record({ act: 'key.rotate', detail: { key: keys.current, resealed, unreadable } })
      })
      return {
        lines: [
          `Key ${keys.current} seals from now on; ${resealed} values in ${columns.length} columns were sealed anew.`,
          ...(unreadable > 0
            ? [`${unreadable} values open with no key of the file and were left as they are.`]
            : []),
          `Copy ${config.keyFile} to where you keep it, apart from the backups. Keep its older lines: they prove the audit chain.`,
        ],
        json: { key: keys.current, resealed, unreadable, columns },
        code: unreadable > 0 ? (1 as const) : (0 as const),
      }
    },
  },
] as const

const sum = (columns: readonly Resealed[], of: (column: Resealed) => number) =>
  columns.reduce((total, column) => total + of(column), 0)
