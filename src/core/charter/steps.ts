import type { Charter } from './charter.ts'
import { type Difference, differences } from './differences.ts'

/** One step that opens something: a value that is set, or entries that a list gains. */
export type Step =
  | { readonly path: readonly string[]; readonly to: string | number }
  | { readonly path: readonly string[]; readonly add: readonly string[] }

/** What of the way from one charter to another opens reading. Empty: it may hold at once. */
export const openingSteps = (before: Charter, after: Charter): Step[] =>
  differences(before, after)
    .filter(({ opens }) => opens)
    .map(({ path, added, to }) =>
      added.length > 0 ? { path, add: added } : { path, to: to as string | number },
    )

/** The wanted charter without what opens: what may hold at once. May lack what a charter needs; check it. */
export const withoutOpening = (before: Charter, wanted: Charter): Charter =>
  differences(before, wanted)
    .filter(({ opens }) => opens)
    .reduce(takeBack, wanted)

const takeBack = (charter: Charter, { path, from, added }: Difference): Charter =>
  replaced(charter, path, (now) =>
    added.length > 0 ? (now as string[]).filter((entry) => !added.includes(entry)) : from,
  )

/**
 * The charter with these steps on top. Entries that it has already stay once. A step is put on whatever rules by
 * then, so what was closed meanwhile stays closed. `association.with_steps` does the same in the database.
 */
export const withSteps = (charter: Charter, steps: readonly Step[]): Charter =>
  steps.reduce(
    (now, step) =>
      replaced(now, step.path, (value) => {
        if (!('add' in step)) return step.to
        const list = value as readonly string[]
        return [...list, ...step.add.filter((entry) => !list.includes(entry))]
      }),
    charter,
  )

function replaced<T>(holder: T, [name, ...rest]: readonly string[], change: (value: unknown) => unknown): T {
  if (name === undefined) return change(holder) as T
  const members = holder as Record<string, unknown>
  return { ...members, [name]: replaced(members[name], rest, change) } as T
}
