import { randomUUID } from 'node:crypto'
import type { Act } from '#base/db/index.ts'
import type { Keys } from '#base/keys/index.ts'
import type { Letter } from './letter.ts'
import { letterFailed, letterSent, lettersWaiting, putLetter, takeLetter } from './store.ts'

/** A letter as it waits. */
export type WaitingLetter = Letter & {
  /** Armored public key: the letter goes encrypted to it, and in no other way. */
  readonly sealTo?: string | undefined
}

/**
 * Posts a letter in the act's own transaction: it goes out exactly if the act commits. The same id posts once. What
 * has readers who may be gone by then is no letter but a delivery, made when it is sent (work/deliveries).
 */
export async function postLetter(
  act: Act,
  keys: Keys,
  letter: Letter,
  { id = randomUUID(), sealTo }: { id?: string; sealTo?: string | undefined } = {},
): Promise<void> {
  const waiting: WaitingLetter = { ...letter, sealTo }
  const sealed = keys.seal(JSON.stringify(waiting), { ...PLACE, row: id })
  if (await putLetter(act, id, letter.kind, sealed)) await enqueue(act, id)
}

/** The letter, to be sent now; undefined where that is done already. */
export async function openLetter(act: Act, keys: Keys, id: string): Promise<WaitingLetter | undefined> {
  const sealed = await takeLetter(act, id)
  return sealed === undefined ? undefined : JSON.parse(keys.unseal(sealed, { ...PLACE, row: id }))
}

/** Enters the waiting letters again: at the start, when a way out may be new. */
export async function resumeLetters(act: Act): Promise<number> {
  const ids = await lettersWaiting(act)
  for (const id of ids) await enqueue(act, id)
  return ids.length
}

export { letterFailed, letterSent }

const PLACE = { table: 'outbox.letters', column: 'letter' }

// One job a letter, however often it is entered.
const enqueue = (act: Act, id: string) => act.enqueue('mail.deliver', { letter: id }, { key: `letter ${id}` })
