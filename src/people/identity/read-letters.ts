import { outboxState } from '#base/outbound/index.ts'
import { Refusal } from '#core/errors/index.ts'
import { type Asker, keepsDirectory } from '#core/policy/index.ts'
import type { Identity } from './create.ts'

/** Whether letters wait because there is no mail server, and how many; for the secretariat. @throws {Refusal} not_your_role */
export const readLetters = (
  identity: Identity,
  asker: Asker,
): Promise<{ byHand: boolean; waiting: number }> =>
  identity.db.asViewer(asker).act(async (act) => {
    if (!keepsDirectory(act.viewer)) throw new Refusal('not_your_role', { params: { who: 'secretariat' } })
    const { waiting } = await outboxState(act)
    return { byHand: identity.byHand === true, waiting }
  })
