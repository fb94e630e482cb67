import { randomBytes } from 'node:crypto'
import type { Act } from '#base/db/index.ts'
import { type Keys, sameSecret } from '#base/keys/index.ts'
import { crowd, type Pace, paces } from './limits.ts'
import { forgetAttempts, takeAttempt, takeBackAttempt } from './store.ts'

/** Where a request comes from, as far as sign-in wants to know. */
export interface Source {
  /** The caller's address; IPv6 cut to its /64. */
  readonly network: string
  /** The cookie of a browser that signed in before, as it was sent. */
  readonly device: string | null
  /** The browser's description of itself. */
  readonly agent: string | null
}

/** What is counted, without saying what: nobody reads addresses or accounts from the table. */
const named = (keys: Keys, ...what: string[]) => keys.tag('attempt', JSON.stringify(what))

/** Counts one thing. Returns the seconds to wait, 0 to go on. */
export async function take(act: Act, keys: Keys, pace: Pace, ...what: string[]): Promise<number> {
  return (await takeAttempt(act.sql, named(keys, ...what), pace, act.at)).wait_seconds
}

/** Counts one thing and tells the count besides. */
export const count = (act: Act, keys: Keys, pace: Pace, ...what: string[]) =>
  takeAttempt(act.sql, named(keys, ...what), pace, act.at)

/** Forgets counts after a success. */
export const forgive = (act: Act, keys: Keys, ...which: string[][]) =>
  forgetAttempts(
    act.sql,
    which.map((what) => named(keys, ...what)),
  )

/**
 * Counts a try of an account before it is judged. Returns the seconds to wait, 0 to go on. A browser that signed in
 * to the account before is counted by itself, so a stranger's failures never keep the owner out.
 * @param knownDevice the random part of the browser's cookie, where it is the account's
 */
export async function takeSignIn(
  act: Act,
  keys: Keys,
  account: string,
  network: string,
  knownDevice: string | null,
): Promise<number> {
  if (knownDevice !== null) return take(act, keys, paces.device, 'device', account, knownDevice)
  const wait = await take(act, keys, paces.network, 'network', network)
  if (wait > 0) return wait
  const { count: tries } = await count(act, keys, paces.account, 'account', account)
  return take(act, keys, tries > crowd ? paces.crowdedPair : paces.pair, 'pair', account, network)
}

/** The success of an account clears what counted against it from here, and counts as nobody's guess. */
export async function forgiveSignIn(
  act: Act,
  keys: Keys,
  account: string,
  network: string,
  knownDevice: string | null,
): Promise<void> {
  if (knownDevice === null) await takeBackAttempt(act.sql, named(keys, 'network', network), act.at)
  const device = knownDevice === null ? [] : [['device', account, knownDevice]]
  await forgive(act, keys, ['pair', account, network], ['second', account], ...device)
}

const deviceMac = (keys: Keys, person: string, random: string) =>
  keys.tag('known device', `${person} ${random}`)

/** Value of the cookie by which a browser is known to have signed in as a person. Says nothing of who. */
export function newDevice(keys: Keys, person: string): string {
  const random = randomBytes(16).toString('base64url')
  return `${random}.${deviceMac(keys, person, random)}`
}

/** The random part of a device cookie that was made for this person; null for any other. */
export function knownDevice(keys: Keys, person: string, cookie: string | null): string | null {
  const [random = '', mac = '', ...more] = (cookie ?? '').slice(0, 200).split('.')
  const right = deviceMac(keys, person, random)
  return more.length === 0 && random.length === 22 && sameSecret(mac, right) ? random : null
}
