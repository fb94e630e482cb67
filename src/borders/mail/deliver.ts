import type { Act, Database } from '#base/db/index.ts'
import { type Keys, Unreadable } from '#base/keys/index.ts'
import {
  letterFailed,
  letterSent,
  type Mailer,
  MailFailure,
  openLetter,
  UnsafeHeader,
} from '#base/outbound/index.ts'
import { compose, type House } from './compose.ts'
import { type Sealing, sealTo } from './seal-to.ts'

/** What sending letters needs of the house. */
export interface MailDeps extends Sealing {
  readonly db: Database
  readonly keys: Keys
  readonly mailer: Mailer
  /** Undefined before the founding. */
  readonly house: () => Promise<House | undefined>
}

/**
 * Sends one letter of the outbox: taken, composed, handed over, crossed off. Killed in between it is sent again under
 * the same Message-ID. Without a way out the letter stays; it goes on when one is configured.
 *
 * @throws MailFailure where another try may help
 */
export async function deliver(deps: MailDeps, id: string): Promise<void> {
  const { db, keys, mailer, house } = deps
  if (mailer.kind === 'none') return
  const at = await house()
  if (at === undefined) return
  const step = <T>(fn: (act: Act) => Promise<T>) => db.asViewer({ kind: 'system', purpose: 'mail' }).act(fn)

  try {
    const letter = await step((act) => openLetter(act, keys, id))
    if (letter === undefined) return
    const composed = compose(letter, at)
    // the word stands inside alone; outside, the subject says that it is a test
    const sealed =
      letter.sealTo === undefined ? {} : { sealed: await sealTo(deps, letter.sealTo, composed.subject) }
    await mailer.send({ id, to: letter.to, ...composed, ...sealed })
  } catch (error) {
    const { code, forGood } = troubleOf(error)
    await step((act) => letterFailed(act, id, code, forGood))
    if (forGood) return
    throw error
  }
  await step((act) => letterSent(act, id))
}

/** What went wrong, for the secretariat: a code, since the server's words may quote the letter. */
export function troubleOf(error: unknown): { readonly code: string; readonly forGood: boolean } {
  const code = codeOf(error)
  return { code, forGood: FOR_GOOD.includes(code) }
}

function codeOf(error: unknown): string {
  if (error instanceof MailFailure) return error.kind
  if (error instanceof Unreadable) return 'key-missing'
  return error instanceof UnsafeHeader || error instanceof TypeError ? 'unwritable' : 'unknown'
}

/** A refused recipient stays refused, and a letter that cannot be read or written now never will be. */
const FOR_GOOD = ['refused', 'key-missing', 'unwritable']
