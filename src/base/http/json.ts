import type { Place } from '#core/errors/index.ts'
import { Refusal } from '#core/errors/index.ts'
import { limits } from './limits.ts'

/** The three kinds of key that reach the prototype of a plain object somewhere down the road. */
const forbidden = new Set(['__proto__', 'constructor', 'prototype'])

const refuse = (path: readonly (string | number)[], place: Omit<Place, 'path'>): never => {
  throw new Refusal('malformed_json', { place: [{ path: path.join('.').slice(0, 200), ...place }] })
}

/**
 * Reads JSON from strangers (RFC 8259, I-JSON of RFC 7493): UTF-8 without faults, no key twice in an object, no
 * key that reaches a prototype, no lone surrogate or U+0000 in any string, no more depth or entries than
 * `limits` allow. `JSON.parse` alone lets all of these pass; of two equal keys it takes the last, and the next
 * program may take the first.
 * @throws {Refusal} malformed_encoding, malformed_json with the place
 */
export function parseJson(bytes: Uint8Array): unknown {
  const text = decodeUtf8(bytes)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new Refusal('malformed_json', { cause })
  }
  inspect(text)
  return value
}

/** Decodes UTF-8. @throws {Refusal} malformed_encoding */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new Refusal('malformed_encoding', { cause })
  }
}

/** What is open at one point of the text: an object with the keys it has had, or an array. */
interface Open {
  readonly keys: Set<string> | null
  at: string | number
  entries: number
}

/** Walks over a text that is known to be JSON; `JSON.parse` has already lost what this looks for. */
function inspect(text: string): void {
  const open: Open[] = []
  let expectKey = false

  for (let i = 0; i < text.length; i++) {
    const character = text[i]
    if (character === '{' || character === '[') {
      expectKey = character === '{'
      enter(open, expectKey)
    } else if (character === '}' || character === ']') {
      open.pop()
      expectKey = false
    } else if (character === ',') {
      expectKey = step(open)
    } else if (character === '"') {
      const end = endOfString(text, i)
      const string = JSON.parse(text.slice(i, end + 1)) as string
      if (expectKey) takeKey(open, string)
      expectKey = false
      if (!string.isWellFormed() || string.includes('\u0000')) refuse(pathOf(open), { reason: 'bad_unicode' })
      i = end
    }
  }
}

const pathOf = (open: readonly Open[]) => open.map(({ at }) => at)

function enter(open: Open[], isObject: boolean): void {
  if (open.length >= limits.jsonDepth)
    refuse(pathOf(open), { reason: 'too_deep', params: { max: limits.jsonDepth } })
  open.push(isObject ? { keys: new Set(), at: '', entries: 0 } : { keys: null, at: 0, entries: 0 })
}

/** Goes on to the next entry. Returns whether it begins with a key. */
function step(open: readonly Open[]): boolean {
  const here = open.at(-1)
  if (!here) return false
  if (++here.entries >= limits.jsonEntries)
    refuse(pathOf(open).slice(0, -1), { reason: 'too_many', params: { max: limits.jsonEntries } })
  if (!here.keys) here.at = here.entries
  return here.keys !== null
}

function takeKey(open: readonly Open[], key: string): void {
  const here = open.at(-1)
  if (!here?.keys) return
  here.at = key
  if (forbidden.has(key)) refuse(pathOf(open), { reason: 'forbidden_key' })
  if (here.keys.has(key)) refuse(pathOf(open), { reason: 'duplicate' })
  here.keys.add(key)
}

function endOfString(text: string, start: number): number {
  let i = start + 1
  while (text[i] !== '"') i += text[i] === '\\' ? 2 : 1
  return i
}
