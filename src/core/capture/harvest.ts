import {
  type Confidence,
  dedupe,
  type Indicator,
  lookupForm,
  normalise,
  type Objective,
  type ObservableType,
  VALUE_MAX,
} from '#core/observables/index.ts'
import type { Place } from './capture.ts'
import { CaptureFault } from './fault.ts'
import { CAPTURE_LIMITS as LIMITS } from './limits.ts'
import { asLine, clean, cut } from './loose.ts'
import type { Notes } from './notes.ts'

/** A value as a file says it. `types`: the first that takes it; a value that none takes is kept as `other`, with a note. */
export interface Sighted {
  readonly types: readonly [ObservableType, ...ObservableType[]]
  readonly value: string
  readonly names?: readonly string[]
  readonly size?: number | null
  readonly objective?: Objective
  readonly confidence?: Confidence | null
  readonly firstSeen?: string | null
  readonly lastSeen?: string | null
  readonly comment?: string
}

const NAMES = 20

/** The indicators of one capture, each once. */
export class Harvest {
  readonly #notes: Notes
  readonly #byForm = new Map<string, Indicator>()
  constructor(notes: Notes) {
    this.#notes = notes
  }

  take(sighted: Sighted, place: Place): void {
    const found = this.#normal(sighted, place)
    if (!found) return
    const form = `${found.type}\0${lookupForm(found.type, found.value)}`
    const known = this.#byForm.get(form)
    if (known) this.#notes.add('duplicate', place, { value: cut(found.value, LIMITS.line) })
    const one = (known && dedupe([known, found]).kept[0]) ?? found
    if (!one.comment.includes(found.comment))
      this.#notes.add('left-out', place, { what: 'comment of a duplicate' })
    this.#byForm.set(form, one)
    if (this.#byForm.size > LIMITS.indicators)
      throw new CaptureFault('capture_too_many', place, `more than ${LIMITS.indicators} indicators`)
  }

  list(): Indicator[] {
    return [...this.#byForm.values()]
  }

  #normal(sighted: Sighted, place: Place): Indicator | null {
    const value = clean(sighted.value)
    if (value === '') return null
    if (value.length > VALUE_MAX) {
      this.#notes.add('left-out', place, { what: `${sighted.types[0]}: ${value.length} characters` })
      return null
    }
    for (const type of sighted.types) {
      const normal = normalise(type, value)
      if ('value' in normal) return whole(type, normal.value, sighted)
    }
    this.#notes.add('odd-value', place, { type: sighted.types[0], value: cut(value, LIMITS.line) })
    const other = normalise('other', value)
    return 'value' in other ? whole('other', other.value, sighted) : null
  }
}

function whole(type: ObservableType, value: string, sighted: Sighted): Indicator {
  const names = (sighted.names ?? []).map((name) => asLine(name, 300)).filter((name) => name !== '')
  const [first, last] = [sighted.firstSeen ?? null, sighted.lastSeen ?? null]
  const turned = first !== null && last !== null && first > last
  const size = sighted.size ?? null
  return {
    type,
    value,
    names: [...new Set(names)].slice(0, NAMES),
    size: size !== null && Number.isSafeInteger(size) && size >= 0 ? size : null,
    // R19: "block" is earned here by two confirmations; no file brings it along
    objective: sighted.objective === 'research' ? 'research' : 'detect',
    confidence: sighted.confidence ?? null,
    firstSeen: turned ? last : first,
    lastSeen: turned ? first : last,
    comment: cut(clean(sighted.comment ?? ''), LIMITS.comment),
  }
}
