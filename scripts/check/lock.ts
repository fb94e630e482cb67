import { readFileSync } from 'node:fs'
import { join } from 'node:path'

interface Manifest {
  dependencies?: Record<string, string>
  devDependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
}

interface Locked {
  resolved?: string
  integrity?: string
  link?: boolean
  hasInstallScript?: boolean
}

/**
 * package.json names exact versions, and the lock file names every package by its content and none by an address:
 * so one can install from any registry and get the same bytes.
 */
export function checkLock(root: string): string[] {
  const read = (name: string) => JSON.parse(readFileSync(join(root, name), 'utf8')) as unknown
  const manifest = read('package.json') as Manifest
  const lock = read('package-lock.json') as { packages: Record<string, Locked> }
  const found: string[] = []
  const wanted = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies }
  for (const [name, version] of Object.entries(wanted)) {
    if (!/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
      found.push(`package.json: ${name} ${version} is no exact version`)
    if (!lock.packages[`node_modules/${name}`])
      found.push(`package-lock.json: ${name} is missing, run npm install`)
  }
  for (const name of Object.keys(manifest.dependencies ?? {})) {
    if (name.startsWith('@types/')) found.push(`package.json: ${name} belongs to devDependencies`)
  }
  for (const [path, entry] of Object.entries(lock.packages)) {
    if (path === '' || entry.link) continue
    if (entry.resolved) found.push(`package-lock.json: ${path} has a download address`)
    if (!entry.integrity) found.push(`package-lock.json: ${path} has no integrity`)
  }
  return found
}
