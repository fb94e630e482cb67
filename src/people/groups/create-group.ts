import { randomUUID } from 'node:crypto'
import type { Act } from '#base/db/index.ts'
import { hasCode } from '#core/charter/index.ts'
import { Refusal, refuseField } from '#core/errors/index.ts'
import { isOfficer, isSystem } from '#core/policy/index.ts'
import { listAgreements } from '#people/agreements/index.ts'
import { charterOf } from '#people/association/index.ts'
import { BODIES, type GroupCharter, type NewGroup } from './group.ts'
import { handleTaken, insertGroup, loadBody, loadGroup } from './store.ts'

/**
 * Makes a group: an officer of the secretariat. The association, the committee and the secretariat are made once,
 * at founding.
 *
 * @throws {Refusal} not_your_role, handle_taken, code_unknown
 */
export async function createGroup(act: Act, group: NewGroup): Promise<{ id: string }> {
  if (!isOfficer(act.viewer)) throw new Refusal('not_your_role', { params: { who: 'officer' } })
  if (
    BODIES.includes(group.kind) &&
    (!isSystem(act.viewer) || (await loadBody(act.sql, group.kind)) !== undefined)
  )
    throw refuseField('kind', 'invalid')
  if (await handleTaken(act.sql, group.handle))
    throw new Refusal('handle_taken', { params: { handle: group.handle } })
  if (group.parent !== null && !(await loadGroup(act.sql, group.parent)))
    throw refuseField('parent', 'invalid')
  await checkCharter(act, group)
  const id = randomUUID()
  await insertGroup(act.sql, id, group, act.at)
  act.record({ act: 'group.create', subject: { kind: 'group', id }, detail: { kind: group.kind } })
  return { id }
}

/** Kinds and agreements that exist. @throws {Refusal} */
export async function checkCharter(act: Act, { barredKinds, agreements }: GroupCharter): Promise<void> {
  if (barredKinds.length > 0) {
    const charter = await charterOf(act)
    const unknown = barredKinds.find((code) => !hasCode(charter, 'kind', code))
    if (unknown !== undefined) throw new Refusal('code_unknown', { params: { code: unknown } })
  }
  if (agreements.length > 0) {
    const known = (await listAgreements(act)).map(({ id }) => id)
    if (agreements.some((id) => !known.includes(id))) throw refuseField('agreements', 'invalid')
  }
}
