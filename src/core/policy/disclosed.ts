import type { Allowed } from './decide.ts'

declare const seen: unique symbol
declare const disclosed: unique symbol

/** A row that came through `asViewer(…).read`: the database's policies let the viewer see it. */
export type Seen<Row> = Row & { readonly [seen]: true }

/**
 * A value that may leave the house towards the viewer it was decided for. Doors, borders and pages take
 * nothing else for what comes from parts or from fields with an audience. Made only here; a check refuses
 * casts to this type elsewhere.
 */
export type Disclosed<T> = T & { readonly [disclosed]: true }

/** Discloses a part on the strength of a decision. A refusal cannot be passed: its type does not fit. */
export function disclose<T extends object>(part: T, _decision: Allowed): Disclosed<T> {
  return part as Disclosed<T>
}

/** Discloses a row that row-level security has let through. */
export function discloseSeen<Row extends object>(row: Seen<Row>): Disclosed<Row> {
  return row as unknown as Disclosed<Row>
}
