import type { Act } from '#base/db/index.ts'
import { notFound } from '#core/errors/index.ts'
import type { Asker } from '#core/policy/index.ts'
import { asSelf, type Identity } from './create.ts'
import { endSessions } from './store.ts'

type Because = Parameters<typeof endSessions>[3]

/** Ends sessions of a person within an act, and tells every door. Returns their ids, to be forgotten after commit. */
export async function end(
  act: Act,
  person: string,
  which: { only?: string; except?: string },
  because: Because,
): Promise<string[]> {
  const ended = await endSessions(act.sql, person, which, because, act.at)
  for (const session of ended) await act.announce({ name: 'session.revoked', session })
  if (ended.length > 0)
    act.record({
      act: 'session.end',
      subject: { kind: 'person', id: person },
      detail: { sessions: ended, because },
    })
  return ended
}

/** Forgets ended sessions in this process at once; the others hear of it by the announcement. */
export const forget = (identity: Identity, sessions: readonly string[]): void => {
  for (const session of sessions) identity.memory.forgetSession(session)
}

/** Signs out: the session is over, here and for whoever copied its cookie. */
export async function signOut(
  identity: Identity,
  session: { id: string; person: string },
  asker: Asker,
): Promise<void> {
  const ended = await identity.db
    .asViewer(asSelf(session.person, asker))
    .act((act) => end(act, session.person, { only: session.id }, 'signed-out'))
  forget(identity, ended)
}

/** Ends one of the person's own sessions. @throws {Refusal} not_found */
export async function revokeSession(
  identity: Identity,
  person: string,
  asker: Asker,
  id: string,
): Promise<void> {
  const ended = await identity.db
    .asViewer(asSelf(person, asker))
    .act((act) => end(act, person, { only: id }, 'revoked'))
  if (ended.length === 0) throw notFound()
  forget(identity, ended)
}
