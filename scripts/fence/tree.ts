import { readdirSync, readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { join, posix, relative, sep } from 'node:path'
import { type Facts, readFacts } from './read.ts'

/** Where an import leads. */
export type Target =
  | { kind: 'file'; path: string }
  | { kind: 'package'; name: string }
  | { kind: 'node'; name: string }
  | { kind: 'nowhere'; specifier: string }

export interface Tree {
  /** Facts of each source file by its path from the root, with forward slashes. */
  files: Map<string, Facts>
  /** Names and kinds of package.json's dependencies. */
  dependencies: Map<string, 'dependency' | 'development'>
}

const SOURCE = /\.(ts|tsx|mts|mjs|js|jsx|css)$/
const SKIPPED = new Set(['node_modules', 'dist', 'data', 'data-demo', 'shots', 'coverage'])

function* sources(root: string, folder = root): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name.startsWith('.') || SKIPPED.has(entry.name)) continue
    const path = join(folder, entry.name)
    if (entry.isDirectory()) yield* sources(root, path)
    else if (SOURCE.test(entry.name)) yield relative(root, path).split(sep).join('/')
  }
}

const NOTHING: Facts = { imports: [], deeds: [], casts: [], types: [], renamed: [], tables: [] }

/** Reads every source file below `root`. Style sheets count as files that can be imported. */
export function readTree(root: string): Tree {
  const files = new Map<string, Facts>()
  for (const path of sources(root)) {
    const facts = path.endsWith('.css') ? NOTHING : readFacts(path, readFileSync(join(root, path), 'utf8'))
    files.set(path, facts)
  }
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<
    string,
    Record<string, string>
  >
  const dependencies: Tree['dependencies'] = new Map()
  for (const name of Object.keys(manifest.devDependencies ?? {})) dependencies.set(name, 'development')
  for (const group of ['dependencies', 'optionalDependencies'])
    for (const name of Object.keys(manifest[group] ?? {})) dependencies.set(name, 'dependency')
  return { files, dependencies }
}

/** Follows one specifier from one file. `#x` is `src/x`, as package.json says. */
export function follow(tree: Tree, from: string, specifier: string): Target {
  const bare = specifier.replace(/\?.*$/, '')
  const path = bare.startsWith('#')
    ? `src/${bare.slice(1)}`
    : bare.startsWith('.')
      ? posix.normalize(posix.join(posix.dirname(from), bare))
      : undefined
  if (path !== undefined) {
    if (tree.files.has(path) || !SOURCE.test(path)) return { kind: 'file', path }
    return { kind: 'nowhere', specifier }
  }
  if (isBuiltin(bare)) return { kind: 'node', name: bare }
  const parts = bare.split('/')
  return { kind: 'package', name: bare.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? bare) }
}
