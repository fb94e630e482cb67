import type { ObservableType } from './choices.ts'
import { defang } from './defang.ts'
import { findObservables } from './find.ts'
import { type Harmless, harmless } from './harmless.ts'
import { typeOf } from './kind.ts'
import { isRule, lookupForm, normalise } from './normalise.ts'
import type { OddReason } from './odd.ts'

/** A value that was found in what somebody pasted. */
export interface Candidate {
  readonly key: string
  readonly type: ObservableType
  readonly value: string
  /** As it is shown. */
  readonly shown: string
  /** Why it is probably no indicator. */
  readonly harmless: Harmless | null
}

/** A line that was meant as a value and is none. */
export interface Unread {
  readonly line: string
  /** What its type says against it; null: nobody said a type. */
  readonly odd: OddReason | null
}

export interface Pasted {
  readonly found: readonly Candidate[]
  readonly unread: readonly Unread[]
}

/** Names a value among others of its list. */
const nameOf = (type: ObservableType, value: string): string => `${type} ${lookupForm(type, value)}`

/** A value as a candidate of a list. @param value in its normal form */
const candidate = (type: ObservableType, value: string): Candidate => ({
  key: nameOf(type, value),
  type,
  value,
  shown: defang(type, value),
  harmless: harmless(type, value),
})

/**
 * The values in a pasted text, each once, in its order. Without a type they are told by their shape, in prose too; with
 * one every line is a value, or the whole text is one rule.
 */
export function valuesIn(text: string, type: ObservableType | null): Pasted {
  if (type === null) return byShape(text)
  const lines = isRule(type) ? [text] : linesOf(text)
  const found: Candidate[] = []
  const unread: Unread[] = []
  for (const line of lines) {
    if (line.trim() === '') continue
    const normal = normalise(type, line)
    if ('value' in normal) found.push(candidate(type, normal.value))
    else unread.push({ line: line.slice(0, 200), odd: normal.odd })
  }
  return { found: once(found), unread }
}

function byShape(text: string): Pasted {
  const hits = findObservables(text)
  const found: { at: number; one: Candidate }[] = hits.map(({ type, value, at }) => ({
    at,
    one: candidate(type, value),
  }))
  const unread: Unread[] = []
  let at = 0
  let next = 0
  for (const whole of text.split('\n')) {
    const from = at
    at += whole.length + 1
    while (next < hits.length && (hits[next]?.end ?? 0) <= from) next++
    if ((hits[next]?.at ?? Number.POSITIVE_INFINITY) < at) continue
    // no value in this line: a single word was meant as one, a sentence was not
    const line = whole.trim()
    if (line === '' || /\s/.test(line)) continue
    const type = typeOf(line)
    const normal = type && normalise(type, line)
    if (type && normal && 'value' in normal) found.push({ at: from, one: candidate(type, normal.value) })
    else unread.push({ line: line.slice(0, 200), odd: null })
  }
  return { found: once(found.sort((a, b) => a.at - b.at).map(({ one }) => one)), unread }
}

const linesOf = (text: string): string[] => text.split('\n').map((line) => line.trim())

const once = (all: readonly Candidate[]): Candidate[] =>
  [...new Map(all.toReversed().map((one) => [one.key, one])).values()].reverse()
