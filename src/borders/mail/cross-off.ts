import type { Database } from '#base/db/index.ts'
import { type Carried, linesDone } from '#work/deliveries/index.ts'

/** Lines that the server has, waiting to be crossed off together. */
interface Batch {
  readonly lines: Carried[]
  readonly done: Promise<void>
}

const next = new WeakMap<Database, Batch>()
const last = new WeakMap<Database, Promise<void>>()

/**
 * Crosses a line off, with a receipt for what its mail carried. Lines that are ready while others are being written down
 * go together, in the next transaction: as fast as the database, and nothing waits for a clock.
 */
export function crossOff(db: Database, line: Carried): Promise<void> {
  const open = next.get(db)
  if (open) {
    open.lines.push(line)
    return open.done
  }
  const lines = [line]
  const before = last.get(db) ?? Promise.resolve()
  const done = before
    .catch(() => {}) // its own lines tell of it
    .then(() => {
      next.delete(db)
      return db
        .asViewer({ kind: 'system', purpose: 'mail' })
        .act(async (act) => void (await linesDone(act.sql, lines)))
    })
  next.set(db, { lines, done })
  last.set(db, done)
  return done
}
