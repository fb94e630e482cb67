import type { Act } from '#base/db/index.ts'
import { type AgreementState, acceptable, holds, inForce, stateOf, type Version } from './agreement.ts'
import { type AcceptanceRow, type AgreementRow, agreements, ownAcceptances } from './store.ts'

/** An agreement, and how the viewer's own side stands to it: a statement about oneself. */
export interface AgreementLine extends Omit<AgreementRow, 'versions'> {
  readonly inForce: number | null
  /** What may be accepted now: the version in force, and the next. */
  readonly acceptable: readonly number[]
  readonly state: AgreementState
  /** The version in force is accepted: what asks for the agreement is open. */
  readonly held: boolean
  readonly acceptances: readonly AcceptanceRow[]
}

/** Adds to an agreement how a party with these acceptances stands to it. */
export function lineOf(
  { versions: written, ...row }: AgreementRow,
  all: readonly AcceptanceRow[],
  at: Date,
): AgreementLine {
  const versions: Version[] = (written ?? []).map((one) => ({
    ...one,
    inForceFrom: new Date(one.inForceFrom),
  }))
  const acceptances = all.filter((one) => one.agreement === row.id)
  return {
    ...row,
    inForce: inForce(versions, at),
    acceptable: acceptable(versions, at),
    state: stateOf(versions, acceptances, at),
    held: holds(versions, acceptances, at),
    acceptances,
  }
}

/** All agreements with the own state. */
export async function listAgreements(act: Pick<Act, 'sql' | 'at'>): Promise<AgreementLine[]> {
  const [all, own] = await Promise.all([agreements().execute(act.sql), ownAcceptances().execute(act.sql)])
  return all.rows.map((row) => lineOf(row, own.rows, act.at))
}
