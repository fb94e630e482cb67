import type { Act } from '#base/db/index.ts'
import { notFound, Refusal } from '#core/errors/index.ts'
import type { Identity } from './create.ts'
import { canSignIn } from './factor.ts'
import { changeFactors, type Mine } from './save-factor.ts'
import { dropFactor, passkeysOf, passwordOf, totpsOf } from './store.ts'

/** Removes a passkey or a generator; never the last way in. @throws {Refusal} not_found, last_factor */
export async function removeFactor(
  identity: Identity,
  mine: Mine,
  kind: 'passkey' | 'totp',
  id: string,
): Promise<void> {
  const [table, what] =
    kind === 'passkey'
      ? (['identity.passkeys', 'passkey_removed'] as const)
      : (['identity.totps', 'totp_removed'] as const)
  await changeFactors(identity, mine, what, async (act) => {
    if (!(await dropFactor(act.sql, table, mine.person, id))) throw notFound()
    if (!canSignIn(await countFactors(act, mine.person))) throw new Refusal('last_factor')
  })
}

/** What a person has to sign in with. */
export async function countFactors(act: Act, person: string) {
  const passkeys = await passkeysOf(act.sql, person)
  const totps = (await totpsOf(act.sql, person)).filter((row) => row.confirmed_at !== null)
  const password = await passwordOf(act.sql, person)
  return { passkeys: passkeys.length, totps: totps.length, hasPassword: password !== undefined }
}
