import type { Database } from '#base/db/index.ts'
import type { Keys } from '#base/keys/index.ts'
import type { Asker } from '#core/policy/index.ts'
import { cookieNames } from './cookie.ts'
import { createMemory, type Memory } from './memory.ts'

/** What identity needs of the house. */
export interface IdentityDeps {
  readonly db: Database
  readonly keys: Keys
  /** The association's address without a slash at the end; passkeys are bound to its host. */
  readonly origin: () => string
  /** Milliseconds that only go forward, for what is remembered in memory for moments. */
  readonly ticks: () => number
  /** There is no mail server: an officer may be shown an invitation's link and hands it over. */
  readonly byHand?: boolean
}

/** Who is at the door: what every act of this module is given. */
export interface Identity extends IdentityDeps {
  /** Who was there a moment ago. */
  readonly memory: Memory
  /** Tells this installation from others under the same host. */
  readonly installation: string
  /** Names of our cookies at the present address. */
  readonly cookies: () => ReturnType<typeof cookieNames> & { readonly https: boolean }
}

/** What an act needs that writes letters with links. */
export type Inviting = Pick<Identity, 'keys' | 'origin'>

/** Builds the module once at start. */
export function createIdentity(deps: IdentityDeps): Identity {
  const installation = deps.keys.tag('installation', '').slice(0, 8)
  const cookies = (https: boolean) => ({ ...cookieNames(installation, https), https })
  const [plain, secure] = [cookies(false), cookies(true)]
  return {
    ...deps,
    memory: createMemory(deps.ticks),
    installation,
    cookies: () => (deps.origin().startsWith('https:') ? secure : plain),
  }
}

/** Hears of revocations by any process, for whoever answers requests. Returns how to stop. */
export const followRevocations = ({ db, memory }: Identity): (() => void) =>
  db.listen(
    (event) => {
      if (event.name === 'session.revoked') memory.forgetSession(event.session)
      else if (event.name === 'appointment.changed') memory.forgetPerson(event.person)
      else if (event.name === 'membership.changed') memory.forgetAll()
    },
    // what happened while the line was down is not known, so nothing is
    () => memory.forgetAll(),
  )

/** Sign-in and its bookkeeping: an asker that reads no part, ever. */
export const asSystem = (purpose: string): Asker => ({ kind: 'system', purpose })

/** Nobody's appointment. */
const NONE = '00000000-0000-0000-0000-000000000000'

/**
 * A person for acts on what is his own: under the appointment of the request where there is one, else under none,
 * which opens nothing but his own rows.
 */
export const asSelf = (person: string, asker: Asker): Asker =>
  asker.kind === 'person' && asker.person === person
    ? asker
    : { kind: 'person', person, appointment: NONE, tag: '' }
