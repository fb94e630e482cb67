import { notFound } from '#core/errors/index.ts'
import type { Asker } from '#core/policy/index.ts'
import { loadAppointment } from '#people/directory/index.ts'
import { ownerTag } from './authenticate.ts'
import { asSystem, type Identity } from './create.ts'
import { putKey } from './issue-key.ts'
import { revokeKeyRow, teamAt } from './store.ts'

/** Somebody for whom the server's shell acts, until `leave`. */
export interface ShellAsker {
  readonly asker: Asker
  leave(): Promise<void>
}

/** A key that is forgotten dies by itself. */
const DAYS = 1 / 24

/**
 * Lets a command of the server's shell act for a team, by a key that is made for this and revoked at the end, or under
 * one appointment. Both are on record: whoever has the shell could do as much, but not unseen.
 *
 * @param as handle of a team, or id of an appointment
 * @param purpose the command, as it stands in the record
 * @throws {Refusal} not_found
 */
export function enterFromShell(identity: Identity, as: string, purpose: string): Promise<ShellAsker> {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(as)
    ? asAppointment(identity, as.toLowerCase(), purpose)
    : asTeam(identity, as, purpose)
}

const asAppointment = (identity: Identity, id: string, purpose: string): Promise<ShellAsker> =>
  identity.db.asViewer(asSystem('command line')).act(async (act) => {
    const found = await loadAppointment(act.sql, id)
    const isLive = found && found.since <= act.at && (found.until === null || found.until > act.at)
    if (!isLive) throw notFound()
    act.record({ act: 'shell.enter', subject: { kind: 'appointment', id }, detail: { purpose } })
    const tag = ownerTag(identity, id)
    return { asker: { kind: 'person', person: found.person, appointment: id, tag }, leave: async () => {} }
  })

async function asTeam(identity: Identity, handle: string, purpose: string): Promise<ShellAsker> {
  const viewer = identity.db.asViewer(asSystem('command line'))
  const wish = { name: purpose, roles: ['analyst'], scopes: ['write:warnings'], days: DAYS } as const
  const { team, id } = await viewer.act(async (act) => {
    const found = await teamAt(act.sql, handle)
    if (found === null) throw notFound()
    return { team: found, id: (await putKey(act, found, wish, null)).id }
  })
  return {
    asker: { kind: 'key', key: id },
    leave: () =>
      viewer.act(async (act) => {
        await revokeKeyRow(act.sql, team, id, null, act.at)
        act.record({ act: 'key.revoke', subject: { kind: 'key', id }, detail: { team } })
      }),
  }
}
