/** A field of a front matter: its values, and its lines as they stand. */
export interface Field {
  readonly values: readonly string[]
  readonly lines: readonly string[]
}

/** What stands in front of a Markdown text between two lines of `---` (YAML, of which plain fields and lists are read). */
export interface FrontMatter {
  readonly fields: ReadonlyMap<string, Field>
  /** The text with blank lines in its place, so that lines keep their numbers. */
  readonly body: string
}

const LINES_MAX = 400

const unquoted = (value: string): string =>
  value
    .trim()
    .replace(/^(["'])(.*)\1$/, '$2')
    .trim()

/** People write this where a field must not be empty. */
const NOTHING = /^(?:n\/?a|none|null|-|~|なし)?$/i

/** A list, or one text that may go on over indented or quoted lines. */
function valuesOf(first: string, more: readonly string[]): string[] {
  const items = more.map((line) => /^\s{0,4}-\s+(.+)$/.exec(line)?.[1])
  const list = first === '' && items.some((item) => item !== undefined)
  const values = list
    ? items.filter((item) => item !== undefined)
    : [[first, ...more].map((line) => line.trim()).join(' ')]
  return values.map(unquoted).filter((value) => !NOTHING.test(value))
}

/** The front matter of a text; null where it has none. */
export function frontMatter(text: string): FrontMatter | null {
  const lines = text.split('\n')
  if (lines[0]?.trim() !== '---') return null
  const end = lines.findIndex(
    (line, index) => index > 0 && index <= LINES_MAX && /^(?:---|\.\.\.)\s*$/.test(line),
  )
  if (end < 0) return null
  const blocks: { name: string; first: string; lines: string[] }[] = []
  for (const line of lines.slice(1, end).filter((one) => one.trim() !== '' && !one.startsWith('#'))) {
    const [, name, first = ''] = /^([A-Za-z_][\w-]{0,40})\s*:(?:\s+(.*))?$/.exec(line) ?? []
    if (name !== undefined) blocks.push({ name: name.toLowerCase(), first: first.trim(), lines: [line] })
    else blocks.at(-1)?.lines.push(line)
  }
  const fields = new Map<string, Field>()
  for (const { name, first, lines: own } of blocks) {
    if (!fields.has(name)) fields.set(name, { values: valuesOf(first, own.slice(1)), lines: own })
  }
  return { fields, body: '\n'.repeat(end + 1) + lines.slice(end + 1).join('\n') }
}
