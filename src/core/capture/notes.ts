import type { CaptureNote, CaptureNoteCode, Place } from './capture.ts'
import { CAPTURE_LIMITS as LIMITS } from './limits.ts'
import { asLine } from './loose.ts'

type Params = Readonly<Record<string, string | number>>

/** What tells two notes of one code apart; without a line: every note is its own. */
const KIND: Partial<Readonly<Record<CaptureNoteCode, readonly string[]>>> = {
  duplicate: [],
  'odd-value': ['type'],
  'kept-as-text': ['what'],
  'left-out': ['what'],
  revoked: ['what'],
  'narrow-distribution': ['distribution'],
  'unknown-label': ['said'],
  'tlp-1': ['said'],
  'two-labels': ['kept', 'dropped'],
  'no-label': [],
  'old-version': [],
  'not-valid': ['rule'],
}

/**
 * Notes of one capture, put together by kind: the first place and value stay, `count` says how many there were. A file
 * with thousands of faults makes a list that can be read.
 */
export class Notes {
  readonly #notes = new Map<string, { code: CaptureNoteCode; place: Place; params: Params; count: number }>()
  #more = 0

  add(code: CaptureNoteCode, place: Place, params: Params = {}): void {
    const kind = KIND[code] ?? Object.keys(params)
    const key = [code, ...kind.map((name) => params[name] ?? '')].join('\0')
    const known = this.#notes.get(key)
    if (known) known.count++
    else if (this.#notes.size >= LIMITS.notes) this.#more++
    else this.#notes.set(key, { code, place: asLine(place, LIMITS.line), params: short(params), count: 1 })
  }

  list(): CaptureNote[] {
    const notes = [...this.#notes.values()].map(({ code, place, params, count }) => ({
      code,
      place,
      params: count > 1 ? { ...params, count } : params,
    }))
    if (this.#more === 0) return notes
    return [...notes, { code: 'left-out', place: '', params: { what: 'notes', count: this.#more } }]
  }
}

const short = (params: Params): Params =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'string' ? asLine(value, LIMITS.line) : value,
    ]),
  )
