import type { Act } from '#base/db/index.ts'
import type { Keys } from '#base/keys/index.ts'
import { postLetter } from '#base/outbound/index.ts'

/** Writes to the address that a person has until now. */
export type TellOldAddress = (
  act: Act,
  before: { readonly email: string; readonly language: 'ja' | 'en' },
) => Promise<void>

/** The letter goes to the old address: whoever had the new one entered may not be its owner. */
export const tellOldAddress =
  (keys: Keys, origin: () => string): TellOldAddress =>
  (act, { email, language }) =>
    postLetter(act, keys, {
      kind: 'factor_changed',
      what: 'address',
      to: email,
      language,
      at: act.at.toISOString(),
      link: `${origin()}/me`,
    })
