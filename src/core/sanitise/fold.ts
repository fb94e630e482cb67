/** A text in the form in which names are compared, and the way back to the places of the original. */
export interface Folded {
  readonly text: string
  /** Where a position of `text` begins, and where the character before it ends, in the original (UTF-16 units). */
  from(position: number): number
  to(position: number): number
}

/** What joins the character before it: combining marks, marks for voiced kana. */
const joins = (code: number): boolean =>
  code >= 0x300 && (code <= 0x36f || code === 0x3099 || code === 0x309a || code === 0xff9e || code === 0xff9f)
/** What nobody sees, and the dot between parts of a foreign name: アルファ・バンク is アルファバンク. */
const UNSEEN = /^[\u00ad\u200b-\u200d\u2060\ufeff・･]$/u
const DASH = /^[\u2010-\u2015\u2212\uff0d]$/u

/** Hiragana as katakana. */
const asKatakana = (char: string): string =>
  char >= '\u3041' && char <= '\u3096' ? String.fromCharCode(char.charCodeAt(0) + 0x60) : char

function foldChunk(chunk: string): string {
  const code = chunk.length === 1 ? chunk.charCodeAt(0) : 0
  // nearly all of it, without looking twice: letters, kanji, katakana
  if (code > 0x20 && code < 0x7f) return chunk.toLowerCase()
  if ((code >= 0x4e00 && code <= 0x9fff) || (code >= 0x30a1 && code <= 0x30fa)) return chunk
  if (UNSEEN.test(chunk)) return ''
  if (DASH.test(chunk)) return '-'
  if (/^\s$/u.test(chunk)) return ' '
  const plain = chunk.normalize('NFKC').toLowerCase()
  return Array.from(plain, asKatakana).join('')
}

/**
 * NFKC, lower case, kana as katakana, one kind of dash, every run of blanks and line ends as one blank, without what
 * nobody sees: so that a name is found however it is typed. Linear in the length of the text.
 */
export function fold(text: string): Folded {
  const pieces: string[] = []
  const begins: number[] = []
  const ends: number[] = []
  let at = 0
  let blank = false
  const put = (chunk: string): void => {
    const start = at
    at += chunk.length
    const folded = foldChunk(chunk)
    if (folded === '' || (folded === ' ' && blank)) return
    blank = folded === ' '
    pieces.push(folded)
    for (let unit = 0; unit < folded.length; unit++) {
      begins.push(start)
      ends.push(at)
    }
  }
  let held = ''
  for (const char of text) {
    if (held !== '' && joins(char.charCodeAt(0))) {
      held += char
      continue
    }
    if (held !== '') put(held)
    held = char
  }
  if (held !== '') put(held)
  return {
    text: pieces.join(''),
    from: (position) => begins[position] ?? text.length,
    to: (position) => ends[position - 1] ?? 0,
  }
}

/** The same for a name of the dictionary: folded, without blanks at its ends. */
export const foldName = (name: string): string => fold(name).text.trim()
