import { randomUUID } from 'node:crypto'
import type { AuthenticationResponseJSON } from '@simplewebauthn/server'
import type { Act } from '#base/db/index.ts'
import { Refusal } from '#core/errors/index.ts'
import type { Asker } from '#core/policy/index.ts'
import { asSelf, type Identity } from './create.ts'
import type { PasskeyRequest } from './forms.ts'
import { hashSecret, newSecret } from './issue-session.ts'
import { lifetimes, paces } from './limits.ts'
import { end, forget } from './revoke-session.ts'
import { insertProof, lockPerson, lockSession, readCast, readLimits, renewToken } from './store.ts'
import { forgive, take } from './take-attempt.ts'
import { takeCode } from './verify-code.ts'
import { requestOptions, takePasskey } from './verify-passkey.ts'

/** The act for which somebody proves himself again, and on what: as `fresh_sign_in_required` said it. */
export interface Purpose {
  readonly act: string
  readonly subject: string
}

/** What is shown as proof. `demo` counts in a session that began by choosing a person of a demo. */
export type Shown =
  | { readonly code: string }
  | { readonly passkey: AuthenticationResponseJSON }
  | { readonly demo: true }

interface Own {
  readonly id: string
  readonly person: string
}

/** What the browser needs to prove the person for one act. @throws {Refusal} passkey_needs_name */
export const stepUpOptions = (
  identity: Identity,
  session: Own,
  { act, subject }: Purpose,
  at: Date,
): Promise<PasskeyRequest> => requestOptions(identity, ['fresh', session.id, act, subject], at)

/**
 * Takes a factor for one act on one thing; the session carries the proof for minutes and one use, under a new token.
 * Too many wrong codes end the session: whoever sits there is not its owner.
 * @returns the new token, for the cookie
 * @throws {Refusal} code_refused, passkey_refused, sign_in_required
 */
export async function stepUp(
  identity: Identity,
  session: Own,
  asker: Asker,
  purpose: Purpose,
  shown: Shown,
): Promise<string> {
  const { db, keys } = identity
  const self = asSelf(session.person, asker)
  const wait = 'code' in shown ? await countCode(identity, session) : 0
  if (wait > 0) {
    forget(
      identity,
      await db.asViewer(self).act((act) => end(act, session.person, { only: session.id }, 'guessed')),
    )
    throw new Refusal('sign_in_required')
  }
  const token = newSecret()
  await db.asViewer(self).act(async (act) => {
    await lockPerson(act.sql, session.person)
    const row = await lockSession(act.sql, session.id, act.at)
    if (!row) throw new Refusal('sign_in_required')
    const factor = await takeFactor(act, identity, session, row.factor, purpose, shown)
    const { fresh_seconds } = await readLimits(act.sql)
    await insertProof(act.sql, {
      id: randomUUID(),
      session_id: session.id,
      act: purpose.act,
      subject: subjectTag(keys, purpose.subject),
      proven_at: act.at,
      until: new Date(act.at.getTime() + fresh_seconds * 1_000),
    })
    const formerUntil = new Date(act.at.getTime() + lifetimes.formerToken * 1_000)
    await renewToken(act.sql, session.id, hashSecret(token), formerUntil, act.at)
    // Sealed, always: it stands just before the act it was made for, and would name a withheld source (R5).
    act.record({ act: 'session.prove', detail: { for: purpose.act, factor }, sealedActor: true })
  })
  identity.memory.forgetSession(session.id)
  if ('code' in shown)
    await db
      .asViewer({ kind: 'system', purpose: 'step-up' })
      .act((act) => forgive(act, keys, ['step-up', session.id]))
  return token
}

/** What a proof is for, as it is stored: beside the session, a warning's number would name its withheld source (R5). */
export const subjectTag = (keys: Identity['keys'], subject: string): string =>
  keys.tag('proof subject', subject)

/** Counted in a transaction of its own, so that a wrong code stays counted. */
const countCode = ({ db, keys }: Identity, session: Own): Promise<number> =>
  db
    .asViewer({ kind: 'system', purpose: 'step-up' })
    .act((act) => take(act, keys, paces.stepUp, 'step-up', session.id))

async function takeFactor(
  act: Act,
  identity: Identity,
  session: Own,
  began: string,
  { act: name, subject }: Purpose,
  shown: Shown,
): Promise<string> {
  if ('demo' in shown) {
    if (began === 'demo' && (await readCast(act.sql))) return 'demo'
    throw new Refusal('code_refused')
  }
  if ('code' in shown) {
    const factor = await takeCode(act, identity.keys, session.person, shown.code)
    if (!factor) throw new Refusal('code_refused')
    return factor
  }
  const { person } = await takePasskey(act, identity, ['fresh', session.id, name, subject], shown.passkey)
  if (person !== session.person) throw new Refusal('passkey_refused')
  return 'passkey'
}
