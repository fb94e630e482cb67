import { notFound } from '#core/errors/index.ts'
import type { Asker } from '#core/policy/index.ts'
import { asSelf, type Identity } from './create.ts'
import {
  countRecoveryCodes,
  describe,
  passkeysOf,
  passwordOf,
  readCast,
  readHouse,
  sessionsOf,
  speak,
  totpsOf,
} from './store.ts'

interface Own {
  readonly id: string
  readonly person: string
}

/** Everything the app has to know at its start about who signed in. Null person: signed out meanwhile. */
export function readSelf(identity: Identity, session: Own | null, asker: Asker) {
  const viewer = session ? asSelf(session.person, asker) : asker
  return identity.db.asViewer(viewer).act(async (act) => {
    const house = await readHouse(act.sql)
    if (!session) return { house, self: null, factors: null, current: null }
    const self = await describe(act.sql, session.person)
    const current =
      (await sessionsOf(act.sql, session.person, act.at)).find((row) => row.id === session.id) ?? null
    const totps = (await totpsOf(act.sql, session.person)).filter((row) => row.confirmed_at !== null)
    const factors = {
      passkeys: (await passkeysOf(act.sql, session.person)).length,
      totps: totps.length,
      hasPassword: (await passwordOf(act.sql, session.person)) !== undefined,
    }
    return { house, self, factors, current }
  })
}

/** What a person can sign in with, without anything that opens. */
export function listFactors(identity: Identity, session: Own, asker: Asker) {
  return identity.db.asViewer(asSelf(session.person, asker)).act(async (act) => {
    const person = session.person
    const password = await passwordOf(act.sql, person)
    return {
      password: password ? { changedAt: password.changed_at } : null,
      recoveryCodesLeft: await countRecoveryCodes(act.sql, person),
      totps: (await totpsOf(act.sql, person))
        .filter((row) => row.confirmed_at !== null)
        .map((row) => ({ id: row.id, name: row.name, madeAt: row.made_at, usedAt: row.used_at })),
      passkeys: (await passkeysOf(act.sql, person)).map((row) => ({
        id: row.id,
        name: row.name,
        madeAt: row.made_at,
        usedAt: row.used_at,
        backedUp: row.backed_up,
      })),
    }
  })
}

/** The person's live sessions, the one in use last first. */
export function listSessions(identity: Identity, session: Own, asker: Asker) {
  return identity.db.asViewer(asSelf(session.person, asker)).act(async (act) =>
    (await sessionsOf(act.sql, session.person, act.at)).map((row) => ({
      id: row.id,
      isThis: row.id === session.id,
      factor: row.factor,
      agent: row.agent,
      begunAt: row.begun_at,
      seenAt: row.seen_at,
      endsAt: row.ends_at,
    })),
  )
}

/** Chooses the language of screens and mail. */
export async function chooseLanguage(
  identity: Identity,
  session: Own,
  asker: Asker,
  language: 'ja' | 'en',
): Promise<void> {
  await identity.db.asViewer(asSelf(session.person, asker)).act((act) => speak(act.sql, language))
  identity.memory.forgetPerson(session.person)
}

/** Whom one may be in a demo. @throws {Refusal} not_found; anywhere else */
export function readDemoCast(identity: Identity) {
  return identity.db.asViewer({ kind: 'public' }).act(async (act) => {
    const cast = await readCast(act.sql)
    if (!cast) throw notFound()
    return cast
  })
}
