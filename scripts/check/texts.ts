import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

type Tree = { [key: string]: string | Tree }

function* leaves(tree: Tree, at: string): Generator<[string, string]> {
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') yield [`${at}.${key}`, value]
    else yield* leaves(value, `${at}.${key}`)
  }
}

/** Japanese has no plural: `_one` and `_other` of English stand against one text, or two, of Japanese. */
const stem = (key: string) => key.replace(/_(one|other)$/, '')

const places = (text: string) =>
  [...new Set([...text.matchAll(/\{\{\s*([\w.]+)/g)].map((found) => found[1] ?? ''))]
    .filter((name) => name !== 'count')
    .sort()
    .join(', ')

/** What is wrong with one namespace: a text that one language lacks, an empty one, a value that only one of them shows. */
export function compareTexts(name: string, both: { ja: Tree; en: Tree }): string[] {
  const ja = [...leaves(both.ja, name)]
  const en = [...leaves(both.en, name)]
  const found: string[] = []
  const keys = {
    ja: new Map(ja.map(([key, text]) => [stem(key), text])),
    en: new Map(en.map(([key, text]) => [stem(key), text])),
  }
  for (const key of keys.ja.keys()) if (!keys.en.has(key)) found.push(`${key}: no English`)
  for (const key of keys.en.keys()) if (!keys.ja.has(key)) found.push(`${key}: no Japanese`)
  for (const [key, text] of [...ja, ...en]) if (text.trim() === '') found.push(`${key}: empty`)
  for (const [key, text] of keys.ja) {
    const other = keys.en.get(key)
    if (other !== undefined && places(text) !== places(other)) {
      found.push(`${key}: Japanese shows {${places(text)}}, English {${places(other)}}`)
    }
    if (other === text && /[a-z]{4,} [a-z]{3,}/.test(text) && !/[\u3040-\u30ff\u4e00-\u9fff]/.test(text))
      found.push(`${key}: English in both languages`)
  }
  return found
}

/** Every text of the product exists in both languages and shows the same values in each. */
export async function checkTexts(root: string): Promise<string[]> {
  const folder = join(root, 'src/base/i18n/texts')
  const found: string[] = []
  const { namespaces } = (await import(pathToFileURL(join(folder, 'index.ts')).href)) as {
    namespaces: Record<string, { ja: Tree; en: Tree }>
  }
  for (const [name, both] of Object.entries(namespaces)) found.push(...compareTexts(name, both))
  const known = Object.values(namespaces)
  for (const file of readdirSync(folder)) {
    if (file === 'index.ts' || !file.endsWith('.ts') || file.endsWith('.test.ts')) continue
    const exported = Object.values((await import(pathToFileURL(join(folder, file)).href)) as object)
    if (!exported.some((one) => known.includes(one))) found.push(`texts/${file} is not in texts/index.ts`)
  }
  return found
}
