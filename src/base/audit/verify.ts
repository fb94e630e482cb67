import type { OwnerConnection } from '#base/db/index.ts'
import type { Keys } from '#base/keys/index.ts'
import type { Anchor } from './anchor.ts'
import { COLUMNS } from './store.ts'
import { type Head, newWalk, type ReadRow, type Verdict } from './walk.ts'

const PAGE = 2000

/**
 * Walks the whole chain as the database's owner on one connection (not a pool: it needs one unchanging view beside
 * a living server), a page at a time, and compares it with the anchors given. Anchors count only as copies from
 * outside: those in the database would be rewritten together with it.
 */
export async function verify(
  owner: OwnerConnection,
  keys: Keys,
  anchors: readonly Anchor[] = [],
): Promise<Verdict> {
  await owner.query('begin isolation level repeatable read read only')
  try {
    const { rows: heads } = await owner.query(`select seq, encode(mac, 'hex') as mac from audit.head`)
    const walk = newWalk(keys, anchors)
    for (let after: string | number = -1; ; ) {
      const rows = (await owner.query(`${COLUMNS} where seq > $1 order by seq limit ${PAGE}`, [after]))
        .rows as unknown as ReadRow[]
      for (const row of rows) walk.take(row)
      const last = rows.at(-1)
      if (rows.length < PAGE || last === undefined) break
      after = last.seq
    }
    return walk.end(heads[0] as Head | undefined)
  } finally {
    await owner.query('rollback')
  }
}
