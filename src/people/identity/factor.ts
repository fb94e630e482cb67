/** What proved a person when a session began. */
export type SessionFactor = 'passkey' | 'password-totp' | 'password-recovery' | 'enrolment' | 'demo'

/** How many of each a person has. */
export interface FactorCounts {
  readonly passkeys: number
  readonly hasPassword: boolean
  readonly totps: number
}

/** A passkey suffices; a password wants a one-time code besides. Recovery codes run out, so they do not count. */
export const canSignIn = ({ passkeys, hasPassword, totps }: FactorCounts): boolean =>
  passkeys > 0 || (hasPassword && totps > 0)

/** Passkeys and generators a person may have. */
export const mostFactors = 10

/** Recovery codes that are made at once. */
export const recoveryCodeCount = 10

// Without 0 O 1 I L U V: read from paper and typed. 32 letters would need them, so 16 letters of 28 give 76 bits.
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTWXYZ'.slice(0, 28)

/** A code from bytes of a secure source, `7Q4K-2MRT-9XWB-CE3H`; more bytes than letters, since some are passed over. */
export function recoveryCode(random: Uint8Array): string {
  // 252 = 9 × 28: above it the first letters would come up more often
  const letters = [...random].filter((byte) => byte < 252).map((byte) => ALPHABET.charAt(byte % 28))
  if (letters.length < 16) throw new RangeError('not enough random bytes for a recovery code')
  return [0, 4, 8, 12].map((at) => letters.slice(at, at + 4).join('')).join('-')
}

/** A code as somebody types it, in the form in which it was made; null for what cannot be one. */
export function typedRecoveryCode(typed: string): string | null {
  const letters = typed.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '')
  return /^[2-9A-Z]{16}$/.test(letters)
    ? [0, 4, 8, 12].map((at) => letters.slice(at, at + 4)).join('-')
    : null
}

/** A one-time code as somebody types it: six digits, whatever stands between them; null for what cannot be one. */
export function typedOneTimeCode(typed: string): string | null {
  const digits = typed.normalize('NFKC').replace(/[\s-]/g, '')
  return /^\d{6}$/.test(digits) ? digits : null
}
