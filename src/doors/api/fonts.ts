import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { StaticFile, StaticFiles } from '#base/http/index.ts'

const packages = ['noto-sans', 'noto-sans-jp']
const home = join(import.meta.dirname, '../../../node_modules/@fontsource-variable')

/**
 * The product's own type for pages made on the server, at `/fonts/fonts.css`: a bare browser has no Japanese face.
 * In subsets by range, so that a page loads the few it needs. Nothing where the packages are not installed.
 */
export function openFonts(folder = home): StaticFiles {
  const files = new Map<string, () => StaticFile>()
  const styles: string[] = []
  for (const name of packages) {
    try {
      styles.push(
        readFileSync(join(folder, name, 'wght.css'), 'utf8').replaceAll('./files/', `/fonts/${name}/`),
      )
      for (const file of readdirSync(join(folder, name, 'files')))
        if (file.endsWith('-wght-normal.woff2'))
          files.set(`/fonts/${name}/${file}`, () => ({
            type: 'font/woff2',
            body: new Uint8Array(readFileSync(join(folder, name, 'files', file))),
            days: 30,
          }))
    } catch {
      // the browser's own faces serve
    }
  }
  const style = new TextEncoder().encode(styles.join('\n').replaceAll(/\/\*[^*]*\*\//g, ''))
  files.set('/fonts/fonts.css', () => ({ type: 'text/css; charset=UTF-8', body: style, days: 1 }))
  return { file: (path) => files.get(path)?.() ?? null }
}
