import type { Unreadable } from './capture.ts'
import { CaptureFault } from './fault.ts'
import { CAPTURE_LIMITS } from './limits.ts'

export type JsonReading =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly refusal: Unreadable }

/**
 * Reads a file of JSON from strangers (RFC 8259, I-JSON of RFC 7493). Beyond `JSON.parse`: a fault is told by line and
 * column; a name that stands twice in an object is refused (two programs would read two things), so is `__proto__`, and
 * more nesting or more values than `CAPTURE_LIMITS`. A byte order mark is passed over. In time linear to the length.
 */
export function readJson(bytes: Uint8Array): JsonReading {
  try {
    const text = decode(bytes)
    new Scanner(text).file()
    return { ok: true, value: JSON.parse(text) }
  } catch (fault) {
    if (fault instanceof CaptureFault) return { ok: false, refusal: fault.refusal }
    throw fault
  }
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new CaptureFault('capture_broken', placeOfBadByte(bytes), 'not UTF-8')
  }
}

/** The line of the first byte that is not UTF-8. */
function placeOfBadByte(bytes: Uint8Array): string {
  const lenient = new TextDecoder('utf-8').decode(bytes)
  const at = lenient.indexOf('\uFFFD')
  return at < 0 ? 'line 1' : placeAt(lenient, at)
}

function placeAt(text: string, at: number): string {
  let line = 1
  let start = 0
  for (let next = text.indexOf('\n'); next >= 0 && next < at; next = text.indexOf('\n', next + 1)) {
    line++
    start = next + 1
  }
  return `line ${line}, column ${at - start + 1}`
}

/** What ends a run of plain characters in a text. */
const SPECIAL = /["\\\u0000-\u001f]/g
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y
const WORD = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y
const SPACE = /[ \t\r\n]*/y

/** Walks once over a text and says where it stops being JSON. Lives for one file. */
class Scanner {
  readonly #text: string
  #at = 0
  #values = 0
  constructor(text: string) {
    this.#text = text
  }

  file(): void {
    this.#space()
    this.#value(0)
    this.#space()
    if (this.#at < this.#text.length) this.#fail('more after the end')
  }

  #value(depth: number): void {
    if (++this.#values > CAPTURE_LIMITS.values) {
      const place = placeAt(this.#text, this.#at)
      throw new CaptureFault('capture_too_many', place, `more than ${CAPTURE_LIMITS.values} values`)
    }
    const character = this.#text[this.#at]
    if (character === '{' || character === '[') {
      if (depth >= CAPTURE_LIMITS.depth)
        throw new CaptureFault(
          'capture_too_deep',
          placeAt(this.#text, this.#at),
          `deeper than ${CAPTURE_LIMITS.depth}`,
        )
      if (character === '{') this.#object(depth)
      else this.#list(depth)
    } else if (character === '"') this.#string()
    else if (this.#match(WORD) === '')
      this.#fail(character === undefined ? 'ends too early' : 'a value was expected')
  }

  #object(depth: number): void {
    const names = new Set<string>()
    this.#entries('}', () => {
      const at = this.#at
      const quoted = this.#string()
      const name = quoted.includes('\\') ? (JSON.parse(quoted) as string) : quoted.slice(1, -1)
      if (name === '__proto__') this.#fail('the name __proto__', at)
      if (names.has(name)) this.#fail(`the name ${JSON.stringify(name.slice(0, 60))} twice in one object`, at)
      names.add(name)
      this.#space()
      if (this.#text[this.#at] !== ':') this.#fail('a colon was expected')
      this.#at++
      this.#space()
      this.#value(depth + 1)
    })
  }

  #list(depth: number): void {
    this.#entries(']', () => this.#value(depth + 1))
  }

  #entries(close: string, entry: () => void): void {
    this.#at++
    this.#space()
    if (this.#text[this.#at] === close) {
      this.#at++
      return
    }
    for (;;) {
      entry()
      this.#space()
      const next = this.#text[this.#at]
      if (next === close) break
      if (next !== ',') this.#fail(next === undefined ? 'ends too early' : `a comma or ${close} was expected`)
      this.#at++
      this.#space()
    }
    this.#at++
  }

  #string(): string {
    if (this.#text[this.#at] !== '"') this.#fail('a name in quotes was expected')
    const start = this.#at
    this.#at++
    // by hand: one rule for a whole text would need a stack as deep as it has escapes
    for (;;) {
      SPECIAL.lastIndex = this.#at
      const special = SPECIAL.exec(this.#text)
      if (!special) return this.#fail('a text without an end', start)
      this.#at = special.index
      if (special[0] === '"') break
      if (special[0] !== '\\' || this.#match(ESCAPE) === '') this.#fail('a character that must be escaped')
    }
    this.#at++
    return this.#text.slice(start, this.#at)
  }

  #space(): void {
    this.#match(SPACE)
  }

  #match(rule: RegExp): string {
    rule.lastIndex = this.#at
    const found = rule.exec(this.#text)?.[0] ?? ''
    this.#at += found.length
    return found
  }

  #fail(reason: string, at = this.#at): never {
    throw new CaptureFault(
      /^[ \t\r\n]*[[{]/.test(this.#text) ? 'capture_broken' : 'capture_not_json',
      placeAt(this.#text, at),
      reason,
    )
  }
}
