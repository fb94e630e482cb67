import type { Json } from '#base/db/index.ts'
import type { Link } from './entry.ts'

/**
 * JSON in exactly one form: keys sorted by UTF-16 code units, no spaces, strings as JSON.stringify writes them
 * (RFC 8785 §3.2). Numbers are whole and safe, so that PostgreSQL's jsonb gives back the digits it was given.
 * @throws RangeError for what jsonb or UTF-8 could not hold unchanged
 */
export function canonical(value: Json): string {
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value) || Object.is(value, -0))
      throw new RangeError(`${value} is not a whole, safe number`)
    return String(value)
  }
  if (typeof value === 'string') {
    if (!value.isWellFormed() || value.includes('\0'))
      throw new RangeError('text with a lone surrogate or NUL')
    return JSON.stringify(value)
  }
  if (isList(value)) return `[${value.map(canonical).join(',')}]`
  const fields = Object.keys(value).sort()
  return `{${fields.map((field) => `${canonical(field)}:${canonical(value[field] as Json)}`).join(',')}}`
}

/** `Array.isArray` does not narrow read-only lists. */
const isList = (value: Json): value is readonly Json[] => Array.isArray(value)

/** The bytes that a link's mac is made over: every column but the mac itself. */
export function canonicalLink(link: Link): string {
  const { seq, at, act, actor, actorSealed, subject, detail, keyId, prev } = link
  return canonical({ v: 1, seq, at, act, actor, actorSealed, subject, detail, keyId, prev })
}

/**
 * Parses jsonb's text and refuses a number that is not written as {@link canonical} writes it: 1.0 and 1 are equal
 * to jsonb and to JavaScript, but one of them was not put there by us.
 * @throws RangeError
 */
export function parseStrictly(text: string): Json {
  return JSON.parse(text, ((_key: string, value: unknown, context?: { source?: string }) => {
    if (typeof value === 'number' && context?.source !== String(value)) {
      throw new RangeError(`number written as ${context?.source}`)
    }
    return value
  }) as (key: string, value: unknown) => unknown)
}
