import { matchesGlob } from 'node:path'
import { assembly, type Ring, type Role, rings, verbs } from './rules.ts'

/** Where a file stands in the house. */
export type Place =
  | { kind: 'module'; ring: Ring; folder: string; module: string; file: string; test: boolean }
  | { kind: 'assembly' }
  | { kind: 'outside' }
  | { kind: 'nowhere' }

export const matches = (path: string, patterns: readonly string[]) =>
  patterns.some((one) => matchesGlob(path, one))

/** A test, or what only tests use. */
export const isTest = (path: string) => /\.(test|support)\.tsx?$/.test(path)

export function placeOf(path: string): Place {
  if (!path.startsWith('src/')) return { kind: 'outside' }
  if (Object.hasOwn(assembly, path)) return { kind: 'assembly' }
  const [, ring, folder, ...rest] = path.split('/')
  if (!rings.includes(ring as Ring) || folder === undefined || rest.length === 0) {
    return isTest(path) && rest.length === 0 ? { kind: 'assembly' } : { kind: 'nowhere' }
  }
  return {
    kind: 'module',
    ring: ring as Ring,
    folder,
    module: `src/${ring}/${folder}`,
    file: rest.join('/'),
    test: isTest(path),
  }
}

const NAMED: Role[] = ['store', 'routes', 'site', 'jobs', 'commands']

/** What a file of a module is, told by its name alone. */
export function roleOf(path: string): Role {
  const name = path.slice(path.lastIndexOf('/') + 1)
  if (name.endsWith('.tsx')) return 'screens'
  if (name === 'index.ts') return 'index'
  if (name === 'schemas.ts' || name.endsWith('-schemas.ts')) return 'routes' // what goes in and out of the routes
  for (const role of NAMED) if (name === `${role}.ts` || name.endsWith(`-${role}.ts`)) return role
  return verbs.includes(name.split(/[-.]/)[0] ?? '') ? 'act' : 'noun'
}
