import { type Keys, Unreadable } from '#base/keys/index.ts'
import type { Anchor } from './anchor.ts'
import { parseStrictly } from './canonical.ts'
import { GENESIS, macOf } from './chain.ts'

/** What is wrong at one place of the chain. */
export interface Fault {
  readonly seq: number
  /**
   * changed: the row is not what was written · missing: rows were taken out here · moved: the row does not follow
   * the one before · cut: the end is missing · head: the head does not name the last row · rewritten: an anchor
   * that a witness holds says otherwise · unproven: its key is not in the key file (said once, of the first).
   */
  readonly kind: 'changed' | 'missing' | 'moved' | 'cut' | 'head' | 'rewritten' | 'unproven'
}

/** What can be said about the chain, and since when. */
export interface Verdict {
  readonly ok: boolean
  readonly entries: number
  readonly head: number
  /** In the order of the chain, at most 100. */
  readonly faults: readonly Fault[]
  /**
   * Up to this entry a witness outside proves the chain, even against somebody who holds this server and its
   * keys; after it the key file alone does. Null: no witness was asked.
   */
  readonly witnessed: { readonly seq: number; readonly at: string } | null
  /** Entries whose key is not in the key file: their order can be seen, their truth cannot. */
  readonly unproven: number
}

const MOST_FAULTS = 100

/** A row as the check reads it: times and numbers as text, since a change too small for a JavaScript value is one. */
export interface ReadRow {
  readonly seq: string | number
  readonly at: string
  readonly act: string
  readonly actor: string | null
  readonly subject: string | null
  readonly detail: string
  readonly actor_sealed: string | null
  readonly key_id: string
  readonly prev: string
  readonly mac: string
}

/** The end of the chain, as the database says it. */
export interface Head {
  readonly seq: string | number
  readonly mac: string
}

/** Where a check goes on that did not begin at the first entry: the entry before, taken as true. */
export interface Beginning {
  readonly seq: number
  readonly mac: string
}

/** Takes the chain row by row and says what is wrong with it. */
export function newWalk(
  keys: Keys,
  anchors: readonly Anchor[] = [],
  beginning: Beginning = { seq: 0, mac: GENESIS },
) {
  const faults: Fault[] = []
  const witnesses = new Map(anchors.map((anchor) => [anchor.seq, anchor]))
  let entries = 0
  let unproven = 0
  let seq = beginning.seq
  /** What may stand as the next row's `prev`: the stored mac, and the true one where the stored one was changed. */
  let macs = [beginning.mac]
  let witnessed: Verdict['witnessed'] = null
  const found = (fault: Fault) => {
    if (faults.length < MOST_FAULTS) faults.push(fault)
  }

  return {
    take(row: ReadRow): void {
      const expected = seq + 1
      seq = Number(row.seq)
      entries += 1
      const mac = trueMac(keys, row)
      if (seq !== expected) found({ seq: expected, kind: 'missing' })
      else if (!macs.includes(row.prev)) found({ seq, kind: 'moved' })
      if (mac === 'no-such-key') {
        unproven += 1
        if (unproven === 1) found({ seq, kind: 'unproven' })
      } else if (mac !== row.mac) found({ seq, kind: 'changed' })
      const witness = witnesses.get(seq)
      if (witness !== undefined) {
        witnesses.delete(seq)
        if (witness.mac !== row.mac) found({ seq, kind: 'rewritten' })
        else if (faults.length === 0) witnessed = { seq, at: witness.at }
      }
      macs = mac === null || mac === 'no-such-key' ? [row.mac] : [row.mac, mac]
    },

    /** What was found so far, of a part of the chain. */
    faults: faults as readonly Fault[],

    end(head: Head | undefined): Verdict {
      const ends = [Number(head?.seq ?? 0), ...witnesses.keys()]
      if (Math.max(...ends) > seq) found({ seq: seq + 1, kind: 'cut' })
      else if (head === undefined || Number(head.seq) < seq || !macs.includes(head.mac))
        found({ seq, kind: 'head' })
      return { ok: faults.length === 0, entries, head: Number(head?.seq ?? 0), faults, witnessed, unproven }
    },
  }
}

/** The mac the row ought to have; null where no entry of ours can have looked like it. */
function trueMac(keys: Keys, row: ReadRow): string | 'no-such-key' | null {
  try {
    return macOf(keys, {
      seq: Number(row.seq),
      at: row.at,
      act: row.act,
      actor: row.actor === null ? null : parseStrictly(row.actor),
      actorSealed: row.actor_sealed,
      subject: row.subject === null ? null : parseStrictly(row.subject),
      detail: parseStrictly(row.detail),
      keyId: row.key_id,
      prev: row.prev,
    })
  } catch (error) {
    if (error instanceof Unreadable) return 'no-such-key'
    if (error instanceof RangeError) return null
    throw error
  }
}
