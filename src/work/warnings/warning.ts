import type { Action, PartState } from '#core/policy/index.ts'

/** Answers of a team to a warning (SHARING, "Answers"). `checking` counts for reminders, not for the result. */
export const ANSWERS = [
  'checking',
  'no-trace',
  'trace',
  'affected',
  'handled',
  'not-applicable',
  'cannot-check',
] as const
export type Answer = (typeof ANSWERS)[number]

/** Parts of one warning: several of a kind where they have other readers or another marking. */
export const MOST_PARTS = 8

/** A warning as a whole, from its parts: what screens call it. */
export type WarningState =
  | 'draft'
  | 'held'
  | 'live'
  | 'correcting'
  | 'withdrawn-wrong'
  | 'withdrawn-shared'
  | 'discarded'

type Version = { readonly state: PartState; readonly releasedAt: Date | null }

/** The state of a warning, from the versions of its parts that one may see, at a moment. */
export function stateOf(versions: readonly Version[], at: Date): WarningState {
  const has = (state: PartState) => versions.some((version) => version.state === state)
  const held = versions.some(
    (version) => version.state === 'released' && version.releasedAt !== null && version.releasedAt > at,
  )
  const out = versions.some(
    (version) => version.state === 'released' && version.releasedAt !== null && version.releasedAt <= at,
  )
  if (held) return 'held'
  if (out) return has('draft') ? 'correcting' : 'live'
  if (has('withdrawn-shared')) return 'withdrawn-shared'
  if (has('withdrawn-wrong')) return 'withdrawn-wrong'
  // Who reviews an earlier text of a draft sees that alone.
  return has('draft') || has('overtaken') ? 'draft' : 'discarded'
}

/** What an originator can do with a warning in each state. One table for the server, the button and its reason. */
export const ACTS_IN_STATE: Readonly<Record<WarningState, ReadonlyArray<Action | 'discard'>>> = {
  draft: ['edit', 'release', 'discard'],
  held: ['take-back'],
  live: ['edit', 'withdraw'],
  correcting: ['edit', 'release', 'withdraw', 'discard'],
  'withdrawn-wrong': [],
  'withdrawn-shared': [],
  discarded: [],
}
