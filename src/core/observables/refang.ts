/**
 * One pattern for every way in which people make a value harmless (`hxxp`, `[.]`, `(dot)`, `[at]`, `[:]//`, `。`).
 * Every repetition is bounded, so reading is linear in the length of the text.
 */
const DEFANGED = new RegExp(
  [
    // hxxp, hXXps, h**p, fxp, with or without brackets in what follows
    String.raw`(?<scheme>(?<![a-z0-9])(?:h[tx*]{2}p|fx?tp|fxp)(?:s(?=[\[({: ]))?)(?<colon> ?[[({]{0,3}:[\])}]{0,3}[[({]{0,3}(?:\/\/|\\\/\\\/|\\\\)[\])}]{0,3})`,
    // [://] after any scheme
    String.raw`(?<slashes>[[({]{1,3}:\/\/[\])}]{1,3})`,
    // [.] (dot) {.} [ドット] also with a blank around
    String.raw`(?<dot> ?[[({（［]{1,3} ?(?:[.．。]|dot|ドット) ?[\])}）］]{1,3} ?)`,
    String.raw`(?<at> ?[[({（［]{1,3} ?(?:[@＠]|at|アット(?:マーク)?) ?[\])}）］]{1,3} ?)`,
    String.raw`(?<colons>[[({]{1,3}:[\])}]{1,3})`,
    // evil[.com and evil\.com, full-width dots: only inside a name
    String.raw`(?<between>(?<=[a-z0-9])(?:\[\.|\\\.|[．。｡])(?=[a-z0-9]))`,
  ].join('|'),
  'gi',
)

const SCHEMES: Readonly<Record<string, string>> = { h: 'http', f: 'ftp' }

function plain(groups: Readonly<Record<string, string | undefined>>): string {
  if (groups.scheme !== undefined) {
    const scheme = SCHEMES[groups.scheme.charAt(0).toLowerCase()] ?? 'http'
    return `${scheme}${/s$/i.test(groups.scheme) ? 's' : ''}://`
  }
  if (groups.slashes !== undefined) return '://'
  if (groups.at !== undefined) return '@'
  if (groups.colons !== undefined) return ':'
  return '.'
}

/** A text with its defanging undone, and the way back to the places of the original. */
export interface Refanged {
  readonly text: string
  /** Where a position of `text` was in the original. */
  origin(position: number): number
  /** Whether anything between two positions of `text` had been defanged. */
  wasDefanged(from: number, to: number): boolean
}

interface Mark {
  readonly start: number
  readonly end: number
  /** How far the original is ahead after it. */
  readonly ahead: number
}

/** Without one of these nothing was defanged: most values, and told in a moment. */
const MIGHT = /[[({（\\*．。｡]|[xt]xp|xtp|fxp| :/i

/** As `refang`, but tells where each piece came from. */
export function refanged(text: string): Refanged {
  if (!MIGHT.test(text)) return { text, origin: (at) => at, wasDefanged: () => false }
  const pieces: string[] = []
  const marks: Mark[] = []
  let last = 0
  let length = 0
  for (const match of text.matchAll(DEFANGED)) {
    const replacement = plain(match.groups ?? {})
    const said = match[0]
    const before = text.slice(last, match.index)
    pieces.push(before, replacement)
    const start = length + before.length
    length = start + replacement.length
    last = match.index + said.length
    // an honest http:// matches too, and is no sign of care
    if (said.toLowerCase() !== replacement) marks.push({ start, end: length, ahead: last - length })
  }
  if (marks.length === 0) return { text, origin: (at) => at, wasDefanged: () => false }
  pieces.push(text.slice(last))
  return {
    text: pieces.join(''),
    origin: (position) => position + (marks[passed(marks, position) - 1]?.ahead ?? 0),
    wasDefanged: (from, to) => (marks[passed(marks, from)]?.start ?? to) < to,
  }
}

/** Number of marks that end at or before a position. */
function passed(marks: readonly Mark[], position: number): number {
  let low = 0
  let high = marks.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((marks[middle]?.end ?? 0) <= position) low = middle + 1
    else high = middle
  }
  return low
}

/** Undoes defanging: `hxxps[:]//evil[.]example` → `https://evil.example`. Everything else stays as it is. */
export const refang = (text: string): string => refanged(text).text
