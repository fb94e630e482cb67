import { existsSync, globSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import type { TestContext } from 'node:test'
import { gunzipSync } from 'node:zlib'

/** A real file that nobody here wrote. */
export interface RealFile {
  /** From the folder of the corpora on. */
  readonly name: string
  readonly bytes: Buffer
}

const root = join(import.meta.dirname, '../..')

/** Where files of others lie to be tried: `RENKEI_CORPORA`, or beside the checkout; null: nowhere. */
export function corporaFolder(): string | null {
  const told = process.env.RENKEI_CORPORA ?? join(dirname(root), 'shared/corpora')
  return existsSync(join(told, 'README.md')) ? told : null
}

/**
 * Real files by pattern, unpacked where they end in `.gz`. Skips the test, and says why, where they are not there: none
 * of them may be kept in the repository.
 */
export function realFiles(t: TestContext, ...patterns: string[]): RealFile[] {
  const folder = corporaFolder()
  const paths = folder === null ? [] : patterns.flatMap((pattern) => globSync(join(folder, pattern)).sort())
  if (folder === null || paths.length === 0) {
    t.skip(`no corpora: put ${patterns.join(', ')} where RENKEI_CORPORA names`)
    return []
  }
  return paths
    .filter((path) => statSync(path).isFile())
    .map((path) => {
      const bytes = readFileSync(path)
      return { name: relative(folder, path), bytes: path.endsWith('.gz') ? gunzipSync(bytes) : bytes }
    })
}
