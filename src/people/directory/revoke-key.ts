import type { Act } from '#base/db/index.ts'
import { notFound, Refusal } from '#core/errors/index.ts'
import { loadKey, revoke } from './proposal-store.ts'

/**
 * Stops using an OpenPGP key at once: the person whose it is, who runs the team, the secretariat. Closing needs
 * no confirmation; mail becomes a notice until a new key is confirmed.
 */
export async function revokeKey(act: Act, id: string): Promise<void> {
  const key = await loadKey(act.sql, id)
  if (!key) throw notFound()
  if (key.revokedAt !== null) return
  if (!(await revoke(act.sql, id, act.at))) throw new Refusal('not_your_role', { params: { who: 'team' } })
  act.record({ act: 'key.revoke', subject: { kind: 'key', id } })
  if (key.person !== null) await act.announce({ name: 'appointment.changed', person: key.person })
}
