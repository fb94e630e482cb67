/** `npm run db:new -- warnings`: an empty migration with the next number. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { MIGRATIONS_FOLDER, readMigrations } from '../src/base/db/migrate.ts'

const name = process.argv[2]
if (!name || !/^[a-z][a-z0-9-]*$/.test(name)) {
  console.error('Usage: npm run db:new -- <name>, lower case letters, digits and hyphens.')
  process.exit(2)
}
const number = ((await readMigrations()).at(-1)?.number ?? 0) + 1
const path = join(MIGRATIONS_FOLDER, `${String(number).padStart(4, '0')}-${name}.sql`)
await writeFile(path, '-- Why, in a sentence. An applied migration is never edited.\n', { flag: 'wx' })
console.log(path)
