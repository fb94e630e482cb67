import { CONFIDENCES, OBJECTIVES } from './choices.ts'
import type { Indicator } from './indicator.ts'
import { lookupForm } from './normalise.ts'

export interface Deduped {
  /** In the order of their first appearance, each thing once. */
  readonly kept: Indicator[]
  /** What was folded into one of them. */
  readonly duplicates: Indicator[]
}

const NAMES_MAX = 20
const COMMENT_MAX = 1000

/** Of two choices the later in its list; null says nothing. */
function further<T>(list: readonly T[], a: T | null, b: T | null): T | null {
  if (a === null || b === null) return a ?? b
  return list.indexOf(a) >= list.indexOf(b) ? a : b
}

const STRENGTH = ['research', 'detect', 'block'] as const satisfies readonly Indicator['objective'][]

function earlier(a: string | null, b: string | null, sign: 1 | -1): string | null {
  if (a === null || b === null) return a ?? b
  return sign * (Date.parse(a) - Date.parse(b)) <= 0 ? a : b
}

function joined(a: string, b: string): string {
  if (b === '' || a.includes(b)) return a
  if (a === '') return b
  const both = `${a} / ${b}`
  return both.length <= COMMENT_MAX ? both : a
}

function merge(a: Indicator, b: Indicator): Indicator {
  return {
    ...a,
    names: [...new Set([...a.names, ...b.names])].slice(0, NAMES_MAX),
    size: a.size ?? b.size,
    objective: further(STRENGTH, a.objective, b.objective) ?? OBJECTIVES[0],
    confidence: further(CONFIDENCES, a.confidence, b.confidence),
    firstSeen: earlier(a.firstSeen, b.firstSeen, 1),
    lastSeen: earlier(a.lastSeen, b.lastSeen, -1),
    comment: joined(a.comment, b.comment),
  }
}

/**
 * Each thing once. What the copies say is put together: all names, the first size, the longest time between first and
 * last seen, the strongest objective, the greatest confidence. Values are taken as normal already.
 */
export function dedupe(indicators: readonly Indicator[]): Deduped {
  const kept = new Map<string, Indicator>()
  const duplicates: Indicator[] = []
  for (const one of indicators) {
    const key = `${one.type} ${lookupForm(one.type, one.value)}`
    const before = kept.get(key)
    kept.set(key, before === undefined ? one : merge(before, one))
    if (before !== undefined) duplicates.push(one)
  }
  return { kept: [...kept.values()], duplicates }
}
