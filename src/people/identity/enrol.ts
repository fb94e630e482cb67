import { randomUUID } from 'node:crypto'
import type { RegistrationResponseJSON } from '@simplewebauthn/server'
import type { Act } from '#base/db/index.ts'
import { Refusal, refuseField } from '#core/errors/index.ts'
import { asSystem, type Identity } from './create.ts'
import { typedOneTimeCode } from './factor.ts'
import type { Creation } from './forms.ts'
import { openLink } from './issue-link.ts'
import { type Issued, issueSession } from './issue-session.ts'
import { paces } from './limits.ts'
import { passwordFault, passwordLength } from './password.ts'
import type { Self } from './person.ts'
import { end, forget } from './revoke-session.ts'
import {
  confirmTotp,
  dropFactors,
  insertTotp,
  isEnrolled,
  lockPerson,
  passwordOf,
  personsAt,
  readHouse,
  type ShownLink,
  savePassword,
  saveTokenSecret,
  shownLinks,
  spendTokens,
  type TokenRow,
} from './store.ts'
import { newDevice, type Source, take } from './take-attempt.ts'
import { tellFactorChanged } from './tell.ts'
import { makeRecoveryCodes, newTotpSecret, sealTotp, stepOfCode, totpAddress } from './verify-code.ts'
import { creationOptions, keepPasskey } from './verify-passkey.ts'
import { hashPassword } from './verify-password.ts'

/** What a link is for, as its page shows it. Opening it changes nothing and uses nothing up. */
export interface Opened {
  readonly purpose: 'invitation' | 'recovery'
  readonly person: Pick<Self, 'nameJa' | 'nameEn' | 'email' | 'language'>
  readonly until: Date
  /** Who was shown a link of this person, and could have used it. */
  readonly shown: readonly ShownLink[]
}

/** A person who has just been enrolled and is signed in. */
export interface Enrolled extends Issued {
  readonly device: string
  /** Shown once; null where a passkey was made, for which they are worth nothing. */
  readonly recoveryCodes: readonly string[] | null
}

const system = (identity: Identity) => identity.db.asViewer(asSystem('enrolment'))

/** @throws {Refusal} link_dead, too_many_requests */
export async function readEnrolment(identity: Identity, token: string, from: Source): Promise<Opened> {
  const wait = await system(identity).act((act) => take(act, identity.keys, paces.link, 'link', from.network))
  if (wait > 0) throw new Refusal('too_many_requests', { params: { seconds: wait } })
  return system(identity).act(async (act) => {
    const { link, self } = await openLink(act, identity.keys, token)
    await refuseEnrolled(act, link, self)
    const { nameJa, nameEn, email, language } = self
    return {
      purpose: purposeOf(link),
      person: { nameJa, nameEn, email, language },
      until: link.until,
      shown: await shownLinks(act.sql, self.id),
    }
  })
}

/** Who has a way to sign in is not invited again; he can be recovered. @throws {Refusal} already_enrolled */
async function refuseEnrolled(act: Act, link: TokenRow, self: Self): Promise<void> {
  if (link.purpose === 'invitation' && (await isEnrolled(act.sql, self.id)))
    throw new Refusal('already_enrolled')
}

const purposeOf = ({ purpose }: TokenRow) => (purpose === 'recovery' ? 'recovery' : 'invitation')

const place = (id: string) => ({ table: 'identity.tokens', column: 'secret', row: id })

/**
 * Begins a generator of one-time codes for the person of a link; the secret waits, sealed, with the link.
 * @throws {Refusal} link_dead, already_enrolled
 */
export function enrolTotp(identity: Identity, token: string): Promise<{ secret: string; address: string }> {
  return system(identity).act(async (act) => {
    const { link, self } = await openLink(act, identity.keys, token)
    await refuseEnrolled(act, link, self)
    const secret = newTotpSecret()
    await saveTokenSecret(act.sql, link.id, identity.keys.seal(secret, place(link.id)))
    return { secret, address: totpAddress(secret, await issuer(act, self), self.email) }
  })
}

/** The association's short name, as it stands in the person's generator and passkey. */
export const issuer = async (act: Act, { language }: Pick<Self, 'language'>): Promise<string> => {
  const house = await readHouse(act.sql)
  return (language === 'ja' ? house?.shortJa : house?.shortEn) ?? 'Renkei'
}

/**
 * Enrols with a password and the first code of the generator, and signs in.
 * @throws {Refusal} link_dead, already_enrolled, address_taken, code_refused, invalid_request for a poor password
 */
export async function enrolWithPassword(
  identity: Identity,
  said: { token: string; password: string; code: string },
  from: Source,
): Promise<Enrolled> {
  const { keys } = identity
  // looked at first: a stranger without a link costs no hash
  const { self: seen } = await system(identity).act((act) => openLink(act, keys, said.token))
  await system(identity).act((act) => requireGoodPassword(act, said.password, seen))
  const hash = await hashPassword(said.password)
  return finish(identity, said.token, from, 'password', async (act, link, self) => {
    await refuseSharedAddress(act, self)
    if (link.secret === null) throw new Refusal('code_refused')
    const secret = keys.unseal(link.secret, place(link.id))
    const step = stepOfCode(secret, typedOneTimeCode(said.code) ?? '', act.at)
    if (step === null) throw new Refusal('code_refused')
    await savePassword(act.sql, { person_id: self.id, hash, changed_at: act.at })
    const id = randomUUID()
    await insertTotp(act.sql, {
      id,
      person_id: self.id,
      name: 'TOTP',
      secret: sealTotp(keys, id, secret),
      made_at: act.at,
    })
    await confirmTotp(act.sql, id, step, act.at)
    return makeRecoveryCodes(act, keys, self.id)
  })
}

/** @throws {Refusal} invalid_request naming `password` */
export async function requireGoodPassword(act: Act, password: string, self: Self): Promise<void> {
  const house = await readHouse(act.sql)
  const about = [self.nameEn, self.nameJa, self.email, house?.shortEn ?? '', house?.shortJa ?? '']
  const fault = passwordFault(password, about)
  if (fault === 'too_short' || fault === 'too_long') throw refuseField('password', fault, passwordLength)
  if (fault) throw refuseField('password', fault)
}

/** A password is found by the mail address, so one address has one. @throws {Refusal} address_taken */
export async function refuseSharedAddress(act: Act, self: Self): Promise<void> {
  for (const other of await personsAt(act.sql, self.email))
    if (other !== self.id && (await passwordOf(act.sql, other))) throw new Refusal('address_taken')
}

/** What the browser needs to make the first passkey. @throws {Refusal} link_dead, already_enrolled, passkey_needs_name */
export function enrolPasskeyOptions(identity: Identity, token: string): Promise<Creation> {
  return system(identity).act(async (act) => {
    const { link, self } = await openLink(act, identity.keys, token)
    await refuseEnrolled(act, link, self)
    const person = {
      id: self.id,
      email: self.email,
      name: self.language === 'ja' ? self.nameJa : self.nameEn,
      house: await issuer(act, self),
      has: [],
    }
    return creationOptions(identity, ['enrol', link.id], person, act.at)
  })
}

/** Enrols with a passkey and signs in. @throws {Refusal} link_dead, already_enrolled, passkey_refused */
export function enrolWithPasskey(
  identity: Identity,
  said: { token: string; name: string; response: RegistrationResponseJSON },
  from: Source,
): Promise<Enrolled> {
  return finish(identity, said.token, from, 'passkey', async (act, link, self) => {
    await keepPasskey(act, identity, ['enrol', link.id], self.id, said.name, said.response)
    return null
  })
}

/**
 * Uses the link up and signs in. After a recovery nothing of before opens any more: whoever was recovered may have
 * lost it to somebody.
 */
async function finish(
  identity: Identity,
  token: string,
  from: Source,
  factor: 'passkey' | 'password',
  keep: (act: Act, link: TokenRow, self: Self) => Promise<readonly string[] | null>,
): Promise<Enrolled> {
  const { ended, ...enrolled } = await system(identity).act(async (act) => {
    const { link, self } = await openLink(act, identity.keys, token)
    await lockPerson(act.sql, self.id)
    await refuseEnrolled(act, link, self)
    let ended: string[] = []
    if (link.purpose === 'recovery') {
      ended = await end(act, self.id, {}, 'recovered')
      await dropFactors(act.sql, self.id)
    }
    const recoveryCodes = await keep(act, link, self)
    await spendTokens(act.sql, { person: self.id }, act.at)
    if (link.purpose === 'recovery') await tellFactorChanged(act, identity, self, 'recovered')
    act.record({
      act: 'identity.enrol',
      subject: { kind: 'person', id: self.id },
      detail: { by: purposeOf(link), link: link.id, factor, shown: link.shown },
    })
    return { ...(await issueSession(act, self.id, 'enrolment', from.agent)), recoveryCodes, ended }
  })
  forget(identity, ended)
  return { ...enrolled, device: newDevice(identity.keys, enrolled.person) }
}
