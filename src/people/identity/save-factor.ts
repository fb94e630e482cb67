import { randomUUID } from 'node:crypto'
import type { RegistrationResponseJSON } from '@simplewebauthn/server'
import type { Act } from '#base/db/index.ts'
import type { FactorChange } from '#base/outbound/index.ts'
import { notFound, Refusal } from '#core/errors/index.ts'
import type { Asker } from '#core/policy/index.ts'
import { asSelf, type Identity } from './create.ts'
import { issuer, refuseSharedAddress, requireGoodPassword } from './enrol.ts'
import { mostFactors, typedOneTimeCode } from './factor.ts'
import type { Creation } from './forms.ts'
import type { Self } from './person.ts'
import { end, forget } from './revoke-session.ts'
import {
  confirmTotp,
  describe,
  dropPendingTotps,
  insertTotp,
  lockPerson,
  passkeysOf,
  savePassword,
  totpsOf,
} from './store.ts'
import { tellFactorChanged } from './tell.ts'
import {
  makeRecoveryCodes,
  newTotpSecret,
  sealTotp,
  stepOfCode,
  totpAddress,
  unsealTotp,
} from './verify-code.ts'
import { creationOptions, keepPasskey } from './verify-passkey.ts'
import { hashPassword } from './verify-password.ts'

/** A signed-in browser and how its request asks. */
export interface Mine {
  readonly session: string
  readonly person: string
  readonly asker: Asker
}

/**
 * Changes what a person signs in with: one after the other, on record, told by mail, and every other session ends.
 * The caller has proved himself for it a moment ago.
 */
export async function changeFactors<T>(
  identity: Identity,
  mine: Mine,
  what: FactorChange,
  change: (act: Act, self: Self) => Promise<T>,
): Promise<T> {
  const { done, ended } = await identity.db.asViewer(asSelf(mine.person, mine.asker)).act(async (act) => {
    await lockPerson(act.sql, mine.person)
    const self = await describe(act.sql, mine.person)
    if (!self) throw notFound()
    const done = await change(act, self)
    const ended = await end(act, mine.person, { except: mine.session }, 'factor-changed')
    await tellFactorChanged(act, identity, self, what)
    act.record({
      act: 'identity.change-factor',
      subject: { kind: 'person', id: mine.person },
      detail: { what },
    })
    return { done, ended }
  })
  forget(identity, ended)
  return done
}

/** Chooses another password, or a first one. @throws {Refusal} address_taken, invalid_request for a poor password */
export async function savePasswordOf(identity: Identity, mine: Mine, password: string): Promise<void> {
  await identity.db.asViewer(asSelf(mine.person, mine.asker)).act(async (act) => {
    const self = await describe(act.sql, mine.person)
    if (!self) throw notFound()
    await requireGoodPassword(act, password, self)
  })
  const hash = await hashPassword(password)
  await identity.db.asViewer({ kind: 'system', purpose: 'address of a password' }).act(async (act) => {
    const self = await describe(act.sql, mine.person)
    if (self) await refuseSharedAddress(act, self)
  })
  await changeFactors(identity, mine, 'password', (act) =>
    savePassword(act.sql, { person_id: mine.person, hash, changed_at: act.at }),
  )
}

/** Begins a generator of one-time codes; it counts once its first code was shown. @throws {Refusal} too_many_factors */
export function beginTotp(
  identity: Identity,
  mine: Mine,
  name: string,
): Promise<{ id: string; secret: string; address: string }> {
  return identity.db.asViewer(asSelf(mine.person, mine.asker)).act(async (act) => {
    const self = await describe(act.sql, mine.person)
    if (!self) throw notFound()
    await lockPerson(act.sql, mine.person)
    await dropPendingTotps(act.sql, mine.person)
    requireRoom(await totpsOf(act.sql, mine.person))
    const secret = newTotpSecret()
    const id = randomUUID()
    const sealed = sealTotp(identity.keys, id, secret)
    await insertTotp(act.sql, { id, person_id: mine.person, name, secret: sealed, made_at: act.at })
    return { id, secret, address: totpAddress(secret, await issuer(act, self), self.email) }
  })
}

const requireRoom = (rows: readonly unknown[]): void => {
  if (rows.length >= mostFactors) throw new Refusal('too_many_factors', { params: { max: mostFactors } })
}

/** Shows the first code of a generator that was begun. @throws {Refusal} not_found, code_refused */
export async function confirmTotpOf(identity: Identity, mine: Mine, id: string, code: string): Promise<void> {
  await changeFactors(identity, mine, 'totp_added', async (act) => {
    const totp = (await totpsOf(act.sql, mine.person)).find(
      (row) => row.id === id && row.confirmed_at === null,
    )
    if (!totp) throw notFound()
    const step = stepOfCode(unsealTotp(identity.keys, id, totp.secret), typedOneTimeCode(code) ?? '', act.at)
    if (step === null) throw new Refusal('code_refused')
    await confirmTotp(act.sql, id, step, act.at)
  })
}

/** What the browser needs to make a further passkey. @throws {Refusal} too_many_factors, passkey_needs_name */
export function addPasskeyOptions(identity: Identity, mine: Mine): Promise<Creation> {
  return identity.db.asViewer(asSelf(mine.person, mine.asker)).act(async (act) => {
    const self = await describe(act.sql, mine.person)
    if (!self) throw notFound()
    const rows = await passkeysOf(act.sql, mine.person)
    requireRoom(rows)
    const person = {
      id: self.id,
      email: self.email,
      name: self.language === 'ja' ? self.nameJa : self.nameEn,
      house: await issuer(act, self),
      has: rows.map((row) => row.credential_id),
    }
    return creationOptions(identity, ['add', mine.session], person, act.at)
  })
}

/** Keeps a further passkey. @throws {Refusal} passkey_refused, too_many_factors */
export const addPasskey = (
  identity: Identity,
  mine: Mine,
  { name, response }: { name: string; response: RegistrationResponseJSON },
): Promise<string> =>
  changeFactors(identity, mine, 'passkey_added', async (act) => {
    requireRoom(await passkeysOf(act.sql, mine.person))
    return keepPasskey(act, identity, ['add', mine.session], mine.person, name, response)
  })

/** Makes ten new recovery codes; those before are void. Shown once. */
export const renewRecoveryCodes = (identity: Identity, mine: Mine): Promise<string[]> =>
  changeFactors(identity, mine, 'recovery_codes', (act) => makeRecoveryCodes(act, identity.keys, mine.person))
