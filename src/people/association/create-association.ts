import { randomUUID } from 'node:crypto'
import type { Act } from '#base/db/index.ts'
import { type Charter, charter as charterSchema } from '#core/charter/index.ts'
import { Refusal } from '#core/errors/index.ts'
import { isSystem } from '#core/policy/index.ts'
import { requireSound } from './adopt-charter.ts'
import type { Mode } from './association.ts'
import { face, insertAssociation, insertCharter } from './store.ts'

/** What founding says of the association itself. */
export interface Founded {
  mode: Mode
  nameJa: string
  nameEn: string
  shortJa: string
  shortEn: string
  /** The final address; passkeys are bound to its host. */
  url: string
  charter: Charter
}

/**
 * Writes the association and the first version of its charter; once only. A part of founding, which is in
 * people/founding.
 *
 * @throws {Refusal} already_founded
 */
export async function createAssociation(act: Act, input: Founded): Promise<{ id: string }> {
  if (!isSystem(act.viewer)) throw new Refusal('not_your_role', { params: { who: 'officer' } })
  if ((await face().execute(act.sql)).rows.length > 0) throw new Refusal('already_founded')
  requireSound(input.charter)
  const id = randomUUID()
  await insertAssociation(act.sql, { ...input, id }, act.at)
  await insertCharter(
    act.sql,
    { version: 1, charter: charterSchema.parse(input.charter), adoptedBy: null },
    act.at,
  )
  act.record({ act: 'association.found', subject: { kind: 'association', id }, detail: { mode: input.mode } })
  await act.announce({ name: 'charter.adopted', version: 1 })
  return { id }
}
