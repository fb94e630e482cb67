import { randomUUID } from 'node:crypto'
import type { AuthenticationResponseJSON } from '@simplewebauthn/server'
import type { Act } from '#base/db/index.ts'
import { notFound, Refusal } from '#core/errors/index.ts'
import { agentWords } from './agent.ts'
import { asSystem, type Identity } from './create.ts'
import type { PasskeyRequest } from './forms.ts'
import { type Issued, issueSession } from './issue-session.ts'
import { paces, tellOwnerAt } from './limits.ts'
import { describe, lockPerson, passwordOf, personsAt, readCast, savePassword } from './store.ts'
import {
  count,
  forgiveSignIn,
  knownDevice,
  newDevice,
  type Source,
  take,
  takeSignIn,
} from './take-attempt.ts'
import { tellNewSignIn, tellPasswordKnown } from './tell.ts'
import { takeCode } from './verify-code.ts'
import { requestOptions, takePasskey } from './verify-passkey.ts'
import { hashPassword, isOldHash, verifyPassword } from './verify-password.ts'

/** A session and the cookie by which the browser is known from now on. */
export interface SignedIn extends Issued {
  readonly device: string
}

const tooMany = (seconds: number) => new Refusal('too_many_requests', { params: { seconds } })

/**
 * Signs in with a password and a code (one-time or recovery). An address that nobody has, a wrong password and a
 * wrong code get the same answer after the same work, so that neither who is a member nor half of the secret can be
 * found out.
 * @throws {Refusal} sign_in_refused; too_many_requests with the seconds to wait; busy
 */
export async function signInWithPassword(
  identity: Identity,
  said: { email: string; password: string; code: string },
  from: Source,
): Promise<SignedIn> {
  const { db, keys } = identity
  const system = db.asViewer(asSystem('sign-in'))
  const account = said.email.toLowerCase()

  const opened = await system.act(async (act) => {
    const found = await passwordAt(act, said.email)
    const device = knownDevice(keys, found.person, from.device)
    return { ...found, device, wait: await takeSignIn(act, keys, account, from.network, device) }
  })
  if (opened.wait > 0) throw tooMany(opened.wait)

  // outside of any transaction: it takes a tenth of a second and waits for its turn
  const isRight = await verifyPassword(said.password, opened.hash)
  const rehashed = isRight && opened.hash && isOldHash(opened.hash) ? await hashPassword(said.password) : null

  const signedIn = await system.act(async (act) => {
    const { person, device } = opened
    await lockPerson(act.sql, person)
    const isStill = isRight && (await passwordOf(act.sql, person))?.hash === opened.hash
    const isGuarded = isStill && device === null && (await guardSecond(act, identity, account, person))
    // a code is used up only by whoever may pass with it, or any stranger could use up other people's
    const code = await takeCode(act, keys, isStill && !isGuarded ? person : randomUUID(), said.code)
    if (!isStill || !code || isGuarded) {
      act.record({
        act: 'session.refuse',
        subject: opened.hash ? { kind: 'person', id: person } : undefined,
        detail: { because: isGuarded ? 'guarded' : isStill ? 'code' : 'password' },
      })
      return null
    }
    if (rehashed) await savePassword(act.sql, { person_id: person, hash: rehashed, changed_at: act.at })
    await forgiveSignIn(act, keys, account, from.network, device)
    if (device === null) await tellOwner(act, identity, person, from)
    return issueSession(act, person, code === 'totp' ? 'password-totp' : 'password-recovery', from.agent)
  })
  if (!signedIn) throw new Refusal('sign_in_refused')
  return { ...signedIn, device: newDevice(keys, signedIn.person) }
}

/** The first person at an address who has a password; a person who does not exist where there is none. */
async function passwordAt(act: Act, email: string): Promise<{ person: string; hash: string | null }> {
  for (const person of await personsAt(act.sql, email)) {
    const row = await passwordOf(act.sql, person)
    if (row) return { person, hash: row.hash }
  }
  return { person: randomUUID(), hash: null }
}

/**
 * Somebody has the right password and comes from an unknown browser: tries are counted for all strangers together,
 * since the second factor is all that is left. Answers as a wrong code would. The owner is told once.
 */
async function guardSecond(act: Act, identity: Identity, account: string, person: string): Promise<boolean> {
  const { wait_seconds, count: tries } = await count(act, identity.keys, paces.second, 'second', account)
  if (tries === tellOwnerAt && wait_seconds === 0) {
    const self = await describe(act.sql, person)
    if (self) await tellPasswordKnown(act, identity, self)
  }
  return wait_seconds > 0
}

/** A browser that was not seen with this person before: the person should know. */
async function tellOwner(act: Act, identity: Identity, person: string, from: Source): Promise<void> {
  const self = await describe(act.sql, person)
  if (self) await tellNewSignIn(act, identity, self, agentWords(from.agent))
}

/** What the browser needs to sign in with a passkey. The same for everybody. @throws {Refusal} passkey_needs_name */
export const signInOptions = (identity: Identity, at: Date): Promise<PasskeyRequest> =>
  requestOptions(identity, ['sign-in'], at)

/** Signs in with a passkey. @throws {Refusal} passkey_refused, too_many_requests */
export async function signInWithPasskey(
  identity: Identity,
  response: AuthenticationResponseJSON,
  from: Source,
): Promise<SignedIn> {
  const { db, keys } = identity
  const system = db.asViewer(asSystem('sign-in'))
  const wait = await system.act((act) => take(act, keys, paces.network, 'passkey', from.network))
  if (wait > 0) throw tooMany(wait)
  const signedIn = await system.act(async (act) => {
    const { person } = await takePasskey(act, identity, ['sign-in'], response)
    if (knownDevice(keys, person, from.device) === null) await tellOwner(act, identity, person, from)
    return issueSession(act, person, 'passkey', from.agent)
  })
  return { ...signedIn, device: newDevice(keys, signedIn.person) }
}

/** Signs in as somebody of a demo's cast, by one of the live appointments. @throws {Refusal} not_found; anywhere else */
export async function signInAsDemo(
  identity: Identity,
  appointment: string,
  agent: string | null,
): Promise<Issued> {
  return identity.db.asViewer(asSystem('demo sign-in')).act(async (act) => {
    const cast = await readCast(act.sql)
    const person = cast?.find(({ appointments }) => appointments.some(({ id }) => id === appointment))
    if (!person) throw notFound()
    return issueSession(act, person.id, 'demo', agent)
  })
}
