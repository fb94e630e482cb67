import { randomUUID } from 'node:crypto'
import type { Act } from '#base/db/index.ts'
import { notFound, Refusal, refuseField } from '#core/errors/index.ts'
import { isOfficer, isSystem } from '#core/policy/index.ts'
import type { AgreementKind } from './agreement.ts'
import { agreementRow, insertAgreement, insertVersion, loadVersions } from './store.ts'

/** Text of a version, and from when it counts (null: from now). */
export interface NewVersion {
  readonly textJa: string
  readonly textEn: string
  readonly inForceFrom: Date | null
}

/** Makes an agreement with its first version; an officer of the secretariat. @throws {Refusal} */
export async function createAgreement(
  act: Act,
  input: NewVersion & { kind: AgreementKind; titleJa: string; titleEn: string },
): Promise<{ id: string }> {
  if (!isOfficer(act.viewer)) throw new Refusal('not_your_role', { params: { who: 'officer' } })
  const id = randomUUID()
  await insertAgreement(act.sql, { ...input, id }, act.at)
  act.record({ act: 'agreement.create', subject: { kind: 'agreement', id } })
  await publishVersion(act, id, input)
  return { id }
}

/**
 * Publishes the next version. Published before it counts, members accept it without a gap.
 *
 * @throws {Refusal} not_found, not_your_role
 */
export async function publishVersion(
  act: Act,
  agreement: string,
  input: NewVersion,
): Promise<{ version: number }> {
  if ((await agreementRow(agreement).execute(act.sql)).rows.length === 0) throw notFound()
  if (!isOfficer(act.viewer)) throw new Refusal('not_your_role', { params: { who: 'officer' } })
  const last = (await loadVersions(act.sql, agreement)).at(-1)
  const inForceFrom = input.inForceFrom ?? act.at
  // never backwards: what was held yesterday is not taken away for yesterday
  const backwards = inForceFrom < act.at && !isSystem(act.viewer)
  if (backwards || (last && inForceFrom <= last.inForceFrom)) throw refuseField('inForceFrom', 'invalid')
  const version = (last?.version ?? 0) + 1
  await insertVersion(act.sql, agreement, { ...input, version, inForceFrom })
  act.record({ act: 'agreement.publish', subject: { kind: 'agreement', id: agreement }, detail: { version } })
  return { version }
}
