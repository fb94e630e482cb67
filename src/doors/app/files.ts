import { readdirSync, readFileSync } from 'node:fs'
import { extname, join, relative } from 'node:path'

/** One file of the built app. Its name holds its hash, so it may be kept for ever. */
export interface AppFile {
  readonly type: string
  readonly body: Uint8Array<ArrayBuffer>
}

/** The built app, ready to be served. */
export interface BuiltApp {
  /** The page, the same for every address, made for one response. */
  page(made: { readonly nonce: string; readonly language: string }): string
  /** A file by its path (`/assets/main-1a2b.js`); null where there is none. */
  file(path: string): AppFile | null
}

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
  const read = new Map<string, AppFile>()
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
