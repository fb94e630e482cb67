import { randomBytes } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import type { Act } from '#base/db/index.ts'
import type { Keys } from '#base/keys/index.ts'
import { recoveryCode, recoveryCodeCount, typedOneTimeCode, typedRecoveryCode } from './factor.ts'
import { replaceRecoveryCodes, spendRecoveryCode, spendStep, totpsOf } from './store.ts'

/** Seconds of a time step, RFC 6238 §4.1: what every generator can do. */
const PERIOD = 30
/** Steps of tolerance for a clock that is off (RFC 6238 §5.2). */
const WINDOW = 1

/** A new secret of 160 bits (RFC 4226 §4 R6) in base32. */
export const newTotpSecret = (): string => new Secret({ size: 20 }).base32

/** The address that a generator reads from a QR code (otpauth: key URI format). */
export const totpAddress = (secret: string, issuer: string, label: string): string =>
  new TOTP({ issuer, label, secret: Secret.fromBase32(secret), period: PERIOD }).toString()

/** The time step for which a code is right, or null. */
export function stepOfCode(secret: string, code: string, at: Date): number | null {
  const timestamp = at.getTime()
  const delta = TOTP.validate({
    token: code,
    secret: Secret.fromBase32(secret),
    period: PERIOD,
    window: WINDOW,
    timestamp,
  })
  return delta === null ? null : TOTP.counter({ period: PERIOD, timestamp }) + delta
}

const place = (id: string) => ({ table: 'identity.totps', column: 'secret', row: id })

/** A generator's secret as it is stored. */
export const sealTotp = (keys: Keys, id: string, secret: string): string => keys.seal(secret, place(id))

/** See {@link sealTotp}. @throws Unreadable */
export const unsealTotp = (keys: Keys, id: string, sealed: string): string => keys.unseal(sealed, place(id))

/** Keyed, so that nobody who has the database alone can try codes against it. */
const recoveryTag = (keys: Keys, person: string, code: string) =>
  keys.tag('recovery code', `${person} ${code}`)

/** Makes new recovery codes; the old ones are void. Shown once. */
export async function makeRecoveryCodes(act: Act, keys: Keys, person: string): Promise<string[]> {
  const codes = Array.from({ length: recoveryCodeCount }, () => recoveryCode(randomBytes(48)))
  await replaceRecoveryCodes(
    act.sql,
    person,
    codes.map((code) => recoveryTag(keys, person, code)),
    act.at,
  )
  return codes
}

/**
 * Takes a one-time code or a recovery code of a person, each once. Null for a wrong one, and for one that was taken
 * before. A person who does not exist costs the same.
 */
export async function takeCode(
  act: Act,
  keys: Keys,
  person: string,
  typed: string,
): Promise<'totp' | 'recovery' | null> {
  const digits = typedOneTimeCode(typed)
  if (digits === null) {
    const code = typedRecoveryCode(typed)
    if (code === null) return null
    return (await spendRecoveryCode(act.sql, person, recoveryTag(keys, person, code), act.at))
      ? 'recovery'
      : null
  }
  for (const totp of await totpsOf(act.sql, person)) {
    if (totp.confirmed_at === null) continue
    const step = stepOfCode(unsealTotp(keys, totp.id, totp.secret), digits, act.at)
    if (step !== null && (await spendStep(act.sql, totp.id, step, act.at))) return 'totp'
  }
  return null
}
