import type { Charter } from './charter.ts'
import { OPENS_READING, opensReading } from './opening.ts'

/** A value as the charter holds it; null where it holds none. */
export type Value = string | number | { readonly ja: string; readonly en: string } | null

/** One thing that differs between two charters: a value, or what a list gained and lost. */
export interface Difference {
  /** Names from the outside in: `['channels', 'AMBER', 'tlsMail']`, `['sectors', 'finance']`. */
  readonly path: readonly string[]
  readonly from: Value
  readonly to: Value
  readonly added: readonly string[]
  readonly removed: readonly string[]
  /** Lets somebody read, see or reach more. */
  readonly opens: boolean
}

/** Everything in which `after` differs from `before`, in the order of the charter. The order of a list says nothing. */
export function differences(before: Charter, after: Charter): Difference[] {
  return (Object.keys(OPENS_READING) as (keyof Charter)[]).flatMap((field) =>
    compare([field], before[field], after[field]),
  )
}

function compare(path: readonly string[], before: unknown, after: unknown): Difference[] {
  if (Array.isArray(after)) {
    if (isCoded(after) || isCoded(before)) return compareMembers(path, byCode(before), byCode(after))
    return compareLists(path, (before ?? []) as string[], after as string[])
  }
  if (isGrouped(path[0]) && path.length < depthOf(path[0]))
    return compareMembers(path, (before ?? {}) as Members, (after ?? {}) as Members)
  if (same(before, after)) return []
  const [from, to] = [(before ?? null) as Value, (after ?? null) as Value]
  return [{ path, from, to, added: [], removed: [], opens: opensReading(ruleOf(path), from, to) }]
}

type Members = Readonly<Record<string, unknown>>

const compareMembers = (path: readonly string[], before: Members, after: Members): Difference[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((name) =>
    compare([...path, name], before[name], after[name]),
  )

function compareLists(
  path: readonly string[],
  before: readonly string[],
  after: readonly string[],
): Difference[] {
  const added = after.filter((entry) => !before.includes(entry))
  const removed = before.filter((entry) => !after.includes(entry))
  if (added.length + removed.length === 0) return []
  const opens = added.length > 0 && opensReading(ruleOf(path), null, null)
  return [{ path, from: null, to: null, added, removed, opens }]
}

/** How many names lead to a value of these fields; all others are a value or a list by themselves. */
const DEPTH = {
  channels: 3,
  holdSeconds: 2,
  answerWithinDays: 2,
  remindAtPercent: 2,
  objectionWithin: 2,
  sessions: 2,
  greenCommunity: 2,
} as const

const isGrouped = (field: string | undefined): field is keyof typeof DEPTH =>
  field !== undefined && field in DEPTH
const depthOf = (field: keyof typeof DEPTH): number => DEPTH[field]

const ruleOf = (path: readonly string[]) => OPENS_READING[path[0] as keyof Charter]

type Coded = { readonly code: string; readonly label: { readonly ja: string; readonly en: string } }

const isCoded = (list: unknown): list is Coded[] =>
  Array.isArray(list) && list.some((entry) => typeof entry === 'object')

const byCode = (list: unknown): Members =>
  Object.fromEntries(((list ?? []) as Coded[]).map(({ code, label }) => [code, label]))

const same = (one: unknown, other: unknown): boolean =>
  one === other ||
  (isWords(one) && isWords(other) && one.ja === other.ja && one.en === other.en) ||
  (one === undefined && other === null)

const isWords = (value: unknown): value is { ja: string; en: string } =>
  typeof value === 'object' && value !== null && 'ja' in value && 'en' in value
