import { readdirSync, readFileSync } from 'node:fs'
import { extname, join, relative } from 'node:path'
import type { AppPage, StaticFile, StaticFiles } from '#base/http/index.ts'

/** The built app, ready to be hung behind the doors. */
export type BuiltApp = AppPage & StaticFiles

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=UTF-8',
  '.js': 'text/javascript; charset=UTF-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

/**
 * Reads the app that `ensureBuilt` made. Files are found by their exact names alone and read when first asked for.
 * Null when nothing was built.
 */
export function openApp(folder: string): BuiltApp | null {
  let html: string
  try {
    html = readFileSync(join(folder, 'index.html'), 'utf8')
  } catch {
    return null
  }
  const names = new Map<string, string>(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && extname(entry.name) in types)
      .map((entry) => {
        const path = join(entry.parentPath, entry.name)
        return [`/${relative(folder, path).replaceAll('\\', '/')}`, path] as const
      }),
  )
  const read = new Map<string, StaticFile>()
  return {
    page: ({ nonce, language }) =>
      html.replaceAll('__NONCE__', nonce).replace('<html lang="ja">', `<html lang="${language}">`),
    file: (path) => {
      const known = read.get(path)
      if (known) return known
      const name = names.get(path)
      if (!name) return null
      const found = { type: types[extname(name)] ?? '', body: new Uint8Array(readFileSync(name)) }
      read.set(path, found)
      return found
    },
  }
}
