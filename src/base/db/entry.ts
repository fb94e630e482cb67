import { createHash } from 'node:crypto'
import type pg from 'pg'
import type { Asker } from '#core/policy/index.ts'

/** Who comes in, and for which time. */
export interface Entry {
  readonly asker: Asker
  readonly at?: Date | undefined
}

/** For reads: `access.pass` finds the viewer and keeps it for the policies, but does not tell it: nobody here asks. */
export function passStatement(entry: Entry): pg.QueryConfig {
  return {
    name: 'pass',
    text: 'select access.pass($1::jsonb, $2::timestamptz)',
    values: [JSON.stringify(entry.asker), entry.at?.toISOString() ?? null],
  }
}

/** `access.enter` computes the viewer live and keeps it in settings of this transaction alone. */
export function enterStatement(entry: Entry): pg.QueryConfig {
  return {
    name: 'enter',
    text: 'select access.enter($1::jsonb, $2::timestamptz) as viewer',
    values: [JSON.stringify(entry.asker), entry.at?.toISOString() ?? null],
  }
}

const MAX_NAMES = 500
const names = new Map<string, string | undefined>()

/**
 * Name under which a statement stays prepared on its connection. Statements whose text varies without end (lists
 * of every length) would fill the server, so a text gets a name when it comes the second time, and names run out.
 */
export function statementName(text: string): string | undefined {
  const known = names.get(text)
  if (known) return known
  if (names.has(text)) {
    const name = `q${createHash('sha256').update(text).digest('base64url').slice(0, 22)}`
    names.set(text, name)
    return name
  }
  if (names.size < MAX_NAMES) names.set(text, undefined)
  return undefined
}

/** The transaction did not commit although nothing threw: an error inside was swallowed. */
export class NotCommitted extends Error {
  override readonly name = 'NotCommitted'
}
