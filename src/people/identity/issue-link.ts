import { randomUUID } from 'node:crypto'
import type { Act } from '#base/db/index.ts'
import type { Keys } from '#base/keys/index.ts'
import { Refusal } from '#core/errors/index.ts'
import { hashSecret, newSecret } from './issue-session.ts'
import { lifetimes } from './limits.ts'
import type { Self } from './person.ts'
import { describe, insertToken, lockToken, spendTokens, type TokenRow } from './store.ts'

/** Where each kind of link leads. The token stands in the fragment, which no server on the way gets to see. */
const pages = { 'set-up': '/found', invitation: '/accept', recovery: '/accept' } as const

type Purpose = keyof typeof pages

/** A link that was made: shown or mailed once, stored only as the hash of its token. */
export interface Link {
  readonly id: string
  readonly token: string
  readonly until: Date
}

/** The address of a link. */
export const addressOf = (origin: string, purpose: Purpose, token: string): string =>
  `${origin}${pages[purpose]}#${token}`

const addressTag = (keys: Keys, email: string) => keys.tag('link address', email.toLowerCase())

/**
 * Makes a one-time link for a person, in an act of whoever may (an invitation) or of the system. Good for one
 * purpose, at the mail address the person has now, once.
 * @param by the appointment that gives it; null for founding and the command line
 * @param options `shown`: whoever makes it gets to see it
 */
export async function issueLink(
  act: Act,
  keys: Keys,
  purpose: 'invitation' | 'recovery',
  self: Pick<Self, 'id' | 'email'>,
  by: string | null,
  { shown = false }: { shown?: boolean } = {},
): Promise<Link> {
  const token = newSecret()
  const id = randomUUID()
  const until = new Date(act.at.getTime() + lifetimes[purpose] * 1_000)
  await insertToken(act.sql, {
    id,
    hash: hashSecret(token),
    purpose,
    person_id: self.id,
    address_tag: addressTag(keys, self.email),
    made_at: act.at,
    made_by: by,
    until,
    shown,
  })
  return { id, token, until }
}

/** Makes the link with which an association is founded; any made before is void. An act of the system. */
export async function issueSetUpLink(act: Act): Promise<Link> {
  const token = newSecret()
  const id = randomUUID()
  const until = new Date(act.at.getTime() + lifetimes.setUp * 1_000)
  await spendTokens(act.sql, { purpose: 'set-up' }, act.at)
  await insertToken(act.sql, { id, hash: hashSecret(token), purpose: 'set-up', made_at: act.at, until })
  return { id, token, until }
}

const dead = () => new Refusal('link_dead')

/**
 * Opens the founding link and, with `use`, uses it up: in the act that founds, so that it is used exactly if the
 * association exists.
 * @throws {Refusal} link_dead
 */
export async function takeSetUpLink(act: Act, token: string, { use }: { use: boolean }): Promise<void> {
  const row = await lockToken(act.sql, hashSecret(token), act.at)
  if (row?.purpose !== 'set-up') throw dead()
  if (use) await spendTokens(act.sql, { purpose: 'set-up' }, act.at)
}

/**
 * Opens a person's link without using it up; locked until the act is over. Dead too for a person who has another
 * mail address now, or is gone.
 * @throws {Refusal} link_dead
 */
export async function openLink(act: Act, keys: Keys, token: string): Promise<{ link: TokenRow; self: Self }> {
  const link = await lockToken(act.sql, hashSecret(token), act.at)
  const self = link?.person_id ? await describe(act.sql, link.person_id) : null
  if (!link || !self || link.address_tag !== addressTag(keys, self.email)) throw dead()
  return { link, self }
}
