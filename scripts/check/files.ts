import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

const SKIPPED = new Set(['node_modules', 'dist', 'data', 'data-demo', 'shots'])
const TEXT = /\.(ts|tsx|mjs|css|html|sql|json|md|yml|yaml|svg)$|^(LICENSE|\.gitignore|\.npmrc|run)$/

export interface TextFile {
  /** From the root, with forward slashes. */
  path: string
  lines: string[]
}

/** Every text file that somebody wrote, with its lines. Leaves out what is installed, built or somebody's data. */
export function* textFiles(root: string, folder = root): Generator<TextFile> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (SKIPPED.has(entry.name) || entry.name === '.git') continue
    const full = join(folder, entry.name)
    if (entry.isDirectory()) yield* textFiles(root, full)
    else if (entry.isFile() && TEXT.test(entry.name)) {
      const path = relative(root, full).split(sep).join('/')
      yield { path, lines: readFileSync(full, 'utf8').split('\n') }
    }
  }
}
