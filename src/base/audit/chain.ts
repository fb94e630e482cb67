import { createHmac } from 'node:crypto'
import type { Act, AuditEntry, Hooks, Json } from '#base/db/index.ts'
import type { Keys } from '#base/keys/index.ts'
import { canonical, canonicalLink } from './canonical.ts'
import { type Actor, actorOf, type Link, timeOf } from './entry.ts'
import { append, lockHead } from './store.ts'

/** `prev` of the first entry. */
export const GENESIS = '0'.repeat(64)

const KEY_PURPOSE = 'audit chain'
const ACTOR_PLACE = { table: 'audit.entries', column: 'actor_sealed' }

/** Hex HMAC-SHA256 of a link under the chain's key, which is not in the database. */
export function macOf(keys: Keys, link: Link): string {
  return createHmac('sha256', keys.derive(KEY_PURPOSE, link.keyId)).update(canonicalLink(link)).digest('hex')
}

/**
 * The audit's part in every act: given to `openDatabase`, which calls `beforeCommit` after everything else the
 * transaction does; whoever sends RED does so after the commit that follows. Concurrent acts wait here for each
 * other, for two short statements and the commit; locking first instead costs a third more.
 */
export function auditChain(keys: Keys): Required<Pick<Hooks, 'beforeCommit'>> {
  return {
    async beforeCommit(tx, act, entries) {
      const drafts = entries.map((entry) => draftOf(keys, act, entry)) // what can fail fails before the lock
      let { seq, mac: prev } = await lockHead(tx)
      const added = drafts.map(({ link, seal }) => {
        seq += 1
        const whole: Link = { ...link, seq, prev, actorSealed: seal === undefined ? null : seal(seq) }
        const { actorSealed, keyId, ...columns } = whole
        const mac = macOf(keys, whole)
        prev = mac
        return { ...columns, actor_sealed: actorSealed, key_id: keyId, mac }
      })
      await append(tx, added)
    },
  }
}

function draftOf(keys: Keys, { asker, at }: Act, entry: AuditEntry) {
  const sealed = entry.sealedActor ?? false
  const actor = actorOf(asker)
  const link = {
    at: timeOf(at, sealed),
    act: entry.act,
    actor: sealed ? null : actor,
    subject: entry.subject === undefined ? null : withoutAddresses(keys, { ...entry.subject }),
    detail: withoutAddresses(keys, plain(entry.detail ?? {})),
    keyId: keys.current,
  }
  canonical(link)
  const seal = (seq: number) => keys.seal(canonical(actor), { ...ACTOR_PLACE, row: String(seq) })
  return { link, seal: sealed ? seal : undefined }
}

/** Drops what JSON drops (`undefined` fields), so that the mac is over what the database will hold. */
const plain = (value: unknown): Json => JSON.parse(JSON.stringify(value))

const ADDRESS = /[^\s@"<>()]+@[^\s@"<>()]+/gu

/** Personal data stands in the chain, which nobody can erase, as a keyed hash: it can be asked for, not read. */
function withoutAddresses(keys: Keys, value: Json): Json {
  if (typeof value === 'string') return value.replace(ADDRESS, (address) => hashOfPerson(keys, address))
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map((one: Json) => withoutAddresses(keys, one))
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withoutAddresses(keys, one)]))
}

/** How a person's address appears in the chain: the same each time, and nothing without the key file. */
export function hashOfPerson(keys: Keys, address: string): string {
  return `hash:${keys.tag('audit person', address.toLowerCase()).slice(0, 32)}`
}

/** Who acted, of an entry whose actor is sealed. For break-glass alone: the caller records that he looked. */
export function openActor(keys: Keys, seq: number, sealed: string): Actor {
  return JSON.parse(keys.unseal(sealed, { ...ACTOR_PLACE, row: String(seq) }))
}
