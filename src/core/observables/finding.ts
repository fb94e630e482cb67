import type { ObservableType } from './choices.ts'

/** A value in a text. */
export interface Found {
  readonly type: ObservableType
  /** Normal form. */
  readonly value: string
  /** From where to where it stands in the text, in UTF-16 units. */
  readonly at: number
  readonly end: number
  /** Somebody took care to make it harmless: it was meant as an indicator, not as a link. */
  readonly defanged: boolean
}

/** A hit in the text that is searched, before it is put back to its place in the original. */
export interface Hit {
  readonly type: ObservableType
  readonly value: string
  readonly from: number
  readonly to: number
}

/** The text that is searched: what one finder took is blank for the next. */
export interface Searched {
  readonly text: string
  wasDefanged(from: number, to: number): boolean
}

/**
 * Looks for one family of values. Patterns start only where a run of their characters starts and repeat within bounds,
 * so that a text of a million letters costs a million steps.
 */
export type Finder = (searched: Searched) => Hit[]
