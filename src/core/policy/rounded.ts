/**
 * A count as outsiders see it: fewer than k, or rounded down to a multiple of five (R15, R24, R25). The same count
 * for everybody and for every question, so that no second question tells the difference.
 */
export type Rounded = { readonly fewerThan: number } | { readonly about: number }
export const rounded = (count: number, k: number): Rounded =>
  count < k ? { fewerThan: k } : { about: Math.max(k, Math.floor(count / 5) * 5) }
