import { readdirSync, readFileSync } from 'node:fs'
import { extname, join, relative } from 'node:path'
import type { AppPage, StaticFile, StaticFiles } from '#base/http/index.ts'
import { isAddress } from './addresses.ts'

/** The built app, ready to be hung behind the doors. */
export type BuiltApp = AppPage & StaticFiles

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=UTF-8',
  '.js': 'text/javascript; charset=UTF-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

/** Read at once: a build that takes this one's place must not pull screens away from under a running server. */
const atOnce = new Set(['.css', '.js'])

/**
 * Reads the app that was built into `folder`. Files are found by their exact names alone; fonts and pictures are
 * read when first asked for. Null when nothing was built.
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
  const file = (path: string): StaticFile | null => {
    const known = read.get(path)
    if (known) return known
    const name = names.get(path)
    if (!name) return null
    try {
      const found = { type: types[extname(name)] ?? '', body: new Uint8Array(readFileSync(name)) }
      read.set(path, found)
      return found
    } catch {
      return null
    }
  }
  for (const path of names.keys()) if (atOnce.has(extname(path))) file(path)
  // the first texts of the page's language come along with the rest, not after it
  const preload = (language: string): string => {
    const texts = [...names.keys()].find((name) => name.startsWith(`/assets/first-${language}-`))
    return texts ? `<link rel="modulepreload" crossorigin href="${texts}" nonce="__NONCE__">` : ''
  }
  return {
    page: ({ nonce, language }) =>
      html
        .replace('</head>', `${preload(language)}</head>`)
        .replaceAll('__NONCE__', nonce)
        .replace('<html lang="ja">', `<html lang="${language}">`),
    knows: isAddress,
    file,
  }
}
