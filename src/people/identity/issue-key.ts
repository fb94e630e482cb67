import { randomUUID } from 'node:crypto'
import type { Act } from '#base/db/index.ts'
import { notFound, Refusal } from '#core/errors/index.ts'
import type { Asker } from '#core/policy/index.ts'
import { asSystem, type Identity } from './create.ts'
import { hashSecret, newSecret } from './issue-session.ts'
import { type KeyRole, keyDays, rolesGivenBy, type Scope } from './scope.ts'
import { insertKey, keysOf, revokeKeyRow, teamAt } from './store.ts'

/** What every key begins with, so that people and secret scanners know what they found. */
const PREFIX = 'rnk_'

/** What a key is to be. */
export interface KeyWish {
  readonly name: string
  readonly roles: readonly KeyRole[]
  readonly scopes: readonly Scope[]
  readonly days: number
}

/** A key that was made; `key` is shown this once. */
export interface KeyMade {
  readonly id: string
  readonly key: string
  readonly expiresAt: Date
}

/** Writes a key for a team. Who may is decided by the caller. */
export async function putKey(act: Act, team: string, wish: KeyWish, by: string | null): Promise<KeyMade> {
  const key = `${PREFIX}${newSecret()}`
  const id = randomUUID()
  const expiresAt = new Date(act.at.getTime() + Math.min(wish.days, keyDays.max) * 86_400_000)
  await insertKey(act.sql, {
    id,
    team_id: team,
    roles: [...wish.roles],
    scopes: [...wish.scopes],
    name: wish.name,
    token_hash: hashSecret(key),
    ending: key.slice(-4),
    created_at: act.at,
    created_by: by,
    expires_at: expiresAt,
  })
  act.record({
    act: 'key.issue',
    subject: { kind: 'key', id },
    detail: { team, roles: wish.roles, scopes: wish.scopes, until: expiresAt.toISOString() },
  })
  return { id, key, expiresAt }
}

/** The team whose keys the asker looks after; hidden from everybody else. @throws {Refusal} not_found */
function requireKeeper(act: Act, team: string): { appointment: string; role: string } {
  const { viewer } = act
  const gives = rolesGivenBy(viewer.role ?? '')
  const isKeeper = viewer.kind === 'person' && viewer.team === team && gives.length > 0
  const isGood =
    viewer.standing === 'active' || viewer.standing === 'restricted' || viewer.standing === 'prospect'
  if (!isKeeper || !isGood || viewer.appointment === undefined || viewer.role === undefined) throw notFound()
  return { appointment: viewer.appointment, role: viewer.role }
}

/**
 * Makes a key for the own team, as its point of contact or administrator after a fresh sign-in.
 * @throws {Refusal} not_found (not your team's keeper), key_roles_refused
 */
export const issueKey = (identity: Identity, asker: Asker, team: string, wish: KeyWish): Promise<KeyMade> =>
  identity.db.asViewer(asker).act(async (act) => {
    const { appointment, role } = requireKeeper(act, team)
    const offered = rolesGivenBy(role)
    if (!wish.roles.every((one) => offered.includes(one)))
      throw new Refusal('key_roles_refused', { params: { offered: offered.join(', ') } })
    return putKey(act, team, wish, appointment)
  })

/** Makes a key from the server's shell, for any team, with any roles of teams. @throws {Refusal} not_found */
export const issueKeyFromShell = (identity: Identity, handle: string, wish: KeyWish): Promise<KeyMade> =>
  identity.db.asViewer(asSystem('command line')).act(async (act) => {
    const team = await teamAt(act.sql, handle)
    if (team === null) throw notFound()
    return putKey(act, team, wish, null)
  })

/** Keys of the own team, dead ones included, newest first. @throws {Refusal} not_found */
export const listKeys = (identity: Identity, asker: Asker, team: string) =>
  identity.db.asViewer(asker).act((act) => {
    requireKeeper(act, team)
    return keysOf(act.sql, team)
  })

/** Revokes a key of the own team at once. @throws {Refusal} not_found */
export async function revokeKey(identity: Identity, asker: Asker, team: string, id: string): Promise<void> {
  await identity.db.asViewer(asker).act(async (act) => {
    const { appointment } = requireKeeper(act, team)
    if (!(await revokeKeyRow(act.sql, team, id, appointment, act.at))) throw notFound()
    act.record({ act: 'key.revoke', subject: { kind: 'key', id }, detail: { team } })
  })
  identity.memory.forgetKey(id)
}
