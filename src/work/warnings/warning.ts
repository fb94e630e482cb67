import { type ErrorCode, Refusal } from '#core/errors/index.ts'
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

export type Version = { readonly state: PartState; readonly releasedAt: Date | null }

/** A row of the originator's, as {@link stateOf} looks at it. */
export const versionOf = (row: { state: PartState; released_at: Date | null }): Version => ({
  state: row.state,
  releasedAt: row.released_at,
})

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

export type WarningAct =
  | Extract<Action, 'edit' | 'release' | 'take-back' | 'withdraw' | 'answer'>
  | 'review'
  | 'discard'

/**
 * What can be done with a warning in each state, by whom it belongs to. One table for the acts, the button and its
 * reason. Withdrawing throws away what was being written; a draft that was left behind all the same can only be
 * thrown away.
 */
export const ACTS_IN_STATE: Readonly<Record<WarningState, readonly WarningAct[]>> = {
  draft: ['edit', 'review', 'release', 'discard'],
  // who is writing meanwhile loses nothing: it is the next version
  held: ['edit', 'take-back'],
  live: ['edit', 'withdraw', 'answer'],
  correcting: ['edit', 'review', 'release', 'withdraw', 'discard', 'answer'],
  'withdrawn-wrong': ['discard'],
  'withdrawn-shared': ['discard'],
  discarded: [],
}

/**
 * @throws Refusal `state_forbids`; `too_late_to_take_back` where nothing is held any more, `nothing_to_release` and
 *   `nothing_to_withdraw` where there is no version to act on
 */
export function requireInState(act: WarningAct, versions: readonly Version[], at: Date): void {
  const state = stateOf(versions, at)
  if (ACTS_IN_STATE[state].includes(act)) return
  const missing = NOTHING_TO[act]
  if (missing?.in.includes(state)) throw new Refusal(missing.code)
  throw new Refusal('state_forbids', { params: { state } })
}

/** States in which an act has nothing to act on, said in its own words. */
const NOTHING_TO: Partial<Record<WarningAct, { code: ErrorCode; in: readonly WarningState[] }>> = {
  'take-back': { code: 'too_late_to_take_back', in: ['live', 'correcting'] },
  release: { code: 'nothing_to_release', in: ['live', 'discarded'] },
  review: { code: 'nothing_to_release', in: ['live', 'discarded'] },
  discard: { code: 'nothing_to_release', in: ['live', 'discarded'] },
  withdraw: { code: 'nothing_to_withdraw', in: ['draft', 'discarded'] },
}
