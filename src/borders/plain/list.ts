import { findObservables, typeOf } from '#core/observables/index.ts'

const SAMPLE_LINES = 200
const SAMPLE_CHARS = 40_000

/** A text that is a list of values. */
export interface ValueList {
  /** The text as it is searched: blanks where it holds no values, each letter in its place. */
  readonly searched: string
  /** Number of the line that names the columns; null: there is none. */
  readonly header: number | null
}

const counts = (line: string): boolean => line.trim() !== '' && !/^\s*(?:#|\/\/|;)/.test(line)

/** Lines of a text that count: no blank ones, no comments. */
const sample = (text: string): string[] =>
  text.slice(0, SAMPLE_CHARS).split('\n').slice(0, SAMPLE_LINES).filter(counts)

/** Where the cells of a row start and end (RFC 4180; a quoted cell may hold commas). */
function cellsOf(line: string, divider: string): { from: number; to: number }[] {
  const cells: { from: number; to: number }[] = []
  let quoted = false
  let from = 0
  for (let at = 0; at <= line.length; at++) {
    const char = line.charAt(at)
    if (char === '"') quoted = !quoted
    if (at < line.length && (quoted || char !== divider)) continue
    cells.push({ from, to: at })
    from = at + 1
  }
  return cells
}

const cell = (line: string, { from, to }: { from: number; to: number }): string =>
  line.slice(from, to).replace(/^[\s"]+|[\s"]+$/g, '')

/** What divides the cells, if all lines are rows of one table. */
function dividerOf(lines: readonly string[]): string | null {
  const fits = (divider: string) => {
    const numbers = new Set(lines.map((line) => cellsOf(line, divider).length))
    return numbers.size === 1 && !numbers.has(1)
  }
  return lines.length >= 2 ? ([',', '\t', ';'].find(fits) ?? null) : null
}

/** Columns whose cells are values in at least half of the rows. */
function valueColumns(lines: readonly string[], divider: string): number[] {
  const rows = lines.map((line) => cellsOf(line, divider).map((one) => typeOf(cell(line, one)) !== null))
  return (rows[0] ?? [])
    .map((_, column) => column)
    .filter((column) => rows.filter((row) => row[column]).length * 2 >= rows.length)
}

function table(text: string, lines: readonly string[], divider: string): ValueList | null {
  const columns = new Set(valueColumns(lines, divider))
  if (columns.size === 0) return null
  const all = text.split('\n')
  const first = all.findIndex(counts)
  const named = cellsOf(all[first] ?? '', divider).every(
    (one) => typeOf(cell(all[first] ?? '', one)) === null,
  )
  const searched = all.map((line) =>
    cellsOf(line, divider)
      .map((one, column) => {
        const said = line.slice(one.from, one.to)
        return columns.has(column) ? said.replaceAll('"', ' ') : ' '.repeat(said.length)
      })
      .join(' '),
  )
  return { searched: searched.join('\n'), header: named ? first + 1 : null }
}

/** A value first, and a short remark at most: a sentence begins with a word. */
function holdsValue(line: string): boolean {
  const found = findObservables(line.slice(0, 2000))
  const start = /^[\s*・"'>-]*/.exec(line)?.[0].length ?? 0
  const values = found.reduce((sum, { at, end }) => sum + (end - at), 0)
  return (found[0]?.at ?? -1) >= 0 && (found[0]?.at ?? 0) <= start && values + 60 >= line.trim().length
}

/** A list of values, one in each line and little else, or a table with columns of them; null: a text to read. */
export function listIn(text: string): ValueList | null {
  const lines = sample(text)
  if (lines.length === 0) return null
  const divider = dividerOf(lines)
  const rows = divider === null ? null : table(text, lines, divider)
  if (rows !== null) return rows
  const holding = lines.filter(holdsValue)
  return holding.length * 10 >= lines.length * 6 ? { searched: text, header: null } : null
}
